public import TumorModel

/// Copy numbers to average over where a sample's own is unknown.
public struct CopyNumberPrior: Hashable, Sendable {
  /// A copy number and its weight.
  public struct Entry: Hashable, Sendable {
    /// The copies per tumour cell.
    public let copyNumber: CopyNumber
    /// The probability, in `0...1`.
    public let weight: Double

    /// Creates an entry.
    public init(copyNumber: CopyNumber, weight: Double) {
      self.copyNumber = copyNumber
      self.weight = weight
    }
  }

  /// The copy numbers; their weights add to 1.
  public let entries: [Entry]

  /// Creates a prior, or `nil` unless the weights are non-negative and add to 1 within 1e-9.
  public init?(_ entries: [Entry]) {
    guard entries.allSatisfy({ $0.weight >= 0 }),
      abs(entries.reduce(0) { $0 + $1.weight } - 1) <= 1e-9
    else { return nil }
    self.entries = entries
  }

  private init(unchecked table: [(major: Int, minor: Int, weight: Double)]) {
    entries = table.compactMap { row in
      CopyNumber(major: row.major, minor: row.minor).map {
        Entry(copyNumber: $0, weight: row.weight)
      }
    }
  }

  /// The default where normal cells have two copies: chosen by hand, not measured.
  public static let standard = CopyNumberPrior(unchecked: [
    (1, 1, 0.62), (2, 1, 0.14), (2, 0, 0.05), (1, 0, 0.08), (2, 2, 0.06), (3, 1, 0.05),
  ])

  /// The same for a tumour whose genome doubled once: four copies are the rule.
  public static let doubled = CopyNumberPrior(unchecked: [
    (2, 2, 0.6), (3, 2, 0.1), (2, 1, 0.08), (2, 0, 0.07), (3, 1, 0.06), (4, 2, 0.05),
    (1, 1, 0.04),
  ])

  /// The prior of either allele alone, given that a copy of it is left.
  ///
  /// For loci of which normal cells have one copy: X and Y in males.
  public var haploid: CopyNumberPrior {
    var weights: [Int: Double] = [:]
    for entry in entries {
      weights[entry.copyNumber.major, default: 0] += entry.weight / 2
      weights[entry.copyNumber.minor, default: 0] += entry.weight / 2
    }
    weights[0] = nil
    let rows = weights.sorted { $0.key < $1.key }
    let total = rows.reduce(0) { $0 + $1.value }
    return CopyNumberPrior(unchecked: rows.map { ($0.key, 0, $0.value / total) })
  }
}
