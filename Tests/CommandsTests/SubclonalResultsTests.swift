import ClonalEvolution
import Foundation
import Results
import Testing
import TumorModel

@testable import StudyPipeline

@Suite("Results of sub-clonal segments")
struct SubclonalResultsTests {
  private func mixture() throws -> CopyNumberMixture {
    try #require(read("0.6:1+0,0.4:1+1"))
  }

  /// The parts that a field of a table holds.
  private func read(_ text: String) -> CopyNumberMixture? {
    Array(text.utf8).withUnsafeBufferPointer(CopyNumberMixture.read)
  }

  /// A patient whose primary differs in copy number at its first site.
  private func patient() throws -> PatientEvidence {
    let plain = try FakeStudy.patient("P1", mutations: 3)
    let mixture = try mixture()
    var copyNumbers = plain.copyNumbers
    copyNumbers[0][0] = mixture.dominant
    var flags = plain.flags
    flags[0].insert(.subclonalCopyNumber)
    var supporting = SupportingEvidence()
    supporting.copyNumberMixtures = [[mixture, nil, nil], [nil, nil, nil]]
    return try #require(
      PatientEvidence(
        id: plain.id, sex: plain.sex, build: plain.build, samples: plain.samples,
        mutations: plain.mutations, observations: plain.observations, copyNumbers: copyNumbers,
        depths: plain.depths, flags: flags, supporting: supporting))
  }

  @Test func `the parts are written, read back and explained`() async throws {
    try await withTemporaryFolder { folder in
      let patient = try patient()
      let study = FakeStudy(patients: [patient])
      let run = OriginsRun(source: study, folder: folder, parameters: OriginParameters())
      _ = try await run.run(priorPatients: 0) { patient in
        let parameters = OriginParameters()
        let context = StudyContext(
          learningFrom: [patient], parameters: parameters, variantFrequencies: [:])
        return OriginAnalysis(parameters: parameters, context: context).origins(of: patient)
      }
      let text = try String(
        contentsOfFile: "\(folder)/\(OriginRow.table.fileName)", encoding: .utf8)
      let row = try #require(text.split(separator: "\n").first { $0.contains("ERBB2") })
      #expect(row.contains("\t0.6:1+0,0.4:1+1\t"))
      #expect(try RelabelSource(folder: folder).patient(at: 0) == patient)
      let found = try Explainer.explanations(of: "ERBB2", patient: "P1", in: folder)
      // 60 reads, purity 0.5: 0.5 mutated molecules of 0.7 + 1.
      let explanation = try #require(found.first?.call.explanation)
      let expected = try #require(explanation.expectedReadsLow)
      #expect(explanation.expectedReadsHigh == expected)
      #expect(abs(expected - 60 * (1e-3 + 0.999 * 0.5 / 1.7)) < 0.5)
    }
  }

  @Test(arguments: [
    "", "0.6:1+0", "0.6:1+0,0.4:0+1", "0.6:1+0,x:1+1", "0.6:1,0.4:1+1", "a", "1:1:1",
  ])
  func `what are no parts is refused`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `shares that were rounded are scaled`() throws {
    let mixture = try #require(read("0.333333:2+1,0.333333:1+1,0.333333:1+0"))
    #expect(mixture.parts.map(\.copyNumber.total) == [3, 2, 1])
    #expect(mixture.parts.allSatisfy { abs($0.cellFraction - 1.0 / 3) < 1e-12 })
  }
}
