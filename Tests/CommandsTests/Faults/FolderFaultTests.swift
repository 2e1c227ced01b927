import Foundation
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// What readers and runs do with a folder of results that is not whole.
@Suite("A results folder is one thing")
struct FolderFaultTests {
  /// A study of two patients, run into `results`.
  private struct Made {
    let folder: String
    var results: String { folder + "/results" }

    init(_ folder: String) async throws {
      self.folder = folder
      try Self.write("samples.csv", sites: 12, to: folder)
      #expect(await run() == 0)
    }

    static func write(_ sheet: String, sites: Int, to folder: String) throws {
      var rows = [
        "Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2"
          + "\tTumor_Sample_Barcode\tt_ref_count\tt_alt_count"
      ]
      var samples = ["patient,sample,role,day,purity,mutations"]
      for (patient, shift) in [("P1", 0), ("P2", 7)] {
        for (role, day) in [("primary", 0), ("metastasis", 300)] {
          let sample = "\(patient)-\(role)"
          samples.append("\(patient),\(sample),\(role),\(day),0.6,\(sheet).maf")
          for site in 0..<sites {
            let isAbsent = role == "primary" && site % 4 == 3
            rows.append(
              "G\(site)\t1\t\(1_000_000 * (site + 1))\tC\tT\t\(sample)\t\(90 + site + shift)"
                + "\t\(isAbsent ? 0 : 36)")
          }
        }
      }
      try (rows.joined(separator: "\n") + "\n")
        .write(toFile: "\(folder)/\(sheet).maf", atomically: false, encoding: .utf8)
      try (samples.joined(separator: "\n") + "\n")
        .write(toFile: "\(folder)/\(sheet)", atomically: false, encoding: .utf8)
    }

    func run(_ sheet: String = "samples.csv", _ options: [String] = []) async -> Int32 {
      await Metachron.start(["run", "\(folder)/\(sheet)", "-o", results] + options)
    }

    /// The exit codes of every command that reads results.
    func readers() async -> [Int32] {
      [
        await Metachron.start(["explain", results, "--patient", "P1", "--mutation", "G0"]),
        await Metachron.start(["report", results, "-o", folder + "/page.html"]),
        await Metachron.start(["cohort", results, "--gene", "G0", "-o", folder + "/cohort"]),
        await Metachron.start(
          ["figure", "ccf", results, "--patient", "P1", "-o", folder + "/ccf.vl.json"]),
        await Metachron.start(["origins", "--relabel", results, "-o", folder + "/again"]),
      ]
    }

    /// Every file of the results with its checksum.
    func content() throws -> [String: String] {
      let names = try FileManager.default.subpathsOfDirectory(atPath: results)
      return Dictionary(
        uniqueKeysWithValues: try names.compactMap { name in
          var isFolder: ObjCBool = false
          guard FileManager.default.fileExists(atPath: "\(results)/\(name)", isDirectory: &isFolder)
          else { return nil }
          return isFolder.boolValue
            ? nil : (name, try SHA256.checksum(ofFile: "\(results)/\(name)"))
        })
    }

    func edit(_ name: String, _ change: (String) -> String) throws {
      let path = "\(results)/\(name)"
      try change(String(contentsOfFile: path, encoding: .utf8))
        .write(toFile: path, atomically: false, encoding: .utf8)
    }

    /// Replaces a value of the first row, and the table's checksum in the manifest.
    func edit<Row: ResultRow>(_ keyPath: PartialKeyPath<Row>, to value: String) throws {
      let table = Row.table
      let column = try #require(table.columns.firstIndex { $0.name == table.name(of: keyPath) })
      try edit(table.fileName) { text in
        var lines = text.components(separatedBy: "\n")
        let header = lines.firstIndex { !$0.hasPrefix("#") } ?? 0
        var fields = lines[header + 1].components(separatedBy: "\t")
        fields[column] = value
        lines[header + 1] = fields.joined(separator: "\t")
        return lines.joined(separator: "\n")
      }
      var manifest = try Manifest.read("\(results)/\(Manifest.fileName)")
      let place = try #require(manifest.outputs.firstIndex { $0.path == table.fileName })
      manifest.outputs[place].sha256 = try SHA256.checksum(
        ofFile: "\(results)/\(table.fileName)")
      try manifest.json().write(to: URL(filePath: "\(results)/\(Manifest.fileName)"))
    }
  }

