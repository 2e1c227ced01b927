import Glibc

/// Which plain file is at a path, and in what state: another stamp means another file, or one that
/// was written to since.
public struct FileStamp: Hashable, Sendable {
  /// A file whatever its names: hard links and symbolic links of one file have one identity.
  public struct Identity: Hashable, Sendable {
    private let device: UInt
    private let number: UInt

    fileprivate init(_ status: stat) {
      (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
    }
  }

  /// The file.
  public let identity: Identity
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The state of the file at a path, links followed; `nil` where there is no plain file.
  public init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The state of an open file; `nil` where it is no plain file.
  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    identity = Identity(status)
    size = Int(status.st_size)
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}
