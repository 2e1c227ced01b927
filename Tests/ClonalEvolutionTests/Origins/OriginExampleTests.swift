import Foundation
import Testing
import TumorModel

@testable import ClonalEvolution

@Suite("Origins of single mutations")
struct OriginExampleTests {
  private typealias Biopsy = SinglePatient.Biopsy

  private func origins(
    _ patient: PatientEvidence?, _ change: (inout OriginParameters) -> Void = { _ in }
  ) throws -> PatientOrigins {
    var parameters = OriginParameters()
    change(&parameters)
    let patient = try #require(patient)
    let context = StudyContext(
      learningFrom: [patient], parameters: parameters, variantFrequencies: [:])
    return OriginAnalysis(parameters: parameters, context: context).origins(of: patient)
  }

  /// One mutation, clonal in a metastasis of purity 0.7, with the given primary.
  private func call(
    primary: (Int, Int), later: (Int, Int) = (70, 200), errorRate: Double? = nil,
    purity: Double = 0.7, copyNumbers: [(Int, Int)?]? = nil
  ) throws -> OriginCall {
    let result = try origins(
      SinglePatient.evidence(
        [
          Biopsy(.primary, purity: purity, errorRate: errorRate),
          Biopsy(.metastasis, errorRate: errorRate),
        ], [[primary, later]], copyNumbers: copyNumbers))
    return try #require(result.calls.first)
  }

  @Test func `no reads of five say nothing`() throws {
    let call = try call(primary: (0, 5))
    #expect(call.label == .indeterminate)
    #expect(call.reason == .underpowered)
    #expect(try #require(call.earlier.detectionPower) < 0.8)
    #expect(call.earlier.limitOfDetection == nil)
  }

  @Test func `no reads of three thousand are an acquisition`() throws {
    let call = try call(primary: (0, 3000))
    #expect(call.label == .acquired)
    #expect(call.reason == nil)
    #expect(try #require(call.earlierAboveThreshold) < 1e-4)
    #expect(try #require(call.earlierUpperBound) > 0)
    #expect(try #require(call.earlierUpperBound) < 0.03)
  }

  @Test func `fifteen of three thousand are a clone`() throws {
    let call = try call(primary: (15, 3000), errorRate: 1e-3)
    #expect(call.label == .preexistingSubclonal)
    #expect(try #require(call.probabilities).preexistingSubclonal > 0.8)
  }

  @Test func `ten of a hundred are a sub-clone of three tenths`() throws {
    let call = try call(primary: (10, 100))
    #expect(call.label == .preexistingSubclonal)
    let fraction = try #require(call.earlier.cellFraction)
    #expect(abs(fraction.median - 0.29) < 0.04)
    #expect(fraction.high < 0.6)
  }

  @Test func `three of a hundred are no acquisition`() throws {
    #expect(try call(primary: (3, 100)).label != .acquired)
  }

  @Test func `the five classes add to one`() throws {
    for primary in [(0, 5), (0, 100), (1, 100), (3, 100), (10, 100), (35, 100), (60, 100)] {
      let p = try #require(try call(primary: primary).probabilities)
      let sum =
        p.acquired + p.preexistingSubclonal + p.preexistingClonal + p.lost + p.artefact
      #expect(abs(sum - 1) < 1e-12)
    }
  }

  @Test func `more alternate reads never make an acquisition likelier`() throws {
    var last = 1.0
    for k in 0...40 {
      let p = try #require(try call(primary: (k, 120)).probabilities)
      #expect(p.acquired <= last + 1e-9, "\(k) reads")
      last = p.acquired
    }
  }

  @Test func `more depth without reads never raises the bound`() throws {
    var last = 1.0
    for n in [10, 20, 40, 80, 160, 320, 640, 1280, 2560] {
      let bound = try #require(try call(primary: (0, n)).earlierUpperBound)
      #expect(bound < last)
      last = bound
    }
  }

  @Test func `a lost allele in the primary forbids an acquisition`() throws {
    let call = try call(primary: (0, 300), copyNumbers: [(2, 0), (1, 1)])
    #expect(call.label == .indeterminate)
    #expect(call.reason == .copyLossPossible)
    #expect(call.probabilities != nil)
    // Where the metastasis lost the allele too, nothing is hidden.
    #expect(try self.call(primary: (0, 300), copyNumbers: [(2, 0), (2, 0)]).label == .acquired)
  }

  @Test func `a deleted locus is not assessable`() throws {
    let call = try call(primary: (0, 300), copyNumbers: [(0, 0), (1, 1)])
    #expect(call.reason == .notAssessable)
    #expect(call.probabilities == nil)
    #expect(call.earlierAboveThreshold == nil)
  }

