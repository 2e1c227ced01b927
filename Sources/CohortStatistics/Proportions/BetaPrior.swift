/// A prior on a proportion, as a beta distribution.
///
/// ``jeffreys``: H. Jeffreys, *Proc. R. Soc. A* 186, 453–461 (1946), doi:10.1098/rspa.1946.0056.
public struct BetaPrior: Hashable, Sendable {
  /// The shape parameter `α`, above 0; a greater one favours values near 1.
  public let alpha: Double
  /// The shape parameter `β`, above 0; a greater one favours values near 0.
  public let beta: Double

  /// Creates a prior, or `nil` when a weight is not a finite number above 0.
  public init?(alpha: Double, beta: Double) {
    guard alpha > 0, beta > 0, alpha.isFinite, beta.isFinite else { return nil }
    self.init(weights: alpha, beta)
  }

  private init(weights alpha: Double, _ beta: Double) {
    self.alpha = alpha
    self.beta = beta
  }

  /// The uniform prior, `Beta(1, 1)`.
  public static let uniform = BetaPrior(weights: 1, 1)
  /// Jeffreys' prior, `Beta(1/2, 1/2)`.
  public static let jeffreys = BetaPrior(weights: 0.5, 0.5)
}
