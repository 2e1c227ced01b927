import CHTSlib
import Glibc

/// A file that bytes are written to, packed as bgzip or plain.
///
/// The file appears under its own name at once: give a temporary name and rename it once
/// ``finish()`` has returned.
public struct ByteSink: ~Copyable {
  /// The path that was opened.
  public let path: String
  private var file: UnsafeMutablePointer<BGZF>?

  /// Creates a file, or empties one that is there.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - isPacked: Whether blocks are packed with bgzip; plain bytes otherwise.
  /// - Throws: ``HTSError`` when the file cannot be created.
  public init(path: String, isPacked: Bool) throws(HTSError) {
    precondition(HTSlibRuntime.isSilent)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw HTSError(code: .cannotOpen, path: path, detail: "cannot be created: \(words(errno))")
    }
    guard let file = bgzf_dopen(descriptor, isPacked ? "w6" : "wu") else {
      close(descriptor)
      throw HTSError(code: .cannotOpen, path: path, detail: "cannot be opened by htslib")
    }
    (self.path, self.file) = (path, file)
  }

  deinit { if let file { bgzf_close(file) } }

  /// Appends bytes.
  ///
  /// - Throws: ``HTSError``, for example on a full disk.
  public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(HTSError) {
    guard let file, !bytes.isEmpty else { return }
    guard bgzf_write(file, bytes.baseAddress, bytes.count) == bytes.count else { throw failure() }
  }

  /// Writes what is left, with the end mark of bgzip, and closes the file.
  ///
  /// - Throws: ``HTSError``, for example on a full disk.
  public mutating func finish() throws(HTSError) {
    guard let file else { return }
    self.file = nil
    guard bgzf_close(file) == 0 else { throw failure() }
  }

  private func failure() -> HTSError {
    HTSError(code: .writeFailed, path: path, detail: "cannot be written: \(words(errno))")
  }
}

/// A file is written at its own position: two writers of one handle would mix their bytes.
@available(*, unavailable)
extension ByteSink: Sendable {}
