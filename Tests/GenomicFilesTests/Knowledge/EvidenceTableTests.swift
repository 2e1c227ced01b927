import DelimitedText
import Foundation
import GenomicFiles
import Testing
import TumorModel

/// A user's own table of evidence.
@Suite struct EvidenceTableTests {
  private static let classes = ["activating", "neutral"]

  private func table(_ rows: [[String]], _ folder: StudyFolder) throws -> EvidenceTable {
    let text = rows.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
    try folder.write(text, to: "own.tsv")
    return try EvidenceTable(path: folder.path("own.tsv"), functionalClasses: Self.classes)
  }

  private func failure(_ rows: [[String]]) throws -> String {
    let folder = try StudyFolder()
    let error = try #require(throws: InputErrors.self) { _ = try self.table(rows, folder) }
    return folder.relative(error.errors.map(\.message).joined(separator: "\n"))
  }

  @Test func `the names of newer releases`() throws {
    let folder = try StudyFolder()
    let table = try table(
      [
        [
          "molecular_profile", "disease", "therapies", "therapy_interaction_type", "evidence_type",
          "evidence_direction", "evidence_level", "significance", "evidence_statement",
          "citation_id", "source_type", "evidence_status", "evidence_id",
        ],
        [
          "ERBB2 L755S", "Breast Cancer", "Trastuzumab,Pertuzumab", "Combination", "Predictive",
          "Does Not Support", "D", "Resistance", "\"Quoted\", once", "12345678", "PubMed",
          "accepted", "41",
        ],
        [
          "ERBB2 V777L", "", "Neratinib, Lapatinib", "Substitutes", "Predictive", "Supports", "b",
          "Sensitivity/Response", "", "77", "ASCO", "submitted", "42",
        ],
        ["A B AND C D", "", "X", "", "Predictive", "", "", "Resistance", "", "", "", "", "43"],
        ["ERBB2 V842I", "", "X", "", "Predictive", "", "", "Resistance", "", "", "", "rejected"],
      ], folder)
    #expect(table.records.count == 2)
    let first = table.records[0]
    #expect(first.line == 2 && first.gene == "ERBB2" && first.variantName == "L755S")
    #expect(first.drugs == ["Trastuzumab + Pertuzumab"])
    #expect(!first.isSupporting && first.level == "D" && first.pubMedIDs == [12_345_678])
    #expect(first.statement == "\"Quoted\", once" && first.disease == "Breast Cancer")
    #expect(first.otherSources == "CIViC EID41")
    let second = table.records[1]
    #expect(second.drugs == ["Neratinib", "Lapatinib"] && second.isSupporting)
    #expect(second.level == "B" && second.pubMedIDs.isEmpty)
    #expect(second.otherSources == "ASCO 77; CIViC EID42")
    #expect(
      table.warnings.map { folder.relative($0.description) } == [
        "own.tsv: warning: 1 row left out: evidence_status is rejected",
        "own.tsv: warning: 1 row left out: about several variants at once",
      ])
  }

  @Test func `the names of older releases, with places`() throws {
    let folder = try StudyFolder()
    let header = [
      "gene", "variant", "drugs", "clinical_significance", "chromosome", "start",
      "reference_bases", "variant_bases", "reference_build", "variant_hgvs",
    ]
    let table = try table(
      [
        header,
        ["ERBB2", "L755S", "", "Resistance", "17", "37880220", "T", "C", "GRCh37", ""],
        ["ERBB2", "P780INS", "", "x", "17", "37881011", "", "GGCTCCCCA", "GRCh37", ""],
        ["ERBB2", "DEL 755-759", "", "x", "17", "37880219", "TTGAGGGAAAACACA", "", "37", ""],
        ["ERBB2", "MUTATION", "", "x", "17", "37856333", "", "", "GRCh37", ""],
        ["ERBB2", "V777L (c.2329G>T)", "", "x", "17", "37881000", "G", "T", "", ""],
        ["ERBB2", "D769H", "", "x", "17", "1", "G", "T", "NCBI36", "NM_1:c.1A>C,NP_1:p.Asp769His"],
      ], folder)
    #expect(
      table.records.map { $0.variant?.position } == [
        37_880_220, 37_881_011, 37_880_219, nil, nil, nil,
      ])
    #expect(table.records[1].variant?.kind == .insertion)
    #expect(table.records[2].variant?.kind == .deletion)
    #expect(table.records[0].build == .hg19)
    #expect(table.records[4].variantName == "V777L")
    #expect(table.records[5].variantName == "NP_1:p.Asp769His")
    #expect(
      table.warnings.map(\.text) == [
        "2 rows taken by name alone: reference_build is empty or older"
      ])
  }

  @Test func `columns that are needed are named`() throws {
    #expect(
      try failure([["disease"], ["x"]]).contains("the header line has no tab"))
    let message = try failure([["disease", "drugs"], ["x", "y"]])
    #expect(message.contains("own.tsv:1:1: error: no column gene (or feature_name"))
    #expect(message.contains("no column variant (or variant_hgvs"))
    #expect(message.contains("no column significance (or clinical_significance"))
  }

  @Test func `faults have their place`() throws {
    let header = [
      "feature_name", "variant", "functional_class", "pmid", "evidence_level",
      "evidence_direction", "chrom", "start", "ref", "alt", "build",
    ]
    let good = ["G", "V1L", "neutral", "1", "A", "Supports", "1", "5", "A", "C", "hg38"]
    func bad(_ column: Int, _ text: String) throws -> String {
      var row = good
      row[column] = text
      return try failure([header, row])
    }
    #expect(try bad(0, "") == "own.tsv:2:1: error: feature_name is ''; expected a gene's symbol")
    #expect(
      try bad(2, "activ")
        == "own.tsv:2:7: error: functional_class is 'activ'; expected activating, neutral")
    #expect(try bad(3, "1x").contains("2:15: error: pmid is '1x'; expected PubMed's number"))
    #expect(try bad(3, "99999999999999999999").contains("PubMed's number"))
    #expect(try bad(4, "F").contains("expected A, B, C, D or E"))
    #expect(try bad(5, "maybe").contains("expected Supports or Does Not Support"))
    #expect(try bad(7, "-5").contains("start is '-5'; expected a position of 1 or more"))
    #expect(try bad(7, "99999999999999999999").contains("expected a position of 1 or more"))
    #expect(try bad(9, "A").contains("expected bases of ACGTN other than reference_bases"))
    #expect(try bad(9, "Z").contains("alt is 'Z'"))
    #expect(try bad(10, "mm10").contains("build is 'mm10'; expected GRCh37 or GRCh38"))
  }

  @Test func `damage is refused or survived`() throws {
    var state: UInt64 = 99
    func draw(_ below: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(below))
    }
    let whole = Array(
      """
      gene\tvariant\tfunctional_class\tpmid\tchromosome\tstart\tref\talt\treference_build\ttherapies
      ERBB2\tL755S\tneutral\t1;2\t17\t37880220\tT\tC\tGRCh37\tx,y
      ERBB2\tY772_A775dup\tactivating\t3\t17\t37880981\t-\tGCATACGTGATG\tGRCh37\t

      """.utf8)
    let telling = Array("\t\n\r\",;#-.019:p\u{0}".utf8) + [0xFF, 0xC3]
    let folder = try StudyFolder()
    var read = 0
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0...draw(3) {
        switch draw(3) {
        case 0: bytes[draw(bytes.count)] = telling[draw(telling.count)]
        case 1: bytes.remove(at: draw(bytes.count))
        default: bytes = Array(bytes[..<(1 + draw(bytes.count - 1))])
        }
        if bytes.count < 2 { break }
      }
      try folder.write(Data(bytes), to: "own.tsv")
      do {
        _ = try EvidenceTable(path: folder.path("own.tsv"), functionalClasses: Self.classes)
        read += 1
      } catch {
        #expect(!error.errors.isEmpty)
      }
    }
    #expect(read > 10 && read < 400)
  }
}
