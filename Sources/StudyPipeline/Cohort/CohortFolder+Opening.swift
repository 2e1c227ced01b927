import Foundation
package import Results

extension CohortFolder {
  /// Opens the cohort that a user named, as ``init(_:version:verification:)`` does with this version.
  ///
  /// The results that it was made from may have changed since: inside of results that is a failure,
  /// of folders elsewhere, whose paths may mean others by now, a warning.
  ///
  /// - Throws: ``CommandFailure``, `FileFailure` and `TableFailure`.
  package init(opening folder: String) throws {
    try FolderKind.requireCohort(Self.path(for: folder))
    try self.init(folder, version: ToolVersion.number)
    let outer = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
    let beside = Self.manifest(of: outer)
    if beside.map({ !isMade(from: $0) }) ?? ResultsFolder.holdsParts(outer) {
      throw TableFailure(path: path, "was \(Self.words(outer))")
    }
    for source in summary.folders {
      // A copy belongs to the copy of the results beside it, whatever became of the original.
      if let beside, Self.isMade(source, from: beside) { continue }
      if let manifest = Self.manifest(of: source.path), !isMade(from: manifest) {
        StandardError.write("warning: \(path) was \(Self.words(source.path))")
      }
    }
  }

  /// What a reader is told of a cohort that does not belong to results.
  package static func words(_ results: String) -> String {
    "made from other results than those in \(results) now; expected a cohort of these: make it again "
      + "with metachron cohort"
  }

  private static func manifest(of folder: String) -> Manifest? {
    try? Manifest.read("\(folder)/\(Manifest.fileName)")
  }
}
