import ClonalEvolution
import Foundation
import NumericalMethods
import Results
import Testing
import TumorModel
import Wording

@testable import Commands
@testable import StudyPipeline

/// Clones from files to tables.
@Suite("Clones from the command line")
struct ClonesTests {
  private static let header =
    "mutation_id\tsample_id\tref_counts\talt_counts\tmajor_cn\tminor_cn\tnormal_cn\ttumour_content"

  /// A PyClone-VI table of two samples: 40 truncal mutations, and 30 in half of the cells of the first
  /// alone. Some identifiers tell a place; the last mutation has no row in the second sample. Synthetic.
  private static func table() -> String {
    let random = RandomSource(seed: 31)
    var lines = [header]
    for index in 0..<70 {
      let name = index % 2 == 0 ? "m\(index)" : "P:7:\(1_000_000 + index):C"
      for sample in ["A", "B"] where index < 69 || sample == "A" {
        let share = index < 40 ? 0.35 : sample == "A" ? 0.18 : 3e-4
        let alternate = random.binomial(trials: 120, probability: share)
        lines.append("\(name)\t\(sample)\t\(120 - alternate)\t\(alternate)\t1\t1\t2\t0.7")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func `a PyClone-VI table gives tables in its own columns too`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      try Self.table().write(toFile: input, atomically: true, encoding: .utf8)
      let results = folder + "/results"
      #expect(
        await Metachron.start(["clones", input, "-o", results, "--format", "pyclone-vi", "-q"]) == 0
      )
      let mutations = try tableRows(results, CloneRow.self)
      #expect(mutations.count == 140)
      let byName = Dictionary(grouping: mutations, by: \.identifier)
      #expect(byName.count == 70)
      for index in 0..<70 {
        let name = index % 2 == 0 ? "m\(index)" : "P:7:\(1_000_000 + index):C"
        let own = try #require(byName[name])
        #expect(own.map(\.sample) == ["A", "B"])
        #expect(own.allSatisfy { $0.group == .clone && $0.clone == (index < 40 ? 1 : 2) })
        if index == 69 { #expect(own[1].depth == nil && own[1].cellFraction == nil) }
        #expect(own.allSatisfy { $0.cloneFraction != nil })
      }
      let fractions = try tableRows(results, CloneFractionRow.self)
      #expect(fractions.map(\.clone) == [1, 1, 2, 2])
      for row in fractions.prefix(2) { #expect(row.high == 1 && row.low > 0.85) }
      #expect(fractions[2].low < 0.52 && fractions[2].high > 0.5 && fractions[2].high < 0.6)
      #expect(fractions[3].absent > 0.5 && fractions[3].high < 0.02)
      // The table of PyClone-VI begins with its header, and has the identifiers of the input.
      let text = try String(
        contentsOfFile: "\(results)/\(ClusterRow.table.fileName)", encoding: .utf8)
      let lines = text.split(separator: "\n")
      #expect(
        lines.first
          == "mutation_id\tsample_id\tcluster_id\tcellular_prevalence\tcellular_prevalence_std\tcluster_assignment_prob"
      )
      #expect(lines.count == 141)
      let clusters = try tableRows(results, ClusterRow.self)
      #expect(Set(clusters.map(\.mutation)) == Set(byName.keys))
      for row in clusters {
        let own = try #require(byName[row.mutation]?.first)
        #expect(row.cluster == (own.clone ?? 0) - 1)
        #expect(row.probability == own.probability)
      }
      let starts = try tableRows(results, CloneStartRow.self)
      #expect(starts.count == 4 && starts.count { $0.isBest } == 1)
      let samples = try tableRows(results, CloneSampleRow.self)
      #expect(samples.map(\.sample) == ["A", "B"])
      #expect(samples.allSatisfy { abs($0.purity - 0.7) < 0.06 && $0.purityDeviation > 0 })
    }
  }

  @Test func `any number of threads and order of rows gives the same bytes`() async throws {
    try await withTemporaryFolder { folder in
      let study = folder + "/study"
      #expect(
        await Metachron.start([
          "simulate", "study", "--patients", "12", "--seed", "5", "-o", study,
        ]) == 0)
      for threads in ["1", "4"] {
        #expect(
          await Metachron.start([
            "clones", study + "/samples.csv", "-o", "\(folder)/\(threads)", "--threads", threads,
            "-q",
          ]) == 0)
      }
      for name in CloneFiles.names(of: .clones) where name != ClusterRow.table.fileName {
        let texts = try ["1", "4"].map {
          try String(contentsOfFile: "\(folder)/\($0)/\(name)", encoding: .utf8)
        }
        #expect(texts[0] == texts[1])
        #expect(texts[0].hasPrefix("# synthetic data\n"))
      }
      let patients = Set(try tableRows(folder + "/1", CloneRow.self).map(\.patient))
      #expect(patients.count == 12)
      // Every origin that a clone tells has its row among the calls.
      #expect(
        await Metachron.start(["origins", study + "/samples.csv", "-o", folder + "/calls", "-q"])
          == 0)
      func key(_ patient: String, _ variant: String, _ earlier: String, _ later: String) -> String {
        [patient, variant, earlier, later].joined(separator: " ")
      }
      let calls = Set(
        try tableRows(folder + "/calls", OriginRow.self).map {
          key(
            $0.patient, $0.variant?.name ?? "",
            $0.earlierSample.name, $0.laterSample.name)
        })
      let origins = try tableRows(folder + "/1", CloneOriginRow.self)
      #expect(origins.count > 100)
      for row in origins {
        #expect(
          calls.contains(
            key(row.patient, row.variant.name, row.earlierSample.name, row.laterSample.name)))
        let sum =
          row.acquired + row.preexistingSubclonal + row.preexistingClonal + row.lost + row.artefact
        #expect(abs(sum - 1) < 1e-4)
      }
    }
  }

  @Test func `the summary tells clones, and as JSON the same`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      try Self.table().write(toFile: input, atomically: true, encoding: .utf8)
      let run = ClonesRun(source: try StudySource(sheet: input))
      let summary = try await run.run().clones
      #expect(summary.mutations == 70 && summary.samples == 2 && summary.clones == 2)
      #expect(summary.groups[.clone] == 70)
      #expect(summary.text.contains("70 mutations of 1 patient in 2 tumour samples: 2 clones"))
      #expect(summary.text.contains("Clone 1, about 40 mutations"))
      let json = try JSONText.text(summary)
      #expect(try JSONDecoder().decode(ClonesSummary.self, from: Data(json.utf8)) == summary)
    }
  }

  @Test func `wrong usage and empty input are told in words`() async throws {
    try await withTemporaryFolder { folder in
      let input = folder + "/input.tsv"
      try (Self.header + "\n").write(toFile: input, atomically: true, encoding: .utf8)
      #expect(await Metachron.start(["clones", input, "-q"]) == 65)
      #expect(await Metachron.start(["clones", folder + "/none.tsv", "-q"]) == 66)
      #expect(await Metachron.start(["clones", input, "--starts", "0"]) == 64)
      #expect(await Metachron.start(["clones", input, "--format", "pyclone-vi"]) == 64)
      #expect(await Metachron.start(["clones", input, "--precision", "0"]) == 64)
      // One mutation, one sample.
      try (Self.header + "\nm0\tA\t65\t35\t1\t1\t2\t0.7\n")
        .write(toFile: input, atomically: true, encoding: .utf8)
      #expect(await Metachron.start(["clones", input, "-o", folder + "/one", "-q"]) == 0)
      #expect(try tableRows(folder + "/one", CloneRow.self).map(\.clone) == [1])
      // A user's own file is kept.
      let results = folder + "/own"
      try FileManager.default.createDirectory(
        atPath: results, withIntermediateDirectories: true)
      try "mine\n".write(
        toFile: results + "/clones.tsv", atomically: true, encoding: .utf8)
      #expect(await Metachron.start(["clones", input, "-o", results, "-q"]) == 64)
      #expect(await Metachron.start(["clones", input, "-o", results, "--force", "-q"]) == 0)
    }
  }
}
