import Glibc
import NumericalMethods

/// The drug-induced proliferation (DIP) rate: population doublings per hour once growth is steady.
///
/// The slope of `log2` of the count over time, after the delay with which the drug takes effect. L. A.
/// Harris and others, *Nat. Methods* 13, 497–500 (2016), doi:10.1038/nmeth.3852. Rates over doses are a
/// dose–response curve; the dose at rate 0 is that of stasis.
public struct ProliferationRate: Hashable, Sendable {
  /// A count at a time.
  public struct Count: Hashable, Sendable {
    /// Hours since the drug was added.
    public let hours: Double
    /// Cells, or a signal proportional to them, above 0.
    public let cells: Double

    /// Creates a count.
    public init(hours: Double, cells: Double) {
      self.hours = hours
      self.cells = cells
    }
  }

  /// Why there is no rate.
  public enum Problem: Error, Hashable, Sendable {
    /// A count is not above 0, or a time is not finite.
    case invalidCount
    /// Fewer than three times are left after the delay.
    case tooFewTimes(Int)
  }

  /// Where steady growth starts.
  public enum Delay: Hashable, Sendable {
    /// After a number of hours.
    case hours(Double)
    /// At the first time from which on a line describes the doublings as well as a parabola does, by
    /// the Bayesian information criterion, with at least five times left.
    case chosen
  }

  /// Doublings per hour, with a t interval.
  public let rate: Estimate
  /// The standard error of the rate.
  public let standardError: Double
  /// The first time used, in hours.
  public let start: Double
  /// The number of times used.
  public let times: Int

  /// Estimates the rate of one well.
  public init(
    _ counts: [Count], delay: Delay = .chosen, level: Double = 0.95
  ) throws(Problem) {
    guard counts.allSatisfy({ $0.hours.isFinite && $0.cells > 0 && $0.cells.isFinite }) else {
      throw .invalidCount
    }
    let sorted = counts.sorted { ($0.hours, $0.cells) < ($1.hours, $1.cells) }
    let used: ArraySlice<Count>
    switch delay {
    case .hours(let hours): used = sorted.drop { $0.hours < hours }
    case .chosen:
      var first = 0
      while sorted.count - first > 5, !Self.isLine(sorted[first...]) { first += 1 }
      used = sorted[first...]
    }
    guard let begin = used.first?.hours, Set(used.map(\.hours)).count >= 3 else {
      throw .tooFewTimes(Set(used.map(\.hours)).count)
    }
    let line = Self.line(used)
    let freedom = Double(used.count - 2)
    standardError = (line.residual / freedom / line.spread).squareRoot()
    let half =
      StudentT(degreesOfFreedom: freedom).quantile(at: 0.5 * (1 + level)) * standardError
    rate = Estimate(value: line.slope, lower: line.slope - half, upper: line.slope + half)
    start = begin
    times = used.count
  }

  /// The line through doublings over time, its residual sum of squares and the spread of the times.
  private static func line(
    _ counts: ArraySlice<Count>
  ) -> (slope: Double, residual: Double, spread: Double) {
    let count = Double(counts.count)
    let center = counts.reduce(0) { $0 + $1.hours } / count
    let mean = counts.reduce(0) { $0 + log2($1.cells) } / count
    var (spread, product, total) = (0.0, 0.0, 0.0)
    for point in counts {
      let (x, y) = (point.hours - center, log2(point.cells) - mean)
      spread += x * x
      product += x * y
      total += y * y
    }
    let slope = product / spread
    return (slope, max(0, total - slope * product), spread)
  }

  /// Whether a parabola is no better than a line.
  private static func isLine(_ counts: ArraySlice<Count>) -> Bool {
    let count = Double(counts.count)
    let residual = line(counts).residual
    // The parabola's gain comes from the part of t² that is orthogonal to 1 and t.
    let center = counts.reduce(0) { $0 + $1.hours } / count
    let xs = counts.map { $0.hours - center }
    let meanSquare = xs.reduce(0) { $0 + $1 * $1 } / count
    let skew = xs.reduce(0) { $0 + $1 * $1 * $1 } / (meanSquare * count)
    let bends = xs.map { $0 * $0 - meanSquare - skew * $0 }
    let power = bends.reduce(0) { $0 + $1 * $1 }
    let product = zip(bends, counts).reduce(0) { $0 + $1.0 * log2($1.1.cells) }
    guard power > 0, residual > 0 else { return true }
    let left = max(residual - product * product / power, 1e-12 * residual)
    return count * log(left / residual) + log(count) >= 0
  }
}
