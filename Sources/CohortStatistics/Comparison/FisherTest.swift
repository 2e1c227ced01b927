/// The exact test of Fisher for one two-by-two table.
///
/// Given the margins, the exposed cases follow the hypergeometric distribution under no association,
/// and Fisher's noncentral one at the odds ratio `ψ`. For a table without both exposures and both
/// outcomes every p-value is 1 and the odds ratio is `nil`. A. Agresti, "A survey of exact inference for
/// contingency tables", *Stat. Sci.* 7, 131–153 (1992), doi:10.1214/ss/1177011454.
public struct FisherTest: Hashable, Sendable {
  /// The table.
  public let table: TwoByTwoTable
  /// The two-sided p-value: the probability of all tables at most as likely as the observed one.
  public let pValue: Double
  /// The p-value against an odds ratio above 1.
  public let pGreater: Double
  /// The p-value against an odds ratio below 1.
  public let pLess: Double
  /// The conditional maximum likelihood estimate of the odds ratio, 0 and infinity included.
  ///
  /// It is not `ad / bc`, which overstates the association given the margins. `nil` when a margin
  /// is 0.
  public let oddsRatio: Double?
  /// The exact interval of the odds ratio; from 0 to infinity when a margin is 0.
  public let interval: OddsRatioInterval

  /// Creates the test.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - level: The interval's confidence, within `0..<1`; anything else traps.
  /// - Complexity: About a hundred times the smallest margin; `nil` where that margin exceeds 5e7.
  public init?(_ table: TwoByTwoTable, level: Double = 0.95) {
    guard let test = ExactConditionalTest(strata: [table], level: level) else { return nil }
    self.table = table
    (pValue, pGreater, pLess) = (test.pValue, test.pGreater, test.pLess)
    (oddsRatio, interval) = (test.oddsRatio, test.interval)
  }
}
