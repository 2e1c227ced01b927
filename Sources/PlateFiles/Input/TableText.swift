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

  /// Reads a stream to its end, such as a file that may be packed.
  ///
  /// - Throws: `InputErrors` where the stream cannot be read, or is longer than ``largestSize``.
  package init(_ stream: any ByteStream) throws(InputErrors) {
    var bytes: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = try stream.read(into: piece)
      if count == 0 { break }
      bytes.append(contentsOf: piece[..<count])
      if bytes.count > Self.largestSize {
        throw ErrorCollector(path: stream.path).failure(
          .refused(
            problem: "the table is longer than 256 MiB",
            expected: "a table of the wells of one experiment"))
      }
    }
    self.init(bytes: bytes, path: stream.path)
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
