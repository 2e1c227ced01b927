import Glibc
import Synchronization

/// The input that a command is given for the path `-`.
///
/// A table is read more than once: to tell what it is, for its content and for its checksum. A pipe
/// can be read only once, so its bytes are kept in a file without a name, which goes away with the
/// process.
package enum StandardInput {
  /// The path that stands for standard input, and for standard output where something is written.
  package static let mark = "-"

  /// Whether a path stands for standard input or output. A file of that name is `./-`.
  package static func isMeant(by path: String) -> Bool { path == mark }

  /// The path of the bytes behind a path: the path itself, unless it is ``mark``.
  ///
  /// Where standard input cannot be kept, as on a full disk, the path leads to nothing, and who opens
  /// it tells so.
  ///
  /// - Complexity: The first call for ``mark`` reads standard input to its end.
  package static func place(of path: String) -> String {
    guard isMeant(by: path) else { return path }
    return kept.withLock { place in
      if let place { return place }
      let made = keep(STDIN_FILENO) ?? "/proc/self/fd/\(STDIN_FILENO)"
      place = made
      return made
    }
  }

  private static let kept = Mutex<String?>(nil)

  /// Copies a stream into a file without a name; `nil` where that fails.
  private static func keep(_ stream: Int32) -> String? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/metachron-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { return nil }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(name)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(stream, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count == 0 { return "/proc/self/fd/\(file)" }
      guard count > 0, write(buffer[..<count], to: file) else {
        close(file)
        return nil
      }
    }
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to file: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
