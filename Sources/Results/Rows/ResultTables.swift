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
    CurveRow.table,
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
    CloneRow.table,
    CloneFractionRow.table,
    CloneStartRow.table,
    CloneSampleRow.table,
    CloneOriginRow.table,
    ClusterRow.table,
    TreeRow.table,
    TreeEdgeRow.table,
    CloneProportionRow.table,
    DriverPlaceRow.table,
    MigrationRow.table,
    MigrationEdgeRow.table,
    ResponseCurveRow.table,
    ResponseComparisonRow.table,
    ResponsePointRow.table,
    ResponseLineRow.table,
    PlateQualityRow.table,
    CombinationRow.table,
    CombinationCellRow.table,
    IsoboleRow.table,
    RestorationRow.table,
    CourseRow.table,
    CourseVisitRow.table,
    ResponseRateRow.table,
    SurvivalRow.table,
    SurvivalComparisonRow.table,
  ]

  /// The tables that every folder of results has.
  public static let ofResults: [any AnyTable] = [
    OriginRow.table, PairRow.table, TrajectoryRow.table, AssumptionRow.table,
    PuritySolutionRow.table, PosteriorRow.table, CurveRow.table, TimelineRow.table,
  ]

  /// The tables that every folder of a cohort has.
  public static let ofCohort: [any AnyTable] = [
    CohortFunnelRow.table, CohortPatientRow.table, CohortFractionRow.table, CohortGeneRow.table,
    CohortExclusivityRow.table, CohortTherapyRow.table,
  ]

  /// What a run found, in numbers, beside the tables of results.
  public static let summary = "summary.json"
  /// What a cohort says, the seal of its folder.
  public static let cohort = "cohort.json"
  /// What the stages of a run have made.
  public static let runRecord = "run.json"
  /// The page of a run.
  public static let page = "report.html"

  /// The names of all files that commands write into folders of results and cohorts.
  public static let fileNames = Set(
    all.map(\.fileName) + [Manifest.fileName, cohort, summary, runRecord, page])
}
