public import DelimitedText

/// The bytes of one field; valid only while its line is being read.
public typealias FieldBytes = UnsafeBufferPointer<UInt8>

/// A value that a field of a table holds: read from its bytes and written as them.
public protocol FieldValue: Sendable {
  /// The value of a field; `nil` where the bytes are none.
  static func read(_ field: FieldBytes) -> Self?

  /// Writes the value without ending the field.
  func write(to table: inout TableWriter)

  /// What bounds are checked on; `nil` for values that are no number, and for missing ones.
  var magnitudeToCheck: Double? { get }

  /// Whether every number of the value satisfies a condition; `true` where there is none.
  func numbersSatisfy(_ condition: (Double) -> Bool) -> Bool

  /// What a reader of a damaged field is told to expect, such as `a whole number`.
  static var expectation: String { get }
}

extension FieldValue {
  /// No number.
  public var magnitudeToCheck: Double? { nil }

  /// Whether ``magnitudeToCheck`` satisfies it.
  public func numbersSatisfy(_ condition: (Double) -> Bool) -> Bool {
    magnitudeToCheck.map(condition) ?? true
  }
}

extension String: FieldValue {
  /// Any text, the empty one included.
  public static func read(_ field: FieldBytes) -> String? { String(decoding: field, as: UTF8.self) }
  /// Writes the text.
  public func write(to table: inout TableWriter) { table.append(self) }
  /// `text`.
  public static var expectation: String { "text" }
}

extension Int: FieldValue {
  /// A whole number of up to 18 digits, with a sign where it is negative.
  public static func read(_ field: FieldBytes) -> Int? {
    var (value, index) = (0, 0)
    let isNegative = field.first == UInt8(ascii: "-")
    if isNegative { index = 1 }
    guard field.count > index, field.count - index <= 18 else { return nil }
    while index < field.count {
      let digit = field[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int(digit)
      index += 1
    }
    return isNegative ? -value : value
  }
  /// Writes the digits.
  public func write(to table: inout TableWriter) { table.append(self) }
  /// The number itself.
  public var magnitudeToCheck: Double? { Double(self) }
  /// `a whole number`.
  public static var expectation: String { "a whole number" }
}

extension Double: FieldValue {
  /// A decimal number, `inf` or `-inf`; never a NaN.
  public static func read(_ field: FieldBytes) -> Double? {
    if let value = PlainNumber.value(field) { return value }
    guard let value = Double(String(decoding: field, as: UTF8.self)) else { return nil }
    // Swift reads hexadecimal digits, other words, and what is too large to be held as well.
    if value.isFinite { return field.allSatisfy(decimalBytes.contains) ? value : nil }
    return field.elementsEqual("inf".utf8) || field.elementsEqual("-inf".utf8) ? value : nil
  }
  private static let decimalBytes = Set("0123456789+-.eE".utf8)
  /// Writes six significant digits.
  public func write(to table: inout TableWriter) { table.append(self) }
  /// The number itself.
  public var magnitudeToCheck: Double? { self }
  /// `a number`.
  public static var expectation: String { "a number" }
}

extension Bool: FieldValue {
  /// `true` or `false`.
  public static func read(_ field: FieldBytes) -> Bool? {
    if field.elementsEqual("true".utf8) { return true }
    return field.elementsEqual("false".utf8) ? false : nil
  }
  /// Writes `true` or `false`.
  public func write(to table: inout TableWriter) { table.append(self ? "true" : "false") }
  /// `true or false`.
  public static var expectation: String { "true or false" }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  /// An empty field is `nil`; any other is the wrapped type's.
  public static func read(_ field: FieldBytes) -> Wrapped?? {
    if field.isEmpty { return .some(nil) }
    return Wrapped.read(field).map { .some($0) }
  }
  /// Writes the value, or nothing.
  public func write(to table: inout TableWriter) {
    if let self { self.write(to: &table) }
  }
  // Not by key path: in code that is not specialised, one would be made for every field.
  /// The wrapped value's.
  public var magnitudeToCheck: Double? { self?.magnitudeToCheck }
  /// The wrapped type's, or nothing.
  public static var expectation: String { "\(Wrapped.expectation), or an empty field" }
}

/// A value that tables write as one of a closed list of names.
public protocol NamedFieldValue: FieldValue, RawRepresentable, CaseIterable, Codable, JSONDescribed
where RawValue == String {}

extension NamedFieldValue {
  /// The case of a name.
  public static func read(_ field: FieldBytes) -> Self? {
    allCases.first { field.elementsEqual($0.rawValue.utf8) }
  }
  /// Writes the name.
  public func write(to table: inout TableWriter) { table.append(rawValue) }
  /// The names.
  public static var expectation: String {
    "one of " + allCases.map(\.rawValue).joined(separator: ", ")
  }
}

/// A list of values in one field, joined by `;`; an empty field is the empty list.
///
/// A `;`, `%`, tab or line end within a text is written as `%3B`, `%25`, `%09` …, so that every list
/// comes back as it was.
public struct FieldList<Element: FieldValue & Hashable>: FieldValue, Hashable,
  ExpressibleByArrayLiteral
{
  /// The values in order.
  public var elements: [Element]

  /// Creates a list.
  public init(_ elements: [Element]) { self.elements = elements }
  /// Creates a list.
  public init(arrayLiteral elements: Element...) { self.elements = elements }

  /// The elements of a field, each escaped text decoded; `nil` where one is no value.
  public static func read(_ field: FieldBytes) -> FieldList? {
    if field.isEmpty { return FieldList([]) }
    var elements: [Element] = []
    for part in field.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      // Only texts are escaped here; other values keep to their own spelling.
      let element: Element? =
        Element.self == String.self && part.contains(UInt8(ascii: "%"))
        ? FieldEscape.decoded(part).withUnsafeBufferPointer { Element.read($0) }
        : Element.read(FieldBytes(rebasing: part))
      guard let element else { return nil }
      elements.append(element)
    }
    return FieldList(elements)
  }

