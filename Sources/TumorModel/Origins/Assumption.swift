/// An assumption behind a call that a sensitivity analysis changes.
public enum Assumption: String, CaseIterable, Codable, Hashable, Sendable {
  /// The shape of the prior on the cancer cell fractions of sub-clones.
  case slab
  /// The rate of sequencing errors.
  case errorRate = "error_rate"
  /// The precision of allele counts.
  case precision
  /// The purity of the earlier sample.
  case earlierPurity = "earlier_purity"
  /// The purity of the later sample.
  case laterPurity = "later_purity"
  /// The prior on the origins.
  case prior
  /// All of them together.
  case all
}
