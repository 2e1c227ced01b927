import Foundation
package import Results

extension ResultsFolder {
  /// Opens the results that a user named, as ``init(_:version:verification:)`` does with this
  /// version, and says in plain words what a folder without results is instead.
  ///
  /// - Throws: ``CommandFailure``, `FileFailure` and `TableFailure`.
  package init(opening folder: String, verification: Verification = .onOpening) throws {
    try FolderKind.requireResults(folder)
    try self.init(folder, version: ToolVersion.number, verification: verification)
  }
}
