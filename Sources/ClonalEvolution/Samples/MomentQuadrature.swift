import Glibc

/// Gauss rules of a discrete distribution: few nodes with the same moments.
///
/// With standardised moments, skewness `g` and kurtosis `κ`, the monic orthogonal polynomials are
/// ```
/// p_1 = z,  p_2 = (z − g) z − 1,  p_3 = (z − a) p_2 − (κ − g² − 1) z
/// ```
/// with `a = Σ w z p_2² / Σ w p_2²`. Two nodes keep the first three moments, three the first five.
///
/// Gauss rules from orthogonal polynomials: G. H. Golub and J. H. Welsch, *Math. Comp.* 23, 221–230 (1969),
/// doi:10.1090/S0025-5718-69-99647-1; the closed forms for two and three nodes are derived here.
struct MomentQuadrature {
  private let mean: Double
  private let deviation: Double
  private let skewness: Double
  private let standard: [(z: Double, weight: Double)]

  /// Takes the moments of nodes, by rising value, and weights that add to 1; there are at least four
  /// distinct nodes of positive weight.
  init(nodes: [Double], weights: [Double]) {
    let mean = zip(nodes, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let variance = zip(nodes, weights).reduce(0) {
      $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1
    }
    let deviation = variance.squareRoot()
    let standard = zip(nodes, weights).map { (z: ($0 - mean) / deviation, weight: $1) }
    self.mean = mean
    self.deviation = deviation
    self.standard = standard
    skewness = standard.reduce(0) { $0 + $1.weight * $1.z * $1.z * $1.z }
  }

  /// The rule of two nodes.
  var two: (nodes: [Double], weights: [Double]) {
    let (low, high) = quadraticRoots
    return ([low, high].map(node), [high / (high - low), -low / (high - low)])
  }

  /// The rule of three nodes.
  var three: (nodes: [Double], weights: [Double]) {
    let norm = moment { second($0) * second($0) }
    let shift = moment { $0 * second($0) * second($0) } / norm
    func third(_ z: Double) -> Double { (z - shift) * second(z) - norm * z }
    // The zeros of successive polynomials interlace.
    let (low, high) = quadraticRoots
    let ends = (standard.first?.z ?? -1, standard.last?.z ?? 1)
    let roots = [(ends.0, low), (low, high), (high, ends.1)].map { Self.root($0, third) }
    let weights = roots.map { z in 1 / (1 + z * z + second(z) * second(z) / norm) }
    return (roots.map(node), weights)
  }

  private func node(_ z: Double) -> Double { mean + deviation * z }

  private func second(_ z: Double) -> Double { (z - skewness) * z - 1 }

  private func moment(_ value: (Double) -> Double) -> Double {
    standard.reduce(0) { $0 + $1.weight * value($1.z) }
  }

  private var quadraticRoots: (low: Double, high: Double) {
    let root = (skewness * skewness + 4).squareRoot()
    return (0.5 * (skewness - root), 0.5 * (skewness + root))
  }

  /// The root between two ends by bisection.
  private static func root(_ ends: (Double, Double), _ value: (Double) -> Double) -> Double {
    var (low, high) = ends
    let isRising = value(low) < 0
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if (value(middle) < 0) == isRising { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}