  @Test func `what the later sample lacks was lost`() throws {
    let lost = try call(primary: (35, 100), later: (0, 200))
    #expect(lost.label == .lost)
    let deleted = try call(
      primary: (35, 100), later: (0, 200), copyNumbers: [(1, 1), (1, 0)])
    #expect(deleted.flags.contains(.lostByDeletion))
    // At eight reads the later sample could not have shown it.
    #expect(try call(primary: (35, 100), later: (0, 8)).reason == .underpowered)
  }

  @Test func `an absent row is not a zero`() throws {
    let biopsies = [Biopsy(.primary), Biopsy(.metastasis)]
    let sites: [[(Int, Int)?]] = [[nil, (70, 200)]] + (0..<30).map { _ in [(30, 100), (60, 180)] }
    let missing = try origins(SinglePatient.evidence(biopsies, sites))
    #expect(missing.calls[0].reason == .notAssessable)
    #expect(missing.calls[0].probabilities == nil)
    let censored = try origins(SinglePatient.evidence(biopsies, sites)) { $0.uncalled = .censored }
    let call = censored.calls[0]
    #expect(call.flags.contains(.censored))
    #expect(try #require(call.probabilities).acquired > 0.5)
    // A count of zero at the same depth says more.
    let counted = try origins(
      SinglePatient.evidence(biopsies, [[(0, 100), (70, 200)]] + sites.dropFirst()))
    #expect(
      try #require(call.earlierUpperBound) > (try #require(counted.calls[0].earlierUpperBound)))
    #expect(
      try #require(call.log10BayesFactorAbsent)
        < (try #require(counted.calls[0].log10BayesFactorAbsent)))
  }

  @Test func `unknown copy number and sex are averaged and flagged`() throws {
    let unknown = try call(primary: (0, 200), copyNumbers: [nil, nil])
    #expect(unknown.flags.contains(.copyNumberAssumed))
    #expect(unknown.probabilities != nil)
    let onX = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary), Biopsy(.metastasis)], [[(0, 200), (70, 200)]], sex: nil,
        chromosome: "X"))
    #expect(onX.calls[0].flags.contains(.sexAssumed))
    let onY = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary), Biopsy(.metastasis)], [[(0, 200), (70, 200)]], sex: nil,
        chromosome: "Y"))
    #expect(onY.calls[0].reason == .notAssessable)
  }

  @Test func `one X of a man doubles the expected share`() throws {
    func fraction(_ sex: Sex, _ copies: (Int, Int)) throws -> Double {
      let result = try origins(
        SinglePatient.evidence(
          [Biopsy(.primary), Biopsy(.metastasis)], [[(35, 100), (70, 200)]],
          copyNumbers: [copies, copies], sex: sex, chromosome: "X"))
      return try #require(result.calls[0].earlier.cellFraction).median
    }
    #expect(try fraction(.female, (1, 1)) > 0.9)
    #expect(abs(try fraction(.male, (1, 0)) - 0.5) < 0.06)
  }

  @Test func `an unknown purity is estimated from the other mutations`() throws {
    // Forty clonal heterozygous mutations at a quarter of the reads: purity one half.
    let sites: [[(Int, Int)?]] = (0..<40).map { [(28 + $0 % 5, 120), (48 + $0 % 7, 140)] }
    let result = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary, purity: nil), Biopsy(.metastasis, purity: nil)], sites))
    let pair = try #require(result.pairs.first)
    #expect(abs(try #require(pair.earlierModel).purity - 0.5) < 0.04)
    #expect(abs(try #require(pair.laterModel).purity - 0.73) < 0.05)
    #expect(result.calls[0].flags.contains(.purityEstimated))
  }

  @Test func `two primaries give a joint row`() throws {
    let result = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900)],
        [[(0, 150), (0, 200), (70, 200)], [(0, 150), (30, 200), (70, 200)]]))
    let joint = result.calls.filter { $0.earlier.sample == nil }
    #expect(joint.count == 2)
    #expect(joint[0].label == .acquired)
    #expect(
      joint[0].earlier.observation
        == ReadCounts(alternate: 0, depth: 350).map(SiteObservation.counted))
    // Seen in one of the two regions is seen.
    #expect(joint[1].label != .acquired)
    let factors = try #require(joint[0].regionBayesFactors)
    // Patchy presence caps the factor at 3 / (.8² + .4² + .05²) however deep the reads.
    #expect(pow(10, factors.patchy) <= 3.74)
    #expect(factors.independent > factors.patchy)
  }

  @Test func `without an order there is no origin`() throws {
    let result = try origins(
      SinglePatient.evidence(
        [Biopsy(.metastasis), Biopsy(.metastasis)], [[(0, 3000), (70, 200)]]))
    #expect(result.calls.map(\.reason) == [.orderUnknown])
    #expect(result.calls[0].probabilities != nil)
  }

  @Test func `independent tumours get no origin`() throws {
    let sites: [[(Int, Int)?]] = (0..<60).map {
      $0 % 2 == 0 ? [(0, 200), (60, 180)] : [(70, 200), (0, 180)]
    }
    let result = try origins(
      SinglePatient.evidence([Biopsy(.primary), Biopsy(.metastasis)], sites))
    #expect(result.pairs[0].verdict == .independent)
    #expect(result.calls.allSatisfy { $0.reason == .unrelated && $0.probabilities != nil })
  }

  @Test func `deaminated cytosine is no clone`() throws {
    // A third of the C>T sites of a fixed primary show a read or two.
    func calls(_ bases: (String, String), _ specimen: Specimen) throws -> [OriginCall] {
      let noise = [0, 2, 0, 1, 0, 0, 3, 0, 1, 0, 0, 2]
      let sites: [[(Int, Int)?]] =
        noise.map { [($0, 110), (60, 170)] } + (0..<20).map { _ in [(38, 110), (60, 170)] }
      return try origins(
        SinglePatient.evidence(
          [Biopsy(.primary, specimen: specimen), Biopsy(.metastasis)], sites, bases: bases)
      ).calls
    }
    let fixed = try calls(("C", "T"), .ffpe)
    let frozen = try calls(("A", "G"), .freshFrozen)
    #expect(fixed[0].flags.contains(.ffpeDeamination))
    // Two reads of 110 speak for a clone in clean tissue more than in damaged tissue.
    #expect(
      try #require(fixed[1].log10BayesFactorAbsent)
        > (try #require(frozen[1].log10BayesFactorAbsent)))
  }

  @Test func `mutations and samples may come in any order`() throws {
    let sites: [[(Int, Int)?]] = (0..<24).map { [($0 % 6, 90 + $0), (40 + $0, 150)] }
    let forward = try origins(
      SinglePatient.evidence([Biopsy(.primary), Biopsy(.metastasis)], sites))
    let swapped = try origins(
      SinglePatient.evidence(
        [Biopsy(.metastasis), Biopsy(.primary)], sites.map { [$0[1], $0[0]] }))
    for (a, b) in zip(forward.calls, swapped.calls) {
      #expect(a.probabilities == b.probabilities)
      #expect(a.label == b.label)
    }
    let reversed = try origins(
      SinglePatient.evidence([Biopsy(.primary), Biopsy(.metastasis)], sites.reversed()))
    for (a, b) in zip(forward.calls, reversed.calls.reversed()) {
      let (p, q) = (try #require(a.probabilities), try #require(b.probabilities))
      #expect(abs(p.acquired - q.acquired) < 1e-6)
    }
  }

  @Test func `sensitivity rows cover every assumption`() throws {
    let result = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary), Biopsy(.metastasis)], [[(2, 120), (60, 180)]])
    ) { $0.sensitivity = .all }
    let varied = Set(result.sensitivity.map(\.varied))
    #expect(varied == Set(Assumption.allCases))
    let low = try #require(result.sensitivity.first { $0.varied == .all && $0.value == "min" })
    let high = try #require(result.sensitivity.first { $0.varied == .all && $0.value == "max" })
    for row in result.sensitivity where row.varied != .all && row.varied != .laterPurity {
      // One at a time may leave the range only where a purity shift is not shared by both samples.
      guard row.varied != .earlierPurity else { continue }
      #expect(row.probabilities.acquired >= low.probabilities.acquired - 1e-9)
      #expect(row.probabilities.acquired <= high.probabilities.acquired + 1e-9)
    }
    #expect(
      result.calls[0].flags.contains(.notRobust) == result.sensitivity.contains(where: \.flips))
  }

  @Test func `a trajectory names the first detectable time`() throws {
    let result = try origins(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 400), Biopsy(.plasma, day: 800)],
        [[(0, 400), (0, 300), (60, 200)], [(70, 200), (60, 180), (70, 200)]]))
    let first = result.trajectories.filter { $0.mutation == 0 }
    #expect(first.map(\.isFirstDetectable) == [false, false, true])
    // Between the second and the third sample it came.
    #expect(first.map(\.isLastExcluded) == [false, true, false])
    #expect(try #require(first[0].presence) < 0.2)
    #expect(try #require(first[2].presence) > 0.99)
    let second = result.trajectories.filter { $0.mutation == 1 }
    #expect(second.map(\.isFirstDetectable) == [true, false, false])
  }
}
