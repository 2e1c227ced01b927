public import ClonalEvolution
public import TumorModel

/// One row of `driver_places.tsv`: a clone that a driver's mutation may be of.
public struct DriverPlaceRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The gene's symbol.
  public var gene = ""
  /// The protein change, as in the input.
  public var proteinChange = ""
  /// The change.
  public var variant = Variant.placeholder
  /// The number of the clone; `nil` for no clone.
  public var clone: Int?
  /// P(the mutation arose with this clone).
  public var probability = 0.0
  /// The number of the clone's parent in the consensus tree, 0 for the root; `nil` where it fits into no tree.
  public var parent: Int?
  /// P(that parent).
  public var parentProbability: Double?
  /// P(no other clone is the clone's ancestor).
  public var founder: Double?

  /// Creates a row to be filled.
  public init() {}

  /// Rows with less probability are left out.
  public static let least = 0.001

  /// The table.
  public static let table = Table<DriverPlaceRow>(
    "driver_places.tsv",
    rows:
      "Written by `metachron trees`: for each mutation of a driver that changes the protein, one row per "
      + "clone with which it may have arisen. Left out are clones with a probability below 0.001."
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.gene(\.gene)
    ColumnSet.proteinChange(\.proteinChange)
    ColumnSet.mutation(\.variant)
    Column(
      "clone", \.clone, .positiveCount, values: "empty for no clone",
      meaning: "Number of the clone, as in clone_ccf.tsv")
    Column(
      "probability", \.probability, unit: .probability, .probability,
      meaning: "P(the mutation arose with this clone | reads), given the clones that were found")
    Column(
      "parent", \.parent, .count, values: "empty where the clone fits into no tree",
      meaning: "Number of the clone's parent in the consensus tree; 0 for the root")
    ColumnSet.probability(
      "parent_probability", \.parentProbability, meaning: "P(that parent | reads)")
    ColumnSet.probability(
      "p_founder", \.founder, meaning: "P(no other clone is the clone's ancestor | reads)")
  }

  /// The rows of a patient, by mutation, then falling probability.
  ///
  /// - Parameters:
  ///   - clones: The patient's clones.
  ///   - trees: Their trees.
  ///   - patient: The patient.
  ///   - genes: The drivers.
  public static func rows(
    _ clones: PatientClones, _ trees: PatientTrees, of patient: PatientEvidence, genes: Set<String>
  ) -> [DriverPlaceRow] {
    patient.mutations.enumerated().flatMap { index, mutation -> [DriverPlaceRow] in
      guard genes.contains(mutation.gene),
        !ProteinEffect.silent.contains(mutation.classification)
      else { return [] }
      var row = DriverPlaceRow()
      row.patient = patient.id
      row.gene = mutation.gene
      row.proteinChange = mutation.proteinChange
      row.variant = mutation.variant
      let shares = clones.cloneProbabilities(of: index).map(Double.init)
      var rows = shares.enumerated().filter { $0.element >= least }.map { clone, share in
        var row = row
        (row.clone, row.probability) = (clone + 1, share)
        guard let place = trees.clones.firstIndex(of: clone) else { return row }
        let parent = trees.consensus.parents[place]
        row.parent = parent == CloneTree.normal ? 0 : trees.clones[parent] + 1
        row.parentProbability = trees.edgeProbability(parent: parent, child: place)
        row.founder = trees.edgeProbability(parent: CloneTree.normal, child: place)
        return row
      }
      row.probability = max(0, 1 - shares.reduce(0, +))
      if row.probability >= least { rows.append(row) }
      return rows.enumerated().sorted {
        ($0.element.probability, -$0.offset) > ($1.element.probability, -$1.offset)
      }.map(\.element)
    }
  }
}
