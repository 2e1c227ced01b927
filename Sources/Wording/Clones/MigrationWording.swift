import ClonalEvolution
package import Results

/// Migrations in words.
package enum MigrationWording {
  /// Patterns with less weight are not told.
  private static let told = 0.005

  /// What parsimony does not show.
  static let caution =
    "Parsimony prefers fewer migrations, and of equally few those from fewer sites; it does not show that no "
    + "others happened. Probabilities are those of trees and presences of clones under this preference: a chain "
    + "over a second site is hardly told from seeding of both by the first."

  /// The patterns by falling weight, such as `single-source (S) .8, reseeding (R) .2`.
  static func patterns(_ weight: (SeedingPattern) -> Double) -> String {
    let weights = SeedingPattern.allCases.map { ($0, weight($0)) }.filter { $0.1 >= told }
    return weights.sorted { $0.1 > $1.1 }.map { "\($0.0.words) \(Wording.probability($0.1))" }
      .joined(separator: ", ")
  }

  /// A number of migrations.
  static func range(_ fewest: Int, _ most: Int) -> String {
    fewest == most
      ? Wording.count(fewest, "migration") : "\(fewest) to \(Wording.count(most, "migration"))"
  }

  /// A patient's migrations from the first origin in sentences; none where there are none.
  ///
  /// - Parameter rows: The histories, as the table has them.
  package static func sentences(_ rows: [MigrationRow]) -> [String] {
    guard let first = rows.first else { return [] }
    let own = rows.filter { $0.origin == first.origin }
    func weight(_ isCounted: (MigrationRow) -> Bool) -> Double {
      own.reduce(0) { $0 + (isCounted($1) ? $1.probability : 0) }
    }
    let numbers = MigrationRow.range(of: own)
    let origin =
      first.isOriginSampled
      ? "with \(first.origin) as the origin"
      : "from an unsampled primary, as no sample has the role primary"
    let patterns = patterns { pattern in weight { $0.pattern == pattern } }
    let polyclonal = weight { $0.clonality == .polyclonal }
    return [
      "By parsimony and \(origin), \(range(numbers.fewest, numbers.most)): \(patterns); "
        + "several clones going the same way \(Wording.probability(polyclonal)).",
      "Others, with more migrations, are possible.",
    ]
  }
}

extension SeedingPattern {
  /// The pattern in words.
  package var words: String {
    switch self {
    case .none: "no migration"
    case .primary: "all sites from the origin (PS)"
    case .singleSource: "single-source (S)"
    case .multiSource: "multi-source (M)"
    case .reseeding: "reseeding (R)"
    }
  }
}
