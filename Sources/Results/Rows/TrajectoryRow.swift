import ClonalEvolution
public import TumorModel

/// One row of `trajectories.tsv`: a mutation in a sample.
public struct TrajectoryRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The change.
  public var variant = Variant.placeholder
  /// The sample's identifier.
  public var sample = ""
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
  /// Whether this is the first sample in which the mutation is above the threshold; `nil` where that
  /// is not known for the threshold.
  public var isFirstDetectable: Bool? = false
  /// The gene's symbol; empty where the input names none.
  public var gene = ""
  /// The protein change; empty where the input names none.
  public var proteinChange = ""
  /// Whether this is the last sample before it in which a clone is excluded; `nil` where that is not
  /// known for the threshold.
  public var isLastExcluded: Bool? = false
  /// The variant classification, as in the input.
  public var classification = ""
  /// The class in the knowledge table; empty for none.
  public var functionalClass = ""
  /// Why there are no counts; `nil` where there are some.
  public var missing: MissingCounts?

  /// Creates a row to be filled.
  public init() {}

  /// When the columns that depend on the threshold are empty.
  private static let unknown = "empty where relabelling at another threshold cannot tell"

  /// The table.
  public static let table = Table<TrajectoryRow>(
    "trajectories.tsv", rows: "One row per mutation and sample of a patient.",
    note: GateText.note
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.mutation(\.variant)
    Column("sample", \.sample, meaning: "Identifier of the sample")
    ColumnSet.day("day", \.day, of: "the sample")
    Column(
      "depth", \.depth, unit: .reads, .reads, values: "empty where none were counted",
      meaning: "Reads at the site")
    Column(
      "alt", \.alternate, unit: .reads, .reads, values: "at most `depth`",
      meaning: "Alternate reads")
    Column(
      "ccf", \.cellFraction, unit: .shareOfTumorCells, .fraction,
      meaning: "Posterior median of the cancer cell fraction")
    Column("low", \.low, unit: .shareOfTumorCells, .fraction, meaning: "Its 5 % quantile")
    Column("high", \.high, unit: .shareOfTumorCells, .fraction, meaning: "Its 95 % quantile")
    ColumnSet.probability(
      "p_present", \.presence,
      meaning: "P(present in this sample, given all samples of the patient)")
    Column(
      "first_detectable", \.isFirstDetectable, values: "`true`, `false`; " + unknown,
      meaning: "Whether this is the earliest sample in which the mutation is above the threshold")
    ColumnSet.gene(\.gene)
    ColumnSet.proteinChange(\.proteinChange)
    Column(
      "last_excluded", \.isLastExcluded, values: "`true`, `false`; " + unknown,
      meaning: "Whether this is the last sample before the first detectable one that excludes the "
        + "mutation above the threshold with probability \(OriginGate.presence); the acquisition lies "
        + "between the two")
    ColumnSet.classification(\.classification)
    ColumnSet.functionalClass(\.functionalClass)
    Column(
      "observation", \.missing,
      values: ColumnSet.names(MissingCounts.self) + "; empty where reads were counted",
      meaning: "Why the sample has no counts")
  }

  /// `chromosome:position:ref>alt`.
  public var mutation: String { variant.name }

  /// `ERBB2 p.L755S`, or the change itself where names are missing.
  public var title: String { gene.isEmpty ? change : "\(gene) \(change)" }

  /// `p.L755S`, or the change itself where its name is missing.
  public var change: String { proteinChange.isEmpty ? mutation : proteinChange }

  /// Whether the mutation changes a protein, as far as its classification tells.
  public var changesProtein: Bool { !ProteinEffect.silent.contains(classification) }
}

extension TrajectoryRow {
  /// Calls a closure with the row of each point of a patient, by mutation, then time.
  public static func forEach(
    in origins: PatientOrigins, of patient: PatientEvidence,
    functionalClass: (Mutation) -> String?, _ body: (borrowing TrajectoryRow) -> Void
  ) {
    // Looked up once a mutation, not once a point.
    let classes = patient.mutations.map { functionalClass($0) ?? "" }
    var row = TrajectoryRow()
    row.patient = patient.id
    for point in origins.trajectories {
      let mutation = patient.mutations[point.mutation]
      let observation = patient.observations[point.sample][point.mutation]
      row.variant = mutation.variant
      row.sample = patient.samples[point.sample].id
      row.day = patient.samples[point.sample].day
      row.depth = observation.counts.map { Int($0.depth) }
      row.alternate = observation.counts.map { Int($0.alternate) }
      row.missing = MissingCounts(observation)
      row.cellFraction = point.cellFraction?.median
      row.low = point.cellFraction?.low
      row.high = point.cellFraction?.high
      row.presence = point.presence
      row.isFirstDetectable = point.isFirstDetectable
      row.isLastExcluded = point.isLastExcluded
      row.gene = mutation.gene
      row.proteinChange = mutation.proteinChange
      row.classification = mutation.classification
      row.functionalClass = classes[point.mutation]
      body(row)
    }
  }
}
