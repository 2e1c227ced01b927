import Foundation
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

@Suite("The counts command")
struct CountsCommandTests {
  private static let reads = """
    @HD\tVN:1.6\tSO:coordinate
    @SQ\tSN:chr1\tLN:1000
    @RG\tID:a\tSM:S1
    a\t0\tchr1\t101\t60\t10M\t*\t0\t0\tACGTACGTAC\tIIIIIIIIII
    b\t16\tchr1\t101\t60\t10M\t*\t0\t0\tACGTTCGTAC\tIIIIIIIIII
    c\t0\tchr1\t101\t60\t8M2I2M\t*\t0\t0\tACGTACGTGGAC\tIIIIIIIIIIII

    """

  private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  @Test(
    "refuses wrong usage with 64",
    arguments: [
      ["counts"], ["counts", "a.csv", "--sites", "b.tsv", "--alignment", "c.bam"],
      ["counts", "--sites", "b.tsv"], ["counts", "a.csv", "--alignment", "c.bam"],
      ["counts", "a.csv", "--min-base-quality", "300"], ["counts", "a.csv", "--vcf", "out.vcf"],
      ["counts", "a.csv", "--threads", "0"], ["counts", "a.csv", "-o", "folder/"],
      ["counts", "a.csv", "--build", "mm10"],
    ])
  func usage(arguments: [String]) async {
    #expect(await Metachron.start(arguments) == 64)
  }

  @Test func `writes a table and a VCF that bcftools reads without a word`() async throws {
    try await withTemporaryFolder { folder in
      try write(Self.reads, folder + "/one.sam")
      try write("chr1\t105\tA\tT\n1\t108\t-\tGG\n", folder + "/sites.tsv")
      let arguments = [
        "counts", "--sites", folder + "/sites.tsv", "--alignment", folder + "/one.sam", "-o",
        folder + "/counts.tsv", "--vcf", folder + "/counts.vcf.gz",
      ]
      #expect(await Metachron.start(arguments) == 0)
      let table = try String(contentsOfFile: folder + "/counts.tsv", encoding: .utf8)
      let rows = table.split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(
        rows == [
          CountsRow.table.header[...],
          "\tS1\t1\t105\tA\tT\t3\t2\t1\t0\t1\t2\t0\t\t\t\t\t0\t28\t\t\t\t0\t0\t0\t0\t0",
          "\tS1\t1\t108\t-\tGG\t3\t2\t1\t1\t0\t1\t1\t\t\t\t\t1\t19\t\t\t\t0\t0\t0\t0\t0",
        ])
      #expect(table.hasPrefix("# metachron \(ToolVersion.number) counts\n# parameters "))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
          "counts.tsv", "counts.vcf.gz", "counts.vcf.gz.tbi", "one.sam", "sites.tsv",
        ])
      guard ExternalTools.have("bcftools") else { return }
      let all = try ExternalTools.run("bcftools", ["view", "-H", folder + "/counts.vcf.gz"])
      #expect(all.messages.isEmpty && all.status == 0)
      #expect(
        all.text == """
          chr1\t105\t.\tA\tT\t.\t.\t.\tAD:DP:ADF:ADR:F1R2:F2R1\t2,1:3:2,0:0,1:.:.
          chr1\t108\t.\tT\tTGG\t.\t.\t.\tAD:DP:ADF:ADR:F1R2:F2R1\t2,1:3:1,1:1,0:.:.

          """)
      let part = try ExternalTools.run(
        "bcftools", ["view", "-H", folder + "/counts.vcf.gz", "chr1:108-110"])
      #expect(part.messages.isEmpty && part.text.split(separator: "\n").count == 1)
    }
  }

  @Test func `counts once, and origins takes the table`() async throws {
    try await withTemporaryFolder { folder in
      try write(Self.reads, folder + "/one.sam")
      try write(
        """
        Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode
        ERBB2\t1\t105\tA\tT\tS2
        TP53\t1\t108\t-\tGG\tS2

        """, folder + "/m.maf")
      func sheet(_ first: String, _ second: String) -> String {
        "patient,sample,role,mutations,alignment\nP1,S1,primary,\(first)\nP1,S2,metastasis,\(second)\n"
      }
      try write(sheet(",one.sam", "m.maf,one.sam"), folder + "/samples.csv")
      try write(sheet("counts.tsv,", "counts.tsv,"), folder + "/counted.csv")
      #expect(
        await Metachron.start(
          ["counts", folder + "/samples.csv", "-q", "-o", folder + "/counts.tsv"]) == 0)
      var results: [String] = []
      for name in ["samples", "counted"] {
        #expect(
          await Metachron.start(
            ["origins", folder + "/\(name).csv", "-q", "-o", folder + "/\(name)"]) == 0)
        let text = try String(contentsOfFile: folder + "/\(name)/origins.tsv", encoding: .utf8)
        results.append(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined())
      }
      #expect(results[0] == results[1])
      #expect(results[0].contains("P1\tERBB2\t\t1\t105\tA\tT\t\tS1\tS2\t\t\t3\t1\t3\t1\t"))
    }
  }

  @Test func `leaves nothing behind where it fails`() async throws {
    try await withTemporaryFolder { folder in
      try write(Self.reads, folder + "/one.sam")
      try write("2\t105\tA\tT\n", folder + "/sites.tsv")
      let arguments = [
        "counts", "--sites", folder + "/sites.tsv", "--vcf", folder + "/out.vcf.gz", "-o",
        folder + "/out.tsv", "--alignment",
      ]
      #expect(await Metachron.start(arguments + [folder + "/one.sam"]) == 65)
      #expect(await Metachron.start(arguments + [folder + "/none.bam"]) == 66)
      try write("1\t105\tA\tT\n", folder + "/sites.tsv")
      #expect(
        await Metachron.start([
          "counts", "--sites", folder + "/sites.tsv", "--alignment", folder + "/one.sam", "-o",
          "/proc/none/out.tsv",
        ]) == 74)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          == ["one.sam", "sites.tsv"])
    }
  }

  @Test func `its article says what the code says`() throws {
    let columns = CountsRow.table.columnMarkdown
    let text = try GeneratedArticle.text(
      "counting-reads.md", endingWith: columns, from: "| column | meaning | unit | values |")
    #expect(text.hasSuffix(columns), "the article must end with:\n\(columns)")
  }
}
