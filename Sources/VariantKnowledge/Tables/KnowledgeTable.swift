/// A tab-separated table that is built into the module.
///
/// Lines that start with `#` are comments; the first other line names the columns. The tables are
/// part of the program, so whatever is wrong with one is a programmer's mistake and traps.
struct KnowledgeTable {
  /// What messages call the table.
  let name: String
  private let columns: [String: Int]
  private let rows: [[String]]

  /// Reads a table.
  init(name: String, bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
      .filter { $0.first != UInt8(ascii: "#") }
      .map { line in
        line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
          .map { String(decoding: $0, as: UTF8.self) }
      }
    guard let header = lines.first else { preconditionFailure("\(name) has no header") }
    self.name = name
    columns = Dictionary(
      zip(header, 0...),
      uniquingKeysWith: { _, _ in preconditionFailure("\(name) names a column twice") })
    rows = Array(lines.dropFirst())
    for row in rows {
      precondition(row.count == header.count, "\(name) has a row of other length: \(row)")
    }
  }

  /// One value per row, made by a function that reads the row's fields by column name.
  func map<Value>(_ transform: (Row) -> Value) -> [Value] {
    rows.map { transform(Row(table: self, fields: $0)) }
  }

  /// A row whose fields are found by column name.
  struct Row {
    fileprivate let table: KnowledgeTable
    fileprivate let fields: [String]

    /// The field of a column; empty for a missing value.
    subscript(column: String) -> String {
      guard let index = table.columns[column] else {
        preconditionFailure("\(table.name) has no column \(column)")
      }
      return fields[index]
    }

    /// The items of a column that are separated by `;`.
    func list(_ column: String) -> [String] { self[column].split(separator: ";").map(String.init) }

    /// The positive integer of a column.
    func count(_ column: String) -> Int { positive(self[column], column) }

    /// The positive integers of a column that are separated by `;`.
    func counts(_ column: String) -> [Int] { list(column).map { positive($0, column) } }

    /// The value of a closed vocabulary.
    func word<Word: RawRepresentable>(_ column: String, as _: Word.Type = Word.self) -> Word
    where Word.RawValue == String {
      guard let word = Word(rawValue: self[column]) else {
        preconditionFailure("\(table.name): \(column) '\(self[column])' is not in the vocabulary")
      }
      return word
    }

    private func positive(_ text: String, _ column: String) -> Int {
      guard let number = Int(text), number > 0 else {
        preconditionFailure("\(table.name): \(column) '\(text)' is not a positive integer")
      }
      return number
    }
  }
}
