import CohortStatistics
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

  @Test func `reads that cannot speak for the earlier tissue weigh nothing`() {
    var call = CohortCall(label: .indeterminate, reason: .copyLossPossible, log10BayesFactor: 3)
    #expect(call.logLikelihoodRatio == 0 && call.isAssessable)
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
