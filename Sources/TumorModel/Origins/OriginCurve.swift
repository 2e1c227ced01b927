/// What was changed before likelihood curves were computed again.
public enum CurveAssumption: String, CaseIterable, Codable, Hashable, Sendable {
  /// Every purity of the earlier samples is less by 0.1.
  case lowerPurity = "purity-0.1"
  /// Every purity of the earlier samples is more by 0.1.
  case higherPurity = "purity+0.1"
  /// Every error rate is three times as high.
  case higherErrorRate = "error_rate_x3"
  /// Every error rate is a third.
  case lowerErrorRate = "error_rate_x1/3"
  /// The copy number at the site is not known.
  case unknownCopyNumber = "unknown_copy_number"
}

/// The likelihood curves of one mutation in an earlier sample and in a later one, or in several together.
///
/// Of several samples together `c` is the greatest fraction in any: with `L_r(c)` of sample `r` of `R`,
/// `P_r(c)` its mean from above 0 to `c`, and `B_r = (1 − q) L_r(0) + q P_r(c) / 2`, it is
/// `mean_q [Π_r (B_r + q L_r(c) / 2) − Π_r B_r] / [1 − (1 − q / 2)^R]` for c > 0, `q` being each of
/// `RegionBayesFactors.regionPresences`.
public struct OriginCurve: Hashable, Sendable {
  /// The index in ``PatientEvidence/mutations``.
  public var mutation: Int
  /// The earlier sample; `nil` for all of them.
  public var earlier: Int?
  /// The later sample; `nil` for all of them.
  public var later: Int?
  /// What was changed; `nil` for nothing.
  public var assumption: CurveAssumption?
  /// What the earlier reads say; flat where they say nothing of the tumour's past.
  public var earlierFalls: LikelihoodFalls
  /// What the later reads say; `nil` for genes that were not asked for, and under changed assumptions.
  public var laterFalls: LikelihoodFalls?

  /// Creates the curves of a mutation.
  public init(
    mutation: Int, earlier: Int?, later: Int?, assumption: CurveAssumption? = nil,
    earlierFalls: LikelihoodFalls = .flat, laterFalls: LikelihoodFalls? = nil
  ) {
    (self.mutation, self.earlier, self.later) = (mutation, earlier, later)
    self.assumption = assumption
    (self.earlierFalls, self.laterFalls) = (earlierFalls, laterFalls)
  }
}
