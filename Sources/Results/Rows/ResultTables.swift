/// A table of rows of any kind.
public protocol AnyTable: Sendable {
  /// The file's name in its folder.
  var fileName: String { get }
  /// What a row stands for, in sentences.
  var rowMeaning: String { get }
  /// The columns' names, in the order of the file.
  var columnNames: [String] { get }
  /// The table's part of the documentation, in Markdown.
  var markdown: String { get }
}

extension Table: AnyTable {
  /// The columns' names, in the order of the file.
  public var columnNames: [String] { columns.map(\.name) }
}

/// All tables that commands write, one line for each.
public enum ResultTables {
  /// The tables, in the order of the documentation.
  public static let all: [any AnyTable] = [
    OriginRow.table,
    PairRow.table,
    TrajectoryRow.table,
    AssumptionRow.table,
    PosteriorRow.table,
    PuritySolutionRow.table,
    TimelineRow.table,
    IdentityRow.table,
    SwapRow.table,
    AnnotationRow.table,
    CountsRow.table,
    CheckRow.table,
    BackgroundRow.table,
    PowerRow.table,
    DepthNeededRow.table,
    CohortFunnelRow.table,
    CohortPatientRow.table,
    CohortFractionRow.table,
    CohortGeneRow.table,
    CohortExclusivityRow.table,
    CohortTherapyRow.table,
  ]
}
