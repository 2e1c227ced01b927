import Reporting

/// What the first lines of a results folder's tables tell of how they were made.
struct ResultsFolderHeader: Hashable, Sendable {
  let isSynthetic: Bool
  /// The tool's version.
  let version: String
  /// The choices by name.
  let parameters: [String: String]

  /// Reads comment lines.
  init(comments: [String]) {
    isSynthetic = comments.first?.hasPrefix("synthetic data") == true
    var version = ""
    var parameters: [String: String] = [:]
    for line in comments {
      let words = line.split(separator: " ")
      if words.first == "metachron", words.count > 1 { version = String(words[1]) }
      guard words.first == "parameters" else { continue }
      for word in words.dropFirst() {
        let parts = word.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { parameters[String(parts[0])] = String(parts[1]) }
      }
    }
    (self.version, self.parameters) = (version, parameters)
  }

  /// The choices that calls depend on; the genes of the sensitivity analysis are none of them.
  static let shared = [
    "threshold", "error_rate", "precision", "uncalled", "caller_threshold", "pairs", "slab",
    "prior", "class_prior", "sample_model",
  ]
}
