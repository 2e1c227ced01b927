import Glibc

/// Decimal text with six significant digits, as C's `%.6g` writes it.
///
/// A number is scaled to six digits before the point by one multiplication with a power of ten and
/// rounded. The product is off by less than 1e-9, so wherever its fraction is farther than 1e-7
/// from one half the rounding is certain; the rare rest goes through `vsnprintf`.
package enum SixDigitNumber {
  /// The most bytes that a number takes: `-1.23457e-308`.
  package static let maximumLength = 13

  /// Writes a number and returns its length in bytes.
  ///
  /// - Parameters:
  ///   - value: Any number; minus zero is written as `0`.
  ///   - target: Room for at least ``maximumLength`` bytes.
  package static func write(_ value: Double, to target: UnsafeMutablePointer<UInt8>) -> Int {
    guard value.isFinite else { return writeExactly(value, to: target) }
    var length = 0
    if value < 0 {
      target[0] = UInt8(ascii: "-")
      length = 1
    }
    let magnitude = value.magnitude
    if magnitude < 1_000_000, magnitude == Double(Int32(magnitude)) {
      return length + writeDigits(Int(magnitude), to: target + length)
    }
    guard magnitude > 1e-300 else { return writeExactly(value, to: target) }

    // floor(log10 x) from the binary exponent, at most one too low.
    var exponent = Int((Double(magnitude.exponent) * 0.301_029_995_663_981_2).rounded(.down))
    var scaled = scale(magnitude, by: 5 - exponent)
    if scaled >= 999_999.5 {
      exponent += 1
      scaled = scale(magnitude, by: 5 - exponent)
    }
    let whole = scaled.rounded(.down)
    let fraction = scaled - whole
    guard abs(fraction - 0.5) > 1e-7 else { return writeExactly(value, to: target) }
    var digits = Int(whole) + (fraction > 0.5 ? 1 : 0)
    if digits >= 1_000_000 {
      digits /= 10
      exponent += 1
    }
    guard digits >= 100_000 else { return writeExactly(value, to: target) }
    return length + lay(digits, exponent: exponent, to: target + length)
  }

  /// Writes a count that is not negative and returns its length.
  package static func writeDigits(_ value: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var length = 1
    var bound = 10
    while length < 19, value >= bound {
      length += 1
      if length < 19 { bound *= 10 }
    }
    var rest = value
    var index = length
    repeat {
      index -= 1
      target[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while index > 0
    return length
  }

  /// Lays out six digits whose first stands at a power of ten.
  private static func lay(
    _ digits: Int, exponent: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var significant = 6
    var rest = digits
    while rest % 10 == 0 {
      rest /= 10
      significant -= 1
    }
    let zero = UInt8(ascii: "0")
    if exponent < -4 || exponent >= 6 {
      var length = digitsWithPoint(rest, count: significant, point: 1, to: target)
      target[length] = UInt8(ascii: "e")
      target[length + 1] = UInt8(ascii: exponent < 0 ? "-" : "+")
      length += 2
      if exponent.magnitude < 10 {
        target[length] = zero
        length += 1
      }
      return length + writeDigits(Int(exponent.magnitude), to: target + length)
    }
    if exponent >= 0 {
      if significant <= exponent + 1 {
        var whole = rest
        for _ in 0..<(exponent + 1 - significant) { whole *= 10 }
        return writeDigits(whole, to: target)
      }
      return digitsWithPoint(rest, count: significant, point: exponent + 1, to: target)
    }
    target[0] = zero
    target[1] = UInt8(ascii: ".")
    var length = 2
    for _ in 0..<(-exponent - 1) {
      target[length] = zero
      length += 1
    }
    return length + writeDigits(rest, to: target + length)
  }

  /// Writes `count` digits with a point after the first `point` of them, if any follow.
  private static func digitsWithPoint(
    _ digits: Int, count: Int, point: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    if count <= point { return writeDigits(digits, to: target) }
    var rest = digits
    var index = count
    while index > point {
      target[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      index -= 1
    }
    target[point] = UInt8(ascii: ".")
    while index > 0 {
      index -= 1
      target[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    return count + 1
  }

  private static func scale(_ value: Double, by power: Int) -> Double {
    power >= 0 ? value * powers[power] : value / powers[-power]
  }

  /// 10^0…10^308, each correctly rounded.
  private static let powers: [Double] = (0...308).map { Double("1e\($0)") ?? .infinity }

  private static func writeExactly(
    _ value: Double, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    if value == 0 {
      target[0] = UInt8(ascii: "0")
      return 1
    }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
      let length = Int(withVaList([value]) { vsnprintf(text.baseAddress, 32, "%.6g", $0) })
      for index in 0..<length { target[index] = UInt8(bitPattern: text[index]) }
      return length
    }
  }
}
