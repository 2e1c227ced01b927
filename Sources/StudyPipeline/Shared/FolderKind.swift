import Foundation
import Results

/// Says in plain words what is wrong with a folder that a user named.
package enum FolderKind {
  /// - Throws: ``CommandFailure`` where a folder has no results of `metachron origins`; results that
  ///   are incomplete pass, since opening them tells more.
  package static func requireResults(_ folder: String) throws {
    let wanted = "expected a folder written by metachron origins or metachron run"
    try requireFolder(folder, wanted)
    let traces = [Manifest.fileName, OriginRow.table.fileName]
    guard !traces.contains(where: { holds(folder, $0) }) else { return }
    throw CommandFailure(
      .noInput,
      holds(folder, CohortSummary.fileName)
        ? "\(folder): error: holds the tables of a cohort, not the results of a study; \(wanted)"
        : "\(folder): error: holds no results: there is no \(Manifest.fileName); \(wanted)")
  }

  /// - Throws: ``CommandFailure`` where a folder has no cohort of `metachron cohort`.
  package static func requireCohort(_ folder: String) throws {
    let wanted = "expected a folder written by metachron cohort"
    try requireFolder(folder, wanted)
    guard !holds(folder, CohortSummary.fileName) else { return }
    throw CommandFailure(
      .noInput,
      holds(folder, Manifest.fileName)
        ? "\(folder): error: holds results, but no cohort yet; make one with: "
          + "metachron cohort \(folder) --gene GENE -o \(folder)/\(CohortFolder.innerName)"
        : "\(folder): error: holds no cohort: there is no \(CohortSummary.fileName); \(wanted)")
  }

  private static func requireFolder(_ path: String, _ wanted: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
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
