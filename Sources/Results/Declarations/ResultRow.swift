public import DelimitedText

/// A row of a table that Metachron writes and reads.
///
/// ```swift
/// struct PosteriorRow: ResultRow {
///   var patient = ""
///   var probability = 0.0
///   static let table = Table<PosteriorRow>("posteriors.tsv", rows: "One row per …") {
///     Column("patient", \.patient, meaning: "Identifier of the patient")
///     Column("probability", \.probability, unit: .probability, .probability, meaning: "…")
///   }
/// }
/// ```
public protocol ResultRow: Sendable {
  /// Creates a row to be filled by reading.
  init()
  /// The table that the row is of.
  static var table: Table<Self> { get }
}

/// A table of rows of one kind, declared once.
public struct Table<Row: ResultRow>: Sendable {
  /// The file's name in its folder.
  public let fileName: String
  /// What a row stands for, in sentences.
  public let rowMeaning: String
  /// A line that stands above every such table; `nil` for none.
  public let note: String?
  /// The columns, in the order of the file.
  public let columns: [Column<Row>]
  /// Writes all fields of the row at an address.
  let write: Column<Row>.Write

  /// Declares a table.
  public init(
    _ fileName: String, rows rowMeaning: String, note: String? = nil,
    @ColumnBuilder<Row> columns: () -> [Column<Row>]
  ) {
    self.fileName = fileName
    self.rowMeaning = rowMeaning
    self.note = note
    self.columns = columns()
    write = Self.writer(of: self.columns[...])
  }

  /// A function that writes columns in their order, as a tree of functions that capture two others:
  /// calling one that is captured counts no reference, and calling one from an array does.
  private static func writer(of columns: ArraySlice<Column<Row>>) -> Column<Row>.Write {
    guard columns.count > 1 else { return columns[columns.startIndex].write }
    let middle = (columns.startIndex + columns.endIndex) / 2
    let first = writer(of: columns[..<middle])
    let second = writer(of: columns[middle...])
    return { row, table in
      first(row, &table)
      second(row, &table)
    }
  }

  /// The name without its ending, as the first lines of a file tell it.
  public var name: String {
    fileName.split(separator: ".").first.map { String($0).replacing("_", with: " ") } ?? fileName
  }

  /// The header line, without its line feed.
  public var header: String { columns.map(\.name).joined(separator: "\t") }

  /// The name of a property's column.
  public func name(of keyPath: PartialKeyPath<Row>) -> String? {
    columns.first { $0.keyPath == keyPath }?.name
  }

  /// The table's part of the documentation, in Markdown.
  public var markdown: String {
    "## \(fileName)\n\n\(rowMeaning)\n\n\(columnMarkdown)"
  }

  /// The columns as a table in Markdown.
  public var columnMarkdown: String {
    let head = ["| column | meaning | unit | values |", "| --- | --- | --- | --- |"]
    return (head + columns.map(\.markdown)).joined(separator: "\n") + "\n"
  }
}

/// Collects the columns of a ``Table``.
@resultBuilder
public enum ColumnBuilder<Row: ResultRow> {
  /// One column.
  public static func buildExpression(_ column: Column<Row>) -> [Column<Row>] { [column] }
  /// Several columns, such as those that two samples of a pair share.
  public static func buildExpression(_ columns: [Column<Row>]) -> [Column<Row>] { columns }
  /// All columns in their order.
  public static func buildBlock(_ parts: [Column<Row>]...) -> [Column<Row>] { parts.flatMap { $0 } }
}

extension TableWriter {
  /// Writes one row, all its fields and the line feed.
  ///
  /// - Complexity: About 10 ns a field, beside its digits.
  public mutating func append<Row: ResultRow>(_ row: borrowing Row) {
    append(row, of: Row.table)
  }

  /// Writes one row of a table whose columns depend on what was asked for.
  public mutating func append<Row: ResultRow>(_ row: borrowing Row, of table: Table<Row>) {
    withUnsafePointer(to: row) { table.write($0, &self) }
    endRow()
  }

  /// Writes the header line of a table.
  public mutating func appendHeader<Row: ResultRow>(of row: Row.Type) {
    appendHeader(of: Row.table)
  }

  /// Writes the header line of a table whose columns depend on what was asked for.
  public mutating func appendHeader<Row: ResultRow>(of table: Table<Row>) {
    for column in table.columns { field(column.name) }
    endRow()
  }
}
