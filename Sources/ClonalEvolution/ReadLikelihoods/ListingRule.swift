import Glibc
import NumericalMethods

/// The least reads with which a sample puts a mutation on the list of those that are looked at.
///
/// A mutation is listed where a sample shows `k >= max(k0, v0 n)` alternate reads of `n`.
struct ListingRule: Hashable, Sendable {
  /// `k0`, at least 1.
  var leastAlternate: Double
  /// `v0`, from 0 on.
  var leastFrequency: Double

  /// The rule where too few mutations tell a sample's own.
  static let usual = ListingRule(leastAlternate: 3, leastFrequency: 0.02)
  /// The same for plasma.
  static let usualPlasma = ListingRule(leastAlternate: 3, leastFrequency: 0)
  /// The chance that a mutation is listed by another route: a hot spot, a forced call, a third
  /// sample. So one listed mutation stands for at most twenty.
  static let otherRoute = 0.05
  /// The fewest mutations that tell a rule.
  static let leastSites = 30
  private static let quantile = 0.02

  /// The rule that the mutations of one sample show which only that sample can have listed, or
  /// `nil` with fewer than thirty.
  init?(alternates: [Double], frequencies: [Double]) {
    guard alternates.count >= Self.leastSites else { return nil }
    leastAlternate = max(1, Self.quantile(of: alternates))
    leastFrequency = Self.quantile(of: frequencies)
  }

  /// The usual rule of tissue, its least frequency no greater than that of any of the few mutations
  /// which only this sample can have listed: a panel may list what an exome does not.
  static func usual(alternates: [Double], frequencies: [Double]) -> ListingRule {
    var rule = usual
    for (alternate, frequency) in zip(alternates, frequencies)
    where alternate >= rule.leastAlternate {
      rule.leastFrequency = min(rule.leastFrequency, frequency)
    }
    return rule
  }

  /// Creates a rule.
  init(leastAlternate: Double, leastFrequency: Double) {
    (self.leastAlternate, self.leastFrequency) = (leastAlternate, leastFrequency)
  }

  private static func quantile(of values: [Double]) -> Double {
    let sorted = values.sorted()
    let position = quantile * Double(sorted.count - 1)
    let index = Int(position)
    let next = sorted[min(index + 1, sorted.count - 1)]
    return sorted[index] + (position - Double(index)) * (next - sorted[index])
  }

  /// The fewest alternate reads of a depth that list a mutation; more than the depth if none does.
  func leastReads(depth: Int) -> Int {
    Int(max(leastAlternate, leastFrequency * Double(depth)) - 1e-9) + 1
  }

  /// The greatest count up to which terms are added one by one.
  static let mostAdded = 64

  /// P(K >= `count`) of a beta-binomial.
  ///
  /// Exact up to 64 reads; beyond, the beta of the same mean and variance, whose error is far below
  /// that of the rule itself.
  static func upperTail(from count: Int, depth: Int, mean: Double, precision: Double) -> Double {
    if count <= 0 { return 1 }
    if count > depth { return 0 }
    if count <= mostAdded {
      return BetaBinomialBatch.upperTail(
        from: count, depth: depth, mean: mean, precision: precision)
    }
    let n = Double(depth)
    let spread = precision.isInfinite ? 0 : 1 / (precision + 1)
    let weight = 1 / (1 / n + (1 - 1 / n) * spread) - 1
    let beta = BetaDistribution(alpha: max(mean * weight, 1e-9), beta: (1 - mean) * weight)
    return beta.upperTailProbability(above: (Double(count) - 0.5) / n)
  }

  /// P(K >= `count`) of a frequency drawn from Beta(1, b), in closed form:
  /// `Γ(n + 1) Γ(n − t + b + 1) / [Γ(n − t + 1) Γ(n + b + 1)]`.
  static func inflatedTail(from count: Int, depth: Int, tail b: Double) -> Double {
    if count <= 0 { return 1 }
    if count > depth { return 0 }
    let (n, t) = (Double(depth), Double(count))
    return exp(
      lgamma(n + 1) + lgamma(n - t + b + 1) - lgamma(n - t + 1) - lgamma(n + b + 1))
  }
}
