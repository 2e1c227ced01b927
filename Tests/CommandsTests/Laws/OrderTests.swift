import Foundation
import Results
import Testing

@testable import Commands

/// The bytes of the tables do not depend on the order in which a study is written down.
@Suite("Laws: the order of a study")
struct OrderTests {
  private static let tables = [
    "origins.tsv", "pairs.tsv", "trajectories.tsv", "sensitivity.tsv", "purity_solutions.tsv",
    "posteriors.tsv", "timeline.tsv", "curves.tsv",
  ]
  private static let patients = 6

  /// Six patients with two primaries of one day and a metastasis; purities are known of every other.
  private static func study() -> CaseStudy {
    var sheet = ["patient,sample,role,day,purity,sex,mutations,segments"]
    var rows: [CaseStudy.Row] = []
    for patient in 0..<patients {
      let purity = patient % 2 == 0 ? "0.6" : ""
      for (name, role, day) in [("a", "primary", 0), ("b", "primary", 0), ("c", "metastasis", 700)]
      {
        sheet.append("Q\(patient),Q\(patient)\(name),\(role),\(day),\(purity),female,m.maf,cn.tsv")
      }
      for site in 0..<12 {
        let spread = (5 * patient + 3 * site) % 13
        let first = [0, 45 + spread, 4 + spread, spread % 3][site % 4]
        let counts = [
          (first, 150 + spread), (site % 5 == 0 ? 0 : first + spread % 4, 180),
          (site % 7 == 6 ? 0 : 40 + spread, 170 - spread),
        ]
        for (name, reads) in zip(["a", "b", "c"], counts) {
          rows.append(
            .init(
              gene: site == 3 ? "ERBB2" : "G\(site)", chromosome: "\(1 + site)",
              position: 1_000_000 + 1_000 * patient, bases: ("A", "G"), protein: "p.A\(site)V",
              sample: "Q\(patient)\(name)", reads: reads))
        }
      }
    }
    return CaseStudy(sheet: sheet, rows: rows, hasSegments: true)
  }

  private func tables(
    _ study: CaseStudy, in folder: String, options: [String] = []
  ) async throws -> [String: [String]] {
    let path = try study.write(to: folder)
    let results = folder + "/out"
    #expect(
      await Metachron.start(
        ["origins", path, "-o", results, "--genes", "ERBB2", "-q"] + options) == 0)
    return Dictionary(
      uniqueKeysWithValues: try Self.tables.map { name in
        let text = try String(contentsOfFile: "\(results)/\(name)", encoding: .utf8)
        // Lines of comment hold the checksums of the files, which differ by the order within them.
        return (
          name, text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        )
      })
  }

  @Test func `rows in any order, and any number of threads, give the same bytes`() async throws {
    try await withTemporaryFolder { folder in
      let study = Self.study()
      let plain = try await tables(study, in: folder + "/0")
      var shuffled = study
      shuffled.rows.reverse()
      shuffled.rows.swapAt(3, 40)
      #expect(try await tables(shuffled, in: folder + "/1") == plain)
      for threads in ["1", "2", "3"] {
        let again = try await tables(
          study, in: "\(folder)/t\(threads)", options: ["--threads", threads])
        #expect(again == plain)
      }
    }
  }

  @Test func `patients in any order give the same rows`() async throws {
    try await withTemporaryFolder { folder in
      let study = Self.study()
      let plain = try await tables(study, in: folder + "/0")
      var reversed = study
      let lines = study.sheet.dropFirst()
      reversed.sheet =
        [study.sheet[0]]
        + (0..<Self.patients).reversed().flatMap { patient in
          lines.filter { $0.hasPrefix("Q\(patient),") }
        }
      let found = try await tables(reversed, in: folder + "/1")
      for name in Self.tables {
        #expect(found[name]?.sorted() == plain[name]?.sorted(), "\(name)")
      }
    }
  }

  @Test func `samples in any order give the same rows`() async throws {
    try await withTemporaryFolder { folder in
      let study = Self.study()
      let plain = try await tables(study, in: folder + "/0")
      var reversed = study
      reversed.sheet = [study.sheet[0]] + study.sheet.dropFirst().reversed()
      let found = try await tables(reversed, in: folder + "/1")
      // What is found of a pair names samples in the sheet's order, as the time line does.
      for name in Self.tables where name != "timeline.tsv" && name != "pairs.tsv" {
        let (a, b) = (found[name]?.sorted() ?? [], plain[name]?.sorted() ?? [])
        #expect(a.count == b.count)
        let different = zip(a, b).filter { $0 != $1 }
        #expect(different.isEmpty, "\(name): \(different.first.map { "\($0)" } ?? "")")
      }
    }
  }
}
