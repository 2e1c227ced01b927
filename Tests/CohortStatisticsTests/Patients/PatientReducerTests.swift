import CohortStatistics
import NumericalMethods
import Testing
import TumorModel

@Suite("Presence, histories and the funnel")
struct PatientReducerTests {
  /// What happens to one mutation, in any order.
  private enum Event {
    case seen(CohortMutation, sample: Int)
    case called(CohortCall, CohortMutation, earlier: Int?, later: Int?, number: Int)
  }

  private static let gene = 7
  private let mutation = CohortMutation(number: 1, gene: gene)

  /// A primary and so many later samples, each compared with the primary.
  private func samples(later: Int = 1, joint: Int? = nil) -> PatientSamples {
    var samples = PatientSamples()
    samples.add(isPrimary: true)
    for _ in 0..<later {
      samples.addComparison(earlier: 0, later: samples.add(isPrimary: false))
    }
    if let joint { samples.addComparison(earlier: nil, later: joint) }
    return samples
  }

  private func reduced(_ events: [Event], _ samples: PatientSamples) -> PatientReducer {
    var reducer = PatientReducer(targets: [Self.gene])
    reducer.begin(samples)
    add(events, to: &reducer)
    return reducer
  }

  private func add(_ events: [Event], to reducer: inout PatientReducer) {
    for event in events {
      switch event {
      case .seen(let mutation, let sample): reducer.see(mutation, inSample: sample)
      case .called(let call, let mutation, let earlier, let later, let number):
        reducer.add(call, of: mutation, earlier: earlier, later: later, number: number)
      }
    }
    reducer.finish()
  }

  private let acquired = CohortCall(
    label: .acquired, log10BayesFactor: 2, acquired: 0.95, preexisting: 0.03)
  private let preexisting = CohortCall(
    label: .preexistingClonal, log10BayesFactor: -4, acquired: 0.01, preexisting: 0.98)

  // MARK: - Presence

