public import Foundation
public import Testing

/// A value of a JSON document.
public enum JSONValue: Decodable, Sendable, Equatable {
  /// A number.
  case number(Double)
  /// A string.
  case text(String)
  /// A truth value.
  case truth(Bool)
  /// `null`.
  case null
  /// An array.
  case list([JSONValue])
  /// An object.
  case object([String: JSONValue])

  /// Reads any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The number, or `nan` when the value is none.
  public var double: Double { if case .number(let value) = self { value } else { .nan } }
  /// The number as an integer; 0 when the value is none.
  public var int: Int { if case .number(let value) = self { Int(value) } else { 0 } }
  /// The string; empty when the value is none.
  public var string: String { if case .text(let value) = self { value } else { "" } }
  /// The elements; empty when the value is no array.
  public var array: [JSONValue] { if case .list(let value) = self { value } else { [] } }
  /// The elements as numbers.
  public var doubles: [Double] { array.map(\.double) }
  /// The members; empty when the value is no object.
  public var members: [String: JSONValue] {
    if case .object(let value) = self { value } else { [:] }
  }
  /// A member, or `null`.
  public subscript(key: String) -> JSONValue { members[key] ?? .null }
}

/// A value computed outside the project, to test against.
public struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
  /// The part of the statistical specification.
  public let part: Int
  /// `kind/detail`.
  public let name: String
  /// The arguments.
  public let inputs: JSONValue
  /// The results.
  public let expected: JSONValue
  /// Absolute, or relative with the prefix `rel:`.
  public let tolerance: String
  /// How the values were made.
  public let how: String

  /// The name shown by the test runner.
  public var testDescription: String { name }

  /// Whether a value agrees with an expected one within the case's tolerance.
  ///
  /// A relative tolerance counts against the expected value, with a floor of 1e-300.
  public func agrees(_ value: Double, _ expected: Double) -> Bool {
    if value == expected { return true }
    if tolerance.hasPrefix("rel:") {
      guard let relative = Double(tolerance.dropFirst(4)) else { return false }
      return abs(value - expected) <= relative * max(abs(expected), 1e-300)
    }
    guard let absolute = Double(tolerance) else { return false }
    return abs(value - expected) <= absolute
  }

  /// The cases of one kind (the part of the name before the slash); never empty.
  public static func cases(_ kind: String) -> [ReferenceCase] {
    let found = all.filter { $0.name.split(separator: "/").first.map(String.init) == kind }
    precondition(!found.isEmpty, "no reference case of kind \(kind)")
    return found
  }

  /// Every case of the file.
  public static let all: [ReferenceCase] = {
    struct File: Decodable { let cases: [ReferenceCase] }
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "References/reference_cases.json")
    do {
      return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
    } catch {
      preconditionFailure("the reference cases cannot be read: \(error)")
    }
  }()
}

/// Folders that tests may read.
public enum TestFolders {
  /// The repository.
  public static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder of `shared/data` in one of the folders around the repository, the nearest
  /// first, or `nil` where it was not put there.
  ///
  /// Tests on it skip, with a message, when it is absent.
  public static func publicData(_ path: String) -> URL? {
    var folder = repository
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let url = folder.appending(path: "shared/data/\(path)")
      if FileManager.default.fileExists(atPath: url.path) { return url }
    }
    return nil
  }
}
