import DelimitedText
import Foundation
import GenomicFiles
import Results
import Studies
import Testing
import TumorModel
import _TestSupport
@testable import Commands
@testable import StudyPipeline

@Suite("metachron check")
struct CheckTests {
  private static let sheet = """
    patient,sample,role,day,specimen,purity,mutations
    P1,A,primary,0,fresh_frozen,0.5,study.maf
    P1,B,metastasis,90,fresh_frozen,0.5,study.maf
    P2,C,metastasis,,,,study.maf
    P3,D,primary,7,,0.5,study.maf
    P3,E,metastasis,7,,0.5,study.maf
    P4,F,primary,,,0.5,
    P4,G,metastasis,,,,study.maf
    P5,N,normal,,,,

    """

  private static func table(sites: Int = 20) -> String {
    var lines = [
      [
        "Hugo_Symbol", "Chromosome", "Start_Position", "Reference_Allele", "Tumor_Seq_Allele2",
        "Tumor_Sample_Barcode", "t_ref_count", "t_alt_count",
      ]
    ]
    for (number, sample) in ["A", "B", "C", "D", "E", "G"].enumerated() {
      for site in 0..<sites {
        lines.append(
          [
            "G", "1", "\(1000 * (site + 1))", "C", "T", sample, "\(70 + site)", "\(number + 11)",
          ])
      }
    }
    return lines.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
  }

  private func write(
    _ sheet: String = sheet, table: String = table(), to folder: String
  ) throws -> String {
    try sheet.write(toFile: folder + "/samples.csv", atomically: false, encoding: .utf8)
    try table.write(toFile: folder + "/study.maf", atomically: false, encoding: .utf8)
    return folder + "/samples.csv"
  }

  private func report(_ sheet: String) -> StudyReport {
    StudyReport(sheet: sheet, options: ReadOptions())
  }

