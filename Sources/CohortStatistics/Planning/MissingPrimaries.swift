/// Worst-case bounds on the acquired fraction, given patients without an assessable earlier sample.
///
/// With `m` patients missing, the upper end is that of the posterior after `m` further certain
/// acquired mutations, the lower end that after `m` further certain pre-existing ones. Derived for
/// this package. Bounds without an assumption on what is missing: J. L. Horowitz and C. F. Manski,
/// *J. Am. Stat. Assoc.* 95, 77–84 (2000), doi:10.1080/01621459.2000.10473902.
public struct MissingPrimaries: Hashable, Sendable {
  /// The patients without an assessable earlier sample.
  public let missing: Int
  /// The expected fraction if all of them had acquired the mutation.
  public let highestMean: Double
  /// The expected fraction if the mutation had been pre-existing in all of them.
  public let lowestMean: Double
  /// The lower limit if all were pre-existing, and the upper limit if all were acquired.
  public let bounds: ProportionInterval

  /// Creates the bounds.
  ///
  /// - Parameters:
  ///   - seen: The assessable patients.
  ///   - missing: At least 0; anything else traps.
  ///   - prior: The prior of the fraction.
  ///   - level: The confidence, within `0..<1`; anything else traps.
  public init(
    seen: AcquiredFractionGrid, missing: Int, prior: BetaPrior = .uniform, level: Double = 0.95
  ) {
    self.missing = missing
    var highest = seen
    highest.add(acquired: missing, preexisting: 0)
    var lowest = seen
    lowest.add(acquired: 0, preexisting: missing)
    let high = highest.posterior(prior: prior)
    let low = lowest.posterior(prior: prior)
    highestMean = high.mean
    lowestMean = low.mean
    bounds = ProportionInterval(
      lower: low.interval(level).lower,
      upper: max(low.interval(level).lower, high.interval(level).upper))
  }
}
