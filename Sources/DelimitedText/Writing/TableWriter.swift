/// Rows of tab-separated fields, collected as UTF-8 bytes.
///
/// Every field call writes one field; ``endRow()`` ends the line with a line feed. Text is kept
/// verbatim but for tabs, line feeds and carriage returns, which become spaces. A missing value is
/// an empty field.
///
/// ```swift
/// var table = TableWriter()
/// table.field("P01")
/// table.field(0.25)
/// table.endRow()          // "P01\t0.25\n"
/// ```
public struct TableWriter: Sendable {
  private var storage: [UInt8]
  /// The bytes written.
  public private(set) var count: Int

  /// Creates an empty table.
  ///
  /// - Parameter capacity: Bytes to make room for.
  public init(capacity: Int = 4096) {
    storage = [UInt8](repeating: 0, count: max(capacity, 64))
    count = 0
  }

  /// Forgets the rows and keeps the memory.
  public mutating func removeAll() { count = 0 }

  /// Writes text as one field.
  public mutating func field(_ text: String) {
    append(text)
    separate()
  }

  /// Writes a whole number, or an empty field.
  public mutating func field(_ value: Int?) {
    if let value { append(value) }
    separate()
  }

  /// Writes a number with six significant digits, or an empty field.
  public mutating func field(_ value: Double?) {
    if let value { append(value) }
    separate()
  }

  /// Writes an empty field.
  public mutating func emptyField() { separate() }

  /// Ends the row: the separator after its last field becomes a line feed.
  public mutating func endRow() {
    if count > 0, storage[count - 1] == Self.tab {
      storage[count - 1] = Self.lineFeed
    } else {
      append(byte: Self.lineFeed)
    }
  }

  /// Writes a line other than a row, such as a comment.
  public mutating func line(_ text: String) {
    append(text)
    append(byte: Self.lineFeed)
  }

  /// Writes the rows of another table.
  public mutating func append(rows other: TableWriter) {
    reserve(other.count)
    storage.replaceSubrange(count..<(count + other.count), with: other.storage[..<other.count])
    count += other.count
  }

  /// Ends a field that was written in parts with `append`.
  public mutating func separate() { append(byte: Self.tab) }

  /// Writes text without ending the field.
  public mutating func append(_ text: String) {
    let written: Void? = text.utf8.withContiguousStorageIfAvailable { append(bytes: $0) }
    if written == nil { for byte in text.utf8 { append(byte: Self.plain(byte)) } }
  }

  /// Writes a whole number without ending the field.
  public mutating func append(_ value: Int) {
    reserve(20)
    let start = count
    count += storage.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      guard value < 0 else { return SixDigitNumber.writeDigits(value, to: base + start) }
      base[start] = UInt8(ascii: "-")
      return 1 + SixDigitNumber.writeDigits(Int(value.magnitude), to: base + start + 1)
    }
  }

  /// Writes a number with six significant digits without ending the field.
  public mutating func append(_ value: Double) {
    reserve(SixDigitNumber.maximumLength)
    let start = count
    count += storage.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return SixDigitNumber.write(value, to: base + start)
    }
  }

  /// Writes one ASCII byte without ending the field.
  public mutating func append(byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  /// Writes ASCII text without ending the field.
  ///
  /// - Parameters:
  ///   - most: The most bytes that `body` writes.
  ///   - body: Writes bytes, none of them a tab or the end of a line, and returns how many.
  public mutating func append(
    atMost most: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int
  ) {
    reserve(most)
    let start = count
    count += storage.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { body($0 + start) } ?? 0
    }
  }

  private mutating func append(bytes: UnsafeBufferPointer<UInt8>) {
    reserve(bytes.count)
    let start = count
    storage.withUnsafeMutableBufferPointer { buffer in
      for index in 0..<bytes.count { buffer[start + index] = Self.plain(bytes[index]) }
    }
    count += bytes.count
  }

  /// Calls a closure with the bytes written.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try storage.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  /// The bytes written, as text.
  public var text: String { String(decoding: storage[..<count], as: UTF8.self) }

  private mutating func reserve(_ extra: Int) {
    if count + extra > storage.count {
      storage.append(contentsOf: repeatElement(0, count: max(storage.count, extra)))
    }
  }

  private static let tab = UInt8(ascii: "\t")
  private static let lineFeed = UInt8(ascii: "\n")

  private static func plain(_ byte: UInt8) -> UInt8 {
    byte == 0x09 || byte == 0x0A || byte == 0x0D ? 0x20 : byte
  }
}
