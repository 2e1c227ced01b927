import DelimitedText

/// A row of a table that JSON holds too, as an object whose keys are the columns' names.
public protocol JSONRow: ResultRow, Codable, JSONDescribed {}

extension JSONRow {
  /// Encodes the columns under their names; empty fields are left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: JSONKey.self)
    try withUnsafePointer(to: self) { pointer in
      for column in Self.table.columns {
        try column.encode(pointer, &container, JSONKey(column.name))
      }
    }
  }

  /// Decodes the columns from their names.
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: JSONKey.self)
    try withUnsafeMutablePointer(to: &self) { pointer in
      for column in Self.table.columns {
        let key = JSONKey(column.name)
        let bytes = try column.jsonField(container, key)
        guard bytes.withUnsafeBufferPointer({ column.read($0, UnsafeMutableRawPointer(pointer)) })
        else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: container, debugDescription: "expected \(column.expectation)")
        }
      }
    }
  }

  /// The schema of a row, from its columns.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema {
    .object(
      table.columns.map { column in
        JSONSchema.Property(
          name: column.name, schema: column.schema,
          description: column.meaning + (column.unit.map { " (\($0.rawValue))" } ?? ""),
          isRequired: false)
      })
  }
}

extension Column {
  /// Encodes a field: numbers and truth values as such, all else as the table's text.
  func encode(
    _ row: UnsafeRawPointer, _ container: inout KeyedEncodingContainer<JSONKey>, _ key: JSONKey
  ) throws {
    if let number = number(row) {
      if case .integer = schema {
        try container.encode(Int(number), forKey: key)
      } else {
        try JSONNumber.encode(number, to: &container, key)
      }
      return
    }
    var text = TableWriter(capacity: 64)
    write(row, &text)
    let field = String(text.text.dropLast())
    if field.isEmpty { return }
    if case .boolean = schema {
      try container.encode(field == "true", forKey: key)
    } else {
      try container.encode(field, forKey: key)
    }
  }

  /// The field that a JSON value stands for.
  func jsonField(_ container: KeyedDecodingContainer<JSONKey>, _ key: JSONKey) throws -> [UInt8] {
    guard container.contains(key) else { return [] }
    switch schema {
    case .integer: return Array("\(try container.decode(Int.self, forKey: key))".utf8)
    case .number:
      return Array("\(try JSONNumber.unchecked(Double.self, from: container, key))".utf8)
    case .boolean: return Array("\(try container.decode(Bool.self, forKey: key))".utf8)
    default: return Array(try container.decode(String.self, forKey: key).utf8)
    }
  }
}
