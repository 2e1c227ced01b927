import Foundation
import Results
import StudyPipeline
import Testing
import _TestSupport

@testable import Commands

/// Runs a program and returns what it prints.
private func run(_ program: String, _ arguments: [String]) throws -> (out: String, error: String) {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  let (out, error) = (Pipe(), Pipe())
  (process.standardOutput, process.standardError) = (out, error)
  try process.run()
  let text = out.fileHandleForReading.readDataToEndOfFile()
  let failure = error.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (String(decoding: text, as: UTF8.self), String(decoding: failure, as: UTF8.self))
}

private let bcftools = ["/usr/bin/bcftools", "/usr/local/bin/bcftools"]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite("VCFs of origins", .enabled(if: bcftools != nil, "bcftools is not installed"))
struct VariantOutputTests {
  /// What callers leave undeclared, declare wrongly, and write beside it.
  private static let calls = """
    ##fileformat=VCFv4.1
    ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
    ##FORMAT=<ID=AD,Number=.,Type=Integer,Description="Depths">
    ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">
    ##FORMAT=<ID=PL,Number=3,Type=Integer,Description="Likelihoods">
    ##INFO=<ID=DB,Number=1,Type=Flag,Description="Known">
    ##INFO=<ID=MQ,Number=1,Type=Integer,Description="Quality">
    #CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO|FORMAT|NORMAL|TUMOR
    chr1|100|.|C|T|.|PASS|DB;MQ=59.5;NEW=a|GT:AD:DP:PL|0/0:50,0:50.5:1,2,3|0/1:40,10:50.2
    chr1|200|.|C|T|.|weak|SOMATIC|GT:AD|0/0:50,0|0/1:40,10
    chr1|300|.|CA|C,CAA|.|.|.|GT:AD:ZZ|0/0:50,0,0:x|0/1:40,10,11:y

    """.replacingOccurrences(of: "|", with: "\t")

