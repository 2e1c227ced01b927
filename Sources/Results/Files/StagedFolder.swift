import Foundation
import Synchronization

/// The next content of a folder of results, made apart from the present one.
///
/// A run of several stages writes into ``path``, a hidden folder within the results, where a later
/// stage finds what an earlier one has made, and what is kept of the present content: see
/// ``keep(_:)``. ``publish(_:removing:seals:)`` puts everything in place at the end. Until then the
/// present content is whole, however the process ends; what a killed process leaves behind is
/// removed by the next one.
///
/// While it lives, its process alone writes into the folder: see ``FolderLock``.
public final class StagedFolder: Sendable {
  /// The folder of results.
  public let results: String
  /// The hidden folder, to be written into.
  public let path: String
  private let lock: FolderLock
  private let state: Mutex<State>

  /// How often a stage is removed that files are still put into.
  private static let mostRemovals = 100

  private struct State {
    var created: [String]
    var isClosed = false
    /// The files that are read, which are neither replaced nor removed.
    var inputs = ReadFiles()
  }

  /// Takes a folder's lock, making the folder where it is missing, and makes an empty stage in it.
  ///
  /// - Throws: ``FileFailure`` when a folder cannot be made, ``FolderLock/Held`` where another
  ///   process writes into it.
  public init(results: String) throws {
    self.results = results
    path = "\(results)/\(TemporaryName.of(TemporaryName.stage))"
    let created = try FolderMaking.make(results)
    do {
      lock = try FolderLock(folder: results)
      TemporaryName.sweep(results)
      // A former process may have had this number; the lock tells that it is gone.
      try? FileManager.default.removeItem(atPath: path)
      _ = try FolderMaking.make(path)
    } catch {
      FolderMaking.remove(created)
      throw error
    }
    state = Mutex(State(created: created))
  }

  deinit { discard() }

  /// Names files that are read, and checks at once that they are none of some files of the folder.
  ///
  /// - Parameters:
  ///   - inputs: The files; those named before count too.
  ///   - names: The files of the folder that may be replaced or removed.
  /// - Throws: ``OutputRefusal``.
  public func keepApart(from inputs: [String], names: [String]) throws(OutputRefusal) {
    let all = state.withLock { state in
      state.inputs.add(inputs)
      return state.inputs
    }
    for name in names { try all.require(apart: "\(results)/\(name)") }
  }

  /// A failure as a user knows its file: by the place that it was to have, not by that in the stage.
  public func named(_ failure: FileFailure) -> FileFailure {
    guard failure.path.hasPrefix(path) else { return failure }
    return FileFailure(
      path: results + failure.path.dropFirst(path.count), action: failure.action,
      code: failure.code)
  }

  /// Takes files of the present content over, as further names of the same files where the file
  /// system has such.
  ///
  /// - Throws: ``FileFailure`` when one cannot be taken over.
  public func keep(_ names: [String]) throws(FileFailure) {
    for name in names {
      let (present, next) = ("\(results)/\(name)", "\(path)/\(name)")
      try Self.makeParent(of: next)
      if link(present, next) == 0 { continue }
      do {
        try FileManager.default.copyItem(atPath: present, toPath: next)
      } catch {
        throw FileFailure(path: present, action: .read, code: errno == 0 ? EIO : errno)
      }
    }
  }

  /// Puts files in place.
  ///
  /// The seals are removed first, the outermost before all else, and come last, so that a process
  /// that is killed in between leaves a folder that readers refuse. A seal that is not staged stays
  /// removed.
  ///
  /// - Parameters:
  ///   - names: The files, by their names in the stage and in the folder alike.
  ///   - removed: Files of the present content that are no longer part of it.
  ///   - seals: The files that stand for others, the outermost last.
  /// - Throws: ``FileFailure`` when a file cannot be moved or removed, ``OutputRefusal`` before any
  ///   change where one is read.
  public func publish(
    _ names: [String], removing removed: [String] = [], seals: [String] = []
  ) throws {
    try keepApart(from: [], names: names + removed + seals)
    let failure = state.withLock { state -> FileFailure? in
      guard !state.isClosed else { return nil }
      do throws(FileFailure) {
        for seal in seals.reversed() { try remove(seal) }
        for name in names where !seals.contains(name) { try move(name) }
        for name in removed where !seals.contains(name) { try remove(name) }
        for seal in seals where access("\(path)/\(seal)", F_OK) == 0 { try move(seal) }
        state.created = []
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
    discard()
  }

  /// Removes the stage and gives the lock up; from any thread, and again.
  public func discard() {
    state.withLock { state in
      if state.isClosed { return }
      // Another thread may put a file in while the rest goes, where a signal ends the process.
      for _ in 0..<Self.mostRemovals {
        try? FileManager.default.removeItem(atPath: path)
        if access(path, F_OK) != 0 { break }
      }
      lock.release()
      FolderMaking.remove(state.created)
      state.isClosed = true
    }
  }

  private func move(_ name: String) throws(FileFailure) {
    let final = "\(results)/\(name)"
    if let failure = FolderChange.stop(at: final) { throw failure }
    try Self.makeParent(of: final)
    guard rename("\(path)/\(name)", final) == 0 else {
      throw FileFailure(path: final, action: .rename, code: errno)
    }
  }

  /// Removes a file that may be missing.
  private func remove(_ name: String) throws(FileFailure) {
    let failure =
      FolderChange.stop(at: "\(results)/\(name)") ?? FolderChange.remove(name, from: results)
    if let failure { throw failure }
  }

  private static func makeParent(of path: String) throws(FileFailure) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    _ = try FolderMaking.make(String(path[..<slash]))
  }
}
