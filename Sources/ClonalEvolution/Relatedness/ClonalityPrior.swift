import Glibc
import NumericalMethods

/// What is expected of the clonality signal `ξ` of two biopsies of one tumour.
///
/// ```
/// h(ξ) = u + (1 - u) Beta(ξ; a, b),  a, b >= 1
/// ```
/// By default `u` is 1: every value is as likely. A study whose pairs mostly share much expects it of
/// the next pair too, so that a pair that shares nothing stands out with fewer mutations. The uniform
/// part keeps a pair that parted early from being taken for two tumours: no prior lowers a Bayes
/// factor more than fivefold against the uniform one.
public struct ClonalityPrior: Hashable, Sendable {
  /// Every value is as likely.
  public static let uniform = ClonalityPrior(mean: 0.5, size: 2)
  /// `u` of a prior that was learnt.
  public static let uniformShare = 0.2
  /// The fewest pairs that one is learnt from.
  public static let leastPairs = 10
  /// The shares of a study's pairs that may be of two tumours.
  private static let independentShares = [0.02, 0.1, 0.3, 0.6, 0.95]
  private static let points = 40

  /// `a` and `b`.
  private let shape: (Double, Double)
  private let logNormaliser: Double
  /// The mean of the beta part.
  public let mean: Double
  /// `a + b`: how many pairs' worth of knowledge the beta part is.
  public let size: Double

  private init(mean: Double, size: Double) {
    (self.mean, self.size) = (mean, size)
    shape = (mean * size, (1 - mean) * size)
    logNormaliser = SpecialFunctions.logBeta(mean * size, (1 - mean) * size)
  }

  /// Compares shapes.
  public static func == (left: Self, right: Self) -> Bool {
    left.mean == right.mean && left.size == right.size
  }

  /// Feeds the shape.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(mean)
    hasher.combine(size)
  }

  /// Learns the prior of a study: the beta distribution under which its pairs' mutations are most
  /// likely, some share of the pairs being of two tumours.
  ///
  /// - Parameter pairs: `ln [L(ξ) / L(0)]` of each pair at ``signals``.
  init(learningFrom pairs: [[Double]]) {
    var best = ClonalityPrior.uniform
    guard pairs.count >= Self.leastPairs else {
      self = best
      return
    }
    var (highest, bestShare) = (-Double.infinity, 0.0)
    for size in [2, 2.5, 4, 7, 12] {
      for step in 1...19 {
        let mean = Double(step) / 20
        guard mean * size >= 1, (1 - mean) * size >= 1 else { continue }
        let prior = ClonalityPrior(mean: mean, size: size)
        let weights = Self.signals.map { prior.betaDensity($0) / Double(Self.points) }
        // For each pair one tumour and two, both over the greater of the two.
        let likelihoods = pairs.map { ratios -> (one: Double, two: Double) in
          let peak = max(0, ratios.max() ?? 0)
          return (zip(weights, ratios).reduce(0) { $0 + $1.0 * exp($1.1 - peak) }, exp(-peak))
        }
        for share in Self.independentShares {
          let value = likelihoods.reduce(0) { $0 + log((1 - share) * $1.one + share * $1.two) }
          if value > highest + 1e-9 { (highest, best, bestShare) = (value, prior, share) }
        }
      }
    }
    // Where most pairs are of two tumours, too few are left to learn from.
    self = bestShare > 0.5 ? .uniform : best
  }

  /// Where pairs are looked at for learning.
  static let signals = (0..<points).map { (Double($0) + 0.5) / Double(points) }

  private func betaDensity(_ signal: Double) -> Double {
    exp((shape.0 - 1) * log(signal) + (shape.1 - 1) * log1p(-signal) - logNormaliser)
  }

  /// The density at a signal in (0, 1).
  func density(at signal: Double) -> Double {
    if self == .uniform { return 1 }
    return Self.uniformShare + (1 - Self.uniformShare) * betaDensity(signal)
  }
}
