import DelimitedText
import Foundation
import Results

/// Says in plain words what is wrong with a folder that a user named.
package enum FolderKind {
  /// - Throws: ``CommandFailure`` where a folder has no results of `metachron origins`; results that
  ///   are incomplete pass, since opening them tells more.
  package static func requireResults(_ folder: String) throws {
    let wanted = "expected a folder written by metachron origins or metachron run"
    try requireFolder(folder, wanted)
    guard !holds(folder, Manifest.fileName), !ResultsFolder.holdsParts(folder) else { return }
    throw CommandFailure(
      .noInput,
      holds(folder, CohortSummary.fileName)
        ? "\(folder): error: holds the tables of a cohort, not the results of a study; \(wanted)"
        : "\(folder): error: not a results folder: it has no \(Manifest.fileName); \(wanted)")
  }

  /// - Throws: ``CommandFailure`` where a folder has no cohort of `metachron cohort`.
  package static func requireCohort(_ folder: String) throws {
    let wanted = "expected a folder written by metachron cohort"
    try requireFolder(folder, wanted)
    // Opening an incomplete one tells more.
    guard !CohortFolder.isSealed(folder), !CohortFolder.isIncomplete(folder) else { return }
    throw CommandFailure(
      .noInput,
      holds(folder, Manifest.fileName)
        ? "\(folder): error: holds results, but no cohort yet; make one with: "
          + "metachron cohort \(folder) --gene GENE -o \(folder)/\(CohortFolder.innerName)"
        : "\(folder): error: not a cohort folder: it has no \(CohortSummary.fileName); \(wanted)")
  }

  private static func requireFolder(_ path: String, _ wanted: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      let plain = FolderPath.plain(path)
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: plain) {
        throw CommandFailure(
          .noInput,
          "\(plain): error: is a symbolic link to \(target), which does not exist; \(wanted)")
      }
      throw CommandFailure(.noInput, "\(path): error: no such folder; \(wanted)")
    }
    guard isFolder.boolValue else {
      throw CommandFailure(.noInput, "\(path): error: is a file; \(wanted)")
    }
  }

  private static func holds(_ folder: String, _ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(name)")
  }
}
