import NumericalMethods

/// A posterior distribution of a fraction of patients.
public protocol FractionPosterior: Sendable {
  /// The prior.
  var prior: BetaPrior { get }
  /// The patients, each counted once.
  var patients: Int { get }
  /// The expected fraction.
  var mean: Double { get }
  /// The standard deviation of the fraction.
  var standardDeviation: Double { get }
  /// The density at a fraction; 0 outside `0...1`.
  func density(at fraction: Double) -> Double
  /// The probability that the fraction is at most a value.
  func cumulativeProbability(upTo fraction: Double) -> Double
  /// The fraction `x` with `P(θ ≤ x) = level`, for a level in `0...1`.
  func quantile(at level: Double) -> Double
}

extension FractionPosterior {
  /// The median of the fraction.
  public var median: Double { quantile(at: 0.5) }

  /// The equal-tailed interval.
  ///
  /// - Parameter level: The probability inside, within `0..<1`; anything else traps.
  public func interval(_ level: Double = 0.95) -> ProportionInterval {
    requireLevel(level)
    let lower = quantile(at: 0.5 * (1 - level))
    return ProportionInterval(lower: lower, upper: max(lower, quantile(at: 0.5 * (1 + level))))
  }
}

/// The value in `0...1` at which a function that increases from 0 to 1 reaches a level.
func crossing(of level: Double, _ function: (Double) -> Double) -> Double {
  if let root = try? BrentRoot.find(in: 0...1, tolerance: 1e-14, { function($0) - level }) {
    return root
  }
  // Where the function is flat beyond rounding, halving still finds a place.
  var low = 0.0
  var high = 1.0
  for _ in 0..<60 {
    let middle = 0.5 * (low + high)
    if function(middle) < level { low = middle } else { high = middle }
  }
  return 0.5 * (low + high)
}
