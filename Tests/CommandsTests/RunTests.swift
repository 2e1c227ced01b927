import ClonalEvolution
import Foundation
import GenomicFiles
import Report
import Results
import Studies
import Testing
import _TestSupport
@testable import Commands
@testable import StudyPipeline

@Suite("metachron run")
struct RunTests {
  private static let sheet = """
    patient,sample,role,day,purity,mutations
    P1,A,primary,0,0.5,one.maf
    P1,B,metastasis,90,0.5,one.maf
    P2,C,primary,0,0.6,two.maf
    P2,D,metastasis,200,0.6,two.maf

    """

  private static func table(_ samples: [String], alternate: [Int]) -> String {
    var lines = [
      [
        "Hugo_Symbol", "Chromosome", "Start_Position", "Reference_Allele", "Tumor_Seq_Allele2",
        "Tumor_Sample_Barcode", "t_ref_count", "t_alt_count",
      ]
    ]
    for (sample, count) in zip(samples, alternate) {
      for site in 0..<12 {
        let isAbsent = site % 4 == 3 && sample == samples[0]
        lines.append(
          [
            "G\(site)", "1", "\(1_000_000 * (site + 1))", "C", "T", sample, "\(90 + site)",
            "\(isAbsent ? 0 : count)",
          ])
      }
    }
    return lines.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
  }

  private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func writeStudy(_ folder: String, sheet: String = sheet) throws {
    try write(sheet, folder + "/samples.csv")
    try write(Self.table(["A", "B"], alternate: [30, 35]), folder + "/one.maf")
    try write(Self.table(["C", "D"], alternate: [28, 33]), folder + "/two.maf")
  }

  /// The stages that are tested here; one that is added has tests of its own.
  private static let tested = ["check", "counts", "identity", "origins", "cohort", "report"]
  /// Those that a study without alignments has.
  private static let begun = tested.filter { $0 != "counts" }

  /// What a run says of its stages, each with what follows its name.
  private struct Said {
    let stages: [(name: String, end: String)]

    init(_ lines: [String]) {
      stages = StudyRun.stages.enumerated().compactMap { place, stage in
        let heading = "\(place + 1)/\(StudyRun.stages.count) \(stage.name) ..."
        return lines.first { $0.hasPrefix(heading) }.map {
          (stage.name, String($0.dropFirst(heading.count)))
        }
      }
    }

    /// All stages that were run.
    var all: [String] { stages.filter(\.end.isEmpty).map(\.name) }
    /// Those of them that are tested here.
    var done: [String] { all.filter(RunTests.tested.contains) }
    /// The stages that were kept, of those that are tested here.
    var kept: [String] {
      stages.filter { $0.end == " unchanged, kept" }.map(\.name).filter(RunTests.tested.contains)
    }

    subscript(name: String) -> String? { stages.first { $0.name == name }?.end }
  }

  /// What a run says.
  private func run(
    _ folder: String, _ change: (inout StudyRun) -> Void = { _ in }
  ) async throws -> Said {
    let lines = Lines()
    var run = StudyRun(sheet: folder + "/samples.csv", folder: folder + "/results/")
    run.say = { lines.add($0) }
    change(&run)
    _ = try await run.run()
    let said = Said(lines.all)
    #expect(said.stages.map(\.name) == StudyRun.stages.map(\.name))
    return said
  }

  /// The files that the record names, by their first folder, and the record itself.
  private func recorded(_ folder: String) -> [String] {
    let outputs = RunRecord(folder: folder + "/results").stages.values.flatMap(\.outputs)
    let names = outputs.compactMap { $0.path.split(separator: "/").first.map(String.init) }
    return Set(names + [RunRecord.fileName]).sorted()
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/results").sorted()
  }

