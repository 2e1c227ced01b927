/// One row of `pairs.tsv`: an earlier and a later sample.
public struct PairRow: Hashable, Sendable {
  /// The patient's identifier.
  public var patient: String
  /// The earlier sample; `*` for all earlier ones together.
  public var earlier: String
  /// The later sample.
  public var later: String
  /// The earlier sample's role, such as `primary`.
  public var earlierRole: String
  /// The later sample's role.
  public var laterRole: String
  /// Days from diagnosis to the earlier sample.
  public var earlierDay: Int?
  /// Days from diagnosis to the later sample.
  public var laterDay: Int?
  /// `related`, `independent` or `undecided`.
  public var relatedness: String
  /// Natural logarithm of the Bayes factor for a common origin.
  public var logBayesFactor: Double?
  /// The expected number of mutations in both samples.
  public var shared: Double?
  /// The expected number in the earlier sample alone.
  public var privateEarlier: Double?
  /// The expected number in the later sample alone.
  public var privateLater: Double?
  /// The share of truncal mutations that the earlier sample showed, in [0, 1].
  public var truncalRecall: Double?
  /// The tumour cell share of the earlier sample, in (0, 1].
  public var earlierPurity: Double?
  /// The beta-binomial precision of its reads, above 0; greater means less scatter.
  public var earlierPrecision: Double?
  /// P(read alternate, molecule reference) in the earlier sample, in [0, 1].
  public var earlierErrorRate: Double?
  /// The same of C>T and G>A changes.
  public var earlierDeaminationRate: Double?
  /// The verdict on whether both samples are of one person.
  public var identity: String
  /// What to mind, in words.
  public var warnings: String
}

extension PairRow {
  /// Reads rows of `pairs.tsv`.
  static func reader(_ table: ResultTableReader) throws -> (ResultTableReader.Row) -> PairRow {
    let texts = try [
      "patient", "earlier_sample", "later_sample", "earlier_role", "later_role", "relatedness",
      "identity", "warnings",
    ].map { try table.column($0) }
    let days = try ["earlier_day", "later_day"].map { try table.column($0) }
    let numbers = try [
      "log_bf_related", "shared", "private_earlier", "private_later", "truncal_recall",
      "earlier_purity", "earlier_precision", "earlier_error_rate", "earlier_deamination_rate",
    ].map { try table.column($0) }
    return { row in
      PairRow(
        patient: row.text(texts[0]), earlier: row.text(texts[1]), later: row.text(texts[2]),
        earlierRole: row.text(texts[3]), laterRole: row.text(texts[4]),
        earlierDay: row.int(days[0]), laterDay: row.int(days[1]), relatedness: row.text(texts[5]),
        logBayesFactor: row.double(numbers[0]), shared: row.double(numbers[1]),
        privateEarlier: row.double(numbers[2]), privateLater: row.double(numbers[3]),
        truncalRecall: row.double(numbers[4]), earlierPurity: row.double(numbers[5]),
        earlierPrecision: row.double(numbers[6]), earlierErrorRate: row.double(numbers[7]),
        earlierDeaminationRate: row.double(numbers[8]), identity: row.text(texts[6]),
        warnings: row.text(texts[7]))
    }
  }
}
