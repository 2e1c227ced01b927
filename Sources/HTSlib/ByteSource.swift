import CHTSlib
import Glibc

/// The bytes of a plain, gzip or bgzip file, read from start to end.
///
/// How a file is packed is found from its first bytes, not from its name. Memory stays at one
/// block of 64 KiB, whatever the file's size.
public struct ByteSource: ~Copyable {
  private enum Handle {
    case plain(Int32)
    case packed(UnsafeMutablePointer<BGZF>)
  }

  /// The path that was opened.
  public let path: String
  private let handle: Handle

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file, as messages name it.
  ///   - place: Where its bytes are; `nil` for the path.
  /// - Throws: ``HTSError`` when the path is missing, a directory, a pipe, not readable, cut short
  ///   (bgzip files are checked here for their end mark) or packed with anything but gzip.
  public init(path: String, at place: String? = nil) throws(HTSError) {
    precondition(HTSlibRuntime.isSilent)
    try Self.refusePipe(path, at: place ?? path)
    let descriptor = open(place ?? path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.openError(path, errno) }
    var ownsDescriptor = true
    do throws(HTSError) {
      self.handle = try Self.handle(of: descriptor, path: path, owned: &ownsDescriptor)
    } catch {
      if ownsDescriptor { close(descriptor) }
      throw error
    }
    self.path = path
  }

  deinit {
    switch handle {
    case .plain(let descriptor): close(descriptor)
    case .packed(let file): bgzf_close(file)
    }
  }

  /// Fills a buffer with the next bytes and returns how many there were; 0 at the end.
  ///
  /// - Throws: ``HTSError`` when the file is cut short, damaged, or the device fails.
  public mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(HTSError) -> Int {
    switch handle {
    case .plain(let descriptor):
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count >= 0 { return count }
        let reason = errno
        if reason == EINTR { continue }
        if reason == EISDIR { throw Self.openError(path, reason) }
        throw HTSError(code: .readFailed, path: path, detail: "cannot be read: \(words(reason))")
      }
    case .packed(let file):
      let count = bgzf_read(file, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      let flags = Int32(file.pointee.errcode)
      if flags & (BGZF_ERR_IO | BGZF_ERR_HEADER) != 0 {
        throw HTSError(
          code: .truncated, path: path, detail: "the compressed file is cut short")
      }
      throw HTSError(code: .corrupt, path: path, detail: "the compressed file is damaged")
    }
  }

  /// Whether a path names a file that may be read.
  ///
  /// - Throws: ``HTSError`` when it does not.
  static func check(path: String) throws(HTSError) {
    try refusePipe(path, at: path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw openError(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw openError(path, errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw openError(path, EISDIR) }
  }

  /// Refuses what gives its bytes once: an input is read for its kind, its rows and its checksum, and
  /// opening a FIFO waits for a writer.
  private static func refusePipe(_ path: String, at place: String) throws(HTSError) {
    var status = stat()
    guard stat(place, &status) == 0 else { return }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFIFO || kind == S_IFSOCK else { return }
    throw HTSError(code: .isPipe, path: path, detail: "is a pipe, which can be read only once")
  }

  private static func handle(
    of descriptor: Int32, path: String, owned: inout Bool
  ) throws(HTSError) -> Handle {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw openError(path, errno) }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw openError(path, EISDIR) }
    var magic: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0, 0, 0)
    if kind == S_IFREG {
      let count = pread(descriptor, &magic, 6, 0)
      guard count >= 0 else {
        throw HTSError(code: .readFailed, path: path, detail: "cannot be read: \(words(errno))")
      }
      if let name = foreignPacking(magic) {
        throw HTSError(
          code: .unsupportedCompression, path: path, detail: "the file is packed with \(name)")
      }
      guard magic.0 == 0x1F, magic.1 == 0x8B else { return .plain(descriptor) }
    }
    guard let file = bgzf_dopen(descriptor, "r") else {
      throw HTSError(code: .cannotOpen, path: path, detail: "cannot be opened by htslib")
    }
    // A gzip file shorter than its own header is taken for plain text by htslib.
    let packing = bgzf_compression(file)
    let isCut =
      (packing == 0 && kind == S_IFREG) || (packing == 2 && bgzf_check_EOF(file) == 0)
    if isCut {
      bgzf_close(file)  // closes the descriptor too
      owned = false
      throw HTSError(code: .truncated, path: path, detail: "the compressed file is cut short")
    }
    return .packed(file)
  }

  private static func foreignPacking(
    _ magic: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8)
  ) -> String? {
    switch magic {
    case (0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00): "xz"
    case (0x28, 0xB5, 0x2F, 0xFD, _, _): "zstd"
    case (0x42, 0x5A, 0x68, 0x31...0x39, 0x31, 0x41): "bzip2"
    case (0x50, 0x4B, 0x03, 0x04, _, _): "zip, as workbooks of spreadsheets (.xlsx, .ods) are"
    default: nil
    }
  }

  private static func openError(_ path: String, _ reason: Int32) -> HTSError {
    let code: HTSError.Code =
      switch reason {
      case ENOENT, ENOTDIR: .noSuchFile
      case EISDIR: .isDirectory
      case EACCES, EPERM: .notPermitted
      default: .cannotOpen
      }
    let detail =
      switch code {
      case .noSuchFile: "no such file"
      case .isDirectory: "is a directory"
      case .notPermitted: "may not be read by this user"
      default: "cannot be opened: \(words(reason))"
      }
    return HTSError(code: code, path: path, detail: detail)
  }
}

/// A file is read from its own position: two readers of one handle would take bytes in turn.
@available(*, unavailable)
extension ByteSource: Sendable {}

func words(_ reason: Int32) -> String {
  strerror(reason).map { String(cString: $0) } ?? "error \(reason)"
}
