import DelimitedText
import Glibc
import Synchronization

/// The right to write into a folder, which one process has at a time.
///
/// A file `.metachron.lock` in the folder is locked with `flock`, which the system gives up when the
/// process that holds it ends, however it ends: a dead process's lock is taken over. The file holds
/// the holder's process number, for messages alone.
public final class FolderLock: Sendable {
  /// A folder into which another process is writing.
  public struct Held: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder.
    public let folder: String
    /// The process that writes; `nil` where it could not be told.
    public let process: Int?

    /// The message.
    public var description: String {
      "\(folder): error: another run\(process.map { " (process \($0))" } ?? "") is writing into this "
        + "folder; expected to be the only one: wait for it, or choose another folder"
    }
  }

  /// A path of the lock at which there is something else than a file.
  public struct Blocked: Error, Hashable, Sendable, CustomStringConvertible {
    /// The message.
    public let description: String

    /// What is at a path; `nil` for a file or nothing.
    fileprivate init?(_ path: String) {
      var status = stat()
      guard lstat(path, &status) == 0 else { return nil }
      let kind: String
      switch status.st_mode & S_IFMT {
      case S_IFREG: return nil
      case S_IFDIR: kind = "a folder"
      case S_IFLNK: kind = "a symbolic link"
      default: kind = "a device, a socket or a FIFO"
      }
      description =
        "\(path): error: is \(kind); expected nothing, or the lock that metachron makes while it "
        + "writes: remove it, or choose another folder"
    }
  }

  private static let name = ".metachron.lock"
  /// The files that this process has locked: on a full disk its number cannot be written into them.
  private static let held = Mutex<Set<FileStamp.Identity>>([])
  private let path: String
  /// The locked file; -1 once it was given up.
  private let descriptor: Mutex<Int32>

  /// Takes the lock of a folder that exists.
  ///
  /// - Throws: ``Held`` where another process has it, ``FileFailure`` where the file cannot be made.
  public init(folder: String) throws {
    path = "\(folder)/\(Self.name)"
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard file >= 0 else {
        let code = errno
        if let blocked = Blocked(path) { throw blocked }
        throw FileFailure(path: path, action: .create, code: code)
      }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        defer { close(file) }
        guard code == EWOULDBLOCK else {
          throw FileFailure(path: path, action: .create, code: code)
        }
        throw Held(folder: folder, process: Self.holder(file) ?? Self.own(file))
      }
      // The former holder removes the file before it unlocks it: what was locked may be gone.
      var (mine, there) = (stat(), stat())
      if fstat(file, &mine) == 0, stat(path, &there) == 0, mine.st_ino == there.st_ino,
        mine.st_dev == there.st_dev
      {
        let text = Array("\(getpid())\n".utf8)
        ftruncate(file, 0)
        _ = text.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
        descriptor = Mutex(file)
        if let identity = FileStamp(descriptor: file)?.identity {
          _ = Self.held.withLock { $0.insert(identity) }
        }
        return
      }
      close(file)
    }
  }

  /// Gives the lock up; it may be called from any thread, and again.
  public func release() {
    descriptor.withLock { file in
      guard file >= 0 else { return }
      if let identity = FileStamp(descriptor: file)?.identity {
        _ = Self.held.withLock { $0.remove(identity) }
      }
      unlink(path)
      close(file)
      file = -1
    }
  }

  deinit { release() }

  /// This process, where it is the one that has locked the file.
  private static func own(_ file: Int32) -> Int? {
    guard let identity = FileStamp(descriptor: file)?.identity else { return nil }
    return held.withLock { $0.contains(identity) } ? Int(getpid()) : nil
  }

  private static func holder(_ file: Int32) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int(String(decoding: bytes[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
