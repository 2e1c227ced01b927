/// The changes of a gene that a statement is about.
enum Alteration: Hashable, Sendable {
  /// One change, by its normalised name.
  case change(String)
  /// Any change of one residue.
  case residue(ProteinVariant.Residue)
  /// Changes that activate the protein.
  case activating
  /// Changes that end the protein early.
  case lossOfFunction
  /// Recurrent changes, which are not listed.
  case hotspot
  /// Any change of the protein.
  case any
  /// What is not told by a small variant, such as an amplification.
  case other

  /// Reads what a table says.
  ///
  /// - Parameters:
  ///   - text: Changes separated by `;`, or a kind of change.
  ///   - residueStar: Whether `L536*` means any change of the residue; otherwise it is a stop.
  ///   - normalize: The one name of a protein change.
  static func list(
    _ text: String, residueStar: Bool, normalize: (String) -> String
  ) -> [Alteration] {
    text.split(separator: ";").map { part in
      let name = part.trimmed
      if residueStar || !name.hasSuffix("*"), let residue = residue(name) {
        return .residue(residue)
      }
      if ProteinVariant(name) != nil { return .change(normalize(name)) }
      return kind(name.lowercased())
    }
  }

  private static func kind(_ text: String) -> Alteration {
    let words = Set(text.split { !$0.isLetter }.map(String.init))
    if !words.isDisjoint(with: ["activating", "activation"]) || text.contains("gain of function")
      || text.contains("gain-of-function")
    {
      return .activating
    }
    if text.contains("loss of function") || text.contains("loss-of-function")
      || !words.isDisjoint(with: ["truncating", "truncation", "inactivating", "inactivation"])
    {
      return .lossOfFunction
    }
    if !words.isDisjoint(with: ["hotspot", "hotspots"]) { return .hotspot }
    let mutations: Set = ["mutation", "mutations", "mutated", "mutant", "mut"]
    let joins: Set = [
      "or", "and", "loss", "amplification", "deletion", "any",
    ]
    if !words.isDisjoint(with: mutations), words.isSubset(of: mutations.union(joins)) {
      return .any
    }
    return .other
  }

  /// `S310`, or `L536*`.
  private static func residue(_ text: String) -> ProteinVariant.Residue? {
    var name = Substring(text)
    if name.hasPrefix("p.") { name.removeFirst(2) }
    if name.last == "*" { name.removeLast() }
    guard !name.isEmpty, name.last?.isNumber ?? false,
      case let parsed = ProteinVariant(name + "="), let parsed, parsed.first == parsed.last
    else { return nil }
    return parsed.first
  }
}

extension StringProtocol {
  /// The text without outer spaces.
  var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
