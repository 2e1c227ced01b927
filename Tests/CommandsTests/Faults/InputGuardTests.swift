import ClonalEvolution
import Foundation
import Results
import Studies
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// Inputs that lie where an output goes.
@Suite("Inputs are never replaced or removed")
struct InputGuardTests {
  /// A study whose mutation table or sheet has a given name in the output folder.
  private func study(_ folder: String, _ name: String, isSheet: Bool) throws -> String {
    let files = FileManager.default
    _ = try BrokenFolder(folder)
    let place = "\(folder)/results/\(name)"
    try files.createDirectory(
      atPath: URL(filePath: place).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    if isSheet {
      try files.moveItem(
        atPath: folder + "/calls.maf",
        toPath: URL(filePath: place).deletingLastPathComponent().path + "/calls.maf")
      try files.moveItem(atPath: folder + "/samples.csv", toPath: place)
      return place
    }
    try files.moveItem(atPath: folder + "/calls.maf", toPath: place)
    let sheet = folder + "/samples.csv"
    let text = try String(contentsOfFile: sheet, encoding: .utf8)
      .replacing("calls.maf", with: "results/\(name)")
    try text.write(toFile: sheet, atomically: false, encoding: .utf8)
    return sheet
  }

  @Test(
    arguments: [
      "counts.tsv", "identity.tsv", "check.tsv", "origins.tsv", "report.html", "cohort/funnel.tsv",
    ], [true, false])
  func `a run refuses an input that has the name of an output`(
    name: String, isSheet: Bool
  ) async throws {
    for force in [[], ["--force"]] {
      try await withTemporaryFolder { folder in
        let sheet = try study(folder, name, isSheet: isSheet)
        let place = "\(folder)/results/\(name)"
        let before = try BrokenFolder(folder + "/unused").content(of: folder + "/results")
        #expect(
          await Metachron.start(["run", sheet, "-o", folder + "/results", "-q"] + force) == 64)
        #expect(FileManager.default.fileExists(atPath: place))
        #expect(
          try BrokenFolder(folder + "/unused").content(of: folder + "/results") == before)
      }
    }
  }

  @Test func `a run whose former results an input is of leaves it`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      // Another study reads what the first one has written.
      let other = try made.otherSheet()
      let text = try String(contentsOfFile: other, encoding: .utf8)
      try FileManager.default.copyItem(
        atPath: folder + "/other/calls.maf", toPath: folder + "/other/copy.maf")
      for (output, link) in [("identity.tsv", "link.maf"), ("pairs.tsv", "hard.maf")] {
        let place = "\(made.results)/\(output)"
        try FileManager.default.removeItem(atPath: place)
        try FileManager.default.copyItem(atPath: folder + "/other/copy.maf", toPath: place)
        let name = "\(folder)/other/\(link)"
        if link == "link.maf" {
          try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: place)
        } else {
          try FileManager.default.linkItem(atPath: place, toPath: name)
        }
        try text.replacing("calls.maf", with: link)
          .write(toFile: other, atomically: false, encoding: .utf8)
        let before = try made.content()
        #expect(await made.start("run", other, "-o", made.results, "-q", "--force") == 64)
        #expect(try made.content() == before)
      }
    }
  }

  @Test func `options, indexes and what a manifest names are inputs too`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.origins() == 0)
      let (sheet, calls, results) = (folder + "/samples.csv", folder + "/calls.maf", made.results)
      let links = ["sheet.svg": sheet, "calls.html": calls]
      for (name, target) in links {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/\(name)", withDestinationPath: target)
      }
      let before = try made.content(of: folder)
      for force in [[], ["--force"]] {
        let commands = [
          ["report", results, "-o", sheet] + force, ["report", results, "-o", calls] + force,
          ["report", results, "-o", folder + "/calls.html"] + force,
        ]
        for command in commands { #expect(await Metachron.start(command) == 64, "\(command)") }
      }
      #expect(
        await made.start(
          "figure", "ccf", results, "--patient", "P1", "-o", folder + "/sheet.svg") == 64)
      #expect(
        await made.start(
          "figure", "ccf", results, "--patient", "P1", "-o", folder + "/calls.html") == 64)
      #expect(try made.content(of: folder) == before)
    }
  }

  @Test func `a failing check does not write over a file that the study names`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let calls = folder + "/calls.maf"
      try "no\tcolumns\n".write(toFile: calls, atomically: false, encoding: .utf8)
      let before = try made.content(of: folder)
      #expect(await made.start("check", folder + "/samples.csv", "-o", calls) == 64)
      #expect(try made.content(of: folder) == before)
    }
  }

  @Test func `an index is an input`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/mc-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let names = [
      "A.bam", "A.bam.bai", "A.bai", "B.cram", "B.cram.crai", "B.crai", "C.vcf.gz", "C.vcf.gz.tbi",
      "C.vcf.gz.csi", "D.fa", "D.fa.fai", "other.bai",
    ]
    for name in names {
      try name.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    let read = ReadFiles(["A.bam", "B.cram", "C.vcf.gz", "D.fa"].map { "\(folder)/\($0)" })
    for name in names.dropLast() {
      #expect(throws: OutputRefusal.self, "\(name)") {
        try read.require(apart: "\(folder)/\(name)")
      }
    }
    try read.require(apart: folder + "/other.bai")
    try read.require(apart: folder + "/none")
  }

  @Test(arguments: ["run", "origins"])
  func `a file that changes while it is read ends the run`(command: String) async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let source = try StudySource(sheet: folder + "/samples.csv")
      try source.requireUnchanged()
      // The same bytes in another file: they may have been others when they were read.
      let calls = folder + "/calls.maf"
      try FileManager.default.copyItem(atPath: calls, toPath: folder + "/copy.maf")
      #expect(rename(folder + "/copy.maf", calls) == 0)
      let words = "changed while it was read"
      if command == "run" {
        var stamps = InputStamps()
        stamps.merge(source.study.stamps)
        #expect(
          await BrokenFolder.message { try stamps.requireUnchanged([calls]) }
            .hasPrefix("\(calls): error: \(words)"))
      } else {
        let run = OriginsRun(source: source, folder: made.results, parameters: .init())
        #expect(
          await BrokenFolder.message { _ = try await run.run() }
            .hasPrefix("\(calls): error: \(words)"))
        #expect(!FileManager.default.fileExists(atPath: made.results))
      }
    }
  }
}
