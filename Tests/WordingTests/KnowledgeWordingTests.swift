import Testing
import TumorModel
import VariantKnowledge
import Wording

@Suite("What is told of knowledge tables")
struct KnowledgeWordingTests {
  @Test func `why a name and a position do not fit`() throws {
    #expect(
      VariantDisagreement.otherName(named: "p.L725S", build: .hg38, found: "p.L755S").words
        == "named p.L725S, and hg38 has p.L755S there: another isoform's numbering, or a wrong name"
    )
    #expect(
      VariantDisagreement.otherGene(named: "MIEN1", build: .hg19, found: "ERBB2").words
        == "annotated as MIEN1, and hg19 has a known variant of ERBB2 there")
    #expect(
      VariantDisagreement.positionOfAnother(named: "p.V777L", found: "p.L755S").words
        == "named p.V777L, and the position is that of p.L755S")
    let chromosome = try #require(Chromosome("17"))
    #expect(
      VariantDisagreement.elsewhere(
        named: "p.L755S", build: .hg19, chromosome: chromosome, position: 37_880_220
      ).words == "named p.L755S, which hg19 has at 17:37880220")
  }

  @Test func `what speaks against a class`() {
    #expect(KnowledgeConflict.effect("Not activating.").words == "Not activating.")
    #expect(
      KnowledgeConflict.drug("Neratinib", .resistance, .noSensitivity).words
        == "Of Neratinib both resistance and no sensitivity were reported.")
  }

  @Test func `a row of a user's table that deserves a look`() throws {
    func words(_ records: [EvidenceRecord]) -> [String] {
      VariantKnowledge.bundled.layered(with: records).notes.map(\.words)
    }
    var row = EvidenceRecord(line: 7, gene: "ERBB2", variantName: "E717K")
    row.functionalClass = "activating"
    #expect(words([row]) == ["a class without a source: it rests on this table alone"])
    var other = EvidenceRecord(line: 2, gene: "ERBB2", variantName: "V777L")
    (other.functionalClass, other.pubMedIDs) = ("neutral", [1])
    #expect(
      words([other]) == [
        "ERBB2 p.V777L is neutral here and activating in the bundled table; this table's word is "
          + "taken"
      ])
  }
}
