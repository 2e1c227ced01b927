package import DelimitedText

/// A table as it was read from a file: plates are small, and what a table is shows only in its lines.
public struct TableText: Sendable {
  /// The path, for messages.
  public let path: String
  /// The bytes, unpacked.
  let bytes: [UInt8]

  /// The most bytes that are read: more than 2,000 plates of 384 wells.
  package static let largestSize = 256 << 20

  /// Takes a text that is in memory.
  ///
  /// - Parameters:
  ///   - text: The lines.
  ///   - path: Where they came from, for messages.
  public init(_ text: String, path: String) {
    self.init(bytes: Array(text.utf8), path: path)
  }

  /// Takes bytes that are in memory, not packed.
  public init(bytes: [UInt8], path: String) {
    (self.bytes, self.path) = (bytes, path)
  }

  /// Reads lines to the end, such as those of a file that may be packed.
  ///
  /// - Throws: `InputErrors` where they cannot be read, or are longer than ``largestSize``.
  package init(_ lines: inout LineReader) throws(InputErrors) {
    var bytes: [UInt8] = []
    while let line = try lines.next() {
      bytes.append(contentsOf: line)
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count > Self.largestSize {
        throw ErrorCollector(path: lines.path).failure(
          .refused(
            problem: "the table is longer than 256 MiB",
            expected: "a table of the wells of one experiment"))
      }
    }
    self.init(bytes: bytes, path: lines.path)
  }

  /// The lines from the first on.
  func lines(expected: String) -> LineReader {
    LineReader(BytesStream(self), expected: expected, capacity: 1 << 16)
  }

  /// The text as a table with a header line.
  func table(expected: String) throws(InputErrors) -> SmallTable {
    var lines = lines(expected: expected)
    return try SmallTable(&lines, isSemicolonAllowed: true)
  }

  /// The file's name without folders and extensions.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }
}

/// Bytes in memory as a stream.
private final class BytesStream: ByteStream {
  private let text: TableText
  private var position = 0

  init(_ text: TableText) { self.text = text }

  var path: String { text.path }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputErrors) -> Int {
    let count = min(buffer.count, text.bytes.count - position)
    buffer.copyBytes(from: text.bytes[position..<(position + count)])
    position += count
    return count
  }
}