  @Test func `a run that was killed between two renames is refused by every reader`() async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      #expect(await made.readers() == [0, 0, 0, 0, 0])
      try FileManager.default.removeItem(atPath: "\(made.results)/\(Manifest.fileName)")
      #expect(await made.readers() == [65, 65, 65, 65, 65])
      #expect(await made.run() == 0)
      #expect(await made.readers() == [0, 0, 0, 0, 0])
    }
  }

  @Test func `a table that was edited does not belong to the results`() async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      try made.edit(OriginRow.table.fileName) {
        $0.components(separatedBy: "\n").dropLast(2).joined(separator: "\n") + "\n"
      }
      #expect(await made.readers() == [65, 65, 65, 65, 65])
    }
  }

  @Test(arguments: [
    OriginRow.table.fileName, PairRow.table.fileName, TrajectoryRow.table.fileName,
    TimelineRow.table.fileName,
  ])
  func `a table of the former run among those of the next is refused`(name: String) async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      let path = "\(made.results)/\(name)"
      let former = try Data(contentsOf: URL(filePath: path))
      #expect(await made.run("samples.csv", ["--threshold", "0.1"]) == 0)
      try #require(try Data(contentsOf: URL(filePath: path)) != former)
      #expect(await made.readers() == [0, 0, 0, 0, 0])
      try former.write(to: URL(filePath: path))
      #expect(await made.readers() == [65, 65, 65, 65, 65])
      #expect {
        let results = try ResultsFolder(made.results, version: ToolVersion.number)
        _ = try results.table(of: OriginRow.self).rows()
        _ = try results.table(of: PairRow.self).rows()
        _ = try results.table(of: TrajectoryRow.self).rows()
        _ = try results.table(of: TimelineRow.self).rows()
      } throws: { error in
        "\(error)".contains(name)
      }
    }
  }

  @Test func `results of another version are refused`() async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      try made.edit(Manifest.fileName) {
        $0.replacing("\"version\" : \"\(ToolVersion.number)\"", with: "\"version\" : \"9.9.9\"")
      }
      #expect(await made.readers() == [65, 65, 65, 65, 65])
    }
  }

  @Test(arguments: ["nan", "inf", "1e300", "-1"])
  func `a purity that none can be is refused with its place`(_ value: String) async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      try made.edit(\OriginRow.earlier.purity, to: value)
      let codes = await made.readers()
      // The cohort reads no purity.
      #expect([codes[0], codes[1], codes[3], codes[4]] == [65, 65, 65, 65])
      #expect {
        _ = try ResultsFolder(made.results, version: ToolVersion.number)
          .table(of: OriginRow.self).rows()
      } throws: { error in
        let words = (error as? TableFailure)?.description ?? ""
        return words.contains("origins.tsv:")
          && words.hasSuffix(
            "error: earlier_purity is '\(value)'; expected a number, or an empty field, above 0 to 1"
          )
      }
    }
  }

  @Test func `a depth beyond what reads can be is refused`() async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      try made.edit(\OriginRow.earlier.depth, to: "999999999999999999")
      let codes = await made.readers()
      #expect([codes[0], codes[1], codes[3], codes[4]] == [65, 65, 65, 65])
    }
  }

  @Test func `the second of two runs in one folder ends with 75, a dead one's lock is taken over`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      let before = try made.content()
      do {
        let lock = try FolderLock(folder: made.results)
        #expect(await made.run("samples.csv", ["--threshold", "0.1"]) == 75)
        lock.release()
      }
      #expect(try made.content() == before)
      // A lock file without a living owner stands in nobody's way.
      try "999999\n".write(
        toFile: "\(made.results)/.metachron.lock", atomically: false, encoding: .utf8)
      #expect(await made.run("samples.csv", ["--threshold", "0.1"]) == 0)
    }
  }

  @Test func `a second calling of origins ends with 75 before it reads anything`() async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      let before = try made.content()
      let lock = try FolderLock(folder: made.results)
      // A sheet that is not there would end it with 66.
      let missing = folder + "/missing.csv"
      #expect(await Metachron.start(["origins", missing, "-o", made.results, "-q"]) == 75)
      #expect(
        await Metachron.start(["origins", "--relabel", folder + "/no", "-o", made.results]) == 75)
      lock.release()
      #expect(await Metachron.start(["origins", missing, "-o", made.results, "-q"]) == 66)
      #expect(try made.content() == before)
      // A folder that was made for nothing goes again.
      let new = folder + "/new"
      #expect(await Metachron.start(["origins", missing, "-o", new, "-q"]) == 66)
      #expect(!FileManager.default.fileExists(atPath: new))
    }
  }

  @Test func `what dead processes left is swept, what living ones write stays`() async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      let (dead, living) = (
        ".metachron.origins.tsv.999999999.tmp", ".metachron.page.html.1.tmp"
      )
      for name in [dead, living] {
        try "x".write(toFile: "\(made.results)/\(name)", atomically: false, encoding: .utf8)
      }
      try FileManager.default.createDirectory(
        atPath: "\(made.results)/.metachron.run.999999999.tmp", withIntermediateDirectories: false)
      #expect(await made.run("samples.csv", ["--threshold", "0.1"]) == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: made.results)
      #expect(!names.contains(dead) && !names.contains(".metachron.run.999999999.tmp"))
      #expect(names.contains(living))
    }
  }

  @Test func `a run that fails leaves the former results as they were`() async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      let before = try made.content()
      try "patient,sample\nP1,A,too,many\n".write(
        toFile: folder + "/samples.csv", atomically: false, encoding: .utf8)
      #expect(await made.run() == 65)
      #expect(try made.content() == before)
      #expect(await made.readers() == [0, 0, 0, 0, 0])
    }
  }

  @Test func `results of another study are replaced only when that is asked for`() async throws {
    try await withTemporaryFolder { folder in
      let made = try await Made(folder)
      let before = try made.content()
      try Made.write("other.csv", sites: 8, to: folder)
      #expect(await made.run("other.csv") == 64)
      #expect(try made.content() == before)
      #expect(await made.run("other.csv", ["--force"]) == 0)
      #expect(try made.content() != before)
    }
  }
}
