/// An object of JSON that Metachron writes, and may read, with its properties declared once.
///
/// ```swift
/// struct Depth: JSONObject {
///   var cellFraction = 0.0
///   static let properties: [JSONProperty<Depth>] = [
///     JSONProperty("cell_fraction", \.cellFraction, unit: .shareOfTumorCells, .fraction, meaning: "…")
///   ]
/// }
/// ```
public protocol JSONObject: Codable, Sendable, JSONDescribed {
  /// Creates an object to be filled by reading.
  init()
  /// The properties, with the keys that JSON uses: words joined by `_`.
  static var properties: [JSONProperty<Self>] { get }
}

/// One property of a ``JSONObject``.
public struct JSONProperty<Root>: Sendable {
  /// The key.
  public let name: String
  /// What it means, with its unit.
  public let meaning: String
  /// The shape of its value.
  public let schema: JSONSchema
  /// Whether the key is always there.
  public let isRequired: Bool
  let encode: @Sendable (Root, inout KeyedEncodingContainer<JSONKey>) throws -> Void
  let decode: @Sendable (inout Root, KeyedDecodingContainer<JSONKey>) throws -> Void

  /// Declares a property that is always there.
  public init<Value: Codable & JSONDescribed & SendableMetatype>(
    _ name: String, _ keyPath: WritableKeyPath<Root, Value>, unit: Unit? = nil,
    _ bounds: Bounds? = nil, meaning: String
  ) {
    nonisolated(unsafe) let keyPath = keyPath
    let key = JSONKey(name)
    self.init(
      name, meaning, unit, Value.jsonSchema(bounds), isRequired: true,
      encode: { try JSONNumber.encode($0[keyPath: keyPath], to: &$1, key) },
      decode: {
        $0[keyPath: keyPath] = try JSONNumber.decode(Value.self, from: $1, key, bounds)
      })
  }

  /// Declares a property that is left out where there is no value.
  public init<Value: Codable & JSONDescribed & SendableMetatype>(
    _ name: String, _ keyPath: WritableKeyPath<Root, Value?>, unit: Unit? = nil,
    _ bounds: Bounds? = nil, meaning: String
  ) {
    nonisolated(unsafe) let keyPath = keyPath
    let key = JSONKey(name)
    self.init(
      name, meaning, unit, Value.jsonSchema(bounds), isRequired: false,
      encode: {
        if let value = $0[keyPath: keyPath] { try JSONNumber.encode(value, to: &$1, key) }
      },
      decode: {
        let isThere = try $1.contains(key) && !$1.decodeNil(forKey: key)
        $0[keyPath: keyPath] =
          isThere ? try JSONNumber.decode(Value.self, from: $1, key, bounds) : nil
      })
  }

  private init(
    _ name: String, _ meaning: String, _ unit: Unit?, _ schema: JSONSchema, isRequired: Bool,
    encode: @escaping @Sendable (Root, inout KeyedEncodingContainer<JSONKey>) throws -> Void,
    decode: @escaping @Sendable (inout Root, KeyedDecodingContainer<JSONKey>) throws -> Void
  ) {
    self.name = name
    self.meaning = unit.map { "\(meaning) (\($0.rawValue))" } ?? meaning
    self.schema = schema
    self.isRequired = isRequired
    self.encode = encode
    self.decode = decode
  }
}

/// A key of a JSON object.
struct JSONKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// Numbers in JSON: infinite ones, which JSON has no spelling for, are the texts `inf` and `-inf`.
enum JSONNumber {
  static func encode<Value: Encodable>(
    _ value: Value, to container: inout KeyedEncodingContainer<JSONKey>, _ key: JSONKey
  ) throws {
    if let number = value as? Double, number.isInfinite {
      try container.encode(number < 0 ? "-inf" : "inf", forKey: key)
    } else {
      try container.encode(value, forKey: key)
    }
  }

  /// - Throws: Where the value, or a number of a list, is out of bounds or a NaN.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from container: KeyedDecodingContainer<JSONKey>, _ key: JSONKey,
    _ bounds: Bounds?
  ) throws -> Value {
    let value = try unchecked(type, from: container, key)
    func isGood(_ number: Double) -> Bool { bounds?.contains(number) ?? !number.isNaN }
    let isAllowed =
      switch value {
      case let number as Double: isGood(number)
      case let number as Int: isGood(Double(number))
      case let numbers as [Double]: numbers.allSatisfy(isGood)
      case let numbers as [Int]: numbers.allSatisfy { isGood(Double($0)) }
      default: true
      }
    guard isAllowed else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container, debugDescription: "expected a number, \(bounds?.words ?? "")")
    }
    return value
  }

  static func unchecked<Value: Decodable>(
    _ type: Value.Type, from container: KeyedDecodingContainer<JSONKey>, _ key: JSONKey
  ) throws -> Value {
    if type == Double.self {
      // Nearly all are numbers, and a failed reading of one as text takes long.
      if let number = try? container.decode(type, forKey: key) { return number }
      if let text = try? container.decode(String.self, forKey: key),
        let number = ["inf": Double.infinity, "-inf": -Double.infinity][text] as? Value
      {
        return number
      }
    }
    return try container.decode(type, forKey: key)
  }
}

extension JSONObject {
  /// Encodes the properties under their keys.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: JSONKey.self)
    for property in Self.properties { try property.encode(self, &container) }
  }

  /// Decodes the properties from their keys; other keys are passed over.
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: JSONKey.self)
    for property in Self.properties { try property.decode(&self, container) }
  }

  /// The object's schema.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema {
    .object(
      properties.map {
        JSONSchema.Property(
          name: $0.name, schema: $0.schema, description: $0.meaning, isRequired: $0.isRequired)
      })
  }
}
