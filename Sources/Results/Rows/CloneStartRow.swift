import Glibc
public import ClonalEvolution

/// One row of `clone_starts.tsv`: a start of the search for a patient's clones.
public struct CloneStartRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The number of the random stream; `nil` where nothing is drawn.
  public var stream: Int?
  /// Clones that it ended with.
  public var clones = 0
  /// The evidence lower bound, in nats.
  public var bound = 0.0
  /// The adjusted Rand index with the best start.
  public var agreement = 1.0
  /// Whether it is the best.
  public var isBest = false

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CloneStartRow>(
    "clone_starts.tsv",
    rows: "Written by `metachron clones`: one row per start of the search for a patient's clones. "
      + "Starts look at no more than 350 to 1,000 distinct patterns of reads; the best goes on with all."
  ) {
    ColumnSet.patient(\.patient)
    Column(
      "random_stream", \.stream, .positiveCount,
      values: "empty for the start that draws nothing at random",
      meaning: "Number of the start's stream of random numbers")
    Column("clones", \.clones, .count, meaning: "Clones that the start ended with")
    Column("bound", \.bound, unit: .nats, .any, meaning: "Evidence lower bound that it reached")
    Column(
      "ari_best", \.agreement, .any, values: "1: the same; about 0: nothing in common",
      meaning: "Adjusted Rand index of its grouping of mutations with that of the best start")
    Column(
      "best", \.isBest, values: "`true`, `false`", meaning: "Whether it has the greatest bound")
  }

  /// The rows of a patient.
  public static func rows(_ clones: PatientClones) -> [CloneStartRow] {
    clones.starts.map { start in
      var row = CloneStartRow()
      row.patient = clones.patient
      row.stream = start.stream
      row.clones = start.clones
      row.bound = start.bound
      row.agreement = start.agreement
      row.isBest = start.isBest
      return row
    }
  }
}

extension CloneStartRow {
  /// Below this adjusted Rand index two starts group the mutations differently.
  package static let leastAgreement = 0.9
  /// A start whose evidence bound is lower by more nats is no rival: odds of 20 to 1.
  private static let mostBehind = log(20.0)

  /// The next best start of a patient, where its bound is hardly lower than the best one's and it groups the
  /// mutations differently: the clustering is then unstable.
  package static func rival(among starts: [CloneStartRow]) -> CloneStartRow? {
    guard let best = starts.first(where: \.isBest) else { return nil }
    let second = starts.filter { !$0.isBest }.max { $0.bound < $1.bound }
    guard let second, second.bound >= best.bound - mostBehind,
      second.agreement < leastAgreement
    else { return nil }
    return second
  }
}
