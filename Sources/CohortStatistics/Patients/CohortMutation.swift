/// What a cohort needs to know about a mutation, with numbers in place of names.
public struct CohortMutation: Hashable, Sendable {
  /// A number that is unique among the patient's mutations.
  public var number: Int
  /// The number of the gene's name.
  public var gene: Int
  /// Whether that name stands for a gene; mutations outside genes count only towards the number of
  /// acquired mutations.
  public var isInGene: Bool
  /// Whether it may change a protein; silent mutations are never counted.
  public var changesProtein: Bool
  /// Whether it is of the functional class requested for its gene.
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
