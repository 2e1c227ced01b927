import Foundation
import Results
import Testing
import TumorModel
import Wording

@testable import Commands
@testable import StudyPipeline

/// A simulated study with exchanged samples and second primaries, from the files to the tables.
@Suite("An identity check")
struct IdentityTests {
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
        for pair in try tableRows(path, PairRow.self) {
          let isExchanged = truth[pair.patient] == "exchanged"
          #expect(pair.identity == (germline ? (isExchanged ? .mismatch : .match) : .notTested))
          #expect((pair.earlier.owner == nil) == !isExchanged)
          let tellsOwner = pair.findings.elements.contains { finding in
            if case .belongsTo(_, let owner) = finding { owner.kind == .exchanged } else { false }
          }
          #expect(tellsOwner == isExchanged)
        }
        for row in try tableRows(path, OriginRow.self) {
          let isExchanged = truth[row.patient] == "exchanged"
          #expect((row.reason == .identityNotEstablished) == isExchanged)
          #expect(row.acquired != nil)
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
      for name in [IdentityRow.table.fileName, SwapRow.table.fileName] {
        let texts = try ["1", "3"].map {
          try String(contentsOfFile: "\(folder)/\($0)/\(name)", encoding: .utf8)
        }
        #expect(texts[0] == texts[1])
      }
      let swaps = try tableRows(folder + "/1", SwapRow.self)
      #expect(
        Set(swaps.map(\.patient)) == Set(truth.filter { $0.value == "exchanged" }.map(\.key)))
      #expect(swaps.allSatisfy { $0.kind == .exchanged && $0.evidence == .germline })
      let pairs = try tableRows(folder + "/1", IdentityRow.self)
      #expect(pairs.count == 40)
      for pair in pairs {
        let trouble = truth[pair.patient]
        #expect(pair.identity == (trouble == "exchanged" ? .mismatch : .match))
        if trouble == nil { #expect(pair.relatedness != .independent) }
        #expect(pair.notes.isEmpty == (trouble == nil || pair.relatedness == .undecided))
      }
      let run = IdentityRun(source: try StudySource(sheet: sheet), folder: nil)
      let summary = try await run.run()
      #expect(summary.patients == 40 && summary.samples == 80 && summary.pairs == 40)
      #expect(summary.identity.kinds == [.match, .mismatch])
      #expect(summary.identity[.match] == 36 && summary.identity[.mismatch] == 4)
      #expect(SwapFinding.sentences(summary.swaps.map(\.finding)).count == 2)
      let text = summary.text
      #expect(text.contains("SAMPLES THAT APPEAR TO BELONG TO ANOTHER PATIENT\n"))
      #expect(text.contains("have exchanged a sample: "))
      let json = try JSONText.text(summary)
      #expect(try JSONDecoder().decode(IdentitySummary.self, from: Data(json.utf8)) == summary)
    }
  }

  @Test func `tables of another study are kept, and the folder is taken before the sheet is read`()
    async throws
  {
    try await withTemporaryFolder { folder in
      for seed in ["1", "2"] {
        #expect(
          await Metachron.start([
            "simulate", "study", "--patients", "4", "--seed", seed, "-o", "\(folder)/\(seed)",
          ]) == 0)
      }
      let (sheet, other) = (folder + "/1/samples.csv", folder + "/2/samples.csv")
      let tables = folder + "/tables"
      func text() throws -> String {
        try String(contentsOfFile: "\(tables)/\(IdentityRow.table.fileName)", encoding: .utf8)
      }
      #expect(await Metachron.start(["identity", sheet, "-o", tables, "-q"]) == 0)
      let first = try text()
      for command in ["identity", "origins"] {
        #expect(await Metachron.start([command, other, "-o", tables, "-q"]) == 64)
      }
      #expect(try text() == first)
      // The same study's results stand beside them, and the tables still hold.
      #expect(await Metachron.start(["origins", sheet, "-o", tables, "-q"]) == 0)
      #expect(try text() == first)
      #expect(await Metachron.start(["identity", sheet, "-o", tables, "-q"]) == 0)
      #expect(await Metachron.start(["identity", other, "-o", tables, "--force", "-q"]) == 0)
      #expect(try text() != first)
      let files = try FileManager.default.contentsOfDirectory(atPath: tables)
      #expect(Set(files) == Set(IdentityRun.fileNames + [RunRecord.fileName]))
      let lock = try FolderLock(folder: tables)
      #expect(await Metachron.start(["identity", "/nowhere/x.csv", "-o", tables, "-q"]) == 75)
      lock.release()
    }
  }

  @Test func `a study without exchanges or inherited variants says so`() async throws {
    let run = IdentityRun(source: try FakeStudy.made(3), folder: nil)
    let text = try await run.run().text
    #expect(text.contains("No sample appears to belong to another patient of the study."))
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
