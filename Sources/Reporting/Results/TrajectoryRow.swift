/// One row of `trajectories.tsv`: a mutation in a sample.
public struct TrajectoryRow: Hashable, Sendable {
  /// The patient's identifier.
  public var patient: String
  /// The change.
  public var mutation: String
  /// The gene.
  public var gene: String
  /// The protein change.
  public var proteinChange: String
  /// The sample.
  public var sample: String
  /// Days from diagnosis.
  public var day: Int?
  /// Reads at the site.
  public var depth: Int?
  /// Alternate reads.
  public var alternate: Int?
  /// The cell fraction.
  public var cellFraction: Double?
  /// The lower bound.
  public var low: Double?
  /// The upper end.
  public var high: Double?
  /// P(present in this sample, given all samples of the patient).
  public var presence: Double?
  /// Whether the row is marked: first detectable.
  public var isFirstDetectable: Bool
  /// Whether the row is marked: last excluded.
  public var isLastExcluded: Bool

  /// `ERBB2 p.L755S`, or the change itself where names are missing.
  public var title: String {
    let change = proteinChange.isEmpty ? mutation : proteinChange
    return gene.isEmpty ? change : "\(gene) \(change)"
  }
}

extension TrajectoryRow {
  /// Reads rows of `trajectories.tsv`.
  static func reader(
    _ table: ResultTableReader
  ) throws -> (ResultTableReader.Row) -> TrajectoryRow {
    let texts = try [
      "patient", "mutation", "gene", "protein_change", "sample", "first_detectable",
      "last_excluded",
    ].map { try table.column($0) }
    let counts = try ["day", "depth", "alt"].map { try table.column($0) }
    let numbers = try ["ccf", "low", "high", "p_present"].map { try table.column($0) }
    return { row in
      TrajectoryRow(
        patient: row.text(texts[0]), mutation: row.text(texts[1]), gene: row.text(texts[2]),
        proteinChange: row.text(texts[3]), sample: row.text(texts[4]), day: row.int(counts[0]),
        depth: row.int(counts[1]), alternate: row.int(counts[2]),
        cellFraction: row.double(numbers[0]), low: row.double(numbers[1]),
        high: row.double(numbers[2]), presence: row.double(numbers[3]),
        isFirstDetectable: row.text(texts[5]) == "true",
        isLastExcluded: row.text(texts[6]) == "true")
    }
  }
}
