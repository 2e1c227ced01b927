import ArgumentParser
import Foundation
import Results
import StudyPipeline
import Testing
import TumorModel

@testable import Commands

@Suite("The command line of metachron cohort")
struct CohortCommandTests {
  private func patient(_ index: Int) -> FakeResults.Patient {
    FakeResults.Patient(id: "P\(index)", calls: [FakeResults.Call()])
  }

  @Test func `the command line ends with the usual codes`() async throws {
    try await withTemporaryFolder { folder in
      try FakeResults(patients: (0..<5).map(patient)).write(to: folder + "/r")
      let output = ["-o", folder + "/cohort", "--gene", "ERBB2", "-q"]
      #expect(await Metachron.start(["cohort", folder + "/r/"] + output) == 0)
      #expect(await Metachron.start(["cohort", folder + "/none"] + output) == 66)
      #expect(await Metachron.start(["cohort"] + output) == 64)
      #expect(await Metachron.start(["cohort", folder + "/r", "-o", folder + "/c"]) == 64)
      #expect(
        await Metachron.start(["cohort", folder + "/r", "-o", folder + "/r/", "--gene", "A"]) == 64)
      #expect(
        await Metachron.start(["cohort", folder + "/r", "-o", "/proc/none", "--gene", "X"]) == 74)
      // A folder without its seal, and one of another version.
      let manifest = folder + "/r/manifest.json"
      let text = try String(contentsOfFile: manifest, encoding: .utf8)
      try FileManager.default.removeItem(atPath: manifest)
      #expect(await Metachron.start(["cohort", folder + "/r"] + output) == 65)
      try text.replacing("\"\(ToolVersion.number)\"", with: "\"0.0.1\"")
        .write(toFile: manifest, atomically: false, encoding: .utf8)
      #expect(await Metachron.start(["cohort", folder + "/r"] + output) == 65)
      #expect(await Metachron.start(["design", "--cohort", folder + "/cohort"]) == 0)
      #expect(await Metachron.start(["design", "--cohort", folder + "/r"]) == 66)
      #expect(await Metachron.start(["design", "--fraction", "0.8"]) == 64)
    }
  }

  private func failure(_ body: () throws -> Void) -> String {
    #expect(throws: CommandFailure.self, performing: body)?.message ?? ""
  }

  @Test func `wrong folders are named as what they are`() async throws {
    try await withTemporaryFolder { folder in
      let (file, empty, results) = (folder + "/file", folder + "/empty", folder + "/results")
      try "x".write(toFile: file, atomically: false, encoding: .utf8)
      for path in [empty, results] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      try "{}".write(
        toFile: results + "/manifest.json", atomically: false, encoding: .utf8)
      #expect(failure { try FolderKind.requireResults(file) }.contains("is a file"))
      #expect(failure { try FolderKind.requireResults(folder + "/no") }.contains("no such folder"))
      #expect(failure { try FolderKind.requireResults(empty) }.contains("no manifest.json"))
      #expect(
        failure { try FolderKind.requireCohort(results) }.contains(
          "metachron cohort \(results) --gene GENE"))
      try "{}".write(toFile: empty + "/cohort.json", atomically: false, encoding: .utf8)
      #expect(failure { try FolderKind.requireResults(empty) }.contains("tables of a cohort"))
      try FolderKind.requireResults(results)
      try FolderKind.requireCohort(empty)
      for arguments in [
        ["cohort", file, "--gene", "ERBB2", "-o", folder + "/out"],
        ["report", empty, "-o", folder + "/out.html"],
        ["figure", "forest", results, "-o", folder + "/out.html"],
        ["figure", "origins", file, "-o", folder + "/out.html"],
        ["explain", file, "--patient", "P", "--mutation", "ERBB2"],
        ["design", "--cohort", results],
      ] {
        #expect(await Metachron.start(arguments) == 66, "\(arguments)")
      }
    }
  }

  @Test func `options that do nothing are refused`() async {
    let cohort = ["cohort", "r", "-o", "c", "--gene", "ERBB2"]
    for name in ["Activating", "a", "activatin", ""] {
      #expect(await Metachron.start(cohort + ["--class", name]) == 64, "\(name)")
      let refused = #expect(throws: (any Error).self) {
        try Metachron.parseAsRoot(cohort + ["--class", name])
      }
      let words = refused.map { Metachron.message(for: $0) } ?? ""
      for choice in MutationClass.allCases { #expect(words.contains(choice.rawValue)) }
    }
    for choice in MutationClass.allCases {
      #expect(throws: Never.self) {
        try Metachron.parseAsRoot(cohort + ["--class", choice.rawValue])
      }
    }
    // Given is given, be it what holds without it.
    for options in [["--accuracy", "0.9"], ["--accuracy", "1"], ["--alpha", "0.05"]] {
      let error = #expect(throws: (any Error).self) {
        try Metachron.parseAsRoot(["design", "--cohort", "c"] + options)
      }
      #expect(error.map { Metachron.message(for: $0) }?.contains("--cohort goes with") == true)
    }
  }
}
