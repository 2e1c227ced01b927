import Testing
import TumorModel

@testable import Results
@testable import Wording

@Suite("Calls in words")
struct CallWordingTests {
  @Test func `every label and reason has words of its own`() {
    #expect(Set(OriginLabel.allCases.map(\.words)).count == OriginLabel.allCases.count)
    #expect(OriginLabel.absentFromBoth.words == "in neither sample of this pair")
    let reasons = IndeterminateReason.allCases
    #expect(Set(reasons.map(\.words)).count == reasons.count)
    #expect(Set(reasons.map(\.sentence)).count == reasons.count)
    for reason in reasons { #expect(reason.sentence.hasSuffix(".")) }
    let models = ErrorModelUse.Basis.allCases
    #expect(Set(models.map(\.words)).count == models.count)
  }

  @Test func `every flag has a sentence, in the order of tables`() {
    let all = OriginFlags.names.reduce(into: OriginFlags()) { $0.insert($1.flag) }
    #expect(all.sentences.count == OriginFlags.names.count)
    #expect(Set(all.sentences).count == OriginFlags.names.count)
    let two: OriginFlags = [.notRobust, .amplified]
    #expect(two.sentences.first?.hasPrefix("The locus is amplified") == true)
    #expect(OriginFlags().sentences.isEmpty)
  }

  /// What reads at the locus would settle; otherwise no sequencing helps.
  static let settledByReads: Set<AssessabilityProblem> = [
    .notAssayed, .geneNotCovered, .notSequenced, .uncalled, .withoutCounts, .otherReads, .noReads,
  ]

  @Test func `more reads are advised only where reads settle it`() {
    for problem in AssessabilityProblem.allCases {
      let remedy = problem.remedy(sample: "A").lowercased()
      let advisesReads = ["sequencing a at", "reads of a", "read counts of a"]
        .contains { remedy.contains($0) }
      #expect(advisesReads == Self.settledByReads.contains(problem), "\(problem)")
    }
    #expect(
      Set(AssessabilityProblem.allCases.map(\.words)).count
        == AssessabilityProblem.allCases.count)
  }

  @Test func `a range whose ends are written alike is one number`() {
    #expect(Wording.range(0.1, 0.2) == "0.1 to 0.2")
    #expect(Wording.range(0.50001, 0.50002) == "0.5")
    #expect(Wording.value(1, low: 0.99999999, high: 1) == "1 (above 0.999 to 1)")
    #expect(Wording.value(0.5, low: 0.50001, high: 0.49999) == "0.5")
    #expect(Wording.value(0.5, low: nil, high: 0.9) == "0.5")
    #expect(Wording.reads(expected: 27.6, 28.4) == "28")
    #expect(Wording.reads(expected: 2.04, 27.6) == "2 to 28")
  }

  @Test func `reads that were not counted are not zero`() {
    var side = OriginRow.Side()
    #expect(side.readsWords == "not counted")
    #expect(side.fractionWords == "unknown")
    (side.depth, side.alternate) = (1_200, 0)
    #expect(side.readsWords == "0 of 1,200")
  }
}
