/// Numbers as ``TableWriter`` writes them, read without making text of them.
package enum PlainNumber {
  /// The number of up to 15 digits, with or without a point and an exponent; `nil` for all else,
  /// which a full reader may still understand.
  ///
  /// The value is that of a full reader to 1 unit in the last of 16 places.
  package static func value(_ field: UnsafeBufferPointer<UInt8>) -> Double? {
    var (index, mantissa, digits, point) = (0, 0, 0, -1)
    let isNegative = field.first == UInt8(ascii: "-")
    if isNegative { index = 1 }
    while index < field.count {
      let byte = field[index]
      if byte >= 0x30, byte <= 0x39 {
        mantissa = mantissa &* 10 &+ Int(byte &- 0x30)
        digits += 1
        if digits > 15 { return nil }
      } else if byte == UInt8(ascii: "."), point < 0 {
        point = digits
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    var exponent = point < 0 ? 0 : point - digits
    if index < field.count {
      guard field[index] == UInt8(ascii: "e"), index + 1 < field.count else { return nil }
      index += 1
      let isBelow = field[index] == UInt8(ascii: "-")
      if isBelow || field[index] == UInt8(ascii: "+") { index += 1 }
      guard index < field.count, field.count - index <= 3 else { return nil }
      var power = 0
      while index < field.count {
        guard field[index] >= 0x30, field[index] <= 0x39 else { return nil }
        power = power * 10 + Int(field[index] - 0x30)
        index += 1
      }
      exponent += isBelow ? -power : power
    }
    let size = Double(mantissa)
    let value: Double
    if exponent == 0 {
      value = size
    } else if exponent < 0, exponent >= -22 {
      value = size / powers[-exponent]
    } else if exponent > 0, exponent <= 22 {
      value = size * powers[exponent]
    } else {
      return nil
    }
    return isNegative ? -value : value
  }

  private static let powers: [Double] = (0...22).reduce(into: []) { powers, _ in
    powers.append((powers.last ?? 0.1) * 10)
  }
}
