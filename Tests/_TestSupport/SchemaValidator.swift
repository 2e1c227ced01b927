import Foundation

/// Checks JSON against a JSON Schema, in the words that Metachron's schemas use: `type`, `enum`,
/// `properties`, `required`, `additionalProperties`, `items`, `minimum`, `exclusiveMinimum`,
/// `maximum` and `anyOf`. Any other word but titles and descriptions is a problem of its own.
public struct SchemaValidator {
  private static let known: Set<String> = [
    "$schema", "title", "description", "type", "enum", "properties", "required",
    "additionalProperties", "items", "minimum", "exclusiveMinimum", "maximum", "anyOf",
  ]

  /// What does not fit, each with its place, such as `$.rows[0].depth: below 0`.
  public static func problems(_ json: String, schema: String) throws -> [String] {
    func value(_ text: String) throws -> Any {
      try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }
    guard let schema = try value(schema) as? [String: Any] else { return ["no schema"] }
    return problems(try value(json), schema, "$")
  }

  private static func problems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    var found = Set(schema.keys).subtracting(known).map { "\(path): unknown word \($0)" }
    if let type = schema["type"] as? String, !isOf(type, value) {
      return found + ["\(path): no \(type)"]
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
      found.append("\(path): none of \(choices)")
    }
    if let options = schema["anyOf"] as? [[String: Any]],
      options.allSatisfy({ !problems(value, $0, path).isEmpty })
    {
      found.append("\(path): fits nothing of anyOf")
    }
    if let number = value as? Double {
      if let low = schema["minimum"] as? Double, number < low {
        found.append("\(path): below \(low)")
      }
      if let low = schema["exclusiveMinimum"] as? Double, number <= low {
        found.append("\(path): not above \(low)")
      }
      if let high = schema["maximum"] as? Double, number > high {
        found.append("\(path): above \(high)")
      }
    }
    if let elements = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, element) in elements.enumerated() {
        found += problems(element, items, "\(path)[\(index)]")
      }
    }
    if let object = value as? [String: Any] { found += members(object, schema, path) }
    return found
  }

  private static func members(
    _ object: [String: Any], _ schema: [String: Any], _ path: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(path): \($0) is missing" }
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      if let property = properties[key] ?? schema["additionalProperties"] as? [String: Any] {
        found += problems(value, property, "\(path).\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(path): \(key) is not declared")
      }
    }
    return found
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    let number = value as? NSNumber
    let isBoolean = number.map { isTruthValue($0) } ?? false
    return switch type {
    case "boolean": isBoolean
    case "integer": !isBoolean && number.map { $0.doubleValue.rounded() == $0.doubleValue } ?? false
    case "number": number != nil && !isBoolean
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    default: false
    }
  }

  /// Whether a number of `JSONSerialization` was written as `true` or `false`.
  private static func isTruthValue(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}
