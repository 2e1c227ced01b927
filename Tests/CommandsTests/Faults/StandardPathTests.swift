import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// `-` as an input and as an output: tables go through pipes.
@Suite(
  "The path -", .enabled(if: BuiltProgram.url != nil, "metachron is not built"))
struct StandardPathTests {
  /// A command with files, and what must print the same with `-` in their place.
  struct Twin: CustomTestStringConvertible, Sendable {
    let command: String
    /// Writes `file`.
    let files: String
    /// Prints the same.
    let streams: String

    init(_ command: String, files: String, streams: String) {
      (self.command, self.files, self.streams) = (command, files, streams)
    }

    var testDescription: String { streams }
  }

  /// The rows of a table, without the lines that say how it was made.
  private static func rows(_ path: String) -> String { "grep -v '^#' \(path)" }

  /// Commands whose input may be standard input.
  static let inputs = [
    Twin(
      "check", files: "metachron check samples.csv -o file",
      streams: "metachron check - -o - <samples.csv | sed 's/\\t-\\t/\\tsamples.csv\\t/'"),
    Twin(
      "identity", files: "metachron identity samples.csv --json -q >file",
      streams: "cat samples.csv | metachron identity - --json -q"),
    Twin(
      "origins",
      files: "metachron origins samples.csv -o one -q && \(rows("one/origins.tsv")) >file",
      streams: "cat samples.csv | metachron origins - -o two -q && \(rows("two/origins.tsv"))"),
    Twin(
      "origins",
      files: "metachron origins samples.csv --background panel.tsv -o one -q "
        + "&& \(rows("one/origins.tsv")) >file",
      streams: "gzip -c panel.tsv | metachron origins samples.csv --background - -o two -q "
        + "&& \(rows("two/origins.tsv"))"),
    Twin(
      "clones", files: "metachron clones samples.csv --json -q >file",
      streams: "cat samples.csv | metachron clones - --json -q"),
    Twin(
      "run", files: "metachron run samples.csv -o one -q && \(rows("one/origins.tsv")) >file",
      streams: "cat samples.csv | metachron run - -o two -q && \(rows("two/origins.tsv"))"),
    Twin(
      "counts", files: "metachron counts --sites sites.tsv --alignment one.sam -o file -q",
      streams: "cat sites.tsv | metachron counts --sites - --alignment one.sam -q"),
    Twin(
      "counts", files: "metachron counts counted.csv -o file -q",
      streams: "cat counted.csv | metachron counts - -q"),
    Twin(
      "annotate", files: "metachron annotate calls.maf -o file -q",
      streams: "cat calls.maf | metachron annotate - -q"),
    Twin(
      "annotate", files: "metachron annotate samples.csv -o file -q",
      streams: "cat samples.csv | metachron annotate - -q"),
    Twin(
      "annotate", files: "metachron annotate calls.vcf -o file -q",
      streams: "cat calls.vcf | metachron annotate - -q"),
    Twin(
      "annotate", files: "metachron annotate calls.maf --knowledge own.tsv -o file -q",
      streams: "cat own.tsv | metachron annotate calls.maf --knowledge - -q"),
    Twin(
      "background", files: "metachron background normals.tsv -o file -q",
      streams: "gzip -c normals.tsv >n.gz; metachron background - -o two -q <n.gz && "
        + "sed '/^# input/d' two >three; sed '/^# input/d' file | cmp -s - three && cat file"),
  ]

  /// Commands that write one file, which may be standard output.
  static let outputs = [
    Twin(
      "check", files: "metachron check samples.csv -o file",
      streams: "metachron check samples.csv -o -"),
    Twin(
      "counts", files: "metachron counts --sites sites.tsv --alignment one.sam -o file -q",
      streams: "metachron counts --sites sites.tsv --alignment one.sam -o - --vcf c.vcf.gz -q"),
    Twin(
      "annotate", files: "metachron annotate calls.maf -o file",
      streams: "metachron annotate calls.maf -o -"),
    Twin(
      "background", files: "metachron background normals.tsv -o file",
      streams: "metachron background normals.tsv -o -"),
    Twin(
      "init",
      files: "mkdir new; cp calls.maf new; metachron init new -o full && \(rows("full")) >file",
      streams: "metachron init new -o - | \(rows("-"))"),
    Twin(
      "report", files: "metachron report results -o file", streams: "metachron report results -o -"),
    Twin(
      "figure", files: "metachron figure funnel results --gene ERBB2 -o file --format vl.json",
      streams: "metachron figure funnel results --gene ERBB2 -o - --format VL.JSON"),
  ]

  /// Commands that write several files, which cannot be standard output.
  static let folders = [
    "run samples.csv -o -", "origins samples.csv -o -", "identity samples.csv -o -",
    "clones samples.csv -o -", "trees samples.csv -o -", "migration samples.csv -o -",
    "origins samples.csv -o x --export-cbioportal -", "cohort results --gene ERBB2 -o -",
    "simulate study -o -", "simulate her2-cohort -o -", "simulate her2-neratinib -o -",
    "response curves plate.tsv -o -", "response combinations plate.tsv -o -",
    "response clinical courses.tsv -o -",
  ]

