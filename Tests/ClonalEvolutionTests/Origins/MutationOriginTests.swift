import ClonalEvolution
import Testing
import TumorModel

@Suite("The origin of one mutation")
struct MutationOriginTests {
  private func mutation(on chromosome: String = "17") throws -> Mutation {
    try Mutation(
      chromosome: chromosome, position: 37_880_220, reference: "T", alternate: "C", gene: "ERBB2")
  }

  private func later() throws -> SampleReads {
    try SampleReads(alternate: 61, depth: 310, purity: 0.6, copyNumber: .normal)
  }

  @Test func `absence at depth is acquired, presence is not`() throws {
    let absent = try SampleReads(alternate: 0, depth: 240, purity: 0.7, copyNumber: .normal)
    let acquired = try OriginAnalysis().origin(of: mutation(), earlier: absent, later: later())
    #expect(acquired.label == .acquired)
    #expect(try #require(acquired.probability) > 0.9)
    #expect(acquired.power > OriginGate.power)
    let present = try SampleReads(alternate: 84, depth: 240, purity: 0.7, copyNumber: .normal)
    let old = try OriginAnalysis().origin(of: mutation(), earlier: present, later: later())
    #expect(old.label.isPreexisting)
    #expect(old.probabilities.acquired < 1e-6)
  }

  @Test func `a shallow sample excludes nothing`() throws {
    let shallow = try SampleReads(alternate: 0, depth: 6, purity: 0.3, copyNumber: .normal)
    let origin = try OriginAnalysis().origin(of: mutation(), earlier: shallow, later: later())
    #expect(origin.label == .indeterminate)
    #expect(origin.probability == nil)
    #expect(origin.power < OriginGate.power)
  }

  @Test func `what cannot be scored is an error with its cause`() throws {
    #expect(throws: OriginAnalysisError.invalidCounts(alternate: 9, depth: 8)) {
      try SampleReads(alternate: 9, depth: 8, purity: 0.5)
    }
    #expect(throws: OriginAnalysisError.invalidPurity(1.5)) {
      try SampleReads(alternate: 1, depth: 8, purity: 1.5)
    }
    let empty = try SampleReads(alternate: 0, depth: 0, purity: 0.5)
    #expect(throws: OriginAnalysisError.notAssessable(.earlier, .noReads)) {
      try OriginAnalysis().origin(of: mutation(), earlier: empty, later: later())
    }
    #expect(throws: OriginAnalysisError.notAssessable(.earlier, .absentChromosome)) {
      try OriginAnalysis().origin(
        of: mutation(on: "Y"), earlier: later(), later: later(), sex: .female)
    }
    #expect(throws: InvalidVariant.self) {
      try Mutation(chromosome: "17", position: 5, reference: "A", alternate: "A")
    }
  }
}
