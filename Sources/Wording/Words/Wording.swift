import DelimitedText
import Glibc

/// Numbers and lists as people read them.
public enum Wording {
  /// A share or probability with three significant digits.
  public static func number(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    if value > 0, value < 0.0005 { return "below 0.0005" }
    if value < 1, value > 0.9995 { return "above 0.999" }
    var table = TableWriter(capacity: 64)
    table.append(rounded(value))
    return table.text
  }

  /// A number that somebody chose, such as a threshold, with all its digits: an end of the scale stays
  /// the number that it is.
  public static func exact(_ value: Double) -> String { "\(value)" }

  /// A number as people read it: to 0.0001 below 0.1, and to 0.001 from there on.
  public static func rounded(_ value: Double) -> Double {
    guard value.isFinite else { return value }
    let scale: Double = value.magnitude < 0.1 ? 10_000 : 1000
    return (value * scale).rounded() / scale
  }

  /// A probability of a model: such numbers are never exactly 0 or 1, and are not written so.
  public static func probability(_ value: Double) -> String {
    if value < 0.0005 { return "below 0.0005" }
    return value > 0.9995 ? "above 0.999" : number(value)
  }

  /// A range of probabilities, to follow `is`: one number where both ends are written alike, and a
  /// bound where one end is all but 0 or 1.
  public static func probabilities(_ low: Double, _ high: Double) -> String {
    let (first, last) = (probability(low), probability(high))
    if first == last { return first }
    switch (low < 0.0005, high > 0.9995) {
    case (true, true): return "anything from 0 to 1"
    case (true, false): return "at most \(last)"
    case (false, true): return "at least \(first)"
    case (false, false): return "\(first) to \(last)"
    }
  }

  /// A small rate with two significant digits, such as `0.00031`.
  public static func rate(_ share: Double) -> String {
    guard share > 0 else { return number(share) }
    var scale = 100.0
    while share * scale < 10, scale < 1e9 { scale *= 10 }
    return "\((share * scale).rounded() / scale)"
  }

  /// How many times over evidence speaks, from its log10; beyond a million as a power of ten.
  static func times(log10: Double) -> String {
    guard log10 < 6 else { return "10^\(number(log10.rounded()))" }
    let ratio = pow(10, log10)
    return ratio < 10 ? number((ratio * 10).rounded() / 10) : grouped(Int(ratio.rounded()))
  }

  /// A range of numbers as `0.1 to 0.2`, or one number where both ends are written alike.
  public static func range(_ low: Double, _ high: Double) -> String {
    let (first, last) = (number(low), number(high))
    return first == last ? first : "\(first) to \(last)"
  }

  /// A number with its interval, such as `0.12 (0.08 to 0.2)`; the number alone where the interval
  /// is not known or is written as the number is.
  static func value(_ value: Double, low: Double?, high: Double?) -> String {
    guard let low, let high else { return number(value) }
    let interval = range(low, high)
    return interval == number(value) ? interval : "\(number(value)) (\(interval))"
  }

  /// Alternate reads such as `3 of 120`, or that none were counted.
  static func reads(_ alternate: Int?, of depth: Int?) -> String {
    guard let alternate, let depth else { return "not counted" }
    return "\(grouped(alternate)) of \(grouped(depth))"
  }

  /// An expected number of reads: with one digit after the point below 10.
  static func reads(expected low: Double, _ high: Double) -> String {
    func text(_ reads: Double) -> String {
      guard reads.magnitude < 1e15 else { return number(reads) }
      return reads < 10
        ? number((reads * 10).rounded() / 10) : grouped(Int(reads.rounded()))
    }
    let (first, last) = (text(low), text(high))
    return first == last ? first : "\(first) to \(last)"
  }

  /// `1 patient`, `2 patients`.
  public static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    counted(number, noun, plural)
  }

  /// A share in percent, such as `25 %`.
  package static func percent(
    _ share: Double, decimals: Int = 0,
    rounding: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) -> String {
    let scale = pow(10, Double(decimals))
    let percent = (100 * share * scale).rounded(rounding) / scale
    return decimals == 0 ? "\(Int(percent)) %" : "\(percent) %"
  }

  /// An expected number of patients or mutations: a sum of probabilities, to one decimal.
  package static func expected(_ number: Double) -> String {
    number > 0 && number < 0.05 ? "below 0.1" : Self.number((10 * number).rounded() / 10)
  }

  /// A whole number with commas between thousands.
  public static func grouped(_ number: Int) -> String { DelimitedText.grouped(number) }

  /// `a`, `a and b`, `a, b and c`.
  public static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Text padded with spaces to a width.
  public static func padded(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
  }

  /// Text moved to the right end of a width.
  public static func right(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : String(repeating: " ", count: width - text.count) + text
  }

  /// `copyLossPossible` as `copy loss possible`.
  public static func spaced(_ name: String) -> String {
    name.reduce(into: "") { words, letter in
      if letter.isUppercase { words.append(" ") }
      words += letter.lowercased()
    }
  }
}
