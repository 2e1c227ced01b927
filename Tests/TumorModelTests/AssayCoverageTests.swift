import Testing
import TumorModel

@Suite("Which genes an assay looks at")
struct AssayCoverageTests {
  private static let listed = AssayCoverage.panel(.init(name: "P50", genes: ["TP53"]))
  private static let found = AssayCoverage.panel(
    .init(name: "X", genes: ["TP53"], others: .unknown))
  private static let targets = AssayCoverage.panel(
    .init(name: "t.bed", genes: ["TP53"], coversGenes: false, others: .yes))

  @Test(arguments: [
    (AssayCoverage.unknown, AssayCoverage.Answer.unknown, AssayCoverage.Answer.unknown, true, true),
    (.everyGene, .yes, .yes, true, true), (.notSequenced, .no, .no, false, false),
    (listed, .yes, .no, true, false), (found, .yes, .unknown, true, false),
    (targets, .no, .yes, false, true),
  ])
  func `absence is read where somebody looked, or nothing tells`(
    coverage: AssayCoverage, ofTP53: AssayCoverage.Answer, ofERBB2: AssayCoverage.Answer,
    allowsTP53: Bool, allowsERBB2: Bool
  ) {
    #expect(coverage.covers("TP53") == ofTP53)
    #expect(coverage.covers("ERBB2") == ofERBB2)
    #expect(coverage.allowsAbsence(of: "TP53") == allowsTP53)
    #expect(coverage.allowsAbsence(of: "ERBB2") == allowsERBB2)
  }

  @Test func `one sample that was tested for a gene is enough`() {
    #expect(AssayCoverage.allowsAbsence(of: "TP53", inAnyOf: [.notSequenced, Self.listed]))
    #expect(!AssayCoverage.allowsAbsence(of: "ERBB2", inAnyOf: [.notSequenced, Self.listed]))
    #expect(!AssayCoverage.allowsAbsence(of: "TP53", inAnyOf: []))
  }
}
