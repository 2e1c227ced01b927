extension Wording {
  /// `0.12 (0.08 to 0.2)`.
  static func interval(_ side: CallRow.Side) -> String {
    guard let median = side.cellFraction else { return "unknown" }
    guard let low = side.cellFractionLow, let high = side.cellFractionHigh else {
      return number(median)
    }
    return "\(number(median)) (\(number(low)) to \(number(high)))"
  }

  /// `3 of 120`.
  static func reads(_ side: CallRow.Side) -> String {
    guard let depth = side.depth, let alternate = side.alternate else { return "not counted" }
    return "\(alternate) of \(depth)"
  }
}
