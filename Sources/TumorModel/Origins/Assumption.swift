/// An assumption behind a call that a sensitivity analysis changes.
public enum Assumption: String, CaseIterable, Codable, Hashable, Sendable {
  /// The rate of sequencing errors.
  case errorRate = "error_rate"
  /// How much the rate of errors differs between sites.
  case errorSpread = "error_spread"
  /// The precision of allele counts.
  case precision
  /// The purity of the earlier sample.
  case earlierPurity = "earlier_purity"
  /// The purity of the later sample.
  case laterPurity = "later_purity"
  /// The weights of origins: the default ones, nothing learnt from other mutations and patients.
  case prior
  /// The share of artefacts among listed mutations.
  case artefactShare = "artefact_share"
  /// All of them together.
  case all
}
