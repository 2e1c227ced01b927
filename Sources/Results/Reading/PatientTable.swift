import DelimitedText
import Foundation

/// A table read patient by patient, in any order and from any thread.
///
/// The file is mapped into memory, not copied. The rows of a patient stand together, and the
/// patient is the first column.
public struct PatientTable<Row: ResultRow>: Sendable {
  /// The file.
  public let path: String
  /// The comment lines without their `#` and the space after it.
  public let comments: [String]
  /// The patients, in the order of the file.
  public let patients: [String]
  private let data: Data
  private let decoder: RowDecoder<Row>
  private let groups: [String: Group]

  private struct Group: Sendable {
    var offsets: Range<Int>
    var line: Int
  }

  /// Opens a table and finds each patient's rows.
  ///
  /// - Throws: ``FileFailure`` when the file cannot be read, ``TableFailure`` when it is not the
  ///   table, or a patient's rows are not together.
  /// - Complexity: O(bytes of the file).
  public init(path: String) throws {
    self.path = path
    guard access(path, R_OK) == 0 else {
      throw FileFailure(path: path, action: .read, code: errno)
    }
    data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    var scan = try TableScan(data, path: path)
    decoder = try RowDecoder(header: scan.header, path: path, line: scan.line)
    guard scan.header.first == Row.table.columns.first?.name else {
      throw TableFailure(
        path: path, line: scan.line,
        "the first column is '\(scan.header.first ?? "")'; expected "
          + "'\(Row.table.columns.first?.name ?? "")'")
    }
    comments = scan.comments
    var (groups, order) = ([String: Group](), [String]())
    var key: [UInt8] = []
    var open: (name: String, start: Int, line: Int)?
    try data.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      while let line = try scan.next(in: bytes) {
        let row = FieldBytes(rebasing: bytes[line])
        let patient = row.prefix { $0 != 0x09 }
        if open != nil, patient.elementsEqual(key) { continue }
        if let open {
          groups[open.name] = Group(offsets: open.start..<line.lowerBound, line: open.line)
        }
        key = Array(patient)
        let name = String(decoding: key, as: UTF8.self)
        guard groups[name] == nil else {
          throw TableFailure(
            path: path, line: scan.line,
            "the rows of patient '\(name)' are not together; expected each patient's rows in one "
              + "block")
        }
        order.append(name)
        open = (name, line.lowerBound, scan.line)
      }
    }
    if let open { groups[open.name] = Group(offsets: open.start..<data.count, line: open.line) }
    self.groups = groups
    patients = order
  }

  /// Whether a patient has rows.
  public func contains(_ patient: String) -> Bool { groups[patient] != nil }

  /// A patient's rows in order, or those of them that are wanted; none where there are none.
  ///
  /// - Throws: ``TableFailure`` at a field that holds no value of its column.
  public func rows(of patient: String, where isWanted: (Row) -> Bool = { _ in true }) throws
    -> [Row]
  {
    guard let group = groups[patient] else { return [] }
    var rows: [Row] = []
    try data.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      var scan = TableScan(path: path, offsets: group.offsets, line: group.line)
      while let line = try scan.next(in: bytes) {
        var row = Row()
        try decoder.decode(FieldBytes(rebasing: bytes[line]), line: scan.line, into: &row)
        if isWanted(row) { rows.append(row) }
      }
    }
    return rows
  }

  /// All rows in order.
  ///
  /// - Throws: As ``rows(of:where:)``.
  public func rows() throws -> [Row] { try patients.flatMap { try rows(of: $0) } }
}

/// Finds the lines of a table in memory.
private struct TableScan {
  let path: String
  var comments: [String] = []
  var header: [String] = []
  /// The 1-based line that was found last.
  private(set) var line = 0
  private var offset = 0
  private let end: Int

  /// Reads comments and header.
  init(_ data: Data, path: String) throws(TableFailure) {
    self.path = path
    end = data.count
    let fault = data.withUnsafeBytes { bytes -> (line: Int, problem: String)? in
      if let base = bytes.baseAddress, let found = memchr(base, 0, bytes.count) {
        let place = UnsafeRawPointer(found) - base
        return (bytes[..<place].count { $0 == 0x0A } + 1, TextFault.nul)
      }
      while offset < bytes.count, header.isEmpty {
        let stop = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
        let start = bytes.baseAddress.map { $0 + offset }
        let problem = TextFault.problem(
          of: FieldBytes(
            start: start?.assumingMemoryBound(to: UInt8.self), count: stop - offset),
          isFirst: line == 0)
        if let problem { return (line + 1, problem) }
        let text = String(decoding: bytes[offset..<stop], as: UTF8.self)
        offset = min(stop + 1, bytes.count)
        line += 1
        if text.first == "#" {
          comments.append(text.dropFirst().drop { $0 == " " }.description)
        } else {
          header = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
      }
      return nil
    }
    if let fault { throw TableFailure(path: path, line: fault.line, fault.problem) }
    guard !header.isEmpty, header != [""] else {
      throw TableFailure(
        path: path, line: max(1, line), TextFault.noHeader(isEmpty: line == 0))
    }
  }

  /// Starts within a table whose header was read.
  init(path: String, offsets: Range<Int>, line: Int) {
    self.path = path
    self.line = line - 1
    offset = offsets.lowerBound
    end = offsets.upperBound
  }

  /// The bytes of the next line, without its line feed; `nil` at the end.
  mutating func next(in bytes: UnsafeBufferPointer<UInt8>) throws(TableFailure) -> Range<Int>? {
    guard offset < end, let base = bytes.baseAddress else { return nil }
    line += 1
    guard let found = memchr(base + offset, 0x0A, end - offset) else {
      throw TableFailure(path: path, line: line, "the file ends within a line")
    }
    let stop = UnsafeRawPointer(found) - UnsafeRawPointer(base)
    if stop > offset, bytes[stop - 1] == 0x0D {
      throw TableFailure(path: path, line: line, TextFault.carriageReturn)
    }
    defer { offset = stop + 1 }
    return offset..<stop
  }
}
