/// A table of a page, which is there before any script runs.
public struct ReportTable: Hashable, Sendable {
  /// A column: its heading, and whether its cells are numbers.
  public struct Column: Hashable, Sendable {
    /// The heading.
    public var title: String
    /// Whether cells are set as numbers, which do not break into lines.
    public var isNumber: Bool

    /// Creates a column.
    public init(_ title: String, isNumber: Bool = false) {
      (self.title, self.isNumber) = (title, isNumber)
    }
  }

  /// What the table is of, for those who do not see it.
  public var name: String
  /// What stands above it; empty for nothing.
  public var caption: String
  /// The columns; the first names the rows.
  public var columns: [Column]
  /// The rows, with a cell for each column.
  public var rows: [[String]]
  /// How many rows are in sight; the others are folded.
  public var inSight: Int

  /// Creates a table.
  public init(
    name: String, caption: String = "", columns: [Column], rows: [[String]], inSight: Int = 24
  ) {
    (self.name, self.caption, self.columns) = (name, caption, columns)
    (self.rows, self.inSight) = (rows, inSight)
  }
}
