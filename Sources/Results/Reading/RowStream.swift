import DelimitedText

/// Where a column that was asked for stands in a ``RowStream``.
public struct Place<Value: FieldValue>: Sendable {
  let index: Int
  let name: String
  let expectation: String
  let bounds: Bounds
}

/// The rows of a table from first to last, through one buffer whatever the table's size.
///
/// Columns are asked for by the property that holds them: whole rows with ``read(into:)``, or single
/// fields, as bytes or values, where a table is too large to make every row.
///
/// ```swift
/// let stream = try RowStream<OriginRow>(path: path, only: [\.patient, \.call])
/// let call = stream.place(of: \.call)
/// while stream.hasRow {
///   if try stream.value(call) == .acquired { count += 1 }
///   try stream.advance()
/// }
/// ```
///
/// Not sendable: one thread reads it.
public struct RowStream<Row: ResultRow> {
  private let stream: TableStream
  private let asked: [Column<Row>]
  private let decoder: RowDecoder<Row>

  /// Opens a table and reads up to its first row.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - only: The properties asked for; `nil` for all.
  /// - Throws: ``FileFailure`` when the file cannot be read, ``TableFailure`` when it has no header
  ///   or lacks a column.
  public init(path: String, only: [PartialKeyPath<Row>]? = nil) throws {
    asked =
      only.map { only in
        only.map { keyPath in
          guard let column = Row.table.columns.first(where: { $0.keyPath == keyPath }) else {
            preconditionFailure("\(keyPath) is no column of \(Row.table.fileName)")
          }
          return column
        }
      } ?? Row.table.columns
    stream = try TableStream(path: path, columns: asked.map(\.name), of: Row.table.fileName)
    decoder = try RowDecoder(
      header: stream.columns, path: path, line: stream.headerLine, only: asked.map(\.keyPath))
  }

  /// The file.
  public var path: String { stream.path }
  /// The comment lines without their `#` and the space after it.
  public var comments: [String] { stream.comments }
  /// The 1-based line of the row.
  public var line: Int { stream.line }
  /// Whether there is a row.
  @inline(__always) public var hasRow: Bool { stream.hasRow }
  /// The SHA-256 of the file; `nil` until its end was reached.
  public var checksum: String? { stream.checksum }

  /// Goes to the next row.
  ///
  /// - Throws: ``FileFailure``, and ``TableFailure`` at a row with another number of fields than the
  ///   header, or one that the file ends within.
  public func advance() throws { try stream.advance() }

  /// Reads the row's fields; properties that were not asked for keep their values.
  ///
  /// - Throws: ``TableFailure`` at a field that holds no value of its column.
  public func read(into row: inout Row) throws {
    try decoder.decode(stream.row, line: stream.line, into: &row)
  }

  /// The rows from here to the end of the table.
  ///
  /// - Throws: As ``advance()`` and ``read(into:)``.
  public func rest() throws -> [Row] {
    var rows: [Row] = []
    while hasRow {
      var row = Row()
      try read(into: &row)
      rows.append(row)
      try advance()
    }
    return rows
  }

  /// Where a property's column stands among those asked for.
  ///
  /// - Precondition: The property was asked for.
  public func place<Value: FieldValue>(of keyPath: KeyPath<Row, Value>) -> Place<Value> {
    guard let index = asked.firstIndex(where: { $0.keyPath == keyPath }) else {
      preconditionFailure("\(keyPath) was not asked for")
    }
    let column = asked[index]
    return Place(
      index: index, name: column.name, expectation: column.expectation,
      bounds: column.bounds ?? .any)
  }

  /// The bytes of a field; valid until the next row is read.
  public func bytes<Value>(_ place: Place<Value>) -> FieldBytes { stream.field(place.index) }

  /// Whether a field is a text, byte by byte.
  public func field<Value>(_ place: Place<Value>, equals text: [UInt8]) -> Bool {
    stream.field(place.index, equals: text)
  }

  /// A field as text.
  public func text<Value>(_ place: Place<Value>) -> String {
    String(decoding: stream.field(place.index), as: UTF8.self)
  }

  /// A field's value.
  ///
  /// - Throws: ``TableFailure`` where the field holds none, or a number out of the column's range.
  public func value<Value>(_ place: Place<Value>) throws -> Value {
    guard let value = Value.read(stream.field(place.index)), place.bounds.allow(value) else {
      throw failure(at: place)
    }
    return value
  }

  /// A field as a number; `nil` where it is empty.
  ///
  /// - Throws: ``TableFailure`` where it is anything else, or out of the column's range.
  public func value(_ place: Place<Double?>) throws -> Double? {
    let field = stream.field(place.index)
    if field.isEmpty { return nil }
    guard let value = PlainNumber.value(field) ?? Double.read(field), place.bounds.contains(value)
    else { throw failure(at: place) }
    return value
  }

  /// A field as a whole number; `nil` where it is empty.
  ///
  /// - Throws: ``TableFailure`` where it is anything else, or out of the column's range.
  public func value(_ place: Place<Int?>) throws -> Int? {
    let field = stream.field(place.index)
    if field.isEmpty { return nil }
    guard let value = Int.read(field), place.bounds.contains(Double(value))
    else { throw failure(at: place) }
    return value
  }

  private func failure<Value>(at place: Place<Value>) -> TableFailure {
    failure(
      at: place,
      "\(place.name) is '\(RowDecoder<Row>.shown(stream.field(place.index)))'; expected "
        + place.expectation)
  }

  /// A failure at a field of the row.
  public func failure<Value>(at place: Place<Value>, _ problem: String) -> TableFailure {
    stream.failure(at: place.index, problem)
  }

  /// A failure at the row.
  public func failure(_ problem: String) -> TableFailure { stream.failure(problem) }
}

@available(*, unavailable)
extension RowStream: Sendable {}
