public import TumorModel

/// One row of the table of `metachron check`: an error, a warning or a sample.
public struct CheckRow: ResultRow, Hashable {
  /// What a row is.
  public enum Level: String, Hashable, Sendable, NamedFieldValue {
    /// An analysis would refuse the study, or its results would be wrong.
    case error
    /// The analysis runs; the reader of its results should know.
    case warning
    /// A sample, with what it can and cannot answer.
    case sample
  }

  /// What the files hold of a sample.
  public struct Facts: Hashable, Sendable {
    /// The sample's role.
    public var role: SampleRole?
    /// Sites of the patient.
    public var sites: Int?
    /// Of these, sites with reads in the sample.
    public var counted: Int?
    /// Of these, sites without a row in the sample's table, though it has others.
    public var uncalled: Int?
    /// Median reads of the counted sites.
    public var medianDepth: Int?
    /// The purity that the sheet or its file of purities states, in (0, 1].
    public var purity: Double?
    /// Sites whose copy number is known.
    public var withCopyNumber: Int?
    /// The smallest cancer cell fraction found with \(GateText.limitPower) power at the median depth.
    public var limitOfDetection: Double?
    /// Reads at the sites that were not counted; `nil` without an alignment.
    public var leftOut: Int?

    /// Creates facts of which nothing is known.
    public init() {}
  }

  /// What the row is.
  public var level = Level.error
  /// What an error or warning is about; for a sample, its scope.
  public var kind = ""
  /// The patient's identifier; empty where a finding is about no single one.
  public var patient = ""
  /// The sample's identifier; empty where a finding is about no single one.
  public var sample = ""
  /// The file, as the sheet names it.
  public var path = ""
  /// The line, from 1; `nil` where the file as a whole is meant.
  public var line: Int?
  /// The byte in the line, from 1; `nil` where the line as a whole is meant.
  public var column: Int?
  /// The finding, or what the sample can and cannot answer.
  public var message = ""
  /// What the files hold of the sample.
  public var facts = Facts()

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CheckRow>(
    "check.tsv",
    rows:
      "Written by `metachron check --output` and `metachron run`: errors and warnings, then one "
      + "row per sample."
  ) {
    Column("level", \.level, values: ColumnSet.names(Level.self), meaning: "What the row is")
    Column(
      "kind", \.kind, values: "both are listed in the guide on checking a study",
      meaning: "What an error or warning is about; for a sample, its scope")
    Column(
      "patient", \.patient, values: "empty where a finding is not about a single one",
      meaning: "Identifier of the patient")
    Column(
      "sample", \.sample, values: "empty where a finding is not about a single one",
      meaning: "Identifier of the sample")
    Column("path", \.path, meaning: "The file, as the sheet names it")
    Column(
      "line", \.line, .positiveCount, values: "empty where the file as a whole is meant",
      meaning: "The line, counted from 1; the first of several")
    Column(
      "column", \.column, .positiveCount, values: "empty where the line as a whole is meant",
      meaning: "The byte in the line, counted from 1")
    Column("message", \.message, meaning: "The finding, or what the sample can and cannot answer")
    Column(
      "role", \.facts.role, values: ColumnSet.names(SampleRole.self) + "; samples only",
      meaning: "Role of the sample")
    Column(
      "sites", \.facts.sites, unit: .sites, .count, values: "samples only",
      meaning: "Sites of the patient: the union of its samples' mutations")
    Column(
      "counted", \.facts.counted, unit: .sites, .count,
      meaning: "Of these, sites with reads in the sample")
    Column(
      "uncalled", \.facts.uncalled, unit: .sites, .count,
      meaning: "Of these, sites without a row in the sample's table, though it has others")
    Column(
      "median_depth", \.facts.medianDepth, unit: .reads, .reads,
      values: "empty where no site is counted", meaning: "Median reads of the counted sites")
    Column(
      "purity", \.facts.purity, unit: .shareOfCells, .positiveFraction,
      values: "empty where none is stated",
      meaning: "Purity stated in the sheet, or in its file of purities")
    Column(
      "with_copy_number", \.facts.withCopyNumber, unit: .sites, .count,
      meaning: "Sites whose copy number is known from the segments")
    Column(
      "lod95_ccf", \.facts.limitOfDetection, unit: .shareOfTumorCells, .positiveFraction,
      values: "empty if even a clonal mutation would be missed, or nothing can be compared",
      meaning:
        "Smallest cancer cell fraction found with \(GateText.limitPower) power at the median "
        + "depth")
    Column(
      "left_out", \.facts.leftOut, unit: .reads, .count, values: "empty without an alignment",
      meaning: "Reads at the sites in the sample's alignment that were not counted; the message "
        + "names the causes")
  }
}