  private func study(_ folder: String, _ sheet: String, _ files: [String: String]) throws {
    try sheet.write(toFile: folder + "/samples.csv", atomically: false, encoding: .utf8)
    for (name, text) in files {
      try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
  }

  private func query(_ path: String, _ format: String) throws -> [String] {
    let view = try run(try #require(bcftools), ["view", path])
    #expect(view.error == "", "bcftools view must have nothing to say")
    let result = try run(try #require(bcftools), ["query", "-f", format + "\n", path])
    #expect(result.error == "")
    return result.out.split(separator: "\n").map(String.init)
  }

  @Test func `names of patients and samples never meet in a file's name`() {
    let names = [
      ("a.b", "c"), ("a", "b.c"), ("a", "b"), ("a%2Eb", "c"), ("a/b", "c"), ("a", "b/c"),
      (String(repeating: "p", count: 300), "s1"), (String(repeating: "p", count: 300), "s2"),
      ("p", String(repeating: "ü", count: 200)), ("~", "~"),
    ]
    let files = names.map { VariantOutput.fileName(patient: $0.0, later: $0.1) }
    #expect(Set(files).count == names.count)
    #expect(files.allSatisfy { $0.utf8.count <= 220 && $0.hasSuffix(".vcf.gz") })
    #expect(files[0] == "origins.a%2Eb.c.vcf.gz" && files[1] == "origins.a.b.c.vcf.gz")
  }

  @Test func `a sample's own VCF keeps its records and gains its origins`() async throws {
    try await withTemporaryFolder { folder in
      try study(
        folder,
        "patient,sample,role,mutations,purity\nP 1,S1,primary,a.vcf,0.6\nP 1,S;2,metastasis,b.vcf,0.6\n",
        ["a.vcf": Self.calls, "b.vcf": Self.calls])
      #expect(
        await Metachron.start(
          ["origins", folder + "/samples.csv", "-o", folder + "/r", "-O", "vcf", "-q"]) == 0)
      let path = folder + "/r/origins.P%201.S%3B2.vcf.gz"
      #expect(FileManager.default.fileExists(atPath: path + ".tbi"))
      #expect(
        try query(path, "%POS %ALT %FILTER %MC_ALT %MC_EARLIER %MC_EARLIER_AD/%MC_EARLIER_DP")
          == [
            "100 T PASS 1 S1 10/50", "200 T weak . . ./.",
            "300 C,CAA . 1,2 S1,S1 10,11/61,61",
          ])
      #expect(
        try query(path, "%MQ %NEW[ %AD %MC_AD %MC_DP]") == [
          "59.5 a 50,0 . . 40,10 10 50", ". . 50,0 . . 40,10 . .",
          ". . 50,0,0 . . 40,10,11 10,11 61,61",
        ])
      // The five probabilities add to 1, and the call is the table's.
      let names = ["ACQUIRED", "SUBCLONAL", "CLONAL", "LOST", "ARTEFACT"]
      let line = try #require(
        query(path, names.map { "%MC_P_\($0)" }.joined(separator: " ") + " %MC_ORIGIN").first)
      let fields = line.split(separator: " ")
      #expect(abs(fields.prefix(5).compactMap { Double($0) }.reduce(0, +) - 1) < 1e-4)
      let table = try String(contentsOfFile: folder + "/r/origins.tsv", encoding: .utf8)
      #expect(table.contains("\t\(fields[5])\t"))
      let manifest = try Manifest.read(folder + "/r/manifest.json")
      for file in manifest.outputs {
        #expect(try SHA256.checksum(ofFile: "\(folder)/r/\(file.path)") == file.sha256)
      }
      #expect(manifest.outputs.count == OriginsRunTests.tableNames.count + 3)
    }
  }

  @Test func `annotating an annotated VCF replaces the fields`() async throws {
    try await withTemporaryFolder { folder in
      let sheet =
        "patient,sample,role,mutations,purity\nP,S1,primary,a.vcf,0.6\nP,S2,metastasis,b.vcf,0.6\n"
      try study(folder, sheet, ["a.vcf": Self.calls, "b.vcf": Self.calls])
      let arguments = ["origins", folder + "/samples.csv", "-O", "vcf", "-q", "-o"]
      #expect(await Metachron.start(arguments + [folder + "/r"]) == 0)
      let first = folder + "/r/origins.P.S2.vcf.gz"
      try study(folder, sheet.replacingOccurrences(of: "b.vcf", with: "r/origins.P.S2.vcf.gz"), [:])
      #expect(await Metachron.start(arguments + [folder + "/s"]) == 0)
      let second = folder + "/s/origins.P.S2.vcf.gz"
      let format = "%POS %INFO/MC_ALT %MC_ORIGIN %MC_P_LOST[ %AD %MC_AD %MC_CCF]"
      #expect(try query(first, format) == query(second, format))
    }
  }

  @Test func `a table's calls become a VCF, with bases before indels from the reference`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let header =
        "Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\t"
        + "Tumor_Sample_Barcode\tt_ref_count\tt_alt_count\n"
      let rows = ["S1", "S2"].map { sample in
        "G\t1\t3\tAC\t-\t\(sample)\t40\t10\nG\t1\t1\tG\tC\t\(sample)\t40\t10\n"
          + "G\t1\t9\t-\tT\t\(sample)\t40\t10\nG\t1\t1\tGG\t-\t\(sample)\t40\t10\n"
      }
      try study(
        folder,
        "patient,sample,role,mutations,purity\nP/1,S1,primary,a.maf,0.6\nP/1,S2,metastasis,a.maf,0.6\n",
        [
          "a.maf": header + rows.joined(), "made.fa": ">chr1 made\nGGACACACAT\nTTTCAGC\n",
          "made.fa.fai": "chr1\t17\t11\t10\t11\n",
        ])
      let arguments = ["origins", folder + "/samples.csv", "-O", "vcf", "-q", "-o"]
      #expect(await Metachron.start(arguments + [folder + "/plain"]) == 0)
      let name = "origins.P%2F1.S2.vcf.gz"
      let format = "%CHROM:%POS %REF>%ALT[ %AD %DP %MC_AD]"
      // Without a reference nothing is said of the base before an indel.
      #expect(try query("\(folder)/plain/\(name)", format) == ["1:1 G>C 40,10 50 10"])
      #expect(
        await Metachron.start(
          arguments + [folder + "/full", "--reference", folder + "/made.fa"]) == 0)
      #expect(
        try query("\(folder)/full/\(name)", format) == [
          "chr1:1 G>C 40,10 50 10", "chr1:1 GGA>A 40,10 50 10", "chr1:2 GAC>G 40,10 50 10",
          "chr1:9 A>AT 40,10 50 10",
        ])
      let check = try run(
        try #require(bcftools),
        ["norm", "-c", "e", "-f", folder + "/made.fa", "\(folder)/full/\(name)"])
      #expect(check.error.contains("4/0/0/0"))
    }
  }

  @Test func `BCF is read as the VCF that it stands for`() async throws {
    try await withTemporaryFolder { folder in
      let sheet =
        "patient,sample,role,mutations,purity\nP,S1,primary,a.vcf,0.6\nP,S2,metastasis,b.vcf,0.6\n"
      try study(folder, sheet, ["a.vcf": Self.calls, "b.vcf": Self.calls])
      let arguments = ["origins", folder + "/samples.csv", "-O", "vcf", "-q", "-o"]
      #expect(await Metachron.start(arguments + [folder + "/r"]) == 0)
      let own = folder + "/r/origins.P.S2.vcf.gz"
      _ = try run(try #require(bcftools), ["view", "-Ob", "-o", folder + "/b.bcf", own])
      try study(folder, sheet.replacingOccurrences(of: "b.vcf", with: "b.bcf"), [:])
      #expect(await Metachron.start(arguments + [folder + "/s"]) == 0)
      let format = "%POS %MC_ORIGIN %MC_P_LOST[ %AD %MC_AD %MC_CCF]"
      #expect(try query(own, format) == query(folder + "/s/origins.P.S2.vcf.gz", format))
    }
  }
}
