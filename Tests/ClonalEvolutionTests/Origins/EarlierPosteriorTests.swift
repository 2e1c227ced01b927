import Testing
import TumorModel

@testable import ClonalEvolution

@Suite("Posteriors of earlier cancer cell fractions")
struct EarlierPosteriorTests {
  private typealias Biopsy = SinglePatient.Biopsy

  private func origins(
    _ biopsies: [Biopsy], _ sites: [[(Int, Int)?]], scope: SensitivityScope = .all
  ) throws -> PatientOrigins {
    let patient = try #require(SinglePatient.evidence(biopsies, sites))
    var parameters = OriginParameters()
    parameters.sensitivity = scope
    let context = StudyContext(
      learningFrom: [patient], parameters: parameters, variantFrequencies: [:])
    return OriginAnalysis(parameters: parameters, context: context).origins(of: patient)
  }

  private func expectAgreement(_ result: PatientOrigins) throws {
    let calls = result.calls.filter { $0.probabilities != nil }
    try #require(result.posteriors.count == calls.count)
    for (call, posterior) in zip(calls, result.posteriors) {
      #expect(posterior.mutation == call.mutation)
      #expect(posterior.earlier == call.earlier.sample && posterior.later == call.later.sample)
      #expect(posterior.ranges.count == EarlierPosterior.edges.count - 1)
      #expect(posterior.ranges.allSatisfy { (0...1).contains($0) })
      let total = posterior.ranges.reduce(posterior.absent + posterior.clonal, +)
      #expect(abs(total - 1) < 1e-9)
      try expectInterval(of: call, posterior)
      try expectTail(of: call, posterior)
    }
  }

  /// A call's interval is of a fraction that is there; it begins at 0 where that is not certain.
  private func expectInterval(of call: OriginCall, _ posterior: EarlierPosterior) throws {
    let quantiles = try #require(call.earlier.cellFraction)
    #expect(quantiles.low <= quantiles.median && quantiles.median <= quantiles.high)
    #expect(quantiles.median > 0 && quantiles.high <= 1)
    #expect((quantiles.low == 0) == (posterior.absent > 0.05))
  }

  /// The tail falls, is the gate's at the threshold, and a veto stands with no acquired call.
  private func expectTail(of call: OriginCall, _ posterior: EarlierPosterior) throws {
    let above = try #require(posterior.atOrAbove)
    let edges = EarlierPosterior.edges
    try #require(above.count == edges.count)
    #expect(zip(above, above.dropFirst()).allSatisfy { $0 >= $1 } && above[0] <= 1)
    let place = try #require(edges.firstIndex(of: OriginParameters().threshold))
    if posterior.earlier != nil {
      let gate = try #require(call.earlierAboveThreshold)
      #expect(abs(above[place] - gate) < 1e-6)
    }
    switch call.label {
    case .acquired: #expect(posterior.acquiredVeto == nil)
    case .indeterminate:
      // Without a veto nothing but the threshold stands in the way.
      if posterior.acquiredVeto == nil {
        #expect(call.reason == .conflicting || call.reason == .underpowered)
      }
    default: #expect(posterior.acquiredVeto == nil)
    }
  }

  private static let earlier = [
    (0, 5), (0, 40), (0, 3000), (3, 2000), (15, 3000), (10, 100), (25, 100), (30, 100), (40, 110),
  ]

  @Test func `edges part all between 0 and 1`() {
    let edges = EarlierPosterior.edges
    #expect(edges.first == 0 && edges.last == 1)
    #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 })
    #expect(edges.contains(0.05) && edges.contains(0.1))
  }

  @Test func `they agree with their calls`() throws {
    let result = try origins(
      [Biopsy(.primary), Biopsy(.metastasis)], Self.earlier.map { [$0, (60, 180)] })
    try expectAgreement(result)
    // The cases are spread: an absent, a sub-clonal and a clonal one.
    let medians = result.calls.compactMap { $0.earlier.cellFraction?.median }
    #expect(medians.contains { $0 < 0.03 } && medians.contains { $0 > 0.05 && $0 < 0.95 })
    #expect(result.posteriors.contains { $0.clonal > 0.5 })
  }

  @Test func `those of several earlier samples too`() throws {
    let result = try origins(
      [Biopsy(.primary, day: 0), Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 400)],
      Self.earlier.map { [$0, (4, 90), (60, 180)] } + [[nil, (9, 90), (60, 180)]])
    #expect(result.posteriors.contains { $0.earlier == nil })
    try expectAgreement(result)
  }

  @Test func `a shallow sample acquires nothing at any threshold`() throws {
    let result = try origins(
      [Biopsy(.primary), Biopsy(.metastasis)], Self.earlier.map { [$0, (60, 180)] })
    // None of 5 reads, and none of 3,000.
    #expect(result.posteriors[0].acquiredVeto == .underpowered)
    #expect(result.posteriors[2].acquiredVeto == nil)
  }

  @Test func `only genes in the scope have one`() throws {
    let sites: [[(Int, Int)?]] = [[(0, 90), (60, 180)], [(9, 90), (60, 180)], [nil, (9, 90)]]
    let biopsies = [Biopsy(.primary), Biopsy(.metastasis)]
    let named = try origins(biopsies, sites, scope: .genes(["G1", "G2"]))
    #expect(named.posteriors.map(\.mutation) == [1])
    #expect(try origins(biopsies, sites, scope: .genes([])).posteriors.isEmpty)
  }
}
