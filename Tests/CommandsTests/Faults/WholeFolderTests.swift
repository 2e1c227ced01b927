import TumorModel
import Foundation
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// Folders whose files do not belong together, as readers meet them.
@Suite("Readers take whole folders alone")
struct WholeFolderTests {
  @Test func `a manifest that does not name every file, or one elsewhere, is refused`() async throws
  {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.origins() == 0)
      #expect(await made.readers().values.allSatisfy { $0 == 0 })
      let whole = try Manifest.read("\(made.results)/\(Manifest.fileName)")
      var damages: [(inout Manifest) -> Void] = [
        { $0.outputs = [] },
        { $0.outputs.append(.init(path: "../results/origins.tsv", sha256: $0.outputs[0].sha256)) },
        { $0.outputs[0].path = "../results/origins.tsv" },
      ]
      for name in whole.outputs.map(\.path) {
        damages.append { manifest in manifest.outputs.removeAll { $0.path == name } }
      }
      for damage in damages {
        try made.editManifest { manifest in
          manifest = whole
          damage(&manifest)
        }
        let codes = await made.readers()
        #expect(codes.values.allSatisfy { $0 == 65 }, "\(codes)")
      }
    }
  }

  @Test func `every listed file is verified by every reader`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.origins() == 0)
      let manifest = try Manifest.read("\(made.results)/\(Manifest.fileName)")
      for output in manifest.outputs {
        let url = URL(filePath: "\(made.results)/\(output.path)")
        let before = try Data(contentsOf: url)
        try (before + Data("\n".utf8)).write(to: url)
        let codes = await made.readers()
        #expect(codes.values.allSatisfy { $0 == 65 }, "\(output.path): \(codes)")
        try before.write(to: url)
      }
      #expect(await made.readers().values.allSatisfy { $0 == 0 })
    }
  }

  @Test func `a damaged timeline is refused where it is read, and the words tell the damage`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.origins() == 0)
      let name = TimelineRow.table.fileName
      let whole = try Data(contentsOf: URL(filePath: "\(made.results)/\(name)"))
      let text = String(decoding: whole, as: UTF8.self)
      let damages: [(words: String, data: Data)] = [
        ("byte order mark", Data([0xEF, 0xBB, 0xBF]) + whole),
        ("line endings of Windows", Data(text.replacing("\n", with: "\r\n").utf8)),
        ("ends within a line", whole.dropLast(5)),
        ("the file is empty", Data()),
        ("the column 'event' is missing", Data(text.replacing("\tevent", with: "\tevents").utf8)),
        ("NUL", Data(text.replacing("primary", with: "pri\0ary").utf8)),
      ]
      for (words, data) in damages {
        try made.edit(name) { _ in data }
        for command in ["report", "cohort"] {
          let message = await BrokenFolder.message {
            if command == "report" {
              _ = try PatientSections(folder: made.results, isPseudonymised: false)
            } else {
              _ = try CohortRun(
                folders: [made.results], output: folder + "/cohort",
                targets: [CohortTarget(gene: "ERBB2", className: .any)]
              ).run()
            }
          }
          #expect(message.contains(words), "\(command): \(message)")
          #expect(message.contains("\(name):") && !message.contains(":0:"), "\(message)")
        }
        let codes = await made.readers()
        #expect(codes["report"] == 65 && codes["cohort"] == 65, "\(words): \(codes)")
      }
    }
  }

  @Test(arguments: ["origins.tsv", "pairs.tsv", "trajectories.tsv"])
  func `line endings, byte order marks and NULs are named in every table`(name: String) async throws
  {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.origins() == 0)
      let whole = try Data(contentsOf: URL(filePath: "\(made.results)/\(name)"))
      let text = String(decoding: whole, as: UTF8.self)
      for data in [
        Data([0xEF, 0xBB, 0xBF]) + whole, Data(text.replacing("\n", with: "\r\n").utf8), Data(),
        Data(text.replacing("P1-T", with: "P1\0T").utf8),
      ] {
        try made.edit(name) { _ in data }
        let codes = await made.readers()
        let reading = codes.filter { $0.key != "explain" && $0.key != "figure" }
        #expect(reading.values.allSatisfy { $0 == 65 || $0 == 0 }, "\(codes)")
        #expect(codes["report"] == 65 && codes["cohort"] == 65, "\(codes)")
      }
    }
  }

  @Test func `a summary of another shape is told to be none`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/a.json"
      for (text, words) in [("[1]", "no JSON object;"), ("{", "no JSON;"), ("3", "no JSON")] {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let message = await BrokenFolder.message { _ = try Manifest.read(path) }
        #expect(message.contains(words) && !message.contains("''"), "\(message)")
      }
    }
  }

  @Test func `tables without a manifest, and links to nothing, are told for what they are`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.origins() == 0)
      for name in [Manifest.fileName, "origins.tsv"] {
        try FileManager.default.removeItem(atPath: "\(made.results)/\(name)")
        let message = await BrokenFolder.message { _ = try ResultsFolder(opening: made.results) }
        #expect(message.contains("a run was interrupted") && message.contains("run it again"))
        #expect(await made.readers().values.allSatisfy { $0 == 65 })
      }
      let link = folder + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "gone")
      let message = await BrokenFolder.message { _ = try ResultsFolder(opening: link) }
      #expect(message.contains("is a symbolic link to gone, which does not exist"), "\(message)")
    }
  }

  @Test func `a patient cut out of the calls leaves no page with two totals`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      // A gene of which every mutation counts, so that the patient is one of its funnel.
      #expect(
        await made.start(
          "origins", folder + "/samples.csv", "-o", made.results, "--genes", "LOW", "-q") == 0)
      try made.edit("origins.tsv") { data in
        let lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
        return Data(lines.filter { !$0.hasPrefix("P2\t") }.joined(separator: "\n").utf8)
      }
      let codes = await made.readers()
      #expect(codes["report"] == 65, "\(codes)")
      #expect(
        await made.start(
          "figure", "funnel", made.results, "--gene", "LOW", "-o", folder + "/f.vl.json") == 65)
      let message = await BrokenFolder.message {
        _ = try await ReportBuilder(folder: made.results, title: nil, isPseudonymised: false)
          .report(threads: 1)
      }
      #expect(message.contains("summary.json") && message.contains("origins.tsv"), "\(message)")
    }
  }
}
