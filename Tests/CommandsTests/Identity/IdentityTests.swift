import Foundation
import Reporting
import Testing

@testable import Commands

/// A simulated study with exchanged samples and second primaries, from the files to the tables.
@Suite("An identity check")
struct IdentityTests {
  private func rows(_ path: String) throws -> [[String: String]] {
    let table = try ResultTableReader(path: path)
    var rows: [[String: String]] = []
    try table.forEachRow { row in
      rows.append(
        Dictionary(
          uniqueKeysWithValues: table.columns.indices.map { (table.columns[$0], row.text($0)) }))
      return true
    }
    return rows
  }

  private func simulate(_ folder: String, germline: Bool = true) async -> Int32 {
    await Metachron.start(
      [
        "simulate", "study", "--patients", "40", "--seed", "7", "--exchanges", "2",
        "--second-primaries", "3", "-o", folder,
      ] + (germline ? ["--germline"] : []))
  }

  private func truth(_ folder: String) throws -> [String: String] {
    let lines = try String(contentsOfFile: folder + "/truth_identity.tsv", encoding: .utf8)
      .split(separator: "\n").dropFirst(2)
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        return (String(fields[0]), String(fields[1]))
      })
  }

  @Test(arguments: [true, false])
  func `origins withholds labels of exchanged samples`(germline: Bool) async throws {
    try await withTemporaryFolder { folder in
      #expect(await simulate(folder + "/study", germline: germline) == 0)
      let truth = try truth(folder + "/study")
      let sheet = folder + "/study/samples.csv"
      let results = folder + "/results"
      #expect(await Metachron.start(["origins", sheet, "-o", results, "-q"]) == 0)
      let again = folder + "/again"
      #expect(await Metachron.start(["origins", "--relabel", results, "-o", again, "-q"]) == 0)
      for path in [results, again] {
        for pair in try rows(path + "/pairs.tsv") {
          let isExchanged = truth[try #require(pair["patient"])] == "exchanged"
          let verdict = germline ? (isExchanged ? "mismatch" : "match") : "not_tested"
          #expect(pair["identity"] == verdict)
          #expect(pair["earlier_belongs_to"]?.isEmpty == !isExchanged)
          #expect(pair["warnings"]?.contains("looks to be of patient") == isExchanged)
        }
        for row in try rows(path + "/origins.tsv") {
          let isExchanged = truth[try #require(row["patient"])] == "exchanged"
          #expect((row["reason"] == "identityNotEstablished") == isExchanged)
          #expect(row["p_acquired"]?.isEmpty == false)
        }
      }
    }
  }

  @Test func `names who has whose sample, with any number of threads`() async throws {
    try await withTemporaryFolder { folder in
      #expect(await simulate(folder + "/study") == 0)
      let truth = try truth(folder + "/study")
      let sheet = folder + "/study/samples.csv"
      for threads in ["1", "3"] {
        #expect(
          await Metachron.start(
            ["identity", sheet, "-o", "\(folder)/\(threads)", "--threads", threads, "-q"]) == 0)
      }
      for table in IdentityTable.allCases {
        let texts = try ["1", "3"].map {
          try String(contentsOfFile: "\(folder)/\($0)/\(table.fileName)", encoding: .utf8)
        }
        #expect(texts[0] == texts[1])
      }
      let swaps = try rows(folder + "/1/swaps.tsv")
      #expect(
        Set(swaps.compactMap { $0["patient"] })
          == Set(truth.filter { $0.value == "exchanged" }.map(\.key)))
      #expect(swaps.allSatisfy { $0["kind"] == "exchanged" && $0["evidence"] == "germline" })
      let pairs = try rows(folder + "/1/identity.tsv")
      #expect(pairs.count == 40)
      for pair in pairs {
        let trouble = truth[try #require(pair["patient"])]
        #expect(pair["identity"] == (trouble == "exchanged" ? "mismatch" : "match"))
        if trouble == nil { #expect(pair["relatedness"] != "independent") }
        #expect(pair["note"]?.isEmpty == (trouble == nil || pair["relatedness"] == "undecided"))
      }
      let run = IdentityRun(source: try StudySource(sheet: sheet), folder: nil)
      let summary = try await run.run()
      #expect(summary.patients == 40 && summary.samples == 80 && summary.pairs == 40)
      #expect(summary.identity == ["match": 36, "mismatch": 4])
      #expect(summary.sentences.count == 2)
      let text = summary.text
      #expect(text.contains("SAMPLES THAT LOOK TO BE OF ANOTHER PATIENT"))
      #expect(text.contains("have exchanged a sample: "))
      let json = try jsonText(summary)
      #expect(try JSONDecoder().decode(IdentitySummary.self, from: Data(json.utf8)) == summary)
    }
  }

  @Test func `a study without exchanges or inherited variants says so`() async throws {
    let run = IdentityRun(source: try FakeStudy.made(3), folder: nil)
    let text = try await run.run().text
    #expect(text.contains("No sample looks to be of another patient of the study."))
    #expect(text.contains("No inherited variants were read"))
  }

  @Test func `wrong usage is 64, missing input 66`() async {
    #expect(await Metachron.start(["identity"]) == 64)
    #expect(await Metachron.start(["identity", "x.csv", "--threads", "0"]) == 64)
    #expect(await Metachron.start(["identity", "/nowhere/x.csv", "-q"]) == 66)
    #expect(
      await Metachron.start(
        ["simulate", "study", "--patients", "3", "--exchanges", "2", "-o", "x"]) == 64)
  }
}
