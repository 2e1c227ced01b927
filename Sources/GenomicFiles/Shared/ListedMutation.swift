public import TumorModel

/// A mutation as an input names it: by gene and protein change, by its place, or by both.
public struct ListedMutation: Hashable, Sendable {
  /// The gene's symbol; empty where none was given.
  public var gene: String
  /// The protein change as the input writes it; empty where none was given.
  public var proteinChange: String
  /// The place and bases; `nil` where none were given.
  public var variant: Variant?
  /// The assembly of ``variant``; `nil` where the input does not tell.
  public var build: GenomeBuild?

  /// Creates a mutation.
  public init(gene: String, proteinChange: String, variant: Variant?, build: GenomeBuild?) {
    (self.gene, self.proteinChange) = (gene, proteinChange)
    (self.variant, self.build) = (variant, build)
  }
}
