import CohortStatistics
import Foundation
import NumericalMethods
import Testing
import TumorModel

@Suite("Values of cohorts")
struct CohortValueTests {
  @Test func `one pre-existing mutation decides, then one that was acquired`() {
    let acquired = CohortCall(label: .acquired, log10BayesFactor: 2)
    let weaker = CohortCall(label: .acquired, log10BayesFactor: 0.5)
    let before = CohortCall(label: .preexistingSubclonal, log10BayesFactor: -3)
    let unclear = CohortCall(
      label: .indeterminate, reason: .underpowered, log10BayesFactor: 0.1)
    let untold = CohortCall(label: .indeterminate, reason: .notAssessable)
    let lost = CohortCall(label: .lost)
    #expect(PatientReduction([]).outcome == .notAssessable)
    #expect(PatientReduction([untold]).outcome == .notAssessable)
    #expect(PatientReduction([untold, lost]).outcome == .lost)
    #expect(PatientReduction([lost, unclear]).outcome == .indeterminate)
    #expect(PatientReduction([unclear, acquired]).outcome == .acquired)
    #expect(PatientReduction([acquired, before, unclear]).outcome == .preexisting)
    #expect(PatientReduction([acquired, weaker]).deciding == weaker)
    #expect(PatientReduction([weaker, acquired, acquired]).deciding == weaker)
    #expect(PatientReduction([unclear, untold]).reasons == [.underpowered, .notAssessable])
    #expect(PatientReduction([lost]).logLikelihoodRatio == nil)
  }

