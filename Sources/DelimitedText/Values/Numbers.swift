/// A field that should hold a whole number.
@usableFromInline @frozen package enum WholeNumber: Equatable {
  case value(Int)
  case missing
  case invalid
}

extension Bytes {
  /// The field as a whole number from 0 to 9,999,999,999; `12.0` and `1.2e+01` count as 12.
  ///
  /// `-1` is a missing value: no field that is read so may be negative, and some programs write it
  /// for what they do not know.
  @inlinable @inline(__always) package var wholeNumber: WholeNumber {
    plainNumber ?? irregularNumber(rounds: false)
  }

  /// The field as a number of reads, read as ``wholeNumber`` is, but that a fraction, as in tables
  /// that passed through other programs, is rounded.
  @inlinable @inline(__always) package var readCount: WholeNumber {
    plainNumber ?? irregularNumber(rounds: true)
  }

  /// The number of a field of digits alone.
  @inlinable @inline(__always) var plainNumber: WholeNumber? {
    var value = 0
    var index = 0
    while index < count {
      let digit = self[index] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int(digit)
      index &+= 1
    }
    return index == count && index > 0 && index <= 10 ? .value(value) : nil
  }

  @usableFromInline func irregularNumber(rounds: Bool) -> WholeNumber {
    if isMissing || elementsEqual("-1".utf8) { return .missing }
    guard let number = NumberText.decimal(string), number >= 0, number < 1e10,
      rounds || number == number.rounded()
    else { return .invalid }
    return .value(Int(number.rounded()))
  }

  /// A number of reads in a comma-separated list, or `nil` where it is missing or not a number.
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
    if position == count || self[position] == UInt8(ascii: ",") {
      return position > start ? value : nil
    }
    let end = self[position...].firstIndex(of: UInt8(ascii: ",")) ?? count
    let field = Bytes(rebasing: self[start..<end])
    if case .value(let reads) = field.irregularNumber(rounds: true) { return reads }
    return nil
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

  /// A whole number of up to 10 digits with or without a sign; `12.0` and `1.2e+01` count as 12.
  package static func whole(_ text: some StringProtocol) -> Int? {
    guard let value = decimal(text), value == value.rounded(), value.magnitude < 1e10 else {
      return nil
    }
    return Int(value)
  }

  /// A number that a percent sign may follow, as it is written: `45%` is 45.
  package static func percent(_ text: String) -> (value: Double, hasSign: Bool)? {
    let hasSign = text.hasSuffix("%")
    return decimal(hasSign ? text.dropLast() : text[...]).map { ($0, hasSign) }
  }
}
