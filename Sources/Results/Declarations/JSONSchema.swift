/// The shape of a JSON value, as a JSON Schema (draft 2020-12) tells it.
public indirect enum JSONSchema: Hashable, Sendable {
  /// One property of an object.
  public struct Property: Hashable, Sendable {
    /// The key.
    public let name: String
    /// The shape of its value.
    public let schema: JSONSchema
    /// What it means, with its unit.
    public let description: String
    /// Whether the key is always there.
    public let isRequired: Bool
  }

  case boolean
  /// A whole number within bounds.
  case integer(Bounds?)
  /// A number within bounds; an infinite one, where allowed, is the text `inf` or `-inf`.
  case number(Bounds?)
  case string
  /// One of some texts.
  case choice([String])
  case array(JSONSchema)
  /// An object of any keys whose values are of one shape.
  case map(JSONSchema)
  /// An object; other keys than these do not occur.
  case object([Property])

  /// The schema within an outer one, as a value of `JSONSerialization`.
  public var value: [String: any Sendable] {
    switch self {
    case .boolean: return ["type": "boolean"]
    case .integer(let bounds): return Self.limits(["type": "integer"], bounds)
    case .number(let bounds):
      let number = Self.limits(["type": "number"], bounds)
      guard bounds?.allowsInfinity == true else { return number }
      let names = bounds?.low.isFinite == true ? ["inf"] : ["inf", "-inf"]
      return ["anyOf": [number, ["enum": names] as [String: any Sendable]]]
    case .string: return ["type": "string"]
    case .choice(let names): return ["type": "string", "enum": names]
    case .array(let element): return ["type": "array", "items": element.value]
    case .map(let element): return ["type": "object", "additionalProperties": element.value]
    case .object(let properties):
      var values: [String: any Sendable] = [:]
      for property in properties {
        var value = property.schema.value
        if !property.description.isEmpty { value["description"] = property.description }
        values[property.name] = value
      }
      return [
        "type": "object", "properties": values,
        "required": properties.filter(\.isRequired).map(\.name), "additionalProperties": false,
      ]
    }
  }

  private static func limits(
    _ schema: [String: any Sendable], _ bounds: Bounds?
  ) -> [String: any Sendable] {
    var schema = schema
    guard let bounds else { return schema }
    if bounds.low.isFinite {
      schema[bounds.includesLow ? "minimum" : "exclusiveMinimum"] = bounds.low
    }
    if bounds.high.isFinite { schema["maximum"] = bounds.high }
    return schema
  }
}

/// A value whose JSON shape is known from its type.
public protocol JSONDescribed {
  /// The shape; of a number within the bounds of its property.
  static func jsonSchema(_ bounds: Bounds?) -> JSONSchema
  /// Whether a property of the type may be left out.
  static var isOptionalInJSON: Bool { get }
}

extension JSONDescribed {
  /// The key is always there.
  public static var isOptionalInJSON: Bool { false }
}

extension Bool: JSONDescribed {
  /// A truth value.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { .boolean }
}
extension Int: JSONDescribed {
  /// A whole number.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { .integer(bounds) }
}
extension UInt64: JSONDescribed {
  /// A whole number.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { .integer(bounds) }
}
extension Double: JSONDescribed {
  /// A number.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { .number(bounds) }
}
extension String: JSONDescribed {
  /// A text.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { .string }
}
extension Optional: JSONDescribed where Wrapped: JSONDescribed {
  /// The wrapped type's.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { Wrapped.jsonSchema(bounds) }
  /// The key is left out where there is no value.
  public static var isOptionalInJSON: Bool { true }
}
extension Array: JSONDescribed where Element: JSONDescribed {
  /// A list.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema {
    .array(Element.jsonSchema(bounds))
  }
}
extension Dictionary: JSONDescribed where Key == String, Value: JSONDescribed {
  /// An object of any keys.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { .map(Value.jsonSchema(bounds)) }
}
extension NamedFieldValue {
  /// One of the names.
  public static func jsonSchema(_ bounds: Bounds?) -> JSONSchema {
    .choice(allCases.map(\.rawValue))
  }
}
