import ArgumentParser
import Foundation
import Testing
import _TestSupport

@testable import Commands

/// The examples in the help of every command, run as they are printed.
@Suite("Examples in the help", .enabled(if: BuiltProgram.url != nil, "metachron is not built"))
struct HelpExampleTests {
  /// A command with the lines of its help that can be typed.
  private struct Help {
    let name: String
    let examples: [String]
  }

  /// The help of the root and of every command below it.
  private static func helps() -> [Help] {
    func helps(of command: any ParsableCommand.Type, named name: String) -> [Help] {
      let help = Metachron.helpMessage(for: command, columns: 80)
      let start = help.range(of: "For example:\n")?.upperBound ?? help.endIndex
      let examples = help[start...].split(separator: "\n", omittingEmptySubsequences: false)
        .prefix { !$0.isEmpty }.map { $0.trimmingCharacters(in: .whitespaces) }
      return [Help(name: name, examples: examples)]
        + command.configuration.subcommands.flatMap {
          helps(of: $0, named: "\(name) \($0.configuration.commandName ?? "")")
        }
    }
    return helps(of: Metachron.self, named: "metachron")
  }

  /// What the bundled example lacks: reads, normal samples, an experiment, and a study's outcomes.
  private static func addFiles(to folder: String) throws {
    // What kind of file it is, is found from its content.
    let contigs = ((1...22).map(String.init) + ["X", "Y"]).map {
      "@SQ\tSN:chr\($0)\tLN:250000000\n"
    }
    try
      ("@HD\tVN:1.6\tSO:coordinate\n" + contigs.joined()
      + "@RG\tID:a\tSM:T\na\t0\tchr17\t37880216\t60\t10M\t*\t0\t0\tACGTACGTAC\tIIIIIIIIII\n")
      .write(toFile: folder + "/tumour.bam", atomically: false, encoding: .utf8)
    let rows = (1...8).map { "X\tN\($0)\t17\t37880220\tT\tC\t1000\t999\t1\n" }
    try
      ("# synthetic data\npatient\tsample\tchromosome\tposition\tref\talt\tdepth\tref_count\talt_count\n"
      + rows.joined())
      .write(toFile: folder + "/normals.tsv", atomically: false, encoding: .utf8)
    let made = try BuiltProgram.shell(
      "metachron simulate her2-neratinib -o made && mv made/plates.tsv plate.tsv "
        + "&& mv made/courses.tsv courses.tsv", in: folder)
    #expect(made.status == 0, "\(made.messages)")
    let study = folder + "/study"
    try FileManager.default.createDirectory(atPath: study, withIntermediateDirectories: true)
    try
      ("PATIENT_ID\tOS_MONTHS\tOS_STATUS\tSUBTYPE\nP1\t10\t1:DECEASED\tLumA\n"
      + "P2\t20\t0:LIVING\tLumA\nP3\t15\t1:DECEASED\tLumB\n")
      .write(toFile: study + "/data_clinical_patient.txt", atomically: false, encoding: .utf8)
  }

  @Test func `every command has an example`() {
    let helps = Self.helps()
    #expect(helps.count > 15)
    for help in helps {
      #expect(!help.examples.isEmpty, "\(help.name)")
      #expect(
        help.examples.allSatisfy {
          $0.hasPrefix(help.name.split(separator: " ").prefix(2).joined(separator: " "))
        },
        "\(help.name)")
      #expect(
        help.examples.allSatisfy { $0.utf8.count <= 76 }, "\(help.name): lines are broken at 80")
    }
  }

  @Test func `every example runs in a copy of the bundled cohort`() async throws {
    try await withTemporaryFolder { folder in
      let copy = folder + "/her2-cohort"
      try FileManager.default.copyItem(
        at: TestFolders.repository.appending(path: "Examples/her2-cohort"),
        to: URL(filePath: copy))
      try Self.addFiles(to: copy)
      // Others read what these write.
      let first = ["run", "origins", "cohort", "response"].map { "metachron \($0) " }
      var examples: [String] = []
      for example in Self.helps().flatMap(\.examples) where !examples.contains(example) {
        examples.append(example)
      }
      let ranked = first.flatMap { start in examples.filter { $0.hasPrefix(start) } }
      for example in ranked + examples.filter({ !ranked.contains($0) }) {
        let printed = try BuiltProgram.shell(example, in: copy)
        #expect(printed.status == 0, "\(example): \(printed.messages)")
      }
    }
  }
}
