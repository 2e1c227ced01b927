/// A variant with the names that a table gave it.
public struct Mutation: Hashable, Sendable {
  /// The change itself.
  public let variant: Variant
  /// The gene's symbol; empty where none was given.
  public let gene: String
  /// The protein change, such as `p.L755S`; empty where none was given.
  public let proteinChange: String
  /// The MAF's variant classification, such as `Missense_Mutation`; empty where none was given.
  public let classification: String

  /// Creates a mutation; text is kept verbatim.
  public init(variant: Variant, gene: String, proteinChange: String, classification: String) {
    self.variant = variant
    self.gene = gene
    self.proteinChange = proteinChange
    self.classification = classification
  }
}