  /// Writes the elements, joined.
  public func write(to table: inout TableWriter) {
    for (index, element) in elements.enumerated() {
      if index > 0 { table.append(byte: UInt8(ascii: ";")) }
      if let text = element as? String {
        table.append(FieldEscape.encoded(text))
      } else {
        element.write(to: &table)
      }
    }
  }

  /// Whether every element's number satisfies a condition.
  public func numbersSatisfy(_ condition: (Double) -> Bool) -> Bool {
    elements.allSatisfy { $0.numbersSatisfy(condition) }
  }

  /// The element's, joined.
  public static var expectation: String { "\(Element.expectation), several joined by ;" }
}

/// Percent escapes of the bytes that part fields and the elements of a list.
public enum FieldEscape {
  private static let escaped = Set("\t\n\r;%,:()".utf8)
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Text without tab, line ends, `;`, `,`, `:`, parentheses or a bare `%`.
  public static func encoded(_ text: String) -> String { encoded(text, escaping: escaped) }

  /// Text in which these bytes, `%` among them, are written as escapes.
  static func encoded(_ text: String, escaping escaped: Set<UInt8>) -> String {
    guard text.utf8.contains(where: escaped.contains) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if escaped.contains(byte) {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes behind an encoded text; an escape that is none stands for itself.
  public static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let source = Array(bytes)
    var result: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let high = digits.firstIndex(of: source[index + 1]),
        let low = digits.firstIndex(of: source[index + 2])
      {
        result.append(UInt8(high << 4 | low))
        index += 3
      } else {
        result.append(source[index])
        index += 1
      }
    }
    return result
  }

  /// The text behind an encoded one.
  public static func decodedText(_ text: some StringProtocol) -> String {
    String(decoding: decoded(text.utf8), as: UTF8.self)
  }
}
