public import DelimitedText
import Glibc

/// A file of an ``OutputSet``: written under a temporary name, hashed on the way.
///
/// Not sendable: one thread writes it.
public final class OutputFile {
  /// The name in the folder.
  public let name: String
  /// The SHA-256 of the content; `nil` until ``finish(synchronising:)``.
  public private(set) var checksum: String?
  /// Where the bytes are until the set is committed, for programs that read them before.
  public let temporaryPath: String
  // What messages name: the file as it will be, not its temporary name.
  private let path: String
  private var descriptor: Int32
  private var hash: SHA256?

  init(name: String, path: String, temporary: String) throws(FileFailure) {
    self.name = name
    self.path = path
    temporaryPath = temporary
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure(path: path, action: .create, code: errno) }
    hash = SHA256()
  }

  /// Opens a device, a FIFO or, for the path `-`, standard output to write into it; there is then nothing to put in place.
  ///
  /// - Throws: ``FileFailure`` when it cannot be opened.
  public init(stream path: String) throws(FileFailure) {
    let isStandardOutput = StandardInput.isMeant(by: path)
    (name, self.path, temporaryPath) = (
      path, isStandardOutput ? "standard output" : path, path
    )
    descriptor =
      isStandardOutput
      ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0) : open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path: path, action: .write, code: errno) }
    hash = SHA256()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Appends bytes.
  ///
  /// - Throws: ``FileFailure``, for example on a full disk.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    hash?.update(bytes)
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure(path: path, action: .write, code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Appends rows.
  ///
  /// - Throws: ``FileFailure``, for example on a full disk.
  public func write(_ table: borrowing TableWriter) throws(FileFailure) {
    let bytes = table.withBytes { bytes in
      Result<Void, FileFailure> { () throws(FileFailure) in try write(bytes) }
    }
    try bytes.get()
  }

  /// Appends text.
  ///
  /// - Throws: ``FileFailure``, for example on a full disk.
  public func write(_ text: String) throws(FileFailure) {
    var text = text
    let done = text.withUTF8 { bytes in
      Result<Void, FileFailure> { () throws(FileFailure) in
        try write(UnsafeRawBufferPointer(bytes))
      }
    }
    try done.get()
  }

  /// Closes the file under its temporary name.
  ///
  /// - Parameter synchronising: Whether to wait until the bytes are on the disk.
  /// - Throws: ``FileFailure``, for example on a full disk.
  public func finish(synchronising: Bool = false) throws(FileFailure) {
    guard descriptor >= 0 else { return }
    if synchronising, fsync(descriptor) != 0 {
      throw FileFailure(path: path, action: .write, code: errno)
    }
    let status = close(descriptor)
    descriptor = -1
    guard status == 0 else { throw FileFailure(path: path, action: .write, code: errno) }
    checksum = hash.take()?.finish()
  }
}
