/// What patients without an assessable earlier sample could change at most.
public struct MissingPrimaries: Hashable, Sendable {
  /// The patients without an assessable earlier sample.
  public let missing: Int
  /// The expected fraction had all of them acquired the mutation.
  public let highestMean: Double
  /// The expected fraction had all of them had it before.
  public let lowestMean: Double
  /// From the lower end, had all had it before, to the upper end, had all acquired it.
  public let bounds: ProportionInterval

  /// Creates the bounds.
  ///
  /// - Parameters:
  ///   - seen: The patients that could be assessed.
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
