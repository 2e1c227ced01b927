public import ClonalEvolution
public import TumorModel

/// One row of `pyclone_vi.tsv`: a mutation in a sample, in the columns of PyClone-VI's results.
public struct ClusterRow: ResultRow, Hashable {
  /// The mutation's identifier.
  public var mutation = ""
  /// The sample's identifier.
  public var sample = ""
  /// The number of the cluster, from 0.
  public var cluster = 0
  /// The mean cancer cell fraction of the cluster.
  public var prevalence = 0.0
  /// Its standard deviation.
  public var deviation = 0.0
  /// The probability that the mutation is in the cluster.
  public var probability = 1.0

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<ClusterRow>(
    "pyclone_vi.tsv",
    rows: "Written by `metachron clones --format pyclone-vi`: the results file of PyClone-VI, one "
      + "row per mutation and sample, without lines above the header. Mutations that are of no clone "
      + "have a cluster of their own after the clones: one for each sample's tail, then artefacts, then "
      + "those in no cell; their prevalence is that of their own reads."
  ) {
    Column("mutation_id", \.mutation, meaning: "Identifier of the mutation in the input")
    Column("sample_id", \.sample, meaning: "Identifier of the sample")
    Column("cluster_id", \.cluster, .count, meaning: "Number of the cluster, from 0")
    Column(
      "cellular_prevalence", \.prevalence, unit: .shareOfTumorCells, .fraction,
      meaning: "Mean cancer cell fraction of the cluster in the sample")
    Column(
      "cellular_prevalence_std", \.deviation, unit: .shareOfTumorCells, .nonNegative,
      meaning: "Its standard deviation")
    Column(
      "cluster_assignment_prob", \.probability, unit: .probability, .probability,
      meaning: "Probability that the mutation is in the cluster")
  }
}

extension ClusterRow {
  /// Calls a closure with the rows of a patient, by mutation, then sample.
  ///
  /// - Parameters:
  ///   - clones: The patient's clones.
  ///   - patient: The patient.
  ///   - identifier: A mutation's identifier.
  ///   - body: Is given each row.
  public static func forEach(
    in clones: PatientClones, of patient: PatientEvidence, identifier: (Mutation) -> String,
    _ body: (borrowing ClusterRow) throws -> Void
  ) rethrows {
    var row = ClusterRow()
    let count = clones.clones.count
    for (index, mutation) in patient.mutations.enumerated() {
      row.mutation = identifier(mutation)
      row.probability = Double(clones.probabilities[index])
      var clone: PatientClones.Clone?
      switch clones.memberships[index] {
      case .clone(let number):
        row.cluster = number
        clone = clones.clones[number]
      case .tail(let sample): row.cluster = count + sample
      case .artefact: row.cluster = count + patient.samples.count
      case .absent, .notAssessable, .ungrouped: row.cluster = count + patient.samples.count + 1
      }
      for (sample, identity) in patient.samples.enumerated() {
        row.sample = identity.id
        let fraction = clone?.fractions[sample] ?? clones.fraction(of: index, sample: sample)
        row.prevalence = fraction?.mean ?? 0
        row.deviation = fraction?.deviation ?? 0
        try body(row)
      }
    }
  }
}
