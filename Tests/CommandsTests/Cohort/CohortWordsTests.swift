import Foundation
import Reporting
import Testing
import _TestSupport

@testable import Commands

/// What people read of a cohort, and what they are told when they name something wrong.
@Suite("Words of a cohort")
struct CohortWordsTests {
  private func summary(
    genes: [String] = ["ERBB2"], className: String? = nil,
    patients: [FakeResults.Patient] = FakeResults.everyExit
  ) throws -> CohortSummary {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FakeResults(patients: patients).write(to: folder + "/r")
    var run = CohortRun(
      folders: [folder + "/r"], output: folder + "/cohort",
      targets: CohortTarget.targets(genes: genes, className: className, classified: ["ERBB2"]))
    run.others = ["ESR1"]
    return try run.run()
  }

  private func failure(_ body: () throws -> Void) -> String {
    #expect(throws: CommandFailure.self, performing: body)?.message ?? ""
  }

  @Test func `the report has sentences with the funnel's numbers`() throws {
    let summary = try summary()
    let statement = summary.statement(of: summary.targets[0])
    #expect(statement.title == "ERBB2 (activating)")
    #expect(
      statement.sentences.first
        == "Of 11 patients, 7 have a mutation of ERBB2 in a later sample, 6 have one that is "
        + "activating, 4 also have an earlier sample and 3 can be assessed.")
    #expect(statement.sentences[1].contains("1 with one sample; 1 with several samples"))
    #expect(statement.sentences[2].hasPrefix("Of the 3 assessable patients, 1 acquired"))
    let mean = try #require(summary.fractions.first?.estimate)
    #expect(statement.sentences[3].contains(" \(Wording.number(mean)), with a 95 % interval"))
    for sentence in statement.sentences {
      #expect(sentence.hasSuffix(".") && !sentence.contains("->"), "\(sentence)")
    }
  }

  @Test func `a sum of probabilities is not called a number of calls`() throws {
    var open = FakeResults.Call()
    (open.call, open.acquired) = ("indeterminate", 0.6)
    let patients = (0..<4).map { FakeResults.Patient(id: "P\($0)", calls: [open]) }
    let summary = try summary(patients: patients)
    let row = try #require(summary.genes.first)
    #expect(row.acquired == 0 && row.observed > 2)
    let sentence = try #require(summary.excess?.sentences.first)
    #expect(sentence.contains("called acquired in 0 patients; the probabilities"))
    #expect(summary.excessGenes == summary.genes.count { ($0.q ?? 1) <= 0.1 })
  }

  @Test func `genes and classes that no mutation has are told`() throws {
    let warnings = try summary(genes: ["erbb2", "HER2", "XYZ"]).warnings
    #expect(warnings.count == 3)
    #expect(warnings[0].contains("'erbb2' in a later sample; did you mean ERBB2?"))
    #expect(warnings[1].contains("did you mean ERBB2?"))
    #expect(warnings[2].hasSuffix("'XYZ' in a later sample"))
    #expect(try summary().warnings.isEmpty)
    #expect(try summary(className: "hotspot").warnings.first?.contains("--class any") == true)
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
    #expect(await Metachron.start(cohort + ["--class", "Activating"]) == 64)
    #expect(await Metachron.start(["design", "--cohort", "c", "--accuracy", "0.9"]) == 64)
  }
}
