import Foundation

/// A result table read back: comment lines, one header line, then rows.
///
/// The file is mapped into memory, not copied.
public struct ResultTableReader: Sendable {
  /// A table that is not one of ours.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// `path:line: error: what is wrong`.
    public let description: String

    /// Creates a failure.
    public init(_ description: String) { self.description = description }
  }

  /// One row; valid only while its table is being read.
  public struct Row {
    /// The 1-based line.
    public let line: Int
    let offset: Int
    let bytes: UnsafeBufferPointer<UInt8>
    let ends: [Int]

    /// A field as text.
    public func text(_ column: Int) -> String { String(decoding: field(column), as: UTF8.self) }

    /// A field as a whole number; `nil` where it is empty or none.
    public func int(_ column: Int) -> Int? {
      let field = field(column)
      guard !field.isEmpty, field.count < 19 else { return nil }
      var value = 0
      var digits = field[...]
      let isNegative = digits.first == UInt8(ascii: "-")
      if isNegative { digits = digits.dropFirst() }
      for byte in digits {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return isNegative ? -value : value
    }

    /// A field as a number; `nil` where it is empty or none.
    public func double(_ column: Int) -> Double? {
      let field = field(column)
      return field.isEmpty ? nil : Double(String(decoding: field, as: UTF8.self))
    }

    /// Whether a field is a text, byte by byte.
    public func field(_ column: Int, equals text: [UInt8]) -> Bool {
      field(column).elementsEqual(text)
    }

    private func field(_ column: Int) -> UnsafeBufferPointer<UInt8> {
      let start = column == 0 ? 0 : ends[column - 1] + 1
      return UnsafeBufferPointer(rebasing: bytes[start..<ends[column]])
    }
  }

  /// The file.
  public let path: String
  /// The comment lines without their `#` and the space after it.
  public let comments: [String]
  /// The columns' names.
  public let columns: [String]
  private let data: Data
  private let start: Int
  private let startLine: Int

  /// Opens a table.
  ///
  /// - Throws: ``FileFailure`` when the file cannot be read, ``Failure`` when it has no header.
  public init(path: String) throws {
    self.path = path
    guard access(path, R_OK) == 0 else {
      throw FileFailure(path: path, action: .read, code: errno)
    }
    data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    var (comments, columns, line, offset) = ([String](), [String](), 0, 0)
    data.withUnsafeBytes { bytes in
      while offset < bytes.count, columns.isEmpty {
        let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
        let text = String(decoding: bytes[offset..<end], as: UTF8.self)
        offset = min(end + 1, bytes.count)
        line += 1
        if text.first == "#" {
          comments.append(text.dropFirst().drop { $0 == " " }.description)
        } else {
          columns = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
      }
    }
    guard !columns.isEmpty, columns != [""] else {
      throw Failure("\(path):\(line): error: no header line; expected the columns of a table")
    }
    (self.comments, self.columns) = (comments, columns)
    (start, startLine) = (offset, line)
  }

  /// The place of a column.
  ///
  /// - Throws: ``Failure`` when there is none.
  public func column(_ name: String) throws(Failure) -> Int {
    guard let index = columns.firstIndex(of: name) else {
      throw Failure("\(path):\(startLine): error: the column '\(name)' is missing")
    }
    return index
  }

  /// Neighbouring rows with one value in the first column.
  public struct Group: Hashable, Sendable {
    /// The first column's value.
    public let key: String
    let offsets: Range<Int>
    let line: Int
  }

  /// The rows by the value of their first column, in order.
  ///
  /// - Throws: ``Failure`` at a row with too few fields, and at a value that comes back after
  ///   another one.
  public func groups() throws -> [Group] {
    var groups: [Group] = []
    var seen: Set<String> = []
    var (key, keyBytes, begin, firstLine) = ("", [UInt8](), start, startLine)
    var isFirst = true
    func close(at offset: Int) {
      if !isFirst { groups.append(Group(key: key, offsets: begin..<offset, line: firstLine - 1)) }
    }
    try forEachRow { row in
      if !isFirst, row.field(0, equals: keyBytes) { return true }
      close(at: row.offset)
      (key, begin, firstLine) = (row.text(0), row.offset, row.line)
      keyBytes = Array(key.utf8)
      isFirst = false
      guard seen.insert(key).inserted else {
        throw Failure("\(path):\(row.line): error: the rows of '\(key)' are not together")
      }
      return true
    }
    close(at: data.count)
    return groups
  }

  /// Calls a closure with each row, in order, until it returns `false`.
  ///
  /// - Parameter prefix: Only rows that start with these bytes.
  /// - Throws: ``Failure`` at a row with too few fields, and what the closure throws.
  public func forEachRow(startingWith prefix: [UInt8] = [], _ body: (Row) throws -> Bool) throws {
    try read(start..<data.count, after: startLine, prefix: prefix, body)
  }

  /// Calls a closure with each row of a group, in order, until it returns `false`.
  ///
  /// - Throws: ``Failure`` at a row with too few fields, and what the closure throws.
  public func forEachRow(of group: Group, _ body: (Row) throws -> Bool) throws {
    try read(group.offsets, after: group.line, prefix: [], body)
  }

  private func read(
    _ range: Range<Int>, after startLine: Int, prefix: [UInt8], _ body: (Row) throws -> Bool
  ) throws {
    var ends = [Int](repeating: 0, count: columns.count)
    try data.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      guard let base = bytes.baseAddress else { return }
      var (offset, line) = (range.lowerBound, startLine)
      while offset < range.upperBound {
        let begin = offset
        let end = memchr(base + begin, 0x0A, range.upperBound - begin).map {
          UnsafeRawPointer($0) - UnsafeRawPointer(base)
        }
        let row = UnsafeBufferPointer(rebasing: bytes[begin..<(end ?? range.upperBound)])
        offset = (end ?? range.upperBound) + 1
        line += 1
        guard row.starts(with: prefix) else { continue }
        var fields = 0
        for index in 0..<row.count where row[index] == 0x09 {
          if fields < ends.count { ends[fields] = index }
          fields += 1
        }
        if fields < ends.count { ends[fields] = row.count }
        guard end != nil else {
          throw Failure("\(path):\(line): error: the file ends within a line")
        }
        guard fields + 1 >= ends.count else {
          throw Failure(
            "\(path):\(line): error: \(fields + 1) fields; expected \(columns.count)")
        }
        guard try body(Row(line: line, offset: begin, bytes: row, ends: ends)) else { return }
      }
    }
  }
}