  @Test func `all mutations of a patient weigh, whatever their calls`() throws {
    func ratio(_ log10: [Double]) throws -> Double {
      try #require(
        PatientReduction(log10.map { CohortCall(label: .acquired, log10BayesFactor: $0) })
          .logLikelihoodRatio)
    }
    // One mutation has its own ratio, however great.
    for value in [-300.0, -3, -1e-9, 0, 0.3, 2, 12] {
      let expected = value * log(10)
      #expect(abs(try ratio([value]) - expected) <= 1e-12 + 1e-9 * abs(expected), "\(value)")
    }
    // (2² - 1) / ((1 + 1/100) (1 + 1/10) - 1), in any order.
    #expect(abs(try ratio([2, 1]) - log(3 / (1.01 * 1.1 - 1))) < 1e-12)
    #expect(abs(try ratio([1, 2]) - ratio([2, 1])) < 1e-12)
    #expect(abs(try ratio([Double](repeating: 0, count: 90))) < 1e-12)
    #expect(try ratio([3, -4]) < -8 && ratio([.infinity, 2]) > log(100))
    // An undecided mutation beside an acquired one takes of its weight.
    var mixed = PatientReduction([CohortCall(label: .acquired, log10BayesFactor: 2)])
    mixed.add(CohortCall(label: .indeterminate, reason: .conflicting, log10BayesFactor: -0.5))
    #expect(mixed.outcome == .acquired)
    #expect(try #require(mixed.logLikelihoodRatio) < 0)
    // What is lost, or likely in no later sample, says nothing of it.
    let alone = try ratio([2])
    var beside = PatientReduction([CohortCall(label: .acquired, log10BayesFactor: 2)])
    beside.add(CohortCall(label: .lost, log10BayesFactor: -9))
    beside.add(
      CohortCall(
        label: .indeterminate, reason: .underpowered, log10BayesFactor: -9, acquired: 0.1,
        preexisting: 0.3))
    #expect(beside.logLikelihoodRatio == alone && beside.hasLost)
  }

  /// Reads of patients with one to four mutations, some of which were there before in some.
  @Test func `one likelihood ratio of several mutations keeps the interval's level`() {
    let cohorts = 400
    var (covered, least) = (0, 0)
    for cohort in 0..<cohorts {
      let source = RandomSource(seed: RandomSource.seed(base: 31, stream: UInt64(cohort)))
      let fraction = source.uniform()
      var (all, chosen): ([Double], [Double]) = ([], [])
      for _ in 0..<150 {
        let number = 1 + source.index(below: 4)
        // Of a pre-existing patient any set of the mutations but none.
        let set = source.uniform() < fraction ? 0 : 1 + source.index(below: (1 << number) - 1)
        let ratios = (0..<number).map { place in
          SimulatedCall(acquired: set & (1 << place) == 0, using: source, depths: 5...60)
            .logLikelihoodRatio
        }
        var reduction = PatientReduction()
        for ratio in ratios {
          reduction.add(
            CohortCall(label: .indeterminate, log10BayesFactor: ratio / 2.302585092994046))
        }
        all.append(reduction.logLikelihoodRatio ?? 0)
        chosen.append(ratios.min() ?? 0)
      }
      if AcquiredFraction(logLikelihoodRatios: all).interval().contains(fraction) { covered += 1 }
      if AcquiredFraction(logLikelihoodRatios: chosen).interval().contains(fraction) { least += 1 }
    }
    let share = Double(covered) / Double(cohorts)
    // Three standard errors; the least of the ratios does not keep it.
    #expect(share > 0.917 && share < 0.983, "\(share)")
    #expect(least < covered - 20, "\(least)")
  }

  @Test func `who loses one mutation and acquires another has the gene mutated in both`() {
    var tally = GeneTally()
    var gene = CohortPatient.Gene(gene: 0)
    gene.outcome = .acquired
    tally.add(gene)
    gene.hasLost = true
    tally.add(gene)
    #expect(tally[.acquired] == 2 && tally.gained == 1)
  }

  @Test func `patients with a mutation are counted by their burdens too`() {
    var tally = OverlapTally(size: 3)
    tally.add([0, 2], burden: 5)
    tally.add([0], burden: 1)
    tally.add([0, 1], burden: 5)
    #expect(tally.patientsByBurden(0) == [1: 1, 5: 2] && tally.patientsByBurden(2) == [5: 1])
    #expect(tally.patients(0) == 3 && tally.both(0, 2) == 1 && tally.both(1, 2) == 0)
  }

  @Test func `reads that cannot speak for the earlier tissue weigh nothing`() {
    var call = CohortCall(label: .indeterminate, reason: .copyLossPossible, log10BayesFactor: 3)
    #expect(call.logLikelihoodRatio == 0 && call.isAssessable)
    call.reason = .artefactSuspected
    #expect(call.logLikelihoodRatio == 0)
    call.reason = .underpowered
    #expect(abs(call.logLikelihoodRatio - 6.907755) < 1e-6)
    for reason in [IndeterminateReason.unrelated, .orderUnknown, .identityNotEstablished] {
      call.reason = reason
      #expect(!call.isAssessable && call.outcome == .notAssessable)
    }
  }

  @Test func `a tally depends on the values and not on their order`() {
    let values = (0..<500).map { Double(($0 * 7919) % 997) / 50 - 9 }
    for limit in [1000, 100] {
      var first = ValueTally(limit: limit, width: 0.05, greatest: 8)
      var second = first
      for value in values { first.add(value) }
      for value in values.reversed() { second.add(value) }
      #expect(first.entries == second.entries && first.count == 500)
      #expect(first.isBinned == (limit < 500))
      #expect(first.expanded.count == 500)
      #expect(first.entries.map(\.value) == first.entries.map(\.value).sorted())
      if limit < 500 {
        #expect(first.entries.count < 400)
        #expect(abs((first.entries.first?.value ?? 0) + 8) < 1e-9)
      }
      let sample = first.sample(of: 50)
      #expect(sample.count == 50 && sample == sample.sorted())
    }
    var tally = ValueTally(limit: 4, width: 1, greatest: 10)
    tally.add(.nan)
    #expect(tally.count == 0)
  }

  @Test func `a sum of probabilities is the same in any order`() {
    let terms = (0..<1000).map { Double($0 % 13) / 12.7 }
    var (first, second) = (ExactSum(), ExactSum())
    for term in terms { first.add(min(term, 1)) }
    for term in terms.reversed() { second.add(min(term, 1)) }
    #expect(first == second)
    #expect(abs(first.value - terms.reduce(0) { $0 + min($1, 1) }) < 1e-8)
    first.add(.infinity)
    #expect(first == second)
  }

  @Test func `names have numbers in the order of their first use`() {
    var names = NameTable()
    let genes = (0..<5000).map { "GENE\($0 * 31 % 5000)é" }
    for (number, gene) in genes.enumerated() { #expect(names.number(of: gene) == number) }
    for (number, gene) in genes.enumerated() { #expect(names.known(gene) == number) }
    #expect(names.known("GENE") == nil && names.count == 5000)
    #expect(names.number(of: "") == 5000 && names.names.last == "")
  }

  @Test func `an estimated share makes an excess less certain than a known one`() {
    var burdens = AcquiredBurdens()
    for _ in 0..<50 { burdens.add(8) }
    let known = GeneShare(0.01).excess(observed: 9, burdens: burdens)
    let rough = GeneShare(mutations: 3, of: 300).excess(observed: 9, burdens: burdens)
    let sure = GeneShare(mutations: 3e6, of: 3e8).excess(observed: 9, burdens: burdens)
    #expect(rough.pValue > 1.5 * known.pValue)
    #expect(abs(sure.pValue - known.pValue) < 0.02 * known.pValue)
    #expect(abs(rough.expected - known.expected) < 1e-12)
  }

  // With a share of an exponential distribution the number of patients is geometric:
  // P(K ≥ k) = (m / (1 + m))^k. With 16 slices alone the last of these would be 4e-8.
  @Test(arguments: [(3, 0.0027), (5, 7.5e-5), (8, 3.47e-7)])
  func `an estimated share leaves small p-values their size`(observed: Int, pValue: Double) {
    var burdens = AcquiredBurdens()
    burdens.add(1, count: 2_000)
    let test = GeneShare(mutations: 1, of: 10_000)
      .excess(observed: Double(observed), burdens: burdens)
    let tail = pow(1.0 / 6, Double(observed))
    let exact = 0.5 * (tail + tail / 6)
    #expect(abs(exact / pValue - 1) < 0.05)
    #expect(abs(test.pValue / exact - 1) < 0.12, "\(test.pValue) \(exact)")
  }

  @Test func `exposures are counted by the time between biopsies`() {
    var tally = ExposureTally()
    tally.add(isCase: true, days: 365, classes: [0, 1])
    tally.add(isCase: false, days: 366, classes: [1])
    tally.add(isCase: false, days: 9999, classes: [])
    #expect(tally.cases == 1 && tally.controls == 2)
    #expect(tally.exposed[1]?.map(\.cases) == [1, 0, 0, 0])
    #expect(tally.exposed[1]?.map(\.controls) == [0, 1, 0, 0])
    #expect(tally.totals.map(\.controls) == [0, 1, 0, 1])
  }
}
