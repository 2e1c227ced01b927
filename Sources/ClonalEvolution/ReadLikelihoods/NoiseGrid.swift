import Glibc
import TumorModel

/// What reads of no clone depend on and a sample does not tell: the rate of errors, how it differs
/// between sites, and the share of sites whose reads are inflated beyond it.
///
/// At a site without the mutation that is real elsewhere,
/// ```
/// N = (1 − κ) BB(k; n, a, a/ε) + κ mean_h BB(k; n, 1, b_h)
/// ```
/// with `ε` the rate, `a` the shape of its spread over sites and `κ` a coincidence.
struct NoiseGrid: Sendable {
  /// `ε` of each node of the rate.
  let rates: [Double]
  /// The rate of each node of the grid.
  let ratesOfNodes: [Double]
  /// ln of the prior probability of each node, `[rate][shape][coincidence]`.
  let logPrior: [Double]
  /// The rate that stands for the sample where one value is needed: stated, or usual.
  let centralRate: Double
  /// Whether fixation damaged the sample's cytosines.
  let isFixed: Bool
  /// Whether the rate was stated.
  let isRateStated: Bool

  /// `a`: small where few sites carry most errors, large where all sites have the same rate.
  let shapes: [Double]
  /// `κ` at C>T and G>A; the least of them holds at all other changes.
  static let coincidences = [2e-4, 0.02, 0.15]
  /// `b_h`: inflated reads have a frequency of about `1 / b_h`.
  static let tails = [20.0, 60, 200, 600, 2000]

  /// The number of nodes.
  var count: Int { logPrior.count }

  /// Usual rates per read where none is stated, and of duplex consensus reads.
  static let usualRate = 3e-4
  private static let usualNodes = [1e-6, 3e-5, 1e-4, 3e-4, 1e-3, 2e-3, 3.5e-3]
  private static let usualDecades = 0.5
  private static let statedDecades = 0.1

  /// Creates a sample's grid.
  ///
  /// - Parameters:
  ///   - rate: The stated rate, in (0, 1), or `nil`.
  ///   - mismatches: What bases around the sites show, for want of a stated rate.
  ///   - isFixed: Whether fixation damaged the sample's cytosines.
  init(rate: Double?, mismatches: MismatchRate? = nil, isFixed: Bool) {
    isRateStated = rate != nil
    self.isFixed = isFixed
    var usual = LogNormalPrior(
      mean: log(Self.usualRate), deviation: Self.usualDecades * log(10))
    if let mismatches { usual = mismatches.moving(usual) }
    let centre = max(rate ?? exp(usual.mean), 1e-9)
    centralRate = rate == nil ? Self.usualRate : centre
    let nodes =
      rate == nil ? Self.usualNodes : (0..<6).map { centre * pow(10, -0.3 + 0.12 * Double($0)) }
    rates = nodes.map { min($0, Self.greatestRate) }
    let deviation = rate == nil ? usual.deviation / log(10) : Self.statedDecades
    let logs = nodes.map { log10($0) }
    var rateWeights = logs.indices.map { i -> Double in
      let z = (logs[i] - log10(centre)) / deviation
      let gap = logs[min(i + 1, logs.count - 1)] - logs[max(i - 1, 0)]
      return exp(-0.5 * z * z) * gap
    }
    let total = rateWeights.reduce(0, +)
    rateWeights = rateWeights.map { $0 / total }
    // A stated rate is the site's own; otherwise sites differ by a heavy-tailed gamma.
    shapes = rate == nil ? [0.3, 1] : [0.3, 1, 10]
    let shapeWeights = rate == nil ? [0.5, 0.5] : [0.02, 0.03, 0.95]
    let coincidenceWeights = isFixed ? [0.34, 0.33, 0.33] : [0.8, 0.1, 0.1]
    logPrior = rateWeights.flatMap { rate in
      shapeWeights.flatMap { shape in
        coincidenceWeights.map { log(rate * shape * $0) }
      }
    }
    ratesOfNodes = Self.ofNodes(rates, count: logPrior.count)
  }

  private static func ofNodes(_ rates: [Double], count: Int) -> [Double] {
    (0..<count).map { rates[$0 * rates.count / count] }
  }

  /// The same grid with every rate multiplied.
  ///
  /// - Parameter shape: Replaces the shapes of its spread over sites.
  func scaled(_ factor: Double, shape: Double? = nil) -> NoiseGrid {
    NoiseGrid(self, factor: factor, shape: shape)
  }

  private init(_ other: NoiseGrid, factor: Double, shape: Double?) {
    rates = other.rates.map { min($0 * factor, Self.greatestRate) }
    centralRate = min(other.centralRate * factor, Self.greatestRate)
    (logPrior, isRateStated) = (other.logPrior, other.isRateStated)
    ratesOfNodes = Self.ofNodes(rates, count: other.logPrior.count)
    shapes = shape.map { value in other.shapes.map { _ in value } } ?? other.shapes
    isFixed = other.isFixed
  }

  private static let greatestRate = 0.3

  /// The prior mean of the rate.
  var priorRate: Double {
    zip(ratesOfNodes, logPrior).reduce(0) { $0 + $1.0 * exp($1.1) }
  }
}
