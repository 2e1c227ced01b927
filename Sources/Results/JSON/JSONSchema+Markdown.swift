extension JSONSchema {
  /// The properties of an object as rows of a Markdown table: key, meaning, type and values; those
  /// of objects within it follow under their path, such as `rows[].depth`.
  public func markdownRows(under path: String = "") -> [String] {
    switch self {
    case .object(let properties):
      return properties.flatMap { property in
        let key = path.isEmpty ? property.name : "\(path).\(property.name)"
        let values = property.schema.valueWords
        let meaning = property.description + (property.isRequired ? "" : "; may be absent")
        return [
          "| `\(key)` | \(meaning) | \(property.schema.typeWords) | \(values.isEmpty ? "–" : values) |"
        ] + property.schema.markdownRows(under: key)
      }
    case .array(let element): return element.markdownRows(under: path + "[]")
    case .map(let element): return element.markdownRows(under: path + ".*")
    default: return []
    }
  }

  private var typeWords: String {
    switch self {
    case .boolean: "true or false"
    case .integer: "whole number"
    case .number: "number"
    case .string, .choice: "text"
    case .array(let element): "list of \(element.pluralWords)"
    case .map(let element): "object of \(element.pluralWords)"
    case .object: "object"
    }
  }

  private var pluralWords: String {
    switch self {
    case .boolean: "truth values"
    case .integer: "whole numbers"
    case .number: "numbers"
    case .string, .choice: "texts"
    case .array: "lists"
    case .map, .object: "objects"
    }
  }

  private var valueWords: String {
    switch self {
    case .integer(let bounds), .number(let bounds): bounds?.words ?? ""
    case .choice(let names): names.map { "`\($0)`" }.joined(separator: ", ")
    case .array(let element), .map(let element): element.valueWords
    default: ""
    }
  }
}
