import Glibc

/// What the reads of one sample tell of the cancer cell fraction of one clone: ln of their likelihood, up to a
/// constant of the clone and sample.
public struct CellFractionCurve: Hashable, Sendable {
  /// Fractions above 0, up to 1, rising; at least two.
  public let fractions: [Double]
  /// ln of the likelihood at each, where the clone is in a part of the tumour cells.
  public let logLikelihoods: [Double]
  /// ln of the likelihood where it is in no cell.
  public let logAbsent: Double
  /// ln of the likelihood where it is in every tumour cell.
  public let logClonal: Double

  /// Takes a curve.
  ///
  /// - Parameters:
  ///   - fractions: Fractions above 0, up to 1, rising; at least two.
  ///   - logLikelihoods: As many; minus infinity is allowed, but not everywhere.
  ///   - logAbsent: ln of the likelihood at exactly 0.
  ///   - logClonal: ln of the likelihood at exactly 1.
  public init(
    fractions: [Double], logLikelihoods: [Double], logAbsent: Double, logClonal: Double
  ) {
    precondition(fractions.count == logLikelihoods.count, "a likelihood for each fraction")
    precondition(fractions.count > 1, "two fractions at least")
    self.fractions = fractions
    self.logLikelihoods = logLikelihoods
    self.logAbsent = logAbsent
    self.logClonal = logClonal
  }

  /// The curve of reads of a heterozygous mutation, or of several: `ln Binomial(alternate | depth, ω c)`.
  ///
  /// - Parameters:
  ///   - alternate: Alternate reads.
  ///   - depth: All reads.
  ///   - share: `ω`, the share of alternate reads where `c` is 1; above 0, below 1.
  ///   - errorRate: P(read alternate | reference molecule).
  ///   - points: Fractions at which it is known; at least two.
  public init(
    alternate: Int, depth: Int, share: Double = 0.5, errorRate: Double = 1e-3, points: Int = 400
  ) {
    let (k, n) = (Double(alternate), Double(depth))
    let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    func value(_ fraction: Double) -> Double {
      let p = min(max(share * fraction + errorRate * (1 - share * fraction), 1e-12), 1 - 1e-12)
      return ways + k * log(p) + (n - k) * log(1 - p)
    }
    let fractions = (1...points).map { Double($0) / Double(points) }
    self.init(
      fractions: fractions, logLikelihoods: fractions.map(value), logAbsent: value(0),
      logClonal: value(1))
  }

  /// Points at which cells are averaged, in all of them.
  private static let samples = 2048

  /// ln of the greatest likelihood.
  var logPeak: Double { max(logLikelihoods.max() ?? -.infinity, logAbsent, logClonal) }

  /// The mean of the fraction under a flat prior between 0 and 1, with a part of the probability at each end.
  var summary: (mean: Double, deviation: Double) {
    let cells = cells(200)
    let (flat, end) = (0.8 / 200, 0.1)
    var (sum, mean, square) = (end * (cells.absent + cells.clonal), end * cells.clonal, 0.0)
    square = mean
    for (index, value) in cells.values.enumerated() {
      let (x, weight) = ((Double(index) + 0.5) / 200, flat * value)
      sum += weight
      mean += weight * x
      square += weight * x * x
    }
    guard sum > 0 else { return (0.5, 0.5) }
    mean /= sum
    return (mean, max(square / sum - mean * mean, 0).squareRoot())
  }

  /// The mean likelihood within each of some even cells of 0 to 1, and at the ends, over the greatest of all.
  func cells(_ count: Int) -> (values: [Double], absent: Double, clonal: Double) {
    let peak = logPeak
    // The logarithm is a straight line between two fractions.
    let pieces = max(1, Self.samples / count)
    var values = [Double](repeating: 0, count: count)
    var place = 0
    for cell in 0..<count {
      var sum = 0.0
      for piece in 0..<pieces {
        let x = (Double(cell) + (Double(piece) + 0.5) / Double(pieces)) / Double(count)
        while place < fractions.count - 1, fractions[place] < x { place += 1 }
        let (right, rightLog) = (fractions[place], logLikelihoods[place])
        let left = place > 0 ? fractions[place - 1] : 0
        let leftLog = place > 0 ? logLikelihoods[place - 1] : max(logAbsent, rightLog)
        let part = min(max((x - left) / (right - left), 0), 1)
        let value = leftLog == rightLog ? leftLog : leftLog + part * (rightLog - leftLog)
        if value - peak > -700 { sum += exp(value - peak) }
      }
      values[cell] = sum / Double(pieces)
    }
    return (values, exp(logAbsent - peak), exp(logClonal - peak))
  }
}
