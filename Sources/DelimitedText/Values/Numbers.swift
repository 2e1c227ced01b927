/// A field that should hold a whole number.
@usableFromInline @frozen package enum WholeNumber: Equatable {
  case value(Int)
  case missing
  case invalid
}

extension Bytes {
  /// The field as a whole number from 0 to 9,999,999,999; `12.0` counts as 12.
  @inlinable @inline(__always) package var wholeNumber: WholeNumber {
    var value = 0
    var index = 0
    while index < count {
      let digit = self[index] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int(digit)
      index &+= 1
    }
    if index == count, index > 0, index <= 10 { return .value(value) }
    return irregularNumber(digits: index, value: value)
  }

  @usableFromInline func irregularNumber(digits: Int, value: Int) -> WholeNumber {
    if isMissing { return .missing }
    // Tables that passed through floating point hold 12.0.
    guard (1...10).contains(digits), digits + 1 < count, self[digits] == UInt8(ascii: "."),
      self[(digits + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") })
    else { return .invalid }
    return .value(value)
  }

  /// A number of reads in a comma-separated list, or `nil` where it is missing or not a number.
  ///
  /// A fraction, as in tables that passed through other programs, is rounded.
  package func count(at index: Int) -> Int? {
    var (left, position) = (index, 0)
    while left > 0 {
      guard let comma = self[position...].firstIndex(of: UInt8(ascii: ",")) else { return nil }
      position = comma + 1
      left -= 1
    }
    var value = 0
    let start = position
    while position < count {
      let digit = self[position] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int(digit)
      position &+= 1
      if position - start > 10 { return nil }
    }
    guard position > start else { return nil }
    if position == count || self[position] == UInt8(ascii: ",") { return value }
    guard self[position] == UInt8(ascii: ".") else { return nil }
    if position + 1 < count, (0x35...0x39).contains(self[position + 1]) { value += 1 }
    while position < count, self[position] != UInt8(ascii: ",") {
      guard self[position] == 0x2E || self[position] &- 0x30 <= 9 else { return nil }
      position += 1
    }
    return value
  }
}

/// Numbers in the text of small tables.
package enum NumberText {
  /// A finite number in decimal notation, such as `-0.5` or `1e+06`; `nil` for anything else.
  package static func decimal(_ text: some StringProtocol) -> Double? {
    // Double also reads "inf", "nan" and hexadecimal numbers.
    guard text.utf8.allSatisfy({ $0 &- 0x30 <= 9 || "+-.eE".utf8.contains($0) }),
      let value = Double(text), value.isFinite
    else { return nil }
    return value
  }

  /// A whole number with or without a sign; `12.0` counts as 12.
  package static func whole(_ text: some StringProtocol) -> Int? {
    var digits = text[...]
    if let point = digits.firstIndex(of: ".") {
      // Tables that passed through floating point hold 12.0.
      let fraction = digits[digits.index(after: point)...]
      guard !fraction.isEmpty, fraction.allSatisfy({ $0 == "0" }) else { return nil }
      digits = digits[..<point]
    }
    return Int(digits)
  }

  /// A number that a percent sign may follow, as it is written: `45%` is 45.
  package static func percent(_ text: String) -> (value: Double, hasSign: Bool)? {
    let hasSign = text.hasSuffix("%")
    return decimal(hasSign ? text.dropLast() : text[...]).map { ($0, hasSign) }
  }
}
