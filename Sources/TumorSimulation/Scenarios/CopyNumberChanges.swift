/// How often chromosome arms change their copy number, and how.
public struct CopyNumberChanges: Hashable, Sendable {
  /// The share of arms that change in the trunk, before the two biopsies' lineages part.
  public var trunk: Double
  /// The share of arms that change in the primary after the parting; only where the sampled
  /// primary descends from one clone that the metastasis does not descend from.
  public var earlier: Double
  /// The share of arms that change on the way to the later biopsy.
  public var later: Double
  /// Weights of the states 2:1, 2:0, 2:2, 1:0, 3:1 and 5:1 in the trunk.
  public var trunkWeights: [Double]
  /// The same for changes after the parting.
  public var laterWeights: [Double]

  /// The states that the weights speak of, in copies of the two parental alleles.
  static let states = [[2, 1], [2, 0], [2, 2], [1, 0], [3, 1], [5, 1]]

  /// Creates rates.
  public init(
    trunk: Double, earlier: Double, later: Double,
    trunkWeights: [Double] = [0.32, 0.16, 0.14, 0.2, 0.12, 0.06],
    laterWeights: [Double] = [0.32, 0.16, 0.14, 0.2, 0.12, 0.06]
  ) {
    precondition(trunkWeights.count == 6 && laterWeights.count == 6)
    (self.trunk, self.earlier, self.later) = (trunk, earlier, later)
    (self.trunkWeights, self.laterWeights) = (trunkWeights, laterWeights)
  }
}
