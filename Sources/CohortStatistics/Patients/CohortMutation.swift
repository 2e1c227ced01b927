/// A mutation as far as a cohort needs it: numbers in place of names.
public struct CohortMutation: Hashable, Sendable {
  /// The number that tells the patient's mutations apart.
  public var number: Int
  /// The number of the gene's name.
  public var gene: Int
  /// Whether that name stands for a gene; mutations outside genes count among those acquired alone.
  public var isInGene: Bool
  /// Whether it may change a protein; silent mutations count nowhere.
  public var changesProtein: Bool
  /// Whether it is of the functional class that is asked for in its gene.
  public var isOfClass: Bool

  /// Creates a mutation.
  public init(
    number: Int, gene: Int, isInGene: Bool = true, changesProtein: Bool = true,
    isOfClass: Bool = true
  ) {
    self.number = number
    self.gene = gene
    self.isInGene = isInGene
    self.changesProtein = changesProtein
    self.isOfClass = isOfClass
  }
}
