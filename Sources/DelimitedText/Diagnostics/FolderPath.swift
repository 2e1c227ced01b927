/// The path of a folder.
package enum FolderPath {
  /// The path without a slash at its end, as messages and file names continue it; the root keeps its
  /// own.
  package static func plain(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
