import Foundation
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// Tables whose damage the manifest does not show, since its checksums were made to fit.
@Suite("Damaged tables")
struct DamagedTableTests {
  /// A study of two patients, run into a folder.
  private func results(in folder: String) async throws -> String {
    var study = WrittenStudy()
    for patient in ["P1", "P2"] {
      study.add(
        [
          .init(patient: patient, name: patient + "-T", role: "primary"),
          .init(patient: patient, name: patient + "-M", day: 300),
        ],
        WrittenStudy.shared(8, by: 2) + [
          (.init(gene: "G0", chromosome: "17", position: 37_880_220), [(40, 200), (60, 180)])
        ])
    }
    let results = folder + "/results"
    let sheet = try study.write(to: folder)
    try #require(await Metachron.start(["origins", sheet, "-o", results, "-q"]) == 0)
    return results
  }

  /// Changes a table, and its checksum in the manifest.
  private func edit<Row: ResultRow>(
    _ row: Row.Type, in results: String, _ change: (inout [String]) -> Void
  ) throws {
    let path = "\(results)/\(Row.table.fileName)"
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    let before = lines
    change(&lines)
    #expect(lines != before)
    try lines.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
    var manifest = try Manifest.read("\(results)/\(Manifest.fileName)")
    let place = try #require(manifest.outputs.firstIndex { $0.path == Row.table.fileName })
    manifest.outputs[place].sha256 = try SHA256.checksum(ofFile: path)
    try manifest.json().write(to: URL(filePath: "\(results)/\(Manifest.fileName)"))
  }

  private func set<Row: ResultRow>(
    _ column: PartialKeyPath<Row>, to value: String, in results: String
  ) throws {
    let table = Row.table
    let place = try #require(table.columns.firstIndex { $0.name == table.name(of: column) })
    try edit(Row.self, in: results) { lines in
      let header = lines.firstIndex { !$0.hasPrefix("#") } ?? 0
      var fields = lines[header + 1].components(separatedBy: "\t")
      fields[place] = value
      lines[header + 1] = fields.joined(separator: "\t")
    }
  }

  /// What every command that reads results ends with.
  private func readers(_ results: String) async -> [String: Int32] {
    let folder = results + "-out"
    return [
      "explain": await Metachron.start(["explain", results, "--patient", "P1", "--mutation", "G0"]),
      "report": await Metachron.start(["report", results, "-o", folder + ".html"]),
      "cohort": await Metachron.start(
        ["cohort", results, "--gene", "G0", "-o", folder + "-cohort", "-q"]),
      "figure": await Metachron.start(
        ["figure", "ccf", results, "--patient", "P1", "-o", folder + ".vl.json"]),
      "relabel": await Metachron.start(
        ["origins", "--relabel", results, "-o", folder + "-again", "-q"]),
    ]
  }

  @Test func `whole tables are read by all`() async throws {
    try await withTemporaryFolder { folder in
      let codes = await readers(try await results(in: folder))
      #expect(codes.values.allSatisfy { $0 == 0 }, "\(codes)")
    }
  }

  @Test(arguments: ["1e300", "nan", "-inf", "1.0000001"])
  func `a cell fraction that none can be is refused`(value: String) async throws {
    try await withTemporaryFolder { folder in
      let results = try await results(in: folder)
      try set(\OriginRow.earlier.cellFraction, to: value, in: results)
      let codes = await readers(results)
      #expect(codes["explain"] == 65 && codes["report"] == 65, "\(codes)")
      #expect(codes["figure"] == 65, "\(codes)")
      #expect(codes.values.allSatisfy { [0, 65].contains($0) }, "\(codes)")
    }
  }

  @Test(arguments: ["nan", "inf", "1e300"])
  func `a weight that none can be is refused`(value: String) async throws {
    try await withTemporaryFolder { folder in
      let results = try await results(in: folder)
      let table = PairRow.table
      let place = try #require(table.columns.firstIndex { $0.name == "weight_0s" })
      try edit(PairRow.self, in: results) { lines in
        let header = lines.firstIndex { !$0.hasPrefix("#") } ?? 0
        var fields = lines[header + 1].components(separatedBy: "\t")
        fields[place] = value
        lines[header + 1] = fields.joined(separator: "\t")
      }
      let codes = await readers(results)
      #expect(codes["report"] == 65 && codes["relabel"] == 65, "\(codes)")
      #expect(codes.values.allSatisfy { [0, 65].contains($0) }, "\(codes)")
      #expect {
        _ = try ResultsFolder(opening: results).table(of: PairRow.self).rows()
      } throws: { error in
        let words = (error as? TableFailure)?.description ?? ""
        let form = /pairs\.tsv:\d+:\d+: error: weight_0s is '.*'; expected .+/
        return words.contains(form)
      }
    }
  }

  @Test func `a patient without samples is refused where samples are read`() async throws {
    try await withTemporaryFolder { folder in
      let results = try await results(in: folder)
      try edit(TimelineRow.self, in: results) { lines in
        lines.removeAll { $0.hasPrefix("P1\t") }
      }
      let codes = await readers(results)
      #expect(codes.values.allSatisfy { [0, 65].contains($0) }, "\(codes)")
      #expect(codes.values.contains(65), "\(codes)")
    }
  }
}
