import DelimitedText

/// The forms of tables that other programs read or write.
enum ExportForm: CaseIterable {
  /// Input of GRmetrics and gr50.
  case growthRate
  /// Input of SynergyFinder.
  case synergyFinder
  /// Tables of the Python package synergy.
  case synergy

  /// Recognises a table by its header; `nil` for any other.
  init?(_ table: SmallTable) {
    let header = table.header.fields.map(\.text)
    let growth = Set(header.compactMap(GrowthColumn.init(header:)))
    if growth.contains(.count), growth.contains(.control) || growth.contains(.concentration) {
      self = .growthRate
      return
    }
    let pair = Set(header.compactMap(CombinationColumn.init(header:)))
    guard pair.contains(.response), pair.contains(.doseA) else { return nil }
    if pair.contains(.drugA) {
      self = .synergyFinder
    } else if pair.isDisjoint(with: [.unitA, .block]) {
      self = .synergy
    } else {
      return nil
    }
  }
}
