/// Numbers as figures and pages write them.
enum Words {
  /// Up to three significant digits.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    if value > 0, value < 0.0005 { return "below 0.0005" }
    if value < 1, value > 0.9995 { return "above 0.999" }
    let scale: Double = value.magnitude < 0.1 ? 10_000 : 1000
    var table = TableWriter(capacity: 64)
    table.append((value * scale).rounded() / scale)
    return table.text
  }

  /// `1 mutation`, `2 mutations`.
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

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
