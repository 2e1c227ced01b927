import Foundation

/// The last moment of a process that a signal ends: from when it cleans up until it is gone.
///
/// Other threads work on while one cleans up. From ``begin()`` on none of them makes a file or a folder
/// any more, so that what was cleaned up stays so.
public enum ProcessEnd {
  private static let gate = NSLock()
  nonisolated(unsafe) private static var hasBegun = false

  /// Lets nothing be made from now on; what is being made is made before.
  public static func begin() { gate.withLock { hasBegun = true } }

  /// Whether the process is about to end.
  public static var isNear: Bool { gate.withLock { hasBegun } }

  /// Makes a file or a folder.
  ///
  /// - Throws: ``FileFailure`` where the process is about to end, and what the body throws.
  static func make<Made>(
    at path: String, _ body: () throws(FileFailure) -> Made
  ) throws(FileFailure) -> Made {
    gate.lock()
    defer { gate.unlock() }
    guard !hasBegun else { throw FileFailure(path: path, action: .create, code: EINTR) }
    return try body()
  }
}
