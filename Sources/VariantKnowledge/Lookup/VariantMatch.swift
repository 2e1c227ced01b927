public import TumorModel

/// How a mutation was found in the tables.
public struct VariantMatch: Hashable, Sendable {
  /// What agreed.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// Gene and protein change.
    case protein
    /// Position and bases.
    case position
    /// Both.
    case both
  }

  /// What is known of it.
  public let entry: VariantEntry
  /// What agreed.
  public let basis: Basis
  /// The assembly in which the position agreed; `nil` where it did not decide.
  public let build: GenomeBuild?
  /// Why name and position do not fit together; `nil` where they do.
  public let disagreement: VariantDisagreement?
}
