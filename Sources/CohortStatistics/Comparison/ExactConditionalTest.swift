/// The exact test of an odds ratio common to several strata, given all margins.
///
/// The sum of exposed cases over the strata has, at the odds ratio `ψ`, the probability
/// `w(t) ψ^t / Σ w ψ`, where `w` convolves the strata's hypergeometric distributions. It is exact
/// however small the cells are; strata without both exposures and both outcomes are uninformative
/// and are ignored. A. Agresti, *Stat. Sci.* 7, 131–153 (1992), doi:10.1214/ss/1177011454.
///
/// It assumes one odds ratio for all strata. An association is not evidence of cause.
public struct ExactConditionalTest: Hashable, Sendable {
  /// The two-sided p-value: the probability of all sums at most as likely as the observed one.
  public let pValue: Double
  /// The p-value against an odds ratio above 1.
  public let pGreater: Double
  /// The p-value against an odds ratio below 1.
  public let pLess: Double
  /// The conditional maximum likelihood estimate: 0 or infinite when the sum is the smallest or the
  /// largest possible, `nil` when the margins allow only one sum.
  public let oddsRatio: Double?
  /// The interval of the odds ratio that inverts both one-sided tests; from 0 or to infinity where
  /// the sum is at a limit.
  public let interval: OddsRatioInterval
  /// The strata with both exposures and both outcomes.
  public let informativeStrata: Int

  /// Creates the test, or is `nil` when the tables are too large for the exact distribution.
  ///
  /// - Parameters:
  ///   - strata: Any number of tables; empty ones are allowed.
  ///   - level: The interval's confidence, within `0..<1`; anything else traps.
  /// - Complexity: The product of the strata's numbers of possible sums, at most 5e7 (a second or
  ///   two); `nil` above.
  public init?(strata: [TwoByTwoTable], level: Double = 0.95) {
    let informative = strata.filter(\.isInformative)
    guard let counts = ConditionalCounts(informative) else { return nil }
    informativeStrata = informative.count
    let p = counts.pValues()
    (pLess, pGreater, pValue) = (p.less, p.greater, p.twoSided)
    oddsRatio = counts.maximumLikelihoodOddsRatio
    interval = counts.interval(level: level)
  }
}
