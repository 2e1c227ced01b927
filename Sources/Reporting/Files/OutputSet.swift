import Glibc
import Synchronization

/// Files that appear in a folder together or not at all.
///
/// Each is written under a temporary name beside its own. ``commit()`` renames all of them once
/// all are complete; ``discard()``, which also runs when the set goes away, removes what is
/// temporary. Both may be called from any thread, so that a signal's handler can discard.
public final class OutputSet: Sendable {
  /// The folder.
  public let folder: String
  private let state: Mutex<State>

  private struct State {
    var temporary: [(path: String, final: String)] = []
    var created: [String] = []
    var isClosed = false
  }

  /// Opens a folder for results, making it where it is missing.
  ///
  /// - Throws: ``FileFailure`` when it cannot be made or is no folder.
  public init(folder: String) throws(FileFailure) {
    self.folder = folder
    state = Mutex(State(created: try Self.make(folder)))
  }

  deinit { discard() }

  /// Starts a file.
  ///
  /// - Parameter name: The name in the folder.
  /// - Throws: ``FileFailure`` when it cannot be created.
  public func file(_ name: String) throws(FileFailure) -> OutputFile {
    let final = "\(folder)/\(name)"
    let path = "\(folder)/.\(name).\(getpid()).tmp"
    // A file left by a process of the same number that was killed is no one's any more.
    unlink(path)
    let file = try OutputFile(name: name, path: final, temporary: path)
    state.withLock { $0.temporary.append((path, final)) }
    return file
  }

  /// Makes room for a file that another library writes.
  ///
  /// - Parameter name: The name in the folder.
  /// - Returns: The path to write to; ``commit()`` renames what is there.
  public func path(forFile name: String) -> String {
    let path = "\(folder)/.\(name).\(getpid()).tmp"
    unlink(path)
    state.withLock { $0.temporary.append((path, "\(folder)/\(name)")) }
    return path
  }

  /// Puts all files in place, in the order in which they were started.
  ///
  /// - Throws: ``FileFailure`` when a name cannot be changed; what is still temporary is removed.
  public func commit() throws(FileFailure) {
    let failure = state.withLock { state -> FileFailure? in
      guard !state.isClosed else { return nil }
      for index in state.temporary.indices {
        let (path, final) = state.temporary[index]
        if rename(path, final) != 0 {
          let failure = FileFailure(path: final, action: .rename, code: errno)
          state.temporary.removeFirst(index)
          return failure
        }
      }
      state.temporary = []
      state.created = []
      return nil
    }
    if let failure {
      discard()
      throw failure
    }
  }

  /// Removes the temporary files, and the folder where this set had made it and it is empty.
  public func discard() {
    state.withLock { state in
      for (path, _) in state.temporary { unlink(path) }
      for path in state.created.reversed() { rmdir(path) }
      (state.temporary, state.created, state.isClosed) = ([], [], true)
    }
  }

  /// Makes a folder and those above it; returns the ones that were made, outermost first.
  private static func make(_ folder: String) throws(FileFailure) -> [String] {
    var status = stat()
    if stat(folder, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileFailure(path: folder, action: .create, code: ENOTDIR)
      }
      guard access(folder, W_OK | X_OK) == 0 else {
        throw FileFailure(path: folder, action: .write, code: errno)
      }
      return []
    }
    guard errno == ENOENT else { throw FileFailure(path: folder, action: .create, code: errno) }
    var made: [String] = []
    let trimmed = folder.last == "/" && folder.count > 1 ? String(folder.dropLast()) : folder
    if let slash = trimmed.lastIndex(of: "/"), slash != trimmed.startIndex {
      made = try make(String(trimmed[..<slash]))
    }
    guard mkdir(trimmed, 0o755) == 0 else {
      let code = errno
      for path in made.reversed() { rmdir(path) }
      throw FileFailure(path: folder, action: .create, code: code)
    }
    return made + [trimmed]
  }
}
