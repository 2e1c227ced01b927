import Foundation

/// JSON as Metachron writes it: sorted keys, two spaces, slashes as they are.
public enum JSONText {
  /// A value as text.
  ///
  /// - Throws: An encoding error where a number is a NaN.
  public static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The schema of a kind of object, as text.
  ///
  /// - Parameters:
  ///   - type: The kind.
  ///   - title: What it is, such as `metachron power --json`.
  public static func schema<Value: JSONDescribed>(of type: Value.Type, title: String) throws
    -> String
  {
    try self.schema(Value.jsonSchema(nil), title: title)
  }

  /// A schema as text.
  public static func schema(_ shape: JSONSchema, title: String) throws -> String {
    var schema: [String: Any] = shape.value
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = title
    let data = try JSONSerialization.data(
      withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  /// Reads an object from a file.
  ///
  /// - Parameters:
  ///   - type: The kind of object.
  ///   - path: The file.
  ///   - what: What it should be, for messages, such as `a manifest of metachron`.
  /// - Throws: ``FileFailure`` when the file cannot be read, ``TableFailure`` when it holds something
  ///   else.
  public static func read<Value: Decodable>(
    _ type: Value.Type, from path: String, what: String
  ) throws -> Value {
    guard access(path, R_OK) == 0 else {
      throw FileFailure(path: path, action: .read, code: errno)
    }
    do {
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      return try decoder.decode(type, from: Data(contentsOf: URL(filePath: path)))
    } catch let error as DecodingError {
      throw TableFailure(path: path, "\(words(error)); expected \(what)")
    }
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): return "the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.codingPath.isEmpty ? "no JSON object" : wrongValue(context)
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? "no JSON" : wrongValue(context)
    default: return "no JSON"
    }
  }

  private static func wrongValue(_ context: DecodingError.Context) -> String {
    "wrong value at '\(context.codingPath.map(\.stringValue).joined(separator: "."))'"
  }
}
