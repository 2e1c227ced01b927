import DelimitedText
import GenomicFiles
import Glibc
import HTSlib

/// How the first lines of a text file are written.
struct TextHead {
  /// How much of a file is looked at, in bytes.
  static let limit = 1 << 16

  let hasByteOrderMark: Bool
  /// Lines that end in CR LF.
  private(set) var windowsEnds = 0
  /// Carriage returns that no line feed follows.
  private(set) var strayReturns = 0
  /// The line of the first of them.
  private(set) var strayLine: Int?
  /// The lines, comments and blank ones left out, with their numbers.
  private(set) var lines: [(number: Int, bytes: ArraySlice<UInt8>)] = []

  /// Looks at a file; `nil` where it is no text or cannot be read.
  init?(path: String) {
    // A pipe can be read only once.
    var status = stat()
    let path = StandardInput.place(of: path)
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let bytes = Self.start(of: path)
    else { return nil }
    self.init(bytes)
  }

  init?(_ bytes: [UInt8]) {
    // BAM, BCF and CRAM hold zeros in their first bytes; VCF is not a table of ours.
    if bytes.prefix(64).contains(0) || bytes.starts(with: "##fileformat=VCF".utf8) { return nil }
    hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var start = hasByteOrderMark ? 3 : 0
    var number = 1
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0D {
        if index + 1 < bytes.count, bytes[index + 1] == 0x0A {
          windowsEnds += 1
        } else if index + 1 < bytes.count {
          strayReturns += 1
          strayLine = strayLine ?? number
        }
      }
      guard byte == 0x0A || index + 1 == bytes.count else { continue }
      // A mark that ends the file leaves no line.
      let line = bytes[min(start, index + 1)..<index + 1].filter { $0 != 0x0A && $0 != 0x0D }
      // The last line may have been cut by the limit.
      let isWhole = byte == 0x0A || bytes.count < Self.limit
      if isWhole, !line.isEmpty, line.first != UInt8(ascii: "#") {
        lines.append((number, line[...]))
      }
      start = index + 1
      number += 1
    }
  }

  private static func start(of path: String) -> [UInt8]? {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 1)
    defer { buffer.deallocate() }
    do throws(HTSError) {
      var source = try ByteSource(path: path)
      var count = 0
      while count < limit {
        let read = try source.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        if read == 0 { break }
        count += read
      }
      return Array(buffer[..<count])
    } catch {
      return nil
    }
  }
}
