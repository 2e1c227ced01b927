import DelimitedText

/// The parts of a file's path.
enum FilePath {
  /// The name of a file without folders and its last extension.
  static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The path of a file that a table in a folder names; a file named `-` is not standard input.
  static func joined(_ written: String, in folder: String) -> String {
    if written.hasPrefix("/") { return written }
    return folder.isEmpty && StandardInput.isMeant(by: written) ? "./" + written : folder + written
  }

  /// The folder of a path with its slash, or nothing.
  static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
