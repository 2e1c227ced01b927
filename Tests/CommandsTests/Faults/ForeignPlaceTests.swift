import Foundation
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// Outputs that would come to stand among files which they do not belong to.
@Suite("Places that belong to others")
struct ForeignPlaceTests {
  @Test(
    arguments: [
      "summary.json", "timeline.tsv", "manifest.json", "run.json", "report.html",
      "cohort/genes.tsv",
      "check.tsv",
    ])
  func `a user's own file is replaced only when that is asked for`(name: String) async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let path = "\(made.results)/\(name)"
      try FileManager.default.createDirectory(
        atPath: URL(filePath: path).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try "{\"mine\": 1}\n".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(await made.run() == 64)
      if ["summary.json", "timeline.tsv", "manifest.json"].contains(name) {
        #expect(await made.origins() == 64)
      }
      if name.hasPrefix("cohort/") {
        let other = folder + "/elsewhere"
        #expect(await made.origins(to: other) == 0)
        #expect(
          await made.start(
            "cohort", other, "--gene", "ERBB2", "-q", "-o", made.results + "/cohort") == 64)
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"mine\": 1}\n")
      #expect(await made.run("--force") == 0)
      // From then on it is one of ours.
      #expect(await made.run("--threshold", "0.2") == 0)
      #expect(await made.readers().values.allSatisfy { $0 == 0 })
    }
  }

  @Test func `files that a killed run left are no user's own`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      for name in ["manifest.json", "run.json"] {
        try FileManager.default.removeItem(atPath: "\(made.results)/\(name)")
      }
      #expect(await made.run() == 0)
      #expect(await made.readers().values.allSatisfy { $0 == 0 })
    }
  }

  @Test func `a simulation replaces simulations alone`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let before = try made.content(of: folder)
      func simulate(_ options: String...) async -> Int32 {
        await Metachron.start(["simulate", "study", "--patients", "2", "-o", folder] + options)
      }
      #expect(await simulate() == 64)
      #expect(try made.content(of: folder) == before)
      #expect(await simulate("--force") == 0)
      #expect(await simulate("--seed", "2") == 0)
      let second = folder + "/her2"
      #expect(await made.start("simulate", "her2-cohort", "-o", second) == 0)
      #expect(await made.start("simulate", "her2-cohort", "-o", second, "--seed", "1") == 0)
    }
  }

  @Test func `results of one study take nothing that was made of another`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      let (other, elsewhere) = (try made.otherSheet(), folder + "/elsewhere")
      #expect(await made.start("origins", other, "-o", elsewhere, "-q", "--genes", "ERBB2") == 0)
      let before = try made.content()
      let commands = [
        ["cohort", elsewhere, "--gene", "ERBB2", "-q", "-o", made.results],
        ["cohort", elsewhere, "--gene", "ERBB2", "-q", "-o", made.results + "/cohort"],
        ["report", elsewhere, "-o", made.results + "/report.html"],
        ["report", elsewhere, "-o", made.results + "/other.html"],
        ["check", other, "-o", made.results + "/check.tsv"],
        [
          "origins", other, "-o", folder + "/third", "-q", "--build", "hg19", "--export-cbioportal",
          made.results,
        ],
        [
          "origins", other, "-o", folder + "/third", "-q", "--build", "hg19", "--export-cbioportal",
          made.results + "/cohort",
        ],
      ]
      for command in commands { #expect(await Metachron.start(command) == 64, "\(command)") }
      #expect(try made.content() == before)
      for command in commands.prefix(5) {
        #expect(await Metachron.start(command + ["--force"]) == 0, "\(command)")
      }
      // A cohort of other results, put there by force, is not taken for one of these.
      let figure = folder + "/forest.vl.json"
      #expect(await made.start("figure", "forest", made.results, "-o", figure) == 65)
      #expect(await made.start("figure", "forest", made.results + "/cohort", "-o", figure) == 65)
      #expect(await made.start("design", "--cohort", made.results) == 65)
      #expect(await made.run() == 0)
      // The loose cohort.json is still there, and hides the inner cohort no longer.
      #expect(made.exists("cohort.json"))
      #expect(try CohortFolder(opening: made.results).path == made.results + "/cohort")
    }
  }

  @Test func `an export replaces no study that another program made`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let portal = folder + "/portal"
      try FileManager.default.createDirectory(atPath: portal, withIntermediateDirectories: false)
      let study = portal + "/meta_study.txt"
      try "cancer_study_identifier: mine\n".write(
        toFile: study, atomically: false, encoding: .utf8)
      func export(_ options: String...) async -> Int32 {
        await Metachron.start(
          [
            "origins", folder + "/samples.csv", "-o", made.results, "-q", "--build", "hg19",
            "--export-cbioportal", portal,
          ] + options)
      }
      #expect(await export() == 64)
      #expect(
        try String(contentsOfFile: study, encoding: .utf8) == "cancer_study_identifier: mine\n")
      #expect(await export("--force") == 0)
      #expect(await export("--threshold", "0.2") == 0)
    }
  }

  @Test func `a copy belongs to the copied results, whatever becomes of the original`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      let copy = folder + "/copy"
      try FileManager.default.copyItem(atPath: made.results, toPath: copy)
      #expect(await made.run("--threshold", "0.2") == 0)
      let cohort = try CohortFolder(opening: copy)
      #expect(cohort.path == copy + "/cohort")
      let manifest = try Manifest.read(copy + "/manifest.json")
      #expect(cohort.isMade(from: manifest))
    }
  }

  @Test func `an interrupted cohort is told of`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      let inner = made.results + "/cohort"
      try FileManager.default.removeItem(atPath: inner + "/cohort.json")
      let figure = folder + "/f.vl.json"
      for place in [made.results, inner] {
        #expect(await made.start("figure", "forest", place, "-o", figure) == 65, "\(place)")
        #expect(await made.start("design", "--cohort", place) == 65, "\(place)")
      }
      #expect(
        await BrokenFolder.message { _ = try CohortFolder(opening: made.results) }
          .hasPrefix("\(inner): error: the cohort is incomplete: cohort.json is missing"))
      #expect(
        await made.start(
          "report", made.results, "--cohort", inner, "-o", folder + "/page.html") == 65)
      #expect(await made.start("report", made.results, "-o", folder + "/page.html") == 0)
      #expect(
        await made.start("cohort", made.results, "--gene", "ERBB2", "-o", inner, "-q") == 0)
      #expect(try CohortFolder(opening: made.results).path == inner)
    }
  }

  @Test func `a cohort inside of results waits for those who write them`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      func cohort(_ output: String) async -> Int32 {
        await made.start("cohort", made.results, "--gene", "ERBB2", "-o", output, "-q")
      }
      let lock = try FolderLock(folder: made.results)
      // The number of another process, which never ends.
      try "1\n".write(
        toFile: made.results + "/.metachron.lock", atomically: false, encoding: .utf8)
      #expect(await cohort(made.results + "/cohort") == 75)
      #expect(await cohort(folder + "/cohort") == 0)
      lock.release()
      #expect(await cohort(made.results + "/cohort") == 0)
      // And the other way round.
      let outputs = try OutputSet(folder: made.results + "/cohort", seal: "cohort.json")
      #expect(await made.run("--threshold", "0.2") == 75)
      outputs.discard()
      #expect(await made.run("--threshold", "0.2") == 0)
    }
  }

  @Test(arguments: [
    ["report", "r"], ["origins", "s.csv"], ["run", "s.csv"], ["identity", "s.csv"],
    ["check", "s.csv"], ["cohort", "r", "--gene", "G"], ["background", "n.tsv"],
    ["annotate", "c.maf"], ["counts", "s.csv"], ["simulate", "study"],
  ])
  func `an output without a name is wrong usage`(command: [String]) async throws {
    #expect(await Metachron.start(command + ["-o", ""]) == 64)
  }
}
