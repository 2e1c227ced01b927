public import DelimitedText

/// A value that tables and JSON write as a name, with what belongs to it in parentheses.
///
/// `changedFor(3,10)` is the name `changedFor` with two arguments. Commas, parentheses and other
/// bytes that part fields are written as percent escapes, so that every text comes back as it was.
public protocol CodedValue: FieldValue, Hashable, Codable, JSONDescribed {
  /// The name.
  var code: String { get }
  /// What belongs to it, as texts.
  var arguments: [String] { get }
  /// Creates a value from its name and arguments; `nil` where they are none.
  init?(code: String, arguments: [String])
}

extension CodedValue {
  /// No arguments.
  public var arguments: [String] { [] }

  /// `name`, or `name(argument,…)`.
  public var coded: String {
    arguments.isEmpty
      ? code : code + "(" + arguments.map(FieldEscape.encoded).joined(separator: ",") + ")"
  }

  /// Creates a value from `name`, or `name(argument,…)`; `nil` where the text is none.
  public init?(coded text: String) {
    guard let open = text.firstIndex(of: "(") else {
      self.init(code: text, arguments: [])
      return
    }
    guard text.last == ")" else { return nil }
    self.init(
      code: String(text[..<open]),
      arguments: text[text.index(after: open)...].dropLast()
        .split(separator: ",", omittingEmptySubsequences: false).map(FieldEscape.decodedText))
  }

  /// The value of `name`, or `name(argument,…)`.
  public static func read(_ field: FieldBytes) -> Self? {
    Self(coded: String(decoding: field, as: UTF8.self))
  }

  /// Writes `name`, or `name(argument,…)`.
  public func write(to table: inout TableWriter) { table.append(coded) }

  /// What a damaged field is told to be.
  public static var expectation: String { "a name, with arguments in parentheses" }

  /// Encodes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(coded)
  }

  /// Decodes the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(coded: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no \(Self.self)")
    }
    self = value
  }

  /// A text.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { .string }
}

extension Double {
  /// The number with six significant digits, as tables write it.
  var fieldText: String {
    var table = TableWriter(capacity: 64)
    table.append(self)
    return table.text
  }
}
