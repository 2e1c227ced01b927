import Testing
import TumorModel

@testable import ClonalEvolution

/// A gene's mutations in other patients are not what its own are judged by.
@Suite("Laws: a gene is not its own witness")
struct GeneLeftOutTests {
  private typealias Biopsy = SinglePatient.Biopsy

  private func patient(_ sites: [[(Int, Int)?]], id: String) throws -> PatientEvidence {
    try #require(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900)], sites, bases: ("A", "G"), id: id)
    )
  }

  private func acquired(
    _ patient: PatientEvidence, study: [PatientEvidence]
  ) throws -> [Double] {
    let parameters = OriginParameters()
    let context = StudyContext(
      learningFrom: study + [patient], parameters: parameters, variantFrequencies: [:])
    return try OriginAnalysis(parameters: parameters, context: context).origins(of: patient).calls
      .map { try #require($0.probabilities).acquired }
  }

  /// Twelve patients whose only mutation, of the first gene, was plainly acquired.
  private func study() throws -> [PatientEvidence] {
    try (0..<12).map { try patient([[(0, 900), (60 + $0, 180)]], id: "A\($0)") }
  }

  @Test func `a study of one gene leaves that gene the default`() throws {
    let unclear = try patient([[(0, 20), (60, 180)]], id: "B")
    let alone = try acquired(unclear, study: [])
    let among = try acquired(unclear, study: study())
    #expect(abs(alone[0] - among[0]) < 1e-6)
  }

  @Test func `another gene learns from it`() throws {
    let unclear = try patient([[(0, 20), (60, 180)], [(0, 20), (60, 180)]], id: "B")
    let alone = try acquired(unclear, study: [])
    let among = try acquired(unclear, study: study())
    #expect(abs(alone[0] - alone[1]) < 1e-9)
    #expect(among[1] > alone[1] + 0.02, "\(alone[1]) \(among[1])")
    #expect(among[0] < among[1], "\(among[0]) \(among[1])")
  }

  @Test func `every call says what it would be without other patients`() throws {
    let unclear = try patient([[(0, 20), (60, 180)], [(0, 20), (60, 180)]], id: "B")
    var parameters = OriginParameters()
    parameters.sensitivity = .genes([])
    let context = StudyContext(
      learningFrom: try study() + [unclear], parameters: parameters, variantFrequencies: [:])
    let calls = OriginAnalysis(parameters: parameters, context: context).origins(of: unclear).calls
    let alone = try acquired(unclear, study: [])
    #expect(calls.count == 2)
    // Nothing of the first gene's prior is left without that gene.
    #expect(calls[0].explanation.studyWeight == nil)
    let weight = try #require(calls[1].explanation.studyWeight)
    #expect(weight.patients == 12)
    #expect(abs(weight.probabilities.acquired - alone[1]) < 2e-3)
  }
}
