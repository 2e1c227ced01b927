import DelimitedText
public import Foundation
import Synchronization

/// Files that appear in a folder together or not at all.
///
/// Each is written under a temporary name beside its own. ``commit()`` renames all of them once
/// all are complete; ``discard()``, which also runs when the set goes away, removes what is
/// temporary. Both may be called from any thread, so that a signal's handler can discard.
///
/// A folder whose files belong together has a seal: the one file that names the others with their
/// checksums. It is removed before the first name is changed and put in place last, so that a
/// process that is killed between two renames leaves a folder that readers refuse, not a mixture.
///
/// While the set lives, its process alone writes into the folder: see ``FolderLock``.
public final class OutputSet: Sendable {
  /// The folder.
  public let folder: String
  /// The file that stands for the whole set; `nil` where each file stands for itself.
  public let seal: String?
  /// The names that the files may have in a folder of results; a sealed set has them all.
  private let own: Set<String>
  /// The folder's lock, where this set has taken it, and that of the results around it.
  private let locks: [FolderLock]
  private let state: Mutex<State>

  private struct State {
    var temporary: [(path: String, final: String)] = []
    var removed: [String] = []
    var created: [String] = []
    var isClosed = false
    /// The files that are read, which no file of the set may be.
    var inputs: ReadFiles
  }

  /// Opens a folder for results, making it where it is missing, and removes the temporary files
  /// that processes which are gone have left in it.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - seal: The file that names all others with their checksums.
  ///   - lock: The lock of the folder where the caller has it; otherwise it is taken here.
  ///   - own: The names that the files may have where the folder holds results.
  ///   - inputs: The files that are read, which are never replaced.
  /// - Throws: ``FileFailure`` when the folder cannot be made or is none, ``FolderLock/Held`` where
  ///   another process writes into it.
  public init(
    folder: String, seal: String? = nil, lock: FolderLock? = nil, own: Set<String> = [],
    inputs: [String] = []
  ) throws {
    self.folder = folder
    self.seal = seal
    self.own = own
    let created = try FolderMaking.make(folder)
    do {
      var locks: [FolderLock] = []
      if seal != nil, let outer = try Self.outerLock(of: folder) { locks.append(outer) }
      if lock == nil { locks.append(try FolderLock(folder: folder)) }
      self.locks = locks
    } catch {
      FolderMaking.remove(created)
      throw error
    }
    state = Mutex(State(created: created, inputs: ReadFiles(inputs)))
    TemporaryName.sweep(folder)
  }

  deinit { discard() }

  /// The lock of the results that a folder lies in: a run replaces what is in its folder with the
  /// rest. `nil` where there are none, or this process has that lock already.
  private static func outerLock(of folder: String) throws -> FolderLock? {
    let path = FolderPath.plain(folder)
    let outer: String
    if let slash = path.lastIndex(of: "/") {
      outer = slash == path.startIndex ? "/" : String(path[..<slash])
    } else {
      outer = path == "." ? ".." : "."
    }
    let marks = [Manifest.fileName, OriginRow.table.fileName, ResultTables.runRecord]
    guard marks.contains(where: { access("\(outer)/\($0)", F_OK) == 0 }) else { return nil }
    do {
      return try FolderLock(folder: outer)
    } catch let held as FolderLock.Held where held.process == Int(getpid()) {
      return nil
    }
  }

  /// Names files that are read, which are never replaced, besides those named before.
  public func keepApart(from inputs: [String]) { state.withLock { $0.inputs.add(inputs) } }

  /// The same, of files that were noted before.
  public func keepApart(from inputs: ReadFiles) { state.withLock { $0.inputs.add(inputs) } }

  /// Starts a file.
  ///
  /// - Parameter name: The name in the folder.
  /// - Throws: ``FileFailure`` when it cannot be created, ``OutputRefusal`` where it would replace a
  ///   file that is not its own.
  public func file(_ name: String) throws -> OutputFile {
    let final = try place(of: name)
    let isNew = state.withLock { state in !state.temporary.contains { $0.final == final } }
    precondition(isNew, "a file is started once in a set")
    let path = temporaryPath(of: name)
    // A file left by a process of the same number that was killed is no one's any more.
    unlink(path)
    return try ProcessEnd.make(at: final) { () throws(FileFailure) in
      let file = try OutputFile(name: name, path: final, temporary: path)
      state.withLock { $0.temporary.append((path, final)) }
      return file
    }
  }

  /// Writes a whole file.
  ///
  /// - Throws: As ``file(_:)``, and ``FileFailure`` when it cannot be written.
  @discardableResult
  public func write(_ data: Data, to name: String) throws -> OutputFile {
    let file = try file(name)
    let result = data.withUnsafeBytes { bytes in
      Result<Void, FileFailure> { () throws(FileFailure) in try file.write(bytes) }
    }
    try result.get()
    try file.finish()
    return file
  }

  /// Where a file stands until all are complete.
  public func temporaryPath(of name: String) -> String { "\(folder)/\(TemporaryName.of(name))" }

  /// Takes in a file that something else wrote at its temporary path; a refused one is removed.
  ///
  /// - Throws: ``OutputRefusal`` where it would replace a file that is not its own.
  public func adopt(_ name: String) throws(OutputRefusal) {
    let path = temporaryPath(of: name)
    do {
      let final = try place(of: name)
      state.withLock { $0.temporary.append((path, final)) }
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Where a file of the set will be.
  private func place(of name: String) throws(OutputRefusal) -> String {
    let final = "\(folder)/\(name)"
    try OutputPlace(final).require(
      own: seal == nil ? own : ResultTables.fileNames.union([name]),
      apartFrom: state.withLock { $0.inputs })
    return final
  }

  /// Takes note of files of the folder that go when the others come; a missing one is no failure.
  ///
  /// - Throws: ``OutputRefusal`` where one is read.
  public func remove(_ names: [String]) throws(OutputRefusal) {
    let inputs = state.withLock { $0.inputs }
    for name in names { try inputs.require(apart: "\(folder)/\(name)") }
    state.withLock { $0.removed += names }
  }

  /// Puts all files in place, in the order in which they were started, the seal last.
  ///
  /// - Throws: ``FileFailure`` when a name cannot be changed; what is still temporary is removed.
  public func commit() throws(FileFailure) {
    let failure = state.withLock { state -> FileFailure? in
      guard !state.isClosed else { return nil }
      if let seal {
        let path = "\(folder)/\(seal)"
        state.temporary =
          state.temporary.filter { $0.final != path }
          + state.temporary.filter { $0.final == path }
        if unlink(path) != 0, errno != ENOENT {
          return FileFailure(path: path, action: .rename, code: errno)
        }
        if let failure = FolderChange.stop(at: path) { return failure }
      }
      for name in state.removed {
        if let failure = FolderChange.remove(name, from: folder) ?? FolderChange.stop(at: name) {
          return failure
        }
      }
      for index in state.temporary.indices {
        let (path, final) = state.temporary[index]
        if let failure = FolderChange.stop(at: final) { return failure }
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
      for lock in locks { lock.release() }
      FolderMaking.remove(state.created)
      (state.temporary, state.created, state.isClosed) = ([], [], true)
    }
  }
}
