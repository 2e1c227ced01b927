import NumericalMethods

/// The share of a patient's acquired mutations expected in a gene by chance.
///
/// Estimated from `x` of `N` mutations, the share is uncertain, with distribution `Beta(x, N - x)`.
/// A test that treats the estimate as exact picks out genes whose estimate happens to be too small.
/// ``excess(observed:burdens:)`` therefore averages the p-value over the distribution of the share.
///
/// Derived for this package.
public struct GeneShare: Hashable, Sendable {
  /// The expected share, 0 to 1.
  public let mean: Double
  /// The sum of both parameters of the beta distribution; `nil` where the share is known.
  private let weight: Double?

  private static let slices = 16
  /// How many times the last slice is halved.
  private static let halvings = 32

  /// A share that is known, 0 to 1; anything else traps.
  public init(_ share: Double) {
    precondition(share >= 0 && share <= 1, "a share within 0...1")
    (mean, weight) = (share, nil)
  }

  /// A share that is estimated.
  ///
  /// - Parameters:
  ///   - mutations: Mutations of the gene, above 0; anything else traps.
  ///   - total: Mutations of all genes, above `mutations`.
  public init(mutations: Double, of total: Double) {
    precondition(mutations > 0 && mutations < total, "0 < mutations < total")
    (mean, weight) = (mutations / total, total)
  }

  /// Tests whether the gene is acquired in more patients than chance explains.
  ///
  /// The mean over the share is taken over the midpoints of 16 equally likely slices. A small
  /// p-value is dominated by the largest shares, up to those with a probability of 1e-11; to reach
  /// them, the last slice is halved repeatedly.
  ///
  /// - Parameters:
  ///   - observed: As for ``AcquiredExcess``.
  ///   - burdens: The patients' numbers of acquired mutations.
  /// - Returns: The expected number at the expected share, and the p-value averaged over the share.
  public func excess(
    observed: Double, burdens: AcquiredBurdens
  ) -> (expected: Double, pValue: Double) {
    let middle = AcquiredExcess(observed: observed, geneShare: mean, burdens: burdens)
    guard let weight, observed > 0 else { return (middle.expected, middle.pValue) }
    let share = BetaDistribution(alpha: mean * weight, beta: (1 - mean) * weight)
    func pValue(_ probability: Double) -> Double {
      AcquiredExcess(
        observed: observed, geneShare: share.quantile(at: probability), burdens: burdens
      ).pValue
    }
    let slice = 1 / Double(Self.slices)
    let below = (1..<Self.slices).reduce(0) { $0 + slice * pValue((Double($1) - 0.5) * slice) }
    let rough = below + slice * pValue(1 - 0.5 * slice)
    if rough > 0.02 { return (middle.expected, min(1, rough)) }
    var (sum, rest) = (below, slice)
    for _ in 0..<Self.halvings {
      sum += 0.5 * rest * pValue(1 - 0.75 * rest)
      rest *= 0.5
    }
    return (middle.expected, min(1, sum + rest * pValue(1 - 0.5 * rest)))
  }
}
