import Foundation
import Results
import Testing

@testable import Commands
@testable import StudyPipeline

/// Results of a small study, to be broken in many ways.
struct BrokenFolder {
  let folder: String
  var results: String { folder + "/results" }

  /// Two patients with a pair and ERBB2, and on request one with a single sample.
  init(_ folder: String, hasSingle: Bool = false) throws {
    self.folder = folder
    try Self.write(to: folder, patients: ["P1", "P2"], hasSingle: hasSingle)
  }

  /// Writes a study.
  @discardableResult
  static func write(
    to folder: String, patients: [String], hasSingle: Bool = false
  ) throws -> String {
    var study = WrittenStudy()
    for patient in patients {
      study.add(
        [
          .init(patient: patient, name: patient + "-T", role: "primary"),
          .init(patient: patient, name: patient + "-M", day: 300),
        ],
        WrittenStudy.shared(8, by: 2) + [
          (.init(gene: "ERBB2", chromosome: "17", position: 37_880_220), [(40, 200), (60, 180)]),
          (.init(gene: "LOW", chromosome: "3", position: 7_000_000), [(6, 200), (60, 180)]),
        ])
    }
    if hasSingle {
      study.add(
        [.init(patient: "S", name: "S-T", role: "primary")],
        WrittenStudy.shared(8, by: 1) + [
          (.init(gene: "ERBB2", chromosome: "17", position: 37_880_220), [(40, 200)])
        ])
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try study.write(to: folder)
  }

  /// A study of other patients, in a folder of its own.
  func otherSheet() throws -> String {
    try Self.write(to: folder + "/other", patients: ["Q1", "Q2"])
  }

  func start(_ arguments: String...) async -> Int32 { await Metachron.start(arguments) }

  /// Runs all stages.
  func run(_ options: String...) async -> Int32 {
    await Metachron.start(
      ["run", folder + "/samples.csv", "-o", results, "--genes", "ERBB2", "-q"] + options)
  }

  /// Calls alone.
  func origins(to output: String? = nil, _ options: String...) async -> Int32 {
    await Metachron.start(
      [
        "origins", folder + "/samples.csv", "-o", output ?? results, "--genes", "ERBB2", "-q",
      ] + options)
  }

  /// What every command that reads results ends with.
  func readers() async -> [String: Int32] {
    [
      "explain": await start("explain", results, "--patient", "P1", "--mutation", "ERBB2"),
      "report": await start("report", results, "-o", folder + "/page.html"),
      "cohort": await start(
        "cohort", results, "--gene", "ERBB2", "-o", folder + "/cohort", "-q"),
      "figure": await start(
        "figure", "ccf", results, "--patient", "P1", "-o", folder + "/ccf.vl.json"),
      "funnel": await start(
        "figure", "funnel", results, "--gene", "ERBB2", "-o", folder + "/funnel.vl.json"),
      "relabel": await start("origins", "--relabel", results, "-o", folder + "/again", "-q"),
    ]
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(results)/\(name)")
  }

  /// Every file of a folder with its checksum.
  func content(of folder: String? = nil) throws -> [String: String] {
    let folder = folder ?? results
    var content: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      let path = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      content[name] = try SHA256.checksum(ofFile: path)
    }
    return content
  }

  /// Changes the bytes of a table, and mends its checksum in the manifest on request.
  func edit(
    _ name: String, mendsChecksum: Bool = true, _ change: (Data) -> Data
  ) throws {
    let url = URL(filePath: "\(results)/\(name)")
    let before = try Data(contentsOf: url)
    let after = change(before)
    #expect(after != before)
    try after.write(to: url)
    guard mendsChecksum else { return }
    try editManifest { manifest in
      for index in manifest.outputs.indices where manifest.outputs[index].path == name {
        manifest.outputs[index].sha256 = try SHA256.checksum(ofFile: url.path)
      }
    }
  }

  func editManifest(_ change: (inout Manifest) throws -> Void) throws {
    let path = "\(results)/\(Manifest.fileName)"
    var manifest = try Manifest.read(path)
    try change(&manifest)
    try manifest.json().write(to: URL(filePath: path))
  }

  /// The rows of a table without the comments, which name the inputs.
  static func lines(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
  }

  /// The message of what a body throws.
  static func message(_ body: () async throws -> Void) async -> String {
    do {
      try await body()
      return ""
    } catch {
      return CommandFailure(error)?.message ?? "\(error)"
    }
  }
}
