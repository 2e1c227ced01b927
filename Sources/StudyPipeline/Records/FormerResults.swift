import DelimitedText
import Foundation
import GenomicFiles
package import Results
import Studies

/// What a folder holds before a command writes into it.
package struct FormerResults: Sendable {
  /// The folder.
  package let folder: String
  /// What a run has made there; empty where there was none.
  package let record: RunRecord
  private let manifest: Manifest?

  /// Looks into a folder, which may be missing.
  package init(_ folder: String) {
    self.folder = folder
    record = RunRecord(folder: folder)
    manifest = try? Manifest.read("\(folder)/\(Manifest.fileName)")
  }

  /// The files that the former results were made from.
  private var inputs: [Manifest.File] {
    manifest?.inputs ?? record.stages[RunRecord.check]?.inputs
      ?? record.stages[RunRecord.identity]?.inputs ?? record.stages[RunRecord.clones]?.inputs
      ?? record.stages[RunRecord.migration]?.inputs ?? []
  }

  /// The paths of those files, as they were given.
  package var inputPaths: [String] { inputs.map(\.path) }

  /// Checks that files are none that a user made: each was written by a command, or is not there.
  ///
  /// - Parameter names: The files of the folder that are to be replaced.
  /// - Throws: ``CommandFailure`` at the first that is another's.
  package func requireOwn(_ names: [String]) throws {
    var ours = Set((manifest?.outputs ?? []).map(\.path))
    for stage in record.stages.values { ours.formUnion(stage.outputs.map(\.path)) }
    // Beside one record of ours the other is ours too, however damaged.
    if !ours.isEmpty { ours.formUnion([Manifest.fileName, RunRecord.fileName]) }
    for name in names where !ours.contains(name) {
      let path = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path), !OwnFile.isOurs(path) else { continue }
      throw CommandFailure(
        .usage,
        "\(path): error: is a file that metachron did not write; expected another output folder, or "
          + "--force to replace it")
    }
  }

  /// Checks that the folder holds no results but those that are read.
  ///
  /// - Parameters:
  ///   - read: The manifests of the results that are read.
  ///   - output: What is to be written, for the message.
  /// - Throws: ``CommandFailure``.
  package func requireResults(among read: [Manifest], for output: String) throws {
    let isOther = manifest.map { here in !read.contains { $0.outputs == here.outputs } }
    guard isOther ?? ResultsFolder.holdsParts(folder) else { return }
    throw CommandFailure(
      .usage,
      "\(folder): error: holds other results than those that are read; expected another place for "
        + "\(output), or --force to write it there anyway")
  }

  /// Whether the folder holds no results of another study than that of some files.
  package func isOfSameStudy(_ files: [Manifest.File]) -> Bool {
    Self.sheet(files).map { isOfSameStudy($0.path, sha256: $0.sha256) } ?? true
  }

  /// Whether the folder holds no results of another study than that of a sheet: one of another path
  /// and another content.
  ///
  /// - Parameters:
  ///   - sheet: The study sheet, or the folder of a study.
  ///   - sha256: The sheet's checksum, where it is known; otherwise it is made where it is needed.
  package func isOfSameStudy(_ sheet: String, sha256: String = "") -> Bool {
    guard let first = Self.sheet(inputs) else { return true }
    func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
    let place = absolute(sheet)
    // A study that is a folder is known by the files in it.
    // What came through standard input is known by its content alone.
    let isSamePlace =
      !StandardInput.isMeant(by: sheet)
      && inputs.contains {
        let other = absolute($0.path)
        return other == place || other.hasPrefix(place + "/")
      }
    if isSamePlace { return true }
    let checksum = sha256.isEmpty ? try? SHA256.checksum(ofFile: sheet) : sha256
    return checksum == first.sha256
  }

  /// - Throws: ``CommandFailure`` where the folder holds the results of another study.
  package func requireSameStudy(_ files: [Manifest.File]) throws {
    guard let sheet = Self.sheet(files) else { return }
    try requireSameStudy(sheet.path, sha256: sheet.sha256)
  }

  /// - Throws: ``CommandFailure`` where the folder holds the results of another study, or a cohort.
  package func requireSameStudy(_ sheet: String, sha256: String = "") throws {
    let isCohort =
      manifest == nil
      && FileManager.default.fileExists(atPath: "\(folder)/\(CohortSummary.fileName)")
    if isCohort {
      throw CommandFailure(
        .usage,
        "\(folder): error: holds the tables of a cohort; expected a folder of its own for "
          + "\(sheet), or --force to write there anyway")
    }
    guard !isOfSameStudy(sheet, sha256: sha256), let first = Self.sheet(inputs) else { return }
    throw CommandFailure(
      .usage,
      "\(folder): error: holds the results of another study, \(first.path); expected a folder of "
        + "its own for \(sheet), or --force to replace those results")
  }

  /// The files that the manifest and the record of a run name, as they were written, so that no
  /// other file is ever removed.
  ///
  /// - Parameter kept: The names of those that still hold.
  package func files(keeping kept: Set<String>) -> [String] {
    let written = record.stages.values.flatMap(\.outputs) + (manifest?.outputs ?? [])
    let stale = written.filter {
      !kept.contains($0.path) && $0.isInside && $0.isUnchanged(in: folder)
    }.map(\.path)
    let seals = [RunRecord.fileName, Manifest.fileName].filter {
      !kept.contains($0) && !stale.contains($0) && !written.isEmpty
    }
    // A cohort's seal goes before its tables.
    return seals
      + Set(stale).sorted { first, second in
        let isSeal = [first, second].map { $0.hasSuffix(CohortSummary.fileName) }
        return isSeal[0] == isSeal[1] ? first < second : isSeal[0]
      }
  }

  private static func sheet(_ files: [Manifest.File]) -> Manifest.File? {
    files.first { $0.role == InputFile.Role.sheet.rawValue } ?? files.first
  }
}
