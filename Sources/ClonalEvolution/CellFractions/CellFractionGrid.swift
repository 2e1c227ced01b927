import Glibc
import NumericalMethods

/// Gauss–Legendre panels over the cancer cell fractions (0, 1), fine enough for one sample.
///
/// One grid serves all mutations of a patient's samples, so that what depends on a node alone is
/// computed once; a reference, since every posterior refers to it. A panel is at most `resolution` standard deviations of the narrowest likelihood wide,
/// ```
/// sd(c) = sqrt(g (1 − g) (1/n + 1/(s + 1))) / λ,  g = ε + λ c
/// ```
/// and never spans more than a factor of five in `c` above 0.01, so that the log-uniform density is
/// smooth in it. The thresholds asked for are panel boundaries, so that sums beyond them are exact.
final class CellFractionGrid: Sendable {
  /// Boundaries of the panels, from 0 to 1.
  let edges: [Double]
  /// Nodes in each panel.
  let order: Int
  /// The cancer cell fractions, `panels × order`.
  let nodes: [Double]
  /// Quadrature weights, as many as nodes.
  let weights: [Double]
  /// Legendre coefficients from node values, `[node][degree]`.
  private let transform: [Double]
  /// The same in lanes, where no more than eight are needed.
  private let rows: [SIMD8<Double>]
  /// The factors of the recurrence of Legendre polynomials by degree, so that no step divides.
  private let recurrence: [Recurrence]

  private struct Recurrence {
    /// `(2 j + 1) / (j + 1)`, `j / (j + 1)` and `1 / (2 j + 1)`.
    let current: Double
    let previous: Double
    let integral: Double

    init(degree j: Double) {
      (current, previous, integral) = ((2 * j + 1) / (j + 1), j / (j + 1), 1 / (2 * j + 1))
    }
  }

  /// The ranges of sub-clonal cancer cell fractions whose weights a patient's mutations move.
  ///
  /// Those of ``CellFractionBins``, the lowest reaching down to 0.
  static let binEdges = [0] + CellFractionBins.edges.dropFirst()
  /// Number of ranges.
  static let bins = binEdges.count - 1
  /// The range that each panel lies in.
  let binOfPanel: [Int]

  /// Number of panels.
  var panels: Int { edges.count - 1 }

  /// Creates the panels for a sample.
  ///
  /// - Parameters:
  ///   - thresholds: Cancer cell fractions in (0, 1) to be boundaries.
  ///   - depth: The greatest read depth, in reads.
  ///   - precision: The beta-binomial precision at high frequency.
  ///   - errorPrecision: The beta-binomial precision at low frequency.
  ///   - errorRate: The least error rate.
  ///   - slope: λ, the greatest change of the expected frequency per cancer cell fraction.
  ///   - order: Nodes a panel.
  ///   - resolution: Standard deviations a panel may span.
  init(
    thresholds: [Double], depth: Int, precision: Double, errorPrecision: Double, errorRate: Double,
    slope: Double, order: Int, resolution: Double
  ) {
    let fixed = Set(Self.binEdges + [SlabShape.logUniformStart] + thresholds).sorted()
    var edges = [0.0]
    func deviation(_ c: Double) -> Double {
      let g = min(max(errorRate + slope * c, 1e-9), 0.5)
      // Errors are less dispersed than alleles: the matched precision lies between.
      let share = min(1, slope * c / g)
      let dispersion = share / (precision + 1) + (1 - share) / (errorPrecision + 1)
      return (g * (1 - g) * (1 / Double(max(depth, 1)) + dispersion)).squareRoot() / slope
    }
    for (low, high) in zip(fixed, fixed.dropFirst()) {
      var start = low
      while start < high {
        var width = high - start
        while width > resolution * deviation(start + 0.5 * width), width > 2e-5 { width *= 0.5 }
        if start >= SlabShape.logUniformStart { width = min(width, 4 * start) }
        let end = high - (start + width) < 0.25 * width ? high : start + width
        edges.append(end)
        start = end
      }
    }
    let table = GaussLegendre.table(points: order)
    self.edges = edges
    binOfPanel = zip(edges, edges.dropFirst()).map { low, high in
      Self.binEdges.lastIndex { $0 <= 0.5 * (low + high) } ?? 0
    }
    self.order = order
    var nodes: [Double] = []
    var weights: [Double] = []
    for (low, high) in zip(edges, edges.dropFirst()) {
      let (middle, half) = (0.5 * (low + high), 0.5 * (high - low))
      for (node, weight) in zip(table.nodes, table.weights) {
        nodes.append(middle + half * node)
        weights.append(half * weight)
      }
    }
    self.nodes = nodes
    self.weights = weights
    var transform = [Double](repeating: 0, count: order * order)
    for (i, (x, weight)) in zip(table.nodes, table.weights).enumerated() {
      var (previous, current) = (1.0, x)
      for j in 0..<order {
        let polynomial = j == 0 ? 1 : current
        transform[i * order + j] = (Double(j) + 0.5) * weight * polynomial
        if j >= 1 {
          (previous, current) = (
            current, ((2 * Double(j) + 1) * x * current - Double(j) * previous) / Double(j + 1)
          )
        }
      }
    }
    self.transform = transform
    recurrence = (0..<order).map { Recurrence(degree: Double($0)) }
    rows =
      order > 8
      ? []
      : (0..<order).map { i in
        var row = SIMD8<Double>.zero
        for j in 0..<order { row[j] = transform[i * order + j] }
        return row
      }
  }

