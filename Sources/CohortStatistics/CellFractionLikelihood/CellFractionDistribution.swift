/// The most likely distribution of cancer cell fractions over patients.
///
/// The nonparametric maximum of `Σ w ln Σ L F` over all distributions on the grid: J. Kiefer and
/// J. Wolfowitz, *Ann. Math. Stat.* 27, 887–906 (1956), doi:10.1214/aoms/1177728066. It has few points
/// of support and says little of its own shape; use it for what follows from it, such as
/// ``probability(below:given:)``, and ``ProportionBelowThreshold`` for what the reads leave open.
public struct CellFractionDistribution: Hashable, Sendable {
  /// The fractions that may carry mass.
  public let grid: CellFractionGrid
  /// The mass of each, at least 0; they add to 1. Even without a patient whose reads say something.
  public let masses: [Double]

  /// Fits the distribution.
  ///
  /// - Throws: ``CellFractionError``.
  /// - Complexity: A dozen passes over the distinct curves.
  public init(fittedTo curves: CellFractionCurves) throws(CellFractionError) {
    let cohort = try CohortLikelihood(curves)
    grid = curves.grid
    masses =
      cohort.free?.masses ?? [Double](repeating: 1 / Double(grid.count), count: grid.count)
  }

  /// `P(c < c* | reads)` of one patient or mutation.
  ///
  /// Fractions within ``CellFractionGrid/zone`` of the threshold count half. For rows whose cancer cell
  /// fractions follow the distribution its mean is `P(c < c*)` whatever the depths, so that depths
  /// that differ between groups fake no difference. A flat curve gives that mean.
  ///
  /// - Parameters:
  ///   - threshold: `c*`, strictly between 0 and 1.
  ///   - curve: The reads.
  /// - Throws: ``CellFractionError``: another grid or an invalid threshold.
  public func probability(
    below threshold: Double, given curve: CellFractionCurve
  ) throws(CellFractionError) -> Double {
    guard curve.grid == grid else { throw .curveOfOtherGrid }
    let sides = try grid.sides(of: threshold)
    let posterior = curve.relativePosterior(masses)
    return min(1, sides.share(of: posterior) / posterior.reduce(0, +))
  }
}
