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
