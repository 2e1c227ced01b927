import Foundation
import Results
import Testing
import TumorModel

@testable import Commands

/// Studies that are given in place of a sheet, from the command line to the tables.
@Suite("Studies from elsewhere")
struct OtherStudiesTests {
  private static func pyclone(_ name: String) -> String {
    var text =
      "mutation_id\tsample_id\tref_counts\talt_counts\tnormal_cn\tmajor_cn\tminor_cn\t"
      + "tumour_content\n"
    for index in 1...40 {
      let position = 1_000_000 + 1_000 * index
      let early = index <= 15 ? "140\t60" : index <= 25 ? "200\t0" : "185\t15"
      text += "\(name):\(1 + index % 20):\(position):T\tearly\t\(early)\t2\t1\t1\t0.6\n"
      text += "\(name):\(1 + index % 20):\(position):T\tlate\t150\t50\t2\t1\t1\t0.6\n"
    }
    return text
  }

  private func run(_ arguments: String...) async -> Int32 {
    await Metachron.start(["origins"] + arguments + ["-q", "--threads", "2"])
  }

  @Test func `a PyClone table in an order is called, without one it is not`() async throws {
    try await withTemporaryFolder { folder in
      let table = folder + "/P9.tsv"
      try Self.pyclone("P9").write(toFile: table, atomically: false, encoding: .utf8)
      #expect(
        await run(table, "-o", folder + "/called", "--sample-order", "early, late") == 0)
      let called = try OriginRow.all(folder + "/called")
      #expect(called.count == 40)
      #expect(called.count { $0.call == .acquired } == 10)
      #expect(called.count(where: \.call.isPreexisting) == 30)
      #expect(await run(table, "-o", folder + "/open") == 0)
      let open = try OriginRow.all(folder + "/open")
      #expect(open.allSatisfy { $0.call == .indeterminate && $0.reason == .orderUnknown })
      #expect(open.allSatisfy { $0.acquired != nil })
      // The same reads again from the results.
      #expect(
        await Metachron.start(
          ["origins", "--relabel", folder + "/called", "-o", folder + "/again", "-q"]) == 0)
      #expect(try OriginRow.all(folder + "/again").map(\.call) == called.map(\.call))
      #expect(await run(table, "-o", folder + "/wrong", "--sample-order", "early,last") == 65)
      #expect(!FileManager.default.fileExists(atPath: folder + "/wrong"))
    }
  }

  @Test(.enabled(if: BuiltProgram.url != nil, "metachron is not built"))
  func `a run on a folder of called mutations says what to ask for`() async throws {
    try await withTemporaryFolder { folder in
      let study = folder + "/study"
      try FileManager.default.createDirectory(atPath: study, withIntermediateDirectories: true)
      func write(_ rows: [String], _ name: String) throws {
        try (rows.map { $0.replacing(" ", with: "\t") }.joined(separator: "\n") + "\n")
          .write(toFile: "\(study)/\(name)", atomically: false, encoding: .utf8)
      }
      try write(
        [
          "#a b c", "#a b c", "#STRING STRING STRING", "#1 1 1", "PATIENT_ID SAMPLE_ID SAMPLE_TYPE",
          "P1 A Primary", "P1 B Metastatic",
        ], "data_clinical_sample.txt")
      let head =
        "Hugo_Symbol Chromosome Start_Position Variant_Classification Reference_Allele "
        + "Tumor_Seq_Allele2 Tumor_Sample_Barcode t_ref_count t_alt_count"
      // Ten mutations were called in both samples, and twenty in the metastasis alone.
      let rows = (1...30).flatMap { index in
        (index > 10 ? ["B"] : ["A", "B"]).map {
          "G\(index) \(1 + index % 20) \(1_000_000 * index) Missense_Mutation C T \($0) 60 40"
        }
      }
      try write([head] + rows, "data_mutations.txt")
      let run = try BuiltProgram.shell("metachron run study -o results --threads 2", in: folder)
      #expect(run.status == 0, "\(run.messages)")
      #expect(
        run.text.contains(
          "\n20 of 30 calls cannot be made because the tables list only the mutations that were called"
        ))
      let page = try String(contentsOfFile: folder + "/results/report.html", encoding: .utf8)
      #expect(
        page.contains(
          "<p class=\"limit\">20 of 30 calls cannot be made because the tables list only the"))
      let censored = try BuiltProgram.shell(
        "metachron run study -o results --threads 2 --uncalled censored", in: folder)
      #expect(censored.status == 0, "\(censored.messages)")
      #expect(!censored.text.contains("cannot be made because"))
      let whole = try String(contentsOfFile: folder + "/results/report.html", encoding: .utf8)
      #expect(!whole.contains("<p class=\"limit\">"))
      #expect(censored.text.contains("20 calls read a missing row as"))
    }
  }

  @Test func `an exported study is read back to the same calls`() async throws {
    try await withTemporaryFolder { folder in
      let table = folder + "/P9.tsv"
      try Self.pyclone("P9").write(toFile: table, atomically: false, encoding: .utf8)
      let export = folder + "/study"
      let order = ["--sample-order", "early,late"]
      #expect(
        await Metachron.start(
          ["origins", table, "-o", folder + "/a", "--export-cbioportal", export, "-q"] + order)
          == 65)
      #expect(!FileManager.default.fileExists(atPath: export))
      #expect(!FileManager.default.fileExists(atPath: folder + "/a"))
      #expect(
        await Metachron.start(
          [
            "origins", table, "-o", folder + "/a", "--export-cbioportal", export, "--build", "hg19",
            "-q",
          ] + order) == 0)
      #expect(await run(export, "-o", folder + "/b") == 0)
      // Folders and tables are checked and run like sheets.
      #expect(await Metachron.start(["check", export, "-o", folder + "/check.tsv"]) == 0)
      #expect(await Metachron.start(["run", export, "-o", folder + "/run", "-q"]) == 0)
      #expect(
        try OriginRow.all(folder + "/run").map(\.call)
          == OriginRow.all(folder + "/b").map(\.call))
      #expect(
        await Metachron.start(
          ["run", table, "-o", folder + "/one", "--sample-order", "early,late", "-q"]) == 0)
      #expect(
        try OriginRow.all(folder + "/one").map(\.call)
          == OriginRow.all(folder + "/a").map(\.call))
      let first = try OriginRow.all(folder + "/a").filter(\.call.isPreexisting)
      let second = try OriginRow.all(folder + "/b").filter(\.call.isPreexisting)
      // A mutation table lists what a sample shows; copy number stays behind.
      #expect(first.count == 30)
      #expect(second.map(\.site) == first.map(\.site))
      #expect(second.allSatisfy { $0.flags.contains(.copyNumberAssumed) })
      let left = try FileManager.default.contentsOfDirectory(atPath: export)
      #expect(!left.contains { $0.hasSuffix(".tmp") })
    }
  }
}
