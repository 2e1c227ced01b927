/// The number of wells of a plate.
public enum PlateFormat: Int, Hashable, Sendable, CaseIterable {
  /// 4 rows of 6.
  case wells24 = 24
  /// 6 rows of 8.
  case wells48 = 48
  /// 8 rows of 12.
  case wells96 = 96
  /// 16 rows of 24.
  case wells384 = 384
  /// 32 rows of 48.
  case wells1536 = 1536

  /// The number of rows.
  public var rows: Int {
    switch self {
    case .wells24: 4
    case .wells48: 6
    case .wells96: 8
    case .wells384: 16
    case .wells1536: 32
    }
  }

  /// The number of columns.
  public var columns: Int { rawValue / rows }

  /// Whether a position is on the plate.
  public func contains(_ position: WellPosition) -> Bool {
    position.row < rows && position.column < columns
  }

  /// Whether a well is in the outermost ring, where medium evaporates first.
  public func isEdge(_ position: WellPosition) -> Bool {
    position.row == 0 || position.column == 0 || position.row == rows - 1
      || position.column == columns - 1
  }

  /// The smallest format that has all positions, from 96 wells on unless one is asked for.
  public static func holding(_ positions: [WellPosition]) -> PlateFormat? {
    [.wells96, .wells384, .wells1536].first { format in positions.allSatisfy(format.contains) }
  }
}
