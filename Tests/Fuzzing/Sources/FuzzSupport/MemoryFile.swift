import Glibc

/// A file without a name, held in memory, that the readers open by its path under `/proc`.
///
/// It is rewritten for every input: opening a path is then the only thing that a fuzzed reader asks
/// of the system.
public struct MemoryFile: ~Copyable {
  private let descriptor: Int32

  /// Makes an empty file.
  public init() {
    var name = Array("/dev/shm/metachron-fuzz-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    precondition(descriptor >= 0, "no file can be made in /dev/shm")
    unlink(name)
  }

  /// Makes a file that holds a text.
  public init(_ text: String) {
    self.init()
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  deinit { close(descriptor) }

  /// The path to open.
  public var path: String { "/proc/self/fd/\(descriptor)" }

  /// Replaces the content.
  public func write(_ bytes: UnsafeRawBufferPointer) {
    precondition(ftruncate(descriptor, 0) == 0, "the file cannot be emptied")
    var offset = 0
    while offset < bytes.count {
      let piece = UnsafeRawBufferPointer(rebasing: bytes[offset...])
      let count = pwrite(descriptor, piece.baseAddress, piece.count, off_t(offset))
      precondition(count > 0, "the file cannot be written")
      offset += count
    }
  }

  /// Replaces the content by what libFuzzer hands over.
  public func write(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    write(UnsafeRawBufferPointer(start: start, count: count))
  }
}
