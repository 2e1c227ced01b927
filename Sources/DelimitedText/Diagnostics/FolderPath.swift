/// The path of a folder.
package enum FolderPath {
  /// The path without slashes at its end, as messages and file names continue it; the root keeps its
  /// own.
  package static func plain(_ path: String) -> String {
    var plain = path[...]
    while plain.count > 1, plain.hasSuffix("/") { plain.removeLast() }
    return String(plain)
  }
}