  @Test func `a second run keeps everything, a deleted report is made again alone`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder)
      let first = try await run(folder)
      #expect(first.done == Self.begun)
      #expect(first["counts"] == " no alignments, left out")
      let files = try names(folder)
      #expect(files == recorded(folder))
      #expect(
        Set(files).isSuperset(of: [
          "check.tsv", "cohort", "identity.tsv", "manifest.json", "origins.tsv", "pairs.tsv",
          "posteriors.tsv",
          "purity_solutions.tsv", "report.html", "run.json", "sensitivity.tsv", "summary.json",
          "swaps.tsv", "timeline.tsv", "trajectories.tsv",
        ]))
      let manifest = try String(contentsOfFile: folder + "/results/manifest.json", encoding: .utf8)
      let second = try await run(folder)
      #expect(second.all.isEmpty && second.kept == Self.begun)
      #expect(
        try String(contentsOfFile: folder + "/results/manifest.json", encoding: .utf8) == manifest)

      try FileManager.default.removeItem(atPath: folder + "/results/report.html")
      #expect(try await run(folder).done == ["report"])
      #expect(try names(folder) == files)
    }
  }

  @Test func `the article lists the stages`() throws {
    let expected = StudyRun.markdown
    #expect(try GeneratedArticle.table("running-a-study.md", expected: expected) == expected)
  }

  @Test func `what depends on a change is done again`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder)
      _ = try await run(folder)
      try write(Self.table(["C", "D"], alternate: [20, 33]), folder + "/two.maf")
      #expect(try await run(folder).done == Self.begun)
      #expect(try await run(folder).all.isEmpty)

      let changed = try await run(folder) { $0.parameters.threshold = 0.1 }
      #expect(changed.done == ["origins", "cohort", "report"])
      #expect(changed.kept == ["check", "identity"])
      let threads = try await run(folder) {
        $0.parameters.threshold = 0.1
        $0.options.threads = 2
      }
      #expect(threads.all.isEmpty)

      try write("", folder + "/results/swaps.tsv")
      #expect(
        try await run(folder) { $0.parameters.threshold = 0.1 }.done == ["identity"])

      try write("not JSON", folder + "/results/run.json")
      #expect(try await run(folder).done == Self.begun)

      // A file that is read without being named.
      try write("patient,agent,start_day\nP1,trastuzumab,10\n", folder + "/treatments.csv")
      #expect(try await run(folder).done.first == "check")
    }
  }

  @Test func `files that a run no longer writes are removed, others are not`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder)
      _ = try await run(folder) { $0.writesMultiQC = true }
      let content = [MultiQCContent.callsFile, MultiQCContent.pairsFile]
      #expect(try names(folder).filter { $0.hasSuffix("_mqc.json") } == content)
      try write("mine", folder + "/results/" + content[1])
      try write("mine", folder + "/results/notes.txt")
      _ = try await run(folder)
      #expect(try names(folder).filter { $0.hasSuffix("_mqc.json") } == [content[1]])
      #expect(try names(folder).contains("notes.txt"))
    }
  }

  @Test func `a cohort goes when one patient is left`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder)
      _ = try await run(folder)
      let summary = folder + "/results/cohort/" + CohortSummary.fileName
      #expect(FileManager.default.fileExists(atPath: summary))
      let one = Self.sheet.split(separator: "\n").filter { !$0.hasPrefix("P2") }
      try writeStudy(folder, sheet: one.joined(separator: "\n") + "\n")
      #expect(try await run(folder)["cohort"] == " one patient, left out")
      #expect(!FileManager.default.fileExists(atPath: summary))
    }
  }

  @Test func `an error stops after the check`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder, sheet: Self.sheet.replacing("metastasis,90", with: "metastatis,90"))
      let arguments = ["run", folder + "/samples.csv", "-o", folder + "/results", "-q"]
      #expect(await Metachron.start(arguments) == 65)
      #expect(try names(folder) == ["check.tsv"])
      try writeStudy(folder, sheet: Self.sheet.replacing("two.maf", with: "none.maf"))
      #expect(await Metachron.start(arguments) == 66)
      #expect(try names(folder) == ["check.tsv"])
      #expect(await Metachron.start(arguments + ["--threshold", "2"]) == 64)
      #expect(await Metachron.start(["run", folder + "/samples.csv", "-o", "/proc/none"]) == 74)

      try writeStudy(folder)
      #expect(await Metachron.start(arguments) == 0)
      try FileManager.default.removeItem(atPath: folder + "/two.maf")
      #expect(await Metachron.start(arguments) == 66)
    }
  }

  @Test func `alignments are counted, and not again where another file changes`() async throws {
    try await withTemporaryFolder { folder in
      let sheet = Self.sheet.split(separator: "\n").enumerated().map { index, line in
        line + (index == 0 ? ",alignment,segments" : index == 2 ? ",b.sam," : ",,")
      }.joined(separator: "\n")
      try writeStudy(folder, sheet: sheet + "\n")
      let read = "\t0\t1\t999996\t60\t10M\t*\t0\t0\tACGTCCGTAC\tIIIIIIIIII\n"
      try write(
        "@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:1\tLN:249250621\n"
          + (0..<9).map { "r\($0)" + read }.joined(), folder + "/b.sam")
      #expect(try await run(folder).done == Self.tested)
      let counts = try String(contentsOfFile: folder + "/results/counts.tsv", encoding: .utf8)
      #expect(counts.contains("\nP1\tB\t1\t1000000\tC\tT\t9\t9\t0\t"))
      let again = try await run(folder)
      #expect(again.all.isEmpty && again.kept == Self.tested)

      try writeStudy(folder)
      #expect(try await run(folder)["counts"] == " no alignments, left out")
      #expect(try !names(folder).contains("counts.tsv"))
    }
  }

  @Test(.enabled(if: ExternalTools.have("samtools"), "samtools is not installed"))
  func `a file that was replaced is counted again, also under the same index`() async throws {
    try await withTemporaryFolder { folder in
      func writeReads(_ number: Int, _ name: String) throws {
        let head = "@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:1\tLN:249250621\n"
        let reads = [999_996, 1_999_996].flatMap { place in
          (0..<number).map {
            "r\(place)-\($0)\t0\t1\t\(place)\t60\t10M\t*\t0\t0\tACGTCCGTAC\tIIIIIIIIII\n"
          }
        }
        try write(head + reads.joined(), folder + "/reads.sam")
        let made = try ExternalTools.run(
          "samtools", ["view", "-b", "-o", folder + "/" + name, folder + "/reads.sam"])
        try #require(made.status == 0, "\(made.messages)")
      }
      func counted() throws -> [Substring] {
        try String(contentsOfFile: folder + "/results/counts.tsv", encoding: .utf8)
          .split(separator: "\n").filter { $0.hasPrefix("P1\tB\t1\t") }
          .map { $0.split(separator: "\t")[3...6].joined(separator: " ") }.prefix(2).map { $0[...] }
      }
      let sheet = Self.sheet.split(separator: "\n").enumerated().map { index, line in
        line + (index == 0 ? ",alignment" : index == 2 ? ",b.bam" : ",")
      }.joined(separator: "\n")
      try writeStudy(folder, sheet: sheet + "\n")
      // The first site alone is asked for at first.
      let sites = Self.table(["A", "B"], alternate: [30, 35]).split(separator: "\n")
      try write(([sites[0], sites[1]]).joined(separator: "\n") + "\n", folder + "/one.maf")
      try writeReads(9, "b.bam")
      #expect(try ExternalTools.run("samtools", ["index", folder + "/b.bam"]).status == 0)
      _ = try await run(folder)
      #expect(try counted() == ["1000000 C T 9"])

      // Other reads under the same index: another file.
      try writeReads(5, "b.bam")
      try write((sites[0...2]).joined(separator: "\n") + "\n", folder + "/one.maf")
      _ = try await run(folder)
      #expect(try counted() == ["1000000 C T 5", "2000000 C T 5"])

      // Another index is another file.
      #expect(
        try ExternalTools.run("samtools", ["index", "-c", folder + "/b.bam"]).status == 0)
      try FileManager.default.removeItem(atPath: folder + "/b.bam.bai")
      _ = try await run(folder)
      #expect(try counted() == ["1000000 C T 5", "2000000 C T 5"])
    }
  }
}

/// Lines from any thread.
private final class Lines: @unchecked Sendable {
  private let lock = NSLock()
  private var lines: [String] = []
  var all: [String] { lock.withLock { lines } }
  func add(_ line: String) { lock.withLock { lines.append(line) } }
}