  @Test(arguments: [
    (Int?(3), false, Double?(0.9), true), (3, false, 0.5, true), (3, false, 0.49, false),
    (3, false, nil, true), (0, false, 0.99, false), (nil, false, 0.99, false),
    (nil, true, nil, true), (nil, true, 0.2, false), (nil, true, 0.7, true), (0, false, nil, false),
  ])
  func `reads or a listing count if the mutation is not likelier absent`(
    _ row: (alternate: Int?, isListed: Bool, presence: Double?, isSeen: Bool)
  ) {
    #expect(
      MutationPresence.isSeen(
        alternate: row.alternate, isListed: row.isListed, presence: row.presence) == row.isSeen)
  }

  @Test func `observations follow the same rule`() throws {
    let reads = SiteObservation.counted(try #require(ReadCounts(alternate: 2, depth: 100)))
    #expect(MutationPresence.isSeen(reads, presence: 0.6))
    #expect(!MutationPresence.isSeen(reads, presence: 0.4))
    #expect(MutationPresence.isSeen(.withoutCounts, presence: nil))
    #expect(!MutationPresence.isSeen(.uncalled, presence: 0.9))
    #expect(!MutationPresence.isSeen(.otherReads, presence: 0.9))
    #expect(!MutationPresence.isSeen(.notAssayed, presence: 0.9))
  }

  // MARK: - The fault

  /// Two patients have stray reads of the mutation in the later sample, one has the mutation.
  ///
  /// The summary once counted three patients with the mutation, and the cohort's funnel one.
  @Test func `stray reads make no patient mutated, in any count`() {
    var funnel = FunnelTally()
    var tally = CohortTally()
    var reducer = PatientReducer(targets: [Self.gene])
    for (alternate, presence, call) in [
      (1, 0.1, CohortCall(label: .artefact, acquired: 0.1, preexisting: 0)),
      (2, 0.49, CohortCall(label: .indeterminate, reason: .artefactSuspected, acquired: 0.4)),
      (40, 0.999, acquired),
    ] {
      reducer.begin(samples())
      if MutationPresence.isSeen(alternate: alternate, isListed: false, presence: presence) {
        reducer.see(mutation, inSample: 1)
      }
      reducer.add(call, of: mutation, earlier: 0, later: 1, number: 0)
      reducer.finish()
      funnel.add(reducer.exit(ofTarget: 0), reducer.histories[0].reduction)
      tally.add(reducer.patient)
    }
    #expect(funnel.patients == 3 && funnel.mutated == 1 && funnel.assessable == 1)
    #expect(funnel[FunnelExit.notMutated] == 2 && funnel[CohortOutcome.acquired] == 1)
    #expect(tally.genes[Self.gene].mutated == 1)
    #expect(tally.genes[Self.gene].assessable == 3)
  }

  // MARK: - Exits

  @Test func `a patient whose later samples were not tested for a gene is not one without it`() {
    var reducer = PatientReducer(targets: [Self.gene])
    reducer.begin(samples())
    reducer.markNotCovered(target: 0)
    reducer.finish()
    #expect(reducer.exit(ofTarget: 0) == .notCovered)
    #expect(reducer.exit(ofTarget: 0).excludedAt == .profiled)
    // What was seen was looked at, whatever a list says.
    reducer.begin(samples())
    reducer.markNotCovered(target: 0)
    reducer.see(mutation, inSample: 1)
    reducer.add(acquired, of: mutation, earlier: 0, later: 1, number: 0)
    reducer.finish()
    #expect(reducer.exit(ofTarget: 0) == .assessed)
    // The next patient is another.
    reducer.begin(samples())
    reducer.finish()
    #expect(reducer.exit(ofTarget: 0) == .notMutated)
  }

  @Test func `a patient leaves the funnel at the first step that is not reached`() {
    var silent = mutation
    silent.changesProtein = false
    var other = mutation
    other.isOfClass = false
    var single = PatientSamples()
    single.add(isPrimary: false)
    var primaries = PatientSamples()
    primaries.add(isPrimary: true)
    var unordered = single
    unordered.add(isPrimary: false)
    let untold = CohortCall(label: .indeterminate, reason: .notAssessable)
    let rows: [([Event], PatientSamples, FunnelExit, FunnelStep?)] = [
      ([], primaries, .noLaterSample, .mutated),
      ([], samples(), .notMutated, .mutated),
      ([.seen(silent, sample: 1)], samples(), .silentOnly, .mutated),
      ([.seen(silent, sample: 1), .seen(mutation, sample: 0)], samples(), .primaryOnly, .mutated),
      ([.seen(mutation, sample: 0)], primaries, .primaryOnly, .mutated),
      ([.seen(other, sample: 1)], samples(), .otherClass, .ofClass),
      ([.seen(other, sample: 1), .seen(mutation, sample: 0)], samples(), .otherClass, .ofClass),
      ([.seen(mutation, sample: 0)], single, .singleSample, .compared),
      ([.seen(mutation, sample: 1)], unordered, .noEarlierSample, .compared),
      // A comparison that says nothing is still one.
      ([.seen(mutation, sample: 1)], samples(), .notAssessable, .assessable),
      (
        [
          .seen(mutation, sample: 1),
          .called(CohortCall(label: .absentFromBoth), mutation, earlier: 0, later: 1, number: 0),
        ], samples(), .notAssessable, .assessable
      ),
      (
        [
          .seen(mutation, sample: 1),
          .called(untold, mutation, earlier: 0, later: 1, number: 0),
        ], samples(), .notAssessable, .assessable
      ),
      (
        [
          .seen(mutation, sample: 1),
          .called(acquired, mutation, earlier: 0, later: 1, number: 0),
        ], samples(), .assessed, nil
      ),
      // A silent mutation's call says nothing of the gene.
      (
        [
          .seen(mutation, sample: 1), .called(acquired, silent, earlier: 0, later: 1, number: 0),
          .called(untold, mutation, earlier: 0, later: 1, number: 1),
        ], samples(), .notAssessable, .assessable
      ),
    ]
    for (events, samples, exit, step) in rows {
      for events in [events, events.reversed()] {
        let reducer = reduced(events, samples)
        #expect(reducer.exit(ofTarget: 0) == exit)
        #expect(reducer.exit(ofTarget: 0).excludedAt == step)
      }
    }
  }

  @Test func `a mutation of another class neither decides nor weighs`() {
    let other = CohortMutation(number: 2, gene: Self.gene, isOfClass: false)
    let reducer = reduced(
      [
        .seen(mutation, sample: 1), .seen(other, sample: 1),
        .called(preexisting, other, earlier: 0, later: 1, number: 0),
        .called(acquired, mutation, earlier: 0, later: 1, number: 1),
      ], samples())
    #expect(reducer.histories[0].reduction.outcome == .acquired)
    #expect(reducer.histories[0].reduction.decidingNumber == 1)
    // For the gene as a whole it does.
    #expect(reducer.patient.genes[0].outcome == .preexisting)
  }

  // MARK: - Comparisons

  @Test func `a joint call speaks for the pairs that it joins`() {
    let unclear = CohortCall(label: .indeterminate, reason: .underpowered, log10BayesFactor: 0.1)
    var history = PatientSamples()
    for _ in 0..<2 { history.add(isPrimary: true) }
    let later = history.add(isPrimary: false)
    for earlier in [0, 1, nil] { history.addComparison(earlier: earlier, later: later) }
    let pairs: [Event] = [
      .seen(mutation, sample: later),
      .called(preexisting, mutation, earlier: 0, later: later, number: 0),
      .called(unclear, mutation, earlier: 1, later: later, number: 1),
      .called(acquired, mutation, earlier: nil, later: later, number: 2),
    ]
    let reducer = reduced(pairs, history)
    #expect(reducer.histories[0].reduction.outcome == .acquired)
    #expect(reducer.histories[0].reduction.reasons.isEmpty)
    #expect(reducer.histories[0].reduction.count == 1)
    #expect(history.areComparedRepeatedly && history.isDeciding(earlier: nil, later: later))
    #expect(!history.isDeciding(earlier: 0, later: later))
  }

  @Test func `the call of all later samples together decides where there is one`() {
    let unclear = CohortCall(label: .indeterminate, reason: .underpowered, log10BayesFactor: 0.1)
    var history = samples(later: 2)
    history.addComparison(earlier: 0, later: nil)
    #expect(history.isDeciding(earlier: 0, later: nil))
    #expect(history.isDeciding(earlier: nil, later: nil))
    #expect(!history.isDeciding(earlier: 0, later: 1))
    #expect(!history.isDeciding(earlier: nil, later: 2))
    let events: [Event] = [
      .seen(mutation, sample: 1), .called(unclear, mutation, earlier: 0, later: 1, number: 0),
      .called(preexisting, mutation, earlier: 0, later: 2, number: 1),
      .called(acquired, mutation, earlier: 0, later: nil, number: 2),
    ]
    let reducer = reduced(events, history)
    #expect(reducer.histories[0].reduction.outcome == .acquired)
    #expect(reducer.histories[0].reduction.count == 1)
  }

  @Test func `without a joint call the pairs with the earliest samples decide`() {
    var history = samples(later: 2)
    history.addComparison(earlier: 1, later: 2)
    let reducer = reduced(
      [
        .seen(mutation, sample: 2),
        // Against the first relapse it was there before, against the primary it was not.
        .called(preexisting, mutation, earlier: 1, later: 2, number: 0),
        .called(acquired, mutation, earlier: 0, later: 2, number: 1),
      ], history)
    #expect(reducer.histories[0].reduction.outcome == .acquired)
    #expect(reducer.histories[0].reduction.decidingNumber == 1)
  }

  // MARK: - Order

  @Test func `the order of the events does not matter`() {
    let other = CohortMutation(number: 2, gene: Self.gene, isOfClass: false)
    let second = CohortMutation(number: 3, gene: Self.gene)
    var silent = CohortMutation(number: 4, gene: Self.gene)
    silent.changesProtein = false
    let elsewhere = CohortMutation(number: 5, gene: 2)
    let unclear = CohortCall(
      label: .indeterminate, reason: .conflicting, log10BayesFactor: 0.3, acquired: 0.5,
      preexisting: 0.4)
    var events: [Event] = [
      .seen(mutation, sample: 1), .seen(other, sample: 2), .seen(second, sample: 2),
      .seen(second, sample: 0), .seen(silent, sample: 1), .seen(elsewhere, sample: 2),
      .called(acquired, mutation, earlier: 0, later: 1, number: 0),
      .called(acquired, mutation, earlier: 0, later: 2, number: 1),
      .called(acquired, second, earlier: 0, later: 2, number: 2),
      .called(unclear, other, earlier: 0, later: 2, number: 3),
      .called(preexisting, elsewhere, earlier: 0, later: 2, number: 4),
      .called(preexisting, silent, earlier: 0, later: 2, number: 5),
    ]
    let source = RandomSource(seed: 5)
    for history in [samples(later: 2), samples(later: 2, joint: 2)] {
      let first = reduced(events, history)
      var reducer = first
      for _ in 0..<50 {
        for place in events.indices.dropFirst() {
          events.swapAt(place, source.index(below: place + 1))
        }
        // The reducer of the patient before is used again.
        reducer.begin(history)
        add(events, to: &reducer)
        let (before, now) = (first.histories[0], reducer.histories[0])
        #expect(reducer.exit(ofTarget: 0) == .assessed)
        #expect(now.reduction.deciding == before.reduction.deciding)
        #expect(now.reduction.decidingNumber == before.reduction.decidingNumber)
        #expect(now.reduction.reasons == before.reduction.reasons)
        #expect(now.isInPrimary && now.hasSilent && now.isOfClass)
        #expect(reducer.patient.genes.count(where: \.isMutated) == 2)
      }
    }
  }

  @Test func `mutations outside genes are acquired in no gene`() {
    let outside = CohortMutation(number: 1, gene: 3, isInGene: false)
    let reducer = reduced(
      [.seen(outside, sample: 1), .called(acquired, outside, earlier: 0, later: 1, number: 0)],
      samples())
    #expect(!reducer.patient.genes.contains(where: \.isMutated) && reducer.patient.isComparable)
    #expect(reducer.patient.genes[0].outcome == .acquired)
    #expect(reducer.exit(ofTarget: 0) == .notMutated)
  }

  // MARK: - The funnel

  @Test func `the steps of a funnel add up, and parts merge`() {
    let untold = PatientReduction([CohortCall(label: .indeterminate, reason: .unrelated)])
    let unclear = PatientReduction([CohortCall(label: .indeterminate, reason: .underpowered)])
    var (whole, first, second) = (FunnelTally(), FunnelTally(), FunnelTally())
    let patients: [(FunnelExit, PatientReduction?)] = [
      (.notCovered, nil), (.notMutated, nil), (.notMutated, nil), (.primaryOnly, nil),
      (.otherClass, nil),
      (.singleSample, nil), (.noEarlierSample, nil), (.notAssessable, untold),
      (.assessed, unclear), (.assessed, PatientReduction([acquired])),
    ]
    for (place, patient) in patients.enumerated() {
      whole.add(patient.0, patient.1)
      if place.isMultiple(of: 2) {
        first.add(patient.0, patient.1)
      } else {
        second.add(patient.0, patient.1)
      }
    }
    second.merge(first)
    #expect(second == whole)
    let steps = whole.steps
    #expect(steps.map(\.step) == FunnelStep.allCases)
    #expect(steps.map(\.patients) == [10, 9, 6, 5, 3, 2])
    #expect(steps.map(\.excluded) == [nil, 1, 3, 1, 2, 1])
    for step in steps {
      #expect(step.exits.reduce(0) { $0 + $1.patients } == step.excluded ?? 0)
    }
    #expect(steps[1].exits.map(\.kind) == [.notCovered])
    #expect(steps[2].exits.map(\.kind) == [.notMutated, .primaryOnly])
    #expect(steps[5].reasons.map(\.kind) == [.unrelated])
    #expect(whole.reasonsOfIndeterminate.map(\.kind) == [.underpowered])
    #expect(whole[CohortOutcome.acquired] == 1 && whole[CohortOutcome.indeterminate] == 1)
  }
}
