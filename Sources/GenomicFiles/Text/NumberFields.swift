/// A field that should hold a whole number.
enum WholeNumber: Equatable {
  case value(Int)
  case missing
  case invalid
}

extension Bytes {
  /// Whether the field says that nothing is known: empty, `.`, `NA`, `N/A` or `NaN`.
  @inline(__always) var isMissing: Bool {
    switch count {
    case 0: true
    case 1: self[0] == UInt8(ascii: ".")
    case 2: matches("NA")
    case 3: matches("NaN") || matches("N/A")
    default: false
    }
  }

  /// The field as a whole number up to 9,999,999,999; `12.0` counts as 12.
  @inline(__always) var wholeNumber: WholeNumber {
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

  private func irregularNumber(digits: Int, value: Int) -> WholeNumber {
    if isMissing { return .missing }
    // Tables written by way of floating point say 12.0.
    guard (1...10).contains(digits), digits + 1 < count, self[digits] == UInt8(ascii: "."),
      self[(digits + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") })
    else { return .invalid }
    return .value(value)
  }
}
