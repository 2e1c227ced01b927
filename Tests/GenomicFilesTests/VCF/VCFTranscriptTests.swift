import Foundation
import Studies
import Testing
import TumorModel

/// An annotation of several transcripts and the one that counts.
struct TranscriptCase: CustomTestStringConvertible {
  let testDescription: String
  /// The columns of CSQ.
  let columns: String
  let entries: [String]
  /// Gene, protein change and classification.
  let expected: String

  init(_ name: String, _ columns: String, _ entries: [String], _ expected: String) {
    (testDescription, self.columns) = (name, columns)
    (self.entries, self.expected) = (entries, expected)
  }
}

@Suite struct VCFTranscriptTests {
  private static let usual =
    "Allele|Consequence|IMPACT|SYMBOL|Gene|BIOTYPE|HGVSp|CANONICAL|MANE_SELECT|PICK"
  private static let leu777 = "ERBB2 p.V777L Missense_Mutation"

  static let cases = [
    TranscriptCase(
      "a neighbour's flank comes last", usual,
      [
        "T|downstream_gene_variant|MODIFIER|MIEN1|E1|protein_coding||YES||",
        "T|non_coding_transcript_exon_variant|MODIFIER|ERBB2|E2|retained_intron||||",
        "T|missense_variant|MODERATE|ERBB2|E2|protein_coding|P1:p.Val747Leu|||",
        "T|missense_variant|MODERATE|ERBB2|E2|protein_coding|P2:p.Val777Leu|YES|NM_004448.4|",
      ], leu777),
    TranscriptCase(
      "a pick in every gene", "Allele|Consequence|IMPACT|SYMBOL|Gene|HGVSp|PICK",
      [
        "T|downstream_gene_variant|MODIFIER|MIEN1|E1||1",
        "T|missense_variant|MODERATE|ERBB2|E2|P1:p.Val777Leu|1",
      ], leu777),
    TranscriptCase(
      "the only pick is in the flank", "Allele|Consequence|IMPACT|SYMBOL|Gene|HGVSp|PICK",
      [
        "T|upstream_gene_variant|MODIFIER|MIEN1|E1||1",
        "T|missense_variant|MODERATE|ERBB2|E2|P1:p.Val777Leu|",
      ], leu777),
    TranscriptCase(
      "MANE before canonical, in one gene", usual,
      [
        "T|stop_gained|HIGH|ERBB2|E2|protein_coding|P1:p.Val747Ter|YES||",
        "T|missense_variant|MODERATE|ERBB2|E2|protein_coding|P2:p.Val777Leu||NM_004448.4|",
      ], leu777),
    TranscriptCase(
      "canonical before severity, in one gene", usual,
      [
        "T|stop_gained|HIGH|ERBB2|E2|protein_coding|P1:p.Val747Ter|||",
        "T|missense_variant|MODERATE|ERBB2|E2|protein_coding|P2:p.Val777Leu|YES||",
      ], leu777),
    TranscriptCase(
      "severity between genes", usual,
      [
        "T|missense_variant|MODERATE|AAA|E1|protein_coding|P1:p.Arg2Leu|YES|NM_1.1|",
        "T|stop_gained|HIGH|BBB|E2|protein_coding|P2:p.Arg3Ter|||",
      ], "BBB p.R3* Nonsense_Mutation"),
    TranscriptCase(
      "MANE between equally severe genes", usual,
      [
        "T|missense_variant|MODERATE|AAA|E1|protein_coding|P1:p.Arg2Leu|YES||",
        "T|missense_variant|MODERATE|ERBB2|E2|protein_coding|P2:p.Val777Leu|YES|NM_004448.4|",
      ], leu777),
    TranscriptCase(
      "nothing tells them apart", usual,
      [
        "T|missense_variant|MODERATE|ERBB2|E2|protein_coding|P2:p.Val777Leu|||",
        "T|missense_variant|MODERATE|ERBB2|E2|protein_coding|P1:p.Val747Leu|||",
      ], leu777),
    TranscriptCase(
      "the severest of joined terms", usual,
      [
        "T|splice_region_variant&missense_variant|MODERATE|ERBB2|E2|protein_coding|P:p.Val777Leu|||"
      ],
      leu777),
  ]

  @Test("the transcript that counts", arguments: cases)
  func transcript(_ example: TranscriptCase) throws {
    let declared =
      "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Consequence annotations from Ensembl VEP. "
      + "Format: \(example.columns)\">"
    let text = VCFText.file(
      meta: [declared], samples: ["S1", "S2"],
      "17 37881000 . G T . PASS CSQ=\(example.entries.joined(separator: ",")) GT:AD 0/0:9,0 0/1:5,5"
    )
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    let mutations = try folder.read().patient(at: 0).mutations
    #expect(
      mutations.map { "\($0.gene) \($0.proteinChange) \($0.classification)" } == [example.expected])
  }

  @Test func `SnpEff's entries are weighed too`() throws {
    let text = VCFText.file(
      meta: [
        "##INFO=<ID=ANN,Number=.,Type=String,Description=\"Functional annotations: 'Allele'\">"
      ],
      samples: ["S1", "S2"],
      "17 37881000 . G T . PASS "
        + "ANN=T|downstream_gene_variant|MODIFIER|MIEN1|E1|transcript|T1|protein_coding||c.1||||||,"
        + "T|missense_variant|MODERATE|ERBB2|E2|transcript|T2|protein_coding|20/27|c.2|p.Val777Leu||||| "
        + "GT:AD 0/0:9,0 0/1:5,5")
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    let mutations = try folder.read().patient(at: 0).mutations
    #expect(
      mutations.map { "\($0.gene) \($0.proteinChange) \($0.classification)" } == [Self.leu777])
  }
}
