import Glibc

/// The cancer cell fractions that a clone may have in a sample, with their prior probabilities: exactly
/// 0, points between, and exactly 1.
///
/// The points between are even in `√c`, in which the spread of counts is nearly the same everywhere, so
/// that a grid of twice as many steps has all points of this one. Their density is half uniform in the
/// fraction and half log-uniform.
struct CloneFractions: Sendable {
  /// The fractions, rising from 0 to 1.
  let values: [Double]
  /// ln of their prior probabilities.
  let logPrior: [Double]

  /// The number of fractions.
  var count: Int { values.count }
  /// The place of "in no cell".
  static let absent = 0
  /// The place of "in every tumour cell".
  var clonal: Int { values.count - 1 }
  /// The least fraction that is told from none.
  static let least = 1e-3
  /// The prior probabilities of exactly 0 and of exactly 1.
  static let exact = 0.15

  /// Where whole samples are looked at, and where starts and moves are compared.
  static let fine = CloneFractions(steps: 64)
  static let coarse = CloneFractions(steps: 32)

  /// Creates a grid.
  ///
  /// - Parameter steps: Steps of `√c` from the least fraction to 1, the last of which ends at exactly 1.
  init(steps: Int) {
    let start = Self.least.squareRoot()
    let step = (1 - start) / Double(steps)
    let inner = (0..<steps).map { place -> Double in
      let root = start + Double(place) * step
      return root * root
    }
    values = [0] + inner + [1]
    // The width of each point in c, and in ln c.
    let widths = inner.map { 2 * $0.squareRoot() * step }
    let logWidths = zip(inner, widths).map { $1 / $0 }
    let (total, logTotal) = (widths.reduce(0, +), logWidths.reduce(0, +))
    let between = 1 - 2 * Self.exact
    logPrior =
      [log(Self.exact)]
      + zip(widths, logWidths).map { log(between * 0.5 * ($0 / total + $1 / logTotal)) }
      + [log(Self.exact)]
  }

  /// Fractions with a uniform prior, for comparison.
  init(values: [Double], logPrior: [Double]) {
    (self.values, self.logPrior) = (values, logPrior)
  }

  /// The step of `√c` between neighbouring points.
  var rootStep: Double {
    count > 3 ? values[2].squareRoot() - values[1].squareRoot() : 1
  }
}