  @Test
  func `a sample's purity is that of its file, and reads left out are told where they decide`()
    async throws
  {
    try await withTemporaryFolder { folder in
      var reads = "@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:1\tLN:100000\n@RG\tID:a\tSM:A\n"
      for number in 0..<200 {
        reads +=
          "r\(number)\t\(number < 20 ? 0 : 1_024)\t1\t996\t60\t10M\t*\t0\t0\t"
          + "ACGTCCGTAC\tIIIIIIIIII\n"
      }
      try reads.write(toFile: folder + "/a.sam", atomically: false, encoding: .utf8)
      try "purity\tploidy\n0.65\t2.1\n".write(
        toFile: folder + "/purity.tsv", atomically: false, encoding: .utf8)
      let sheet = try write(
        """
        patient,sample,role,day,specimen,purity,purity_file,mutations,alignment
        P1,A,primary,0,fresh_frozen,,purity.tsv,,a.sam
        P1,B,metastasis,90,fresh_frozen,0.5,,study.maf,

        """, table: Self.table(sites: 1), to: folder)
      let report = report(sheet)
      let first = try #require(report.answers.first)
      #expect(first.text.contains("purity 0.65 from purity.tsv"))
      #expect(
        first.text.hasSuffix(
          "; 180 of 200 reads at the sites left out: 180 duplicates; with them, a clone of 25 % "
            + "would be seen with a power of 0.8"))
      #expect(report.rows.first { $0.sample == "A" && $0.level == .sample }?.facts.leftOut == 180)
      #expect(report.answers[1].text.contains("purity 0.5 stated"))
    }
  }

  @Test func `each sample says what it can answer`() async throws {
    try await withTemporaryFolder { folder in
      let report = report(try write(to: folder))
      let texts = report.answers.map { "\($0.facts.sample.id) \($0.scope): \($0.text)" }
      #expect(
        texts == [
          "A most: primary, 91 reads at the median, purity 0.5 stated, copy number not known: can "
            + "exclude clones of 23 % or more of the tumour cells at median depth with 95 % power",
          "B most: metastasis, 92 reads at the median, purity 0.5 stated, copy number not known: "
            + "shows clones of 23 % or more of the tumour cells at median depth with 95 % power",
          "C none: metastasis, 93 reads at the median: the patient's only sample: nothing to "
            + "compare",
          "D none: primary, 94 reads at the median: not known whether before or after the "
            + "patient's other samples",
          "E none: metastasis, 95 reads at the median: not known whether before or after the "
            + "patient's other samples",
          "F none: primary: the sheet names no mutation table: origin not assessable",
          "G none: metastasis, 96 reads at the median: no earlier sample has reads: nothing to "
            + "compare",
          "N none: normal: a control, for which no origins are called",
        ])
    }
  }

  @Test func `days that agree leave the order unknown`() async throws {
    try await withTemporaryFolder { folder in
      let report = report(try write(to: folder))
      let unknown = report.findings.filter { $0.kind == .unknownOrder }
      #expect(unknown.map(\.patient) == ["P3"])
      #expect(
        unknown.map(\.text) == [
          "patient P3: which sample came first is not known (all are of day 7); its calls will be "
            + "indeterminate"
        ])
      #expect(report.status == nil)
    }
  }

  @Test func `a table of called mutations alone cannot show absence`() async throws {
    try await withTemporaryFolder { folder in
      let sheet = """
        patient,sample,role,purity,mutations
        P1,A,primary,0.5,study.maf
        P1,B,metastasis,0.5,study.maf

        """
      // A lacks two of B's mutations, without rows of zeros.
      let lines = Self.table().split(separator: "\n").filter {
        !$0.hasSuffix("\t11") || !($0.contains("\t1000\t") || $0.contains("\t2000\t"))
      }
      let table = lines.joined(separator: "\n") + "\n"
      let answers = report(try write(sheet, table: table, to: folder)).answers
      #expect(answers.map(\.scope) == [.some, .most])
      #expect(
        answers.first?.text.hasSuffix(
          "; 2 of 20 sites are absent rows, which are uninformative: the table lists called mutations "
            + "alone, so that none can be shown to be absent (see --uncalled censored); no file says "
            + "whether the assay looked there, which --uncalled censored takes for granted") == true
      )
    }
  }

  @Test func `a shallow and impure sample says how little it shows`() async throws {
    try await withTemporaryFolder { folder in
      let sheet = """
        patient,sample,role,purity,mutations
        P1,A,primary,0.02,study.maf
        P1,B,metastasis,0.5,study.maf

        """
      let answer = try #require(report(try write(sheet, to: folder)).answers.first)
      #expect(answer.scope == .some && answer.limit == nil)
      #expect(
        answer.text.hasSuffix(
          "even a mutation of all tumour cells would be missed more than once in twenty times"))
    }
  }

  @Test func `a study without a pair is an error, as in an analysis`() async throws {
    try await withTemporaryFolder { folder in
      let sheet = try write("patient,sample,role,mutations\nP1,A,primary,study.maf\n", to: folder)
      let report = report(sheet)
      #expect(report.findings.filter { $0.level == .error }.map(\.kind) == [.noPair])
      #expect(report.status == .badData)
    }
  }

  @Test func `known mutations tell another assembly`() async throws {
    try await withTemporaryFolder { folder in
      // ERBB2 p.L755S is at 17:37880220 in hg19 and at 17:39723967 in hg38.
      func table(_ position: Int) -> String {
        "Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2"
          + "\tTumor_Sample_Barcode\tt_ref_count\tt_alt_count\tHGVSp_Short\n"
          + "ERBB2\t17\t\(position)\tT\tC\tA\t80\t12\tp.L755S\n"
      }
      let sheet = "patient,sample,role,mutations\nP1,A,primary,study.maf\n"
      let wrong = report(try write(sheet, table: table(39_723_967), to: folder))
      #expect(
        wrong.findings.filter { $0.kind == .otherBuild }.map(\.text) == [
          "ERBB2 p.L755S at 17:39723967 is not where hg19 has it: is the table of hg38? Then give "
            + "--build hg38"
        ])
      let right = report(try write(sheet, table: table(37_880_220), to: folder))
      #expect(right.findings.allSatisfy { $0.kind != .otherBuild })
      let asked = StudyReport(sheet: folder + "/samples.csv", options: ReadOptions(build: .hg38))
      #expect(asked.findings.contains { $0.kind == .otherBuild })
    }
  }

  @Test func `exit codes tell the first error`() async throws {
    try await withTemporaryFolder { folder in
      let sheet = folder + "/samples.csv"
      #expect(await Metachron.start(["check", sheet, "-o", folder + "/r.tsv"]) == 66)
      _ = try write(to: folder)
      #expect(await Metachron.start(["check", sheet, "-o", folder + "/r.tsv"]) == 0)
      _ = try write(table: Self.table().replacing("\t70\t", with: "\tx\t"), to: folder)
      #expect(await Metachron.start(["check", sheet, "--strict", "-o", folder + "/r.tsv"]) == 65)
      _ = try write(Self.sheet.replacing("P1,A", with: "P1,=A"), to: folder)
      #expect(await Metachron.start(["check", sheet, "-o", "/proc/none/r.tsv"]) == 74)
      #expect(await Metachron.start(["check", sheet, "--build", "hg20"]) == 64)
      #expect(
        Set(try FileManager.default.contentsOfDirectory(atPath: folder))
          == ["samples.csv", "study.maf", "r.tsv"])
    }
  }

  @Test func `the table has its columns in every row`() async throws {
    try await withTemporaryFolder { folder in
      let report = report(try write(to: folder))
      let lines = report.table.text.split(separator: "\n")
      #expect(lines.first == "# metachron 0.1.0 check")
      let rows = lines.dropFirst().map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
      }
      #expect(rows.allSatisfy { $0.count == CheckRow.table.columns.count })
      #expect(rows.count == 1 + report.findings.count + 8)
      let line = try #require(rows.first { $0.first == "sample" && $0[3] == "A" })
      #expect(line[8...14].map(String.init) == ["primary", "20", "20", "0", "91", "0.5", "0"])
    }
  }

  @Test func `JSON holds the same`() async throws {
    try await withTemporaryFolder { folder in
      let report = report(try write(to: folder))
      let summary = try JSONDecoder().decode(
        CheckSummary.self, from: Data(try JSONText.text(CheckSummary(report)).utf8))
      #expect(summary == CheckSummary(report))
      #expect(summary.samples.map(\.sample) == ["A", "B", "C", "D", "E", "F", "G", "N"])
      #expect(summary.warnings == report.findings.count && summary.errors == 0)
    }
  }

  @Test func `a terminal shows control characters as question marks`() async throws {
    try await withTemporaryFolder { folder in
      let sheet = try write("patient,sample,role\nP,S\u{1B}[31m,primary\n", to: folder)
      #expect(report(sheet).text.contains("S?[31m"))
    }
  }
}

@Suite("The article on checking a study")
struct CheckArticleTests {
  static var generated: String {
    var text = "## Columns\n\n" + CheckRow.table.columnMarkdown
    text += "\n## Kinds of findings\n\n| kind | meaning |\n| --- | --- |\n"
    for kind in FindingKind.allCases { text += "| `\(kind.rawValue)` | \(kind.meaning) |\n" }
    text += "\n## What a sample can answer\n\n| scope | meaning |\n| --- | --- |\n"
    for scope in SampleAnswer.Scope.allCases {
      text += "| `\(scope.rawValue)` | \(scope.meaning) |\n"
    }
    return text
  }

  @Test func `says what the code says`() throws {
    let text = try GeneratedArticle.text(
      "checking-a-study.md", endingWith: Self.generated, from: "## Columns")
    #expect(text.hasSuffix(Self.generated), "the article must end with:\n\(Self.generated)")
  }
}
