import Foundation
import Testing
import TumorModel
import TumorSimulation
import _TestSupport

@Suite("The HER2 experiment")
struct HER2ExperimentTests {
  private static let seed: UInt64 = 2019
  private static let files = HER2Experiment(seed: seed).files
  private static let cohort = HER2Cohort(seed: 2019)

  /// The rows of a table by the names of its columns.
  private static func rows(_ path: String) throws -> [[String: String]] {
    let text = try #require(files.first { $0.path == path }).text
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
  }

  @Test func `the committed folder is what the seed gives, byte for byte`() throws {
    let folder = TestFolders.repository.appending(path: "Examples/her2-neratinib")
    var bytes = 0
    for file in Self.files {
      let committed = try Data(contentsOf: folder.appending(path: file.path))
      #expect(committed == Data(file.text.utf8), "\(file.path)")
      bytes += committed.count
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(Set(names) == Set(Self.files.map(\.path)))
    #expect(bytes < 500_000)
  }

  @Test func `the first lines say that the data are synthetic`() {
    for file in Self.files {
      let line = file.text.split(separator: "\n", maxSplits: 1)[0]
      #expect(line.lowercased().contains("synthetic data"), "\(file.path)")
    }
  }

  @Test func `each pair of doses is on three plates of each line and genotype`() throws {
    let rows = try Self.rows("plates.tsv")
    #expect(Set(rows.map { [$0["cell_line"], $0["genotype"]] }).count == 12)
    #expect(Set(rows.map { $0["plate"] }).count == 36)
    let wells = Dictionary(grouping: rows.filter { $0["control"] == "" }) { row in
      ["cell_line", "genotype", "dose_a", "dose_b"].map { row[$0] ?? "" }
    }
    #expect(wells.count == 12 * (8 * 6 - 1))
    #expect(wells.values.allSatisfy { $0.count == 3 })
  }

  @Test func `courses are of the cohort's patients with ERBB2, after their biopsy`() throws {
    let rows = try Self.rows("courses.tsv")
    let mutated = Self.cohort.patients.map(\.evidence).filter { patient in
      patient.mutations.contains { $0.gene == "ERBB2" }
    }
    let courses = Dictionary(grouping: rows) { $0["patient"] ?? "" }
    #expect(Set(courses.keys) == Set(mutated.map(\.id)))
    for patient in mutated {
      let course = try #require(courses[patient.id])
      let line = try #require(Self.cohort.treatments.last { $0.patient == patient.id })
      let start = try #require(course[0]["start_day"].flatMap(Int.init))
      let days = course.compactMap { $0["day"].flatMap(Int.init) }
      let biopsy = try #require(patient.samples.last?.day)
      #expect(start == line.start && start > biopsy)
      #expect(days[0] >= biopsy && days[0] < start)
      #expect(days == days.sorted() && Set(days).count == days.count)
      let sums = course.compactMap { $0["sum_mm"].flatMap(Double.init) }
      #expect(sums.count == days.count)
      let smallest = try #require(sums.dropLast().min())
      let last = try #require(course.last)
      #expect(
        last["new_lesion"] == "yes" || sums[sums.count - 1] >= max(1.2 * smallest, smallest + 5))
      switch line.bestResponse {
      case "PD": #expect(course.count == 2)
      case "PR": #expect(smallest <= 0.7 * sums[0] && days.last == line.stop)
      default: #expect(smallest > 0.7 * sums[0] && days.last == line.stop)
      }
    }
  }
}
