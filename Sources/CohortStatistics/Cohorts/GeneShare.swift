import NumericalMethods

/// The share of a patient's acquired mutations that chance puts into a gene.
///
/// Estimated from `x` of `N` mutations it is not known but `Beta(x, N - x)`, and a test that takes
/// the estimate for the truth finds genes whose estimate is too small by chance. ``excess(observed:burdens:)``
/// therefore averages the p-value over the share: that of a new cohort, not of one with the very
/// share estimated.
public struct GeneShare: Hashable, Sendable {
  /// The expected share, 0 to 1.
  public let mean: Double
  private let nodes: [Double]

  private static let count = 16

  /// A share that is known, 0 to 1; anything else traps.
  public init(_ share: Double) {
    precondition(share >= 0 && share <= 1, "a share within 0...1")
    (mean, nodes) = (share, [share])
  }

  /// A share that is estimated.
  ///
  /// - Parameters:
  ///   - mutations: Mutations of the gene, above 0; anything else traps.
  ///   - total: Mutations of all genes, above `mutations`.
  public init(mutations: Double, of total: Double) {
    precondition(mutations > 0 && mutations < total, "0 < mutations < total")
    mean = mutations / total
    let share = BetaDistribution(alpha: mutations, beta: total - mutations)
    nodes = (0..<Self.count).map { node in
      share.quantile(at: (Double(node) + 0.5) / Double(Self.count))
    }
  }

  /// The test whether the gene is acquired in more patients than chance explains.
  ///
  /// - Parameters:
  ///   - observed: As for ``AcquiredExcess``.
  ///   - burdens: The patients' numbers of acquired mutations.
  /// - Returns: The expected number at the expected share, and the p-value averaged over the share.
  public func excess(
    observed: Double, burdens: AcquiredBurdens
  ) -> (expected: Double, pValue: Double) {
    let middle = AcquiredExcess(observed: observed, geneShare: mean, burdens: burdens)
    if nodes.count == 1 || observed == 0 { return (middle.expected, middle.pValue) }
    let sum = nodes.reduce(0) {
      $0 + AcquiredExcess(observed: observed, geneShare: $1, burdens: burdens).pValue
    }
    return (middle.expected, min(1, sum / Double(nodes.count)))
  }
}
