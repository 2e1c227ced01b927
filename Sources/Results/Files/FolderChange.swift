import Glibc
import Synchronization

/// The single changes by which new content takes the place of former content.
package enum FolderChange {
  /// Counts changes and ends the process's work after some of them, as a kill would.
  package final class Stop: Sendable {
    private let rest: Mutex<Int>

    /// Lets a number of changes pass.
    package init(after count: Int) { rest = Mutex(count) }

    /// Whether the work ends here.
    fileprivate var isDue: Bool {
      rest.withLock { rest in
        rest -= 1
        return rest < 0
      }
    }
  }

  /// Where tests end the changes; `nil` everywhere else.
  @TaskLocal package static var stop: Stop?

  /// The failure with which a test ends the changes here.
  static func stop(at path: String) -> FileFailure? {
    stop?.isDue == true ? FileFailure(path: path, action: .rename, code: EINTR) : nil
  }

  /// Removes a file that may be missing, and a folder within the results with its last file.
  static func remove(_ name: String, from folder: String) -> FileFailure? {
    let path = "\(folder)/\(name)"
    guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else {
      return FileFailure(path: path, action: .rename, code: errno)
    }
    if let slash = name.lastIndex(of: "/") { rmdir("\(folder)/\(name[..<slash])") }
    return nil
  }
}
