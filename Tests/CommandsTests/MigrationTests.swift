import ClonalEvolution
import Figures
import Foundation
import NumericalMethods
import Results
import Studies
import Testing
import TumorModel
import Wording

@testable import Commands
@testable import StudyPipeline

/// Migrations from files to tables.
@Suite("Migrations from the command line")
struct MigrationTests {
  private static let header =
    "mutation_id\tsample_id\tref_counts\talt_counts\tmajor_cn\tminor_cn\tnormal_cn\ttumour_content"

  /// A PyClone-VI table of three samples: a trunk in all, and a clone in all cells of each. Synthetic.
  private static func table() -> String {
    let random = RandomSource(seed: 41)
    var lines = [header]
    for index in 0..<90 {
      for (place, sample) in ["A", "B", "C"].enumerated() {
        let share = index < 30 ? 0.4 : (index - 30) / 20 == place ? 0.4 : 3e-4
        let alternate = random.binomial(trials: 200, probability: share)
        lines.append("m\(index)\t\(sample)\t\(200 - alternate)\t\(alternate)\t1\t1\t2\t0.8")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func `without a primary each site and an unsampled one are hypotheses`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      try Self.table().write(toFile: input, atomically: true, encoding: .utf8)
      let results = folder + "/results"
      #expect(await Metachron.start(["migration", input, "-o", results, "-q"]) == 0)
      let histories = try tableRows(results, MigrationRow.self)
      let origins = Dictionary(grouping: histories, by: \.origin)
      #expect(Set(origins.keys) == [MigrationRow.unsampled, "A", "B", "C"])
      for (origin, rows) in origins {
        #expect(abs(rows.reduce(0) { $0 + $1.probability } - 1) < 1e-4)
        #expect(rows.map(\.rank) == Array(1...rows.count))
        #expect(rows.allSatisfy { $0.isOriginSampled == (origin != MigrationRow.unsampled) })
        #expect(rows[0].migrations == (origin == MigrationRow.unsampled ? 3 : 2))
      }
      let edges = try tableRows(results, MigrationEdgeRow.self)
      #expect(edges.allSatisfy { $0.from != $0.to && $0.probability > 0 })
      let chart = try FigureRun(folder: results).chart(MigrationFigure.self)
      #expect(chart.subtitle.joined().contains("By parsimony"))
      // Another folder of the same study gives the same bytes with any number of threads.
      let again = folder + "/again"
      #expect(
        await Metachron.start(["migration", input, "-o", again, "--threads", "1", "-q"]) == 0)
      for name in CloneFiles.names where name != ClusterRow.table.fileName {
        let texts = try [results, again].map {
          try String(contentsOfFile: "\($0)/\(name)", encoding: .utf8)
        }
        #expect(texts[0] == texts[1])
      }
    }
  }

  @Test func `migrations stand beside the clones and trees that they are of`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      try Self.table().write(toFile: input, atomically: true, encoding: .utf8)
      let results = folder + "/results"
      #expect(
        await Metachron.start([
          "migration", input, "-o", results, "-q", "--polytomies", "resolve", "--starts", "2",
        ]) == 0)
      let clones = Set(try tableRows(results, CloneFractionRow.self).map(\.clone))
      let edges = try tableRows(results, MigrationEdgeRow.self)
      #expect(Set(edges.flatMap(\.clones.elements)).isSubset(of: clones))
      // Tables say how they were made.
      let text = try String(
        contentsOfFile: "\(results)/\(MigrationRow.table.fileName)", encoding: .utf8)
      #expect(text.contains(" starts=2 sweeps=default polytomies=resolve least_proportion=0.02\n"))
      // Clones that are found anew leave no migrations of others.
      #expect(await Metachron.start(["clones", input, "-o", results, "-q"]) == 0)
      for name in CloneFiles.names(of: .trees) + CloneFiles.names(of: .migration) {
        #expect(!FileManager.default.fileExists(atPath: "\(results)/\(name)"), "\(name)")
      }
    }
  }

  @Test func `a sample without a read is of no site`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      let empty = (0..<90).map { "m\($0)\tD\t0\t0\t1\t1\t2\t0.8\n" }.joined()
      try (Self.table() + empty).write(toFile: input, atomically: true, encoding: .utf8)
      var run = ClonesRun(source: try StudySource(sheet: input, options: Self.options))
      (run.trees, run.migrations) = (CloneTreeAnalysis(), MigrationAnalysis())
      let found = try await run.run()
      let history = try #require(found.migrations.histories.first)
      #expect(history.sites == ["A", "B", "C"] && history.unread == ["D"])
      #expect(found.migrations.text.contains("nothing was read of them: D"))
      #expect(found.clones.fractions.allSatisfy { $0.sample != "D" })
      #expect(found.clones.unread == 90 && found.clones.text.contains("90 mutations without reads"))
    }
  }

  @Test func `samples of one site are refused in words`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      let lines = Self.table().split(separator: "\n").filter {
        !$0.contains("\tB\t") && !$0.contains("\tC\t")
      }
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: input, atomically: true, encoding: .utf8)
      var run = ClonesRun(source: try StudySource(sheet: input, options: Self.options))
      (run.trees, run.migrations) = (CloneTreeAnalysis(), MigrationAnalysis())
      #expect(try await run.run().migrations.refused.map(\.reason) == [.oneSite])
      run.requiresMigrations = true
      let strict = run
      await #expect(throws: CommandFailure.self) { try await strict.run() }
      #expect(await Metachron.start(["migration", input, "-q"]) == 65)
    }
  }

  private static var options: ReadOptions {
    var options = ReadOptions()
    options.needsOrder = false
    return options
  }
}