  /// A study with results, reads, normal samples and knowledge of its own.
  private func study(in folder: String) async throws {
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    #expect(await (try BrokenFolder(folder)).run() == 0)
    try write(
      """
      @HD\tVN:1.6\tSO:coordinate
      @SQ\tSN:chr1\tLN:1000
      @RG\tID:a\tSM:S1
      a\t0\tchr1\t101\t60\t10M\t*\t0\t0\tACGTACGTAC\tIIIIIIIIII
      b\t16\tchr1\t101\t60\t10M\t*\t0\t0\tACGTTCGTAC\tIIIIIIIIII

      """, "one.sam")
    try write("chr1\t105\tA\tT\n", "sites.tsv")
    try write(
      """
      Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tt_ref_count\tt_alt_count
      G\t1\t105\tA\tT\tS1\t10\t10

      """, "counted.maf")
    try write(
      "patient,sample,role,mutations,alignment\nP1,S1,primary,counted.maf,one.sam\n", "counted.csv")
    try write(
      """
      ##fileformat=VCFv4.2
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
      17\t37880220\t.\tT\tC\t.\tPASS\t.

      """, "calls.vcf")
    try write(
      """
      gene\tvariant\tdisease\tdrug\tevidence_level\tsignificance\tsource
      ERBB2\tL755S\tBreast Cancer\tMade\tB\tResistance\t1

      """, "own.tsv")
    let normals = (0..<8).map { "X\tN\($0)\t1\t2000000\tC\tT\t1000\t999\t1\n" }
    try write(
      "patient\tsample\tchromosome\tposition\tref\talt\tdepth\tref_count\talt_count\n"
        + normals.joined(), "normals.tsv")
    let panel = try BuiltProgram.shell(
      "metachron background normals.tsv -o panel.tsv -q", in: folder)
    #expect(panel.status == 0, "\(panel.messages)")
  }

  @Test(arguments: inputs + outputs)
  func `a pipe is as good as a file`(twin: Twin) async throws {
    try await withTemporaryFolder { folder in
      try await study(in: folder)
      let files = try BuiltProgram.shell(twin.files, in: folder)
      #expect(files.status == 0, "\(files.messages)")
      let expected = try String(contentsOfFile: folder + "/file", encoding: .utf8)
      let streams = try BuiltProgram.shell("set -o pipefail; \(twin.streams)", in: folder)
      #expect(streams.status == 0, "\(streams.messages)")
      #expect(!expected.isEmpty && streams.text == expected)
      #expect(!FileManager.default.fileExists(atPath: folder + "/-"))
    }
  }

  @Test(arguments: folders)
  func `several files are no stream`(command: String) async {
    #expect(await Metachron.start(command.split(separator: " ").map(String.init)) == 64)
  }

  @Test(arguments: [
    "annotate - -", "annotate - --knowledge -", "background - - -o x",
    "origins - --background - -o x", "run - --background - -o x",
    "counts --sites sites.tsv --alignment -", "figure funnel results -o -",
    "figure funnel results -o x.svg --format gif",
  ])
  func `what cannot be meant is refused`(command: String) async {
    #expect(await Metachron.start(command.split(separator: " ").map(String.init)) == 64)
  }

  @Test func `every command with an output is looked at`() {
    var found: Set<String> = []
    func look(_ command: any ParsableCommand.Type) {
      for inner in command.configuration.subcommands { look(inner) }
      guard command.configuration.subcommands.isEmpty,
        Metachron.helpMessage(for: command).contains("--output ")
      else { return }
      found.insert(command.configuration.commandName ?? "")
    }
    look(Metachron.self)
    let named =
      Self.outputs.map(\.command)
      + Self.folders.flatMap { $0.split(separator: " ").map(String.init) }
    #expect(found.count > 8 && found.subtracting(named).isEmpty)
  }

  @Test func `a reader that has read enough ends a command as it ends others`() async throws {
    try await withTemporaryFolder { folder in
      _ = try BrokenFolder(folder)
      let printed = try BuiltProgram.shell(
        "metachron check samples.csv -o - | true; echo ${PIPESTATUS[0]}", in: folder)
      #expect(["0\n", "141\n"].contains(printed.text))
      #expect(!printed.messages.contains("error"))
    }
  }

  @Test func `two sheets from standard input are two studies`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      _ = try made.otherSheet()
      let command = "metachron origins - -o results -q"
      #expect(try BuiltProgram.shell("\(command) <samples.csv", in: folder).status == 0)
      #expect(try BuiltProgram.shell("\(command) <samples.csv", in: folder).status == 0)
      let other = try BuiltProgram.shell(
        "cd other && metachron origins - -o ../results -q <samples.csv", in: folder)
      #expect(other.status == 64 && other.messages.contains("holds the results of another study"))
    }
  }

  @Test func `a file of the name - is named with its folder`() async throws {
    try await withTemporaryFolder { folder in
      _ = try BrokenFolder(folder)
      let printed = try BuiltProgram.shell(
        "cp samples.csv ./- && metachron check ./- -o ./t.tsv </dev/null", in: folder)
      #expect(printed.status == 0, "\(printed.messages)")
    }
  }
}
