/// One row of `trajectories.tsv`: a mutation in a sample.
public struct TrajectoryRow: Hashable, Sendable {
  public var patient: String
  public var mutation: String
  public var gene: String
  public var proteinChange: String
  public var sample: String
  public var day: Int?
  public var depth: Int?
  public var alternate: Int?
  public var cellFraction: Double?
  public var low: Double?
  public var high: Double?
  /// P(present in this sample, given all samples of the patient).
  public var presence: Double?
  public var isFirstDetectable: Bool
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
