import TumorModel

/// One row of `trajectories.tsv`: a mutation in a sample.
public struct TrajectoryRow: Hashable, Sendable {
  /// The patient's identifier.
  public var patient: String
  /// `chromosome:position:ref>alt`.
  public var mutation: String
  /// The gene's symbol; empty where the input names none.
  public var gene: String
  /// The protein change; empty where the input names none.
  public var proteinChange: String
  /// The sample's identifier.
  public var sample: String
  /// Days from diagnosis.
  public var day: Int?
  /// Reads at the site.
  public var depth: Int?
  /// Alternate reads.
  public var alternate: Int?
  /// Posterior median of the cancer cell fraction, in [0, 1].
  public var cellFraction: Double?
  /// Its 5 % quantile.
  public var low: Double?
  /// Its 95 % quantile.
  public var high: Double?
  /// P(present in this sample, given all samples of the patient).
  public var presence: Double?
  /// Whether this is the first sample in which the mutation is present.
  public var isFirstDetectable: Bool
  /// Whether this is the last sample before it in which a clone is excluded.
  public var isLastExcluded: Bool
  /// The variant classification, as in the input; empty in results of earlier versions.
  public var classification = ""
  /// Why there are no counts, such as `without_counts`; empty where there are some.
  public var observation = ""

  /// `ERBB2 p.L755S`, or the change itself where names are missing.
  public var title: String {
    let change = proteinChange.isEmpty ? mutation : proteinChange
    return gene.isEmpty ? change : "\(gene) \(change)"
  }
}

extension TrajectoryRow {
  /// Whether the sample shows the mutation: reads do, or a table lists it without counts, and it is
  /// not more likely absent than present.
  public var isSeen: Bool {
    ((alternate ?? 0) > 0 || observation == "without_counts") && (presence ?? 1) >= 0.5
  }

  /// Whether the mutation changes a protein, as far as its classification tells.
  public var changesProtein: Bool { !ProteinEffect.silent.contains(classification) }

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
    let classification = table.columns.firstIndex(of: "variant_class")
    let observation = table.columns.firstIndex(of: "observation")
    return { row in
      TrajectoryRow(
        patient: row.text(texts[0]), mutation: row.text(texts[1]), gene: row.text(texts[2]),
        proteinChange: row.text(texts[3]), sample: row.text(texts[4]), day: row.int(counts[0]),
        depth: row.int(counts[1]), alternate: row.int(counts[2]),
        cellFraction: row.double(numbers[0]), low: row.double(numbers[1]),
        high: row.double(numbers[2]), presence: row.double(numbers[3]),
        isFirstDetectable: row.text(texts[5]) == "true",
        isLastExcluded: row.text(texts[6]) == "true",
        classification: classification.map(row.text) ?? "",
        observation: observation.map(row.text) ?? "")
    }
  }
}
