import CohortStatistics
package import Results
package import TumorModel

/// What the patients of a study come to in the genes that were asked for, by the rules of a cohort.
///
/// A patient goes through the reducer that ``CohortRun`` uses, so that a summary, a report and a
/// cohort tell the same numbers.
package struct GeneTally: Sendable {
  private let targets: [CohortTarget]
  private let placeByGene: [String: Int]
  private var reducer: PatientReducer
  private var funnels: [FunnelTally]
  private var calls: [[GeneSummary.Call]]

  /// Creates the tally of no patients.
  package init(_ targets: [CohortTarget]) {
    self.targets = targets
    placeByGene = Dictionary(targets.enumerated().map { ($1.gene, $0) }) { first, _ in first }
    reducer = PatientReducer(targets: Array(targets.indices))
    funnels = targets.map { _ in FunnelTally() }
    calls = targets.map { _ in [] }
  }

  /// Adds a patient.
  package mutating func add(
    _ origins: PatientOrigins, of patient: PatientEvidence,
    functionalClass: (Mutation) -> String?
  ) {
    if targets.isEmpty { return }
    begin(patient.samples, origins.pairs)
    var mutations: [Int: CohortMutation] = [:]
    var classes: [Int: String] = [:]
    for (index, mutation) in patient.mutations.enumerated() {
      guard let place = placeByGene[mutation.gene] else { continue }
      classes[index] = functionalClass(mutation)
      mutations[index] = cohortMutation(
        mutation, number: index, place: place, functionalClass: classes[index])
    }
    if !mutations.isEmpty {
      var seenLater: Set<Int> = []
      for point in origins.trajectories {
        guard let mutation = mutations[point.mutation],
          MutationPresence.isSeen(
            patient.observations[point.sample][point.mutation], presence: point.presence)
        else { continue }
        reducer.see(mutation, inSample: point.sample)
        if mutation.changesProtein, !reducer.samples.isPrimary(point.sample) {
          seenLater.insert(point.mutation)
        }
      }
      for (number, call) in origins.calls.enumerated() {
        guard let mutation = mutations[call.mutation] else { continue }
        reducer.add(
          CohortCall(call), of: mutation, earlier: call.earlier.sample, later: call.later.sample,
          number: number)
        guard seenLater.contains(call.mutation) else { continue }
        calls[mutation.gene].append(
          GeneSummary.Call(call, of: patient, functionalClass: classes[call.mutation]))
      }
    }
    end()
  }

  /// Adds a patient without a pair, of whom an earlier run told the mutations.
  package mutating func add(_ recorded: RecordedPatient, functionalClass: (Mutation) -> String?) {
    if targets.isEmpty { return }
    begin(recorded.samples, [])
    let places = Dictionary(recorded.samples.enumerated().map { ($1.id, $0) }) { first, _ in first }
    for (number, row) in recorded.trajectories.enumerated() {
      guard let place = placeByGene[row.gene], let sample = places[row.sample],
        MutationPresence.isSeen(
          alternate: row.alternate, isListed: row.missing == .withoutCounts, presence: row.presence)
      else { continue }
      let mutation = Mutation(
        variant: row.variant, gene: row.gene, proteinChange: row.proteinChange,
        classification: row.classification)
      reducer.see(
        cohortMutation(
          mutation, number: number, place: place, functionalClass: functionalClass(mutation)),
        inSample: sample)
    }
    end()
  }

  /// Adds the patients that follow.
  package mutating func merge(_ part: GeneTally) {
    for place in funnels.indices {
      funnels[place].merge(part.funnels[place])
      calls[place] += part.calls[place]
    }
  }

  /// The summaries of the genes.
  package var summaries: [GeneSummary] {
    targets.indices.map { place in
      var summary = GeneSummary(targets[place])
      summary.funnel = CohortFunnelRow.rows(of: targets[place], funnels[place])
      summary.calls = calls[place]
      return summary
    }
  }

  private mutating func begin(_ samples: [Sample], _ pairs: [PairSummary]) {
    var own = PatientSamples()
    for sample in samples { own.add(isPrimary: sample.knownRole == .primary) }
    for pair in pairs { own.addComparison(earlier: pair.earlier, later: pair.later) }
    reducer.begin(own)
    let later = samples.filter { $0.knownRole != .primary }.map(\.coverage)
    for (place, target) in targets.enumerated()
    where !AssayCoverage.allowsAbsence(of: target.gene, inAnyOf: later) {
      reducer.markNotCovered(target: place)
    }
  }

  private mutating func end() {
    reducer.finish()
    for place in funnels.indices {
      funnels[place].add(
        reducer.exit(ofTarget: place), reducer.histories[place].reduction)
    }
  }

  private func cohortMutation(
    _ mutation: Mutation, number: Int, place: Int, functionalClass: String?
  ) -> CohortMutation {
    CohortMutation(
      number: number, gene: place,
      changesProtein: !ProteinEffect.silent.contains(mutation.classification),
      isOfClass: targets[place].className.includes(
        functionalClass.flatMap(FunctionalClass.init(rawValue:))))
  }
}
