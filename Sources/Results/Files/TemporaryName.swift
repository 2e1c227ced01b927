import Foundation

/// Names of what is not complete yet: `.metachron.NAME.PROCESS.tmp`, beside the file that it becomes.
enum TemporaryName {
  /// What a ``StagedFolder`` is named after.
  static let stage = "run"

  /// How all of them begin: only such names are ever swept.
  private static let prefix = ".metachron."

  /// The temporary name of a file of this process.
  static func of(_ name: String) -> String { "\(prefix)\(name).\(getpid()).tmp" }

  /// Removes what processes that are gone have left in a folder.
  static func sweep(_ folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var stale: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let process = process(of: name), isGone(process) { stale.append(name) }
    }
    for name in stale {
      let path = "\(folder)/\(name)"
      // A file is unlinked; of folders only those that a staged run makes are removed.
      if unlink(path) != 0, name.hasPrefix("\(prefix)\(stage).") {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
  }

  /// The process in a temporary name; `nil` for any other name.
  private static func process(of name: String) -> pid_t? {
    guard name.hasPrefix(prefix), name.hasSuffix(".tmp") else { return nil }
    let stem = name.dropFirst(prefix.count).dropLast(4)
    guard let dot = stem.lastIndex(of: "."), dot > stem.startIndex,
      let process = pid_t(stem[stem.index(after: dot)...]), process > 0
    else { return nil }
    return process
  }

  /// Whether a process has ended. One of the same number that started since counts as alive.
  private static func isGone(_ process: pid_t) -> Bool {
    kill(process, 0) != 0 && errno == ESRCH
  }
}
