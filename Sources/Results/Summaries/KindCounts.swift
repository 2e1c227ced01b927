/// How many there are of each kind; in JSON an object of the kinds that occur.
package struct KindCounts<Kind: NamedFieldValue & Hashable>: Codable, Hashable, JSONDescribed,
  Sendable
{
  private var counts: [Kind: Int] = [:]

  /// Creates counts of nothing.
  package init() {}

  /// How many there are of a kind.
  package subscript(_ kind: Kind) -> Int {
    get { counts[kind] ?? 0 }
    set { counts[kind] = newValue == 0 ? nil : newValue }
  }

  /// How many there are in all.
  package var total: Int { counts.values.reduce(0, +) }
  /// The kinds that occur, in their order.
  package var kinds: [Kind] { Kind.allCases.filter { counts[$0] != nil } }

  /// Adds the counts of another part.
  package mutating func merge(_ part: KindCounts) { counts.merge(part.counts, uniquingKeysWith: +) }

  /// Encodes an object of the kinds that occur.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }))
  }

  /// Decodes an object of kinds.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    for (name, count) in try container.decode([String: Int].self) {
      guard let kind = Kind(rawValue: name), count >= 0 else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "'\(name)': \(count) is no count of a known kind")
      }
      self[kind] = count
    }
  }

  /// An object of counts.
  package static func jsonSchema(_ bounds: Bounds?) -> JSONSchema { .map(.integer(bounds)) }
}
