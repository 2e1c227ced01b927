/// What the first lines of a table record of how it was made, as ``TableHeader`` wrote them.
public struct TableRecord: Hashable, Sendable {
  /// The tool's version; empty where none is named.
  public private(set) var version = ""
  /// The parameters as one line; empty where none are named.
  public private(set) var parameters = ""
  /// The seed as it was written; empty where nothing was drawn at random.
  public private(set) var seed = ""
  /// The input files, each with its SHA-256.
  public private(set) var inputs: [TableHeader.Input] = []

  /// Reads comment lines.
  ///
  /// - Parameter comments: The lines without their `#` and the space after it; lines of other kinds are
  ///   passed over.
  public init(comments: [String]) {
    for comment in comments {
      let words = comment.split(separator: " ", maxSplits: 1).map(String.init)
      guard let kind = words.first, words.count > 1 else { continue }
      switch kind {
      case "metachron": version = words[1].split(separator: " ").first.map(String.init) ?? ""
      case "parameters": parameters = words[1]
      case "seed": seed = words[1]
      case "input":
        let parts = words[1].split(separator: " ").map(String.init)
        guard parts.count > 2, parts[parts.count - 2] == "sha256", let sum = parts.last else {
          continue
        }
        inputs.append(
          TableHeader.Input(role: parts.dropLast(2).joined(separator: " "), checksum: sum))
      default: continue
      }
    }
  }

  /// The value of a parameter written as `name=value`; `nil` where there is none.
  public func parameter(_ name: String) -> String? {
    parameters.split(separator: " ").first { $0.hasPrefix("\(name)=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }
}
