public import DelimitedText
import HTSlib

/// The lines of a VCF, or of the VCF that a BCF stands for.
public struct CallFileReader: ~Copyable {
  // One of the two.
  private var text: LineReader?
  private var binary: BinaryVariantFile?
  private var header: [[UInt8]] = []
  /// The number of the line read last, from 1.
  public private(set) var number = 0

  /// Opens a file.
  ///
  /// - Throws: ``InputErrors`` when it cannot be read.
  public init(_ file: CallFile) throws(InputErrors) {
    if file.isText {
      text = try LineReader(path: file.path, expected: "a VCF")
      return
    }
    do throws(HTSError) {
      let opened = try BinaryVariantFile(
        path: file.path, at: StandardInput.place(of: file.path))
      header = opened.header.split(separator: "\n").map { Array($0.utf8) }
      binary = .some(consume opened)
    } catch {
      throw InputErrors(error, expected: "a BCF")
    }
  }

  /// The next line without its end, or `nil` after the last one.
  ///
  /// - Throws: ``InputErrors`` when the file cannot be read to its end.
  public mutating func line() throws(InputErrors) -> String? {
    if number < header.count {
      number += 1
      return String(decoding: header[number - 1], as: UTF8.self)
    }
    return try bytes()?.string
  }

  /// The bytes of the next line, valid until the next call; of BCF a record's line.
  mutating func bytes() throws(InputErrors) -> Bytes? {
    let line: Bytes?
    if text != nil {
      line = try text?.next() ?? nil
    } else {
      do throws(HTSError) {
        line = try binary?.next() ?? nil
      } catch {
        throw InputErrors(error, expected: "a BCF")
      }
    }
    if line != nil { number += 1 }
    return line
  }
}

/// A file is read from its own position.
@available(*, unavailable)
extension CallFileReader: Sendable {}
