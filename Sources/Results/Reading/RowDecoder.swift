import Glibc

/// Turns lines of a table into rows, by the declaration of the rows' columns.
///
/// Columns stand in any order; every declared one that is asked for must be there, others are
/// passed over. Values out of a column's range, and numbers that are not finite, are refused with
/// their place.
public struct RowDecoder<Row: ResultRow>: Sendable {
  /// The file, for messages.
  public let path: String
  /// For each column of the file the declared one that is asked for.
  private let plan: ContiguousArray<Column<Row>.Read?>
  private let columns: [Column<Row>?]
  /// Fields of the file up to the last one that is asked for.
  private let wanted: Int

  /// Reads a header line.
  ///
  /// - Parameters:
  ///   - header: The names in the file.
  ///   - path: The file, for messages.
  ///   - line: The header's line, from 1.
  ///   - only: What is asked for; `nil` for all declared columns.
  /// - Throws: ``TableFailure`` where a column is missing or comes twice.
  public init(
    header: [String], path: String, line: Int, only: [PartialKeyPath<Row>]? = nil
  ) throws(TableFailure) {
    self.path = path
    var plan = [Column<Row>?](repeating: nil, count: header.count)
    for column in Row.table.columns where only?.contains(column.keyPath) ?? true {
      guard let place = header.firstIndex(of: column.name) else {
        throw TableFailure(
          path: path, line: line,
          "the column '\(column.name)' is missing; expected the columns of \(Row.table.fileName) of "
            + "this version")
      }
      plan[place] = column
    }
    if Set(header).count < header.count {
      throw TableFailure(path: path, line: line, "a column comes twice; expected each once")
    }
    columns = plan
    self.plan = ContiguousArray(plan.map { $0?.read })
    wanted = (plan.lastIndex { $0 != nil } ?? -1) + 1
  }

  /// Reads a line without its line feed into a row; fields that are not asked for stay as they are.
  ///
  /// - Throws: ``TableFailure`` at a line with another number of fields than the header, and at a
  ///   field that holds no value of its column.
  /// - Complexity: O(bytes of the line).
  public func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, into row: inout Row
  ) throws(TableFailure) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else {
      throw TableFailure(path: path, line: line, "an empty line; expected a row")
    }
    let failure = withUnsafeMutablePointer(to: &row) { pointer -> TableFailure? in
      var begin = 0
      for place in 0..<plan.count {
        // After the last column that is asked for, fields are only counted.
        if place == wanted {
          var tabs = 0
          for index in begin..<bytes.count where base[index] == 0x09 { tabs &+= 1 }
          return place + tabs + 1 == plan.count ? nil : wrongCount(bytes, line)
        }
        guard begin <= bytes.count else { return wrongCount(bytes, line) }
        let found = memchr(base + begin, 0x09, bytes.count - begin)
        let stop = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
        if let read = plan[place] {
          let field = FieldBytes(start: base + begin, count: stop - begin)
          if !read(field, UnsafeMutableRawPointer(pointer)) {
            return wrongValue(field, place, line: line, column: begin + 1)
          }
        }
        begin = stop + 1
      }
      return begin == bytes.count + 1 ? nil : wrongCount(bytes, line)
    }
    if let failure { throw failure }
  }

  private func wrongValue(
    _ field: FieldBytes, _ place: Int, line: Int, column: Int
  ) -> TableFailure {
    TableFailure(
      path: path, line: line, column: column,
      "\(columns[place]?.name ?? "") is '\(Self.shown(field))'; expected "
        + (columns[place]?.expectation ?? "a value"))
  }

  private func wrongCount(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) -> TableFailure {
    let fields = bytes.count { $0 == 0x09 } + 1
    return TableFailure(
      path: path, line: line, "\(fields) fields; expected \(plan.count), as in the header")
  }

  /// A field as a message shows it: cut where it is long, without control characters.
  static func shown(_ field: FieldBytes) -> String {
    let text = String(decoding: field.prefix(40), as: UTF8.self)
    let plain = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\0": "\\0"
      case "\r": "\\r"
      default: scalar.properties.generalCategory == .control ? " " : String(scalar)
      }
    }.joined()
    return field.count > 40 ? plain + "…" : plain
  }
}