  /// The panel that holds a cancer cell fraction.
  func panel(of cellFraction: Double) -> Int {
    var (low, high) = (0, panels - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if edges[middle] <= cellFraction { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The fraction at which the integral of a density reaches a target inside a panel.
  ///
  /// The density's values at the nodes are read as a polynomial, integrated in closed form and
  /// inverted by Newton steps kept in a shrinking bracket.
  ///
  /// - Parameters:
  ///   - values: The density at the panel's nodes.
  ///   - panel: The panel.
  ///   - target: The integral from the panel's lower edge, between 0 and the panel's own.
  func invert(_ values: UnsafePointer<Double>, panel: Int, target: Double) -> Double {
    let half = 0.5 * (edges[panel + 1] - edges[panel])
    return withCoefficients(values) { coefficients in
      var (low, high) = (-1.0, 1.0)
      // As if the density were even; its mass is that of the first polynomial alone.
      let even = target / (half * coefficients[0]) - 1
      var x = even > -1 && even < 1 ? even : 0
      for _ in 0..<60 {
        let (integral, density) = integrate(coefficients, to: x)
        let excess = half * integral - target
        if excess > 0 { high = x } else { low = x }
        let step = density > 0 ? x - excess / (half * density) : .nan
        let next = step > low && step < high ? step : 0.5 * (low + high)
        if abs(next - x) < Self.accuracy {
          x = next
          break
        }
        x = next
      }
      return edges[panel] + half * (x + 1)
    }
  }

  /// The accuracy of an inverse, relative to half a panel: far finer than results are written.
  private static let accuracy = 1e-8

  /// The integral of a density from a panel's lower edge to a fraction inside it.
  func integral(_ values: UnsafePointer<Double>, panel: Int, to cellFraction: Double) -> Double {
    let half = 0.5 * (edges[panel + 1] - edges[panel])
    return withCoefficients(values) { coefficients in
      half * integrate(coefficients, to: (cellFraction - edges[panel]) / half - 1).integral
    }
  }

  private func withCoefficients<Result>(
    _ values: UnsafePointer<Double>, _ body: (UnsafeMutablePointer<Double>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(order, 8)) { room in
      guard let coefficients = room.baseAddress else { preconditionFailure("a panel has nodes") }
      if !rows.isEmpty {
        var sum = SIMD8<Double>.zero
        rows.withUnsafeBufferPointer { rows in
          for i in rows.indices { sum += rows[i] * values[i] }
        }
        UnsafeMutableRawPointer(coefficients).storeBytes(of: sum, as: SIMD8<Double>.self)
        return body(coefficients)
      }
      transform.withUnsafeBufferPointer { transform in
        for j in 0..<order { coefficients[j] = 0 }
        for i in 0..<order {
          let value = values[i]
          for j in 0..<order { coefficients[j] += transform[i * order + j] * value }
        }
      }
      return body(coefficients)
    }
  }

  /// ∫ P_j = (P_{j+1} − P_{j−1}) / (2 j + 1), with the Legendre values by recurrence.
  private func integrate(
    _ coefficients: UnsafeMutablePointer<Double>, to x: Double
  ) -> (integral: Double, density: Double) {
    var (previous, current) = (1.0, x)
    var integral = coefficients[0] * (x + 1)
    var density = coefficients[0]
    recurrence.withUnsafeBufferPointer { recurrence in
      for j in 1..<recurrence.count {
        let factors = recurrence[j]
        let next = factors.current * x * current - factors.previous * previous
        integral += coefficients[j] * (next - previous) * factors.integral
        density += coefficients[j] * current
        (previous, current) = (current, next)
      }
    }
    return (integral, density)
  }
}
