import Foundation
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// What becomes of former results where others take their place.
@Suite("Results are replaced as a whole")
struct ReplacedResultsTests {
  @Test func `results of another study are replaced only when that is asked for`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      let (other, elsewhere) = (try made.otherSheet(), folder + "/elsewhere")
      #expect(await made.start("origins", other, "-o", elsewhere, "-q") == 0)
      let before = try made.content()
      #expect(await made.start("origins", other, "-o", made.results, "-q") == 64)
      #expect(await made.start("identity", other, "-o", made.results, "-q") == 64)
      #expect(await made.start("run", other, "-o", made.results, "-q") == 64)
      #expect(await made.start("origins", "--relabel", elsewhere, "-o", made.results, "-q") == 64)
      #expect(
        await made.start("origins", other, "-o", made.results + "/cohort", "-q") == 64)
      #expect(try made.content() == before)
      #expect(await made.start("origins", other, "-o", made.results, "-q", "--force") == 0)
      // Of the former study nothing is left.
      #expect(Set(try made.content().keys) == Set(try made.content(of: elsewhere).keys))
    }
  }

  @Test func `what was made of former results goes with them, and nothing else`() async throws {
    for command in ["origins", "relabel"] {
      try await withTemporaryFolder { folder in
        let made = try BrokenFolder(folder)
        #expect(await made.run() == 0)
        let names = ["report.html", "check.tsv", "run.json", "cohort/cohort.json"]
        #expect(names.allSatisfy(made.exists))
        let notes = made.results + "/notes.txt"
        try "mine".write(toFile: notes, atomically: false, encoding: .utf8)
        let source =
          command == "origins" ? [folder + "/samples.csv"] : ["--relabel", made.results]
        #expect(
          await Metachron.start(
            ["origins"] + source
              + ["-o", made.results, "-q", "--genes", "ERBB2", "--threshold", "0.2"]) == 0)
        #expect(!names.filter { $0 != "run.json" }.contains(where: made.exists))
        // Whose samples are whose is told of the same files still; nothing else of the run is.
        #expect(
          Array(RunRecord(folder: made.results).stages.keys) == [RunRecord.identity])
        #expect(made.exists("notes.txt") && made.exists("manifest.json"))
        #expect(
          await made.start(
            "figure", "forest", made.results + "/cohort", "-o", folder + "/f.vl.json") == 66)
        #expect(await made.readers().values.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func `a cohort of former results is refused inside of the present ones`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let (inner, outer) = (made.results + "/cohort", folder + "/cohort")
      #expect(await made.origins() == 0)
      for cohort in [inner, outer] {
        #expect(
          await made.start("cohort", made.results, "--gene", "ERBB2", "-o", cohort, "-q") == 0)
      }
      #expect(await made.origins(to: nil, "--threshold", "0.2") == 0)
      let figure = folder + "/forest.vl.json"
      #expect(await made.start("figure", "forest", inner, "-o", figure) == 65)
      #expect(await made.start("figure", "funnel", inner, "--gene", "ERBB2", "-o", figure) == 65)
      #expect(await made.start("design", "--cohort", inner) == 65)
      let message = await BrokenFolder.message { _ = try CohortFolder(opening: inner) }
      #expect(message.contains("made from other results than those in"), "\(message)")
      // Elsewhere it may be of other results of that path: there is a warning alone.
      #expect(await made.start("figure", "funnel", outer, "--gene", "ERBB2", "-o", figure) == 0)
      // The page does without it.
      #expect(await made.start("report", made.results, "-o", folder + "/page.html") == 0)
    }
  }

  @Test func `relabelling at another threshold equals a fresh run`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let (fresh, again) = (folder + "/fresh", folder + "/relabelled")
      #expect(await made.origins() == 0)
      #expect(await made.origins(to: fresh, "--threshold", "0.2") == 0)
      #expect(
        await made.start(
          "origins", "--relabel", made.results, "-o", again, "--threshold", "0.2", "-q") == 0)
      for table in ResultTables.ofResults {
        #expect(
          try BrokenFolder.lines("\(again)/\(table.fileName)")
            == BrokenFolder.lines("\(fresh)/\(table.fileName)"), "\(table.fileName)")
      }
      #expect(
        try ResultsFolder(opening: again).summary() == ResultsFolder(opening: fresh).summary())
      // The threshold does matter here.
      #expect(
        try BrokenFolder.lines("\(again)/trajectories.tsv")
          != BrokenFolder.lines("\(made.results)/trajectories.tsv"))
    }
  }

  @Test func `of a patient without a pair, what needs the reads is left empty`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder, hasSingle: true)
      #expect(await made.origins() == 0)
      func single(_ options: String...) async throws -> [TrajectoryRow] {
        let again = folder + "/again"
        #expect(
          await Metachron.start(
            ["origins", "--relabel", made.results, "-o", again, "-q"] + options) == 0)
        return try ResultsFolder(opening: again).table(of: TrajectoryRow.self).rows(of: "S")
      }
      let same = try await single()
      #expect(same.contains { $0.isFirstDetectable == true })
      let other = try await single("--threshold", "0.2")
      #expect(!other.isEmpty && other.allSatisfy { $0.isFirstDetectable == nil })
      #expect(other.allSatisfy { $0.isLastExcluded == nil })
      #expect(other.map(\.cellFraction) == same.map(\.cellFraction))
    }
  }

  @Test(arguments: ["run", "origins"])
  func `work that ends between any two changes leaves nothing mixed`(command: String) async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      func write(_ options: String...) async -> Int32 {
        await Metachron.start(
          [command, folder + "/samples.csv", "-o", made.results, "--genes", "ERBB2", "-q"]
            + options)
      }
      #expect(await write() == 0)
      var count = 0
      while count < 100 {
        // Each time from whole results at one threshold to those at another.
        #expect(await write("--threshold", "0.05") == 0)
        let stop = FolderChange.Stop(after: count)
        let code = await FolderChange.$stop.withValue(stop) {
          await write("--threshold", "0.2")
        }
        // All changes were made.
        if code == 0 { break }
        #expect(code == 74)
        let codes = Set(await made.readers().values)
        // All from one run, or none at all.
        #expect(codes == [65] || codes == [0], "after \(count): \(codes)")
        if codes == [0] {
          let thresholds = try ResultsFolder(opening: made.results).manifest.parameters.threshold
          #expect([0.05, 0.2].contains(thresholds))
        }
        count += 1
      }
      #expect(count > 8 && count < 100)
      #expect(await write("--threshold", "0.2") == 0)
      #expect(await made.readers().values.allSatisfy { $0 == 0 })
    }
  }
}
