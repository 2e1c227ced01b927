import Foundation

/// Swift code without its comments and the text of its strings; interpolations stay.
struct SourceText {
  /// The code that is left.
  let code: String

  private enum Mode: Equatable {
    case code(parentheses: Int)
    case string(isMultiline: Bool)
  }

  init(_ source: String) {
    let bytes = Array(source.utf8)
    var kept: [UInt8] = []
    var modes: [Mode] = [.code(parentheses: 0)]
    var index = 0
    func has(_ text: StaticString, at place: Int) -> Bool {
      place + text.utf8CodeUnitCount <= bytes.count
        && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
    }
    while index < bytes.count {
      switch modes[modes.count - 1] {
      case .code(let parentheses):
        if has("//", at: index) {
          while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        } else if has("/*", at: index) {
          while index < bytes.count, !has("*/", at: index) { index += 1 }
          index += 2
        } else if has("\"\"\"", at: index) {
          modes.append(.string(isMultiline: true))
          index += 3
        } else if bytes[index] == UInt8(ascii: "\"") {
          modes.append(.string(isMultiline: false))
          index += 1
        } else {
          let byte = bytes[index]
          index += 1
          kept.append(byte)
          if byte == UInt8(ascii: "(") {
            modes[modes.count - 1] = .code(parentheses: parentheses + 1)
          } else if byte == UInt8(ascii: ")") {
            if parentheses == 0, modes.count > 1 {
              modes.removeLast()
            } else {
              modes[modes.count - 1] = .code(parentheses: parentheses - 1)
            }
          }
        }
      case .string(let isMultiline):
        if has("\\(", at: index) {
          modes.append(.code(parentheses: 0))
          kept.append(UInt8(ascii: " "))
          index += 2
        } else if bytes[index] == UInt8(ascii: "\\") {
          index += 2
        } else if isMultiline ? has("\"\"\"", at: index) : bytes[index] == UInt8(ascii: "\"") {
          modes.removeLast()
          kept.append(UInt8(ascii: " "))
          index += isMultiline ? 3 : 1
        } else {
          index += 1
        }
      }
    }
    code = String(decoding: kept, as: UTF8.self)
  }

  /// The modules that are imported.
  var imports: Set<String> {
    Set(
      code.matches(
        of: /^(?:public |package |internal |@testable |@_exported )*import (?:struct |func )?(\w+)/
          .anchorsMatchLineEndings()
      ).map { String($0.1) })
  }

  /// The types that are declared at the file's top level, private ones left out.
  var declaredTypes: Set<String> {
    Set(
      code.matches(
        of:
          /^(?:@\w+(?:\([^)]*\))? |public |package |final |indirect )*(?:struct|enum|class|actor|protocol|typealias) (\w+)/
          .anchorsMatchLineEndings()
      ).map { String($0.1) })
  }

  /// Every name that starts with a capital.
  var names: Set<String> {
    Set(code.matches(of: /\b[A-Z]\w*/).map { String($0.0) })
  }
}
