package import Results

/// Numbers of responses as they stand in the cells of tables: three significant digits, and the interval in
/// brackets.
package enum ResponseCells {
  /// A number with its interval, such as `3.56 (2.42 to 5.23)`; empty where it is not determined.
  ///
  /// - Parameter isBound: Whether the value is only known to be above what is told.
  package static func number(_ fields: IntervalFields, isBound: Bool = false) -> String {
    guard let value = fields.value else { return "" }
    if isBound { return "above \(short(fields.low ?? value))" }
    guard fields.low != nil || fields.high != nil else { return short(value) }
    return "\(short(value)) (\(range(fields.low, fields.high, short)))"
  }

  /// A dose with its interval, such as `52.7 nmol/L (35.3 to 78.7)`; empty where it is not determined.
  package static func dose(_ fields: IntervalFields) -> String {
    guard let value = fields.value else { return "" }
    guard fields.low != nil || fields.high != nil else { return ResponseWording.dose(value) }
    let words = [value, fields.low, fields.high].compactMap { $0 }.map(ResponseWording.dose)
    let units = Set(words.map { $0.split(separator: " ").last ?? "" })
    // The unit is told once where it is the same.
    let ends =
      units.count == 1
      ? range(fields.low, fields.high) { number in
        ResponseWording.dose(number).split(separator: " ").dropLast().joined(separator: " ")
      }
      : range(fields.low, fields.high, ResponseWording.dose)
    return "\(words[0]) (\(ends))"
  }

  /// A dose, or why there is none.
  package static func dose(
    _ fields: IntervalFields, _ answer: DoseAnswer, highest: Double?
  ) -> String {
    answer == .reached && fields.value != nil
      ? dose(fields) : ResponseWording.dose(fields, answer, highest: highest)
  }

  /// A share of patients with its exact interval, such as `50 % (21 % to 79 %)`.
  package static func share(_ fields: IntervalFields) -> String {
    guard let value = fields.value else { return "" }
    guard let low = fields.low, let high = fields.high else { return Wording.percent(value) }
    return "\(Wording.percent(value)) (\(Wording.percent(low)) to \(Wording.percent(high)))"
  }

  /// Whole days; empty where there are none.
  package static func days(_ value: Double?) -> String {
    value.map { Wording.number($0.rounded()) } ?? ""
  }

  /// A change in percent with its sign, such as `-54 %`.
  package static func change(_ value: Double?) -> String {
    guard let value else { return "" }
    let words = Wording.percent(abs(value))
    return (value < 0 ? "−" : "+") + words
  }

  /// A p value; empty where there is no test.
  package static func p(_ value: Double?) -> String {
    guard let value else { return "" }
    return value < 0.0005 ? "< 0.0005" : Wording.probability(value)
  }

  /// A number with three significant digits.
  package static func short(_ value: Double) -> String { ResponseWording.digits(value) }

  private static func range(_ low: Double?, _ high: Double?, _ words: (Double) -> String)
    -> String
  {
    switch (low, high) {
    case (let low?, let high?): "\(words(low)) to \(words(high))"
    case (let low?, nil): "from \(words(low)), without an upper limit"
    case (nil, let high?): "up to \(words(high)), without a lower limit"
    case (nil, nil): ""
    }
  }
}
