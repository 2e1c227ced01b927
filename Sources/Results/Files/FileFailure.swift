import Glibc

/// A file that could not be read or written.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried.
  public enum Action: String, Hashable, Sendable {
    case read = "cannot be read"
    case create = "cannot be created"
    case write = "cannot be written"
    case rename = "cannot be put in place"
  }

  /// The file or folder.
  public let path: String
  /// What was tried.
  public let action: Action
  /// The system's error number.
  public let code: Int32

  /// Creates a failure.
  public init(path: String, action: Action, code: Int32) {
    (self.path, self.action, self.code) = (path, action, code)
  }

  /// Whether the file or folder does not exist.
  public var isAbsence: Bool { code == ENOENT }

  /// `what failed: the system's reason`.
  public var reason: String { "\(action.rawValue): \(String(cString: strerror(code)))" }

  /// `path: what failed: the system's reason`.
  public var description: String { "\(path): \(reason)" }
}
