/// The names that a mistyped one may have meant.
package enum NearestNames {
  /// `; nearest: a, b`, or nothing where there are no names.
  package static func hint(_ name: String, among names: [String], limit: Int = 5) -> String {
    let lowered = Array(name.lowercased())
    var seen: Set<String> = []
    let ranked = names.filter { seen.insert($0).inserted }
      .map { (name: $0, distance: distance(lowered, Array($0.lowercased()))) }
      .sorted { $0.distance != $1.distance ? $0.distance < $1.distance : $0.name < $1.name }
    guard !ranked.isEmpty else { return "" }
    return "; nearest: " + ranked.prefix(limit).map(\.name).joined(separator: ", ")
  }

  /// The name that differs in upper and lower case alone, or `nil`.
  package static func twin(_ name: String, among names: some Sequence<String>) -> String? {
    let lowered = name.lowercased()
    return names.first { $0 != name && $0.lowercased() == lowered }
  }

  /// A name that one letter more, less or other makes, two letters swapped included, or `nil`.
  ///
  /// Digits must be the same: numbered names differ on purpose.
  ///
  /// - Parameter mayLackDigit: Whether the letter more or less may be a digit.
  package static func neighbour(
    _ name: String, among names: some Sequence<String>, mayLackDigit: Bool = false
  ) -> String? {
    let own = Array(name.lowercased())
    guard own.count > 2 else { return nil }
    let digits = own.filter(\.isNumber)
    return names.first { other in
      let letters = Array(other.lowercased())
      guard abs(letters.count - own.count) <= 1, other != name else { return false }
      let isNumbered =
        letters.filter(\.isNumber) == digits || mayLackDigit && letters.count != own.count
      return isNumbered
        && (distance(own, letters) <= 1 || isSwap(own, letters))
    }
  }

  private static func isSwap(_ first: [Character], _ second: [Character]) -> Bool {
    guard first.count == second.count else { return false }
    let changed = first.indices.filter { first[$0] != second[$0] }
    return changed.count == 2 && changed[1] == changed[0] + 1
      && first[changed[0]] == second[changed[1]] && first[changed[1]] == second[changed[0]]
  }

  /// The fewest single-letter changes from one name to the other.
  package static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (place, other) in second.enumerated() {
        let changed = diagonal + (letter == other ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(changed, row[place] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
