import Results

/// What a heat map of two drugs shows.
public enum SynergyQuantity: String, Hashable, Sendable, CaseIterable {
  /// The mean viability of the wells.
  case viability
  /// The viability of the MuSyC surface.
  case musyc
  /// The excess over Bliss independence.
  case bliss
  /// The excess over the highest single agent.
  case hsa
  /// The excess over dose additivity.
  case loewe
  /// The ZIP delta.
  case zip

  var words: String {
    switch self {
    case .viability: "viability"
    case .musyc: "viability of the fitted MuSyC surface"
    case .bliss: "excess over Bliss independence"
    case .hsa: "excess over the highest single agent"
    case .loewe: "excess over Loewe additivity"
    case .zip: "ZIP delta"
    }
  }

  var isExcess: Bool { self != .viability && self != .musyc }

  func fields(_ row: CombinationCellRow) -> IntervalFields {
    var fields = IntervalFields()
    switch self {
    case .viability: fields.value = row.observed
    case .musyc: fields.value = row.surface
    case .bliss: fields = row.bliss
    case .hsa: fields = row.highestSingleAgent
    case .loewe: fields = row.loewe
    case .zip: fields = row.zeroInteractionPotency
    }
    return fields
  }
}
