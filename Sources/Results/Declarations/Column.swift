import DelimitedText

/// One column of a table of rows, declared once: its name, meaning, unit and range, and where its
/// value is kept in a row. Header, writer, reader and documentation are made from it.
public struct Column<Row: ResultRow>: Sendable {
  /// The name in the header line.
  public let name: String
  /// The meaning, in a sentence without a full stop.
  public let meaning: String
  /// The unit; `nil` for names and labels.
  public let unit: Unit?
  /// The numbers that are allowed; `nil` for values that are none.
  public let bounds: Bounds?
  /// The values that occur, in words, for readers of the documentation.
  public let values: String
  /// What a damaged field is told to be.
  let expectation: String
  /// The shape of the value in JSON.
  let schema: JSONSchema
  // Key paths to stored properties capture nothing, so that every thread may use them.
  nonisolated(unsafe) let keyPath: PartialKeyPath<Row>
  /// Writes the value of the row at an address, and ends the field.
  let write: Write
  /// Reads a field into the row at an address.
  let read: Read

  /// The number of the row at an address; `nil` for values that are none, and missing ones.
  let number: @Sendable (UnsafeRawPointer) -> Double?

  typealias Write = @Sendable (UnsafeRawPointer, inout TableWriter) -> Void
  typealias Read = @Sendable (FieldBytes, UnsafeMutableRawPointer) -> Bool

  /// Declares a column.
  ///
  /// - Parameters:
  ///   - name: The name in the header line.
  ///   - keyPath: Where a row keeps the value.
  ///   - unit: The unit of a number.
  ///   - bounds: The numbers that are allowed; any finite one where it is `nil`.
  ///   - values: What occurs, in words: added to the bounds', or in their place for names.
  ///   - meaning: A sentence without a full stop.
  public init<Value: FieldValue>(
    _ name: String, _ keyPath: WritableKeyPath<Row, Value>, unit: Unit? = nil,
    _ bounds: Bounds? = nil, values: String = "", meaning: String
  ) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.bounds = bounds
    self.values =
      [bounds?.words ?? "", values].filter { !$0.isEmpty }.joined(separator: "; ")
    self.keyPath = keyPath
    let words = bounds?.words ?? ""
    expectation = words.isEmpty ? Value.expectation : "\(Value.expectation), \(words)"
    schema = (Value.self as? any JSONDescribed.Type)?.jsonSchema(bounds) ?? .string
    let limits = bounds ?? .any
    // Stored properties are reached by their offset, which costs nothing; all others by key path.
    if let offset = MemoryLayout<Row>.offset(of: keyPath) {
      write = { row, table in
        (row + offset).assumingMemoryBound(to: Value.self).pointee.write(to: &table)
        table.separate()
      }
      number = { row in
        (row + offset).assumingMemoryBound(to: Value.self).pointee.magnitudeToCheck
      }
      read = { field, row in
        guard let value = Value.read(field), limits.allow(value) else { return false }
        (row + offset).assumingMemoryBound(to: Value.self).pointee = value
        return true
      }
    } else {
      nonisolated(unsafe) let keyPath = keyPath
      write = { row, table in
        row.assumingMemoryBound(to: Row.self).pointee[keyPath: keyPath].write(to: &table)
        table.separate()
      }
      number = { row in
        row.assumingMemoryBound(to: Row.self).pointee[keyPath: keyPath].magnitudeToCheck
      }
      read = { field, row in
        guard let value = Value.read(field), limits.allow(value) else { return false }
        row.assumingMemoryBound(to: Row.self).pointee[keyPath: keyPath] = value
        return true
      }
    }
  }

  /// The column as a row of a Markdown table.
  public var markdown: String {
    func cell(_ text: String) -> String { text.isEmpty ? "–" : text }
    return "| `\(name)` | \(meaning) | \(cell(unit?.rawValue ?? "")) | \(cell(values)) |"
  }
}
