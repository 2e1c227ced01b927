import Glibc
import NumericalMethods

/// The cancer cell fractions that a clone may have in a sample, with their prior probabilities: exactly
/// 0, points between, and exactly 1.
///
/// The points between are even in `√c`, in which the spread of counts is nearly the same everywhere. Their
/// density is half uniform in the fraction and half log-uniform.
///
/// Likelihoods are tabulated at fewer fractions, the nodes; at the points between two nodes their
/// logarithms are Catmull–Rom splines. Since these are linear in the values at the nodes, sums over
/// mutations are taken at the nodes alone, however narrow the posterior of a large clone is.
struct CloneFractions: Sendable {
  /// The fractions of the nodes: 0, those between, the last of which is 1 as the limit of a part of the
  /// cells, and 1.
  let nodes: [Double]
  /// The fractions of the points, rising from 0 to 1.
  let points: [Double]
  /// ln of the prior probabilities of the points.
  let logPrior: [Double]
  /// The points between nodes; `nil` where points and nodes are the same.
  private let spline: LaneKernels.Spline?
  /// The fractions of the nodes with their roots.
  let roots: [FrequencyAxis.Root]

  /// The place of "in no cell", among nodes and points.
  static let absent = 0
  /// The node of "in every tumour cell".
  var clonal: Int { nodes.count - 1 }
  /// The least fraction that is told from none.
  static let least = 1e-3
  /// The prior probabilities of exactly 0 and of exactly 1.
  static let exact = 0.15

  /// Where starts and moves are compared.
  static let coarse = CloneFractions(steps: 32, pieces: 5)
  /// Where all mutations are looked at: every second node is one of ``coarse``.
  static let fine = CloneFractions(steps: 64, pieces: 8)
  /// The nodes of ``fine`` with fewer points between: for single mutations, whose posteriors are wide.
  static let single = CloneFractions(steps: 64, pieces: 2)

  /// Creates a grid.
  ///
  /// - Parameters:
  ///   - steps: Steps of `√c` from the least fraction to 1.
  ///   - pieces: Points for each step.
  init(steps: Int, pieces: Int) {
    let start = Self.least.squareRoot()
    let step = (1 - start) / Double(steps)
    nodes =
      [0]
      + (0...steps).map { place in
        let root = place == steps ? 1 : start + Double(place) * step
        return root * root
      } + [1]
    let fine = step / Double(pieces)
    let roots = (0..<(steps * pieces)).map { start + Double($0) * fine }
    points = [0] + roots.map { $0 * $0 } + [1]
    // The width of each point in c, and in ln c.
    let widths = roots.map { 2 * $0 * fine }
    let logWidths = roots.map { 2 * fine / $0 }
    let (total, logTotal) = (widths.reduce(0, +), logWidths.reduce(0, +))
    let between = 1 - 2 * Self.exact
    logPrior =
      [log(Self.exact)]
      + zip(widths, logWidths).map { log(between * 0.5 * ($0 / total + $1 / logTotal)) }
      + [log(Self.exact)]
    self.roots = nodes.map { FrequencyAxis.Root($0) }
    spline = LaneKernels.Spline(
      (0..<pieces).map { piece in
        let x = Double(piece) / Double(pieces)
        let (square, cube) = (x * x, x * x * x)
        return SIMD4(
          0.5 * (-x + 2 * square - cube), 0.5 * (2 - 5 * square + 3 * cube),
          0.5 * (x + 4 * square - 3 * cube), 0.5 * (cube - square))
      })
  }

  /// Fractions that are nodes and points at once.
  init(values: [Double], logPrior: [Double]) {
    (nodes, points, self.logPrior) = (values, values, logPrior)
    spline = nil
    roots = nodes.map { FrequencyAxis.Root($0) }
  }

  /// Steps between nodes.
  private var steps: Int { nodes.count - 3 }

  /// Writes values at the points from those at the nodes.
  func spread(_ values: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) {
    guard let spline else { return result.update(from: values, count: nodes.count) }
    result[0] = values[0]
    result[points.count - 1] = values[nodes.count - 1]
    spline.spread(values + 1, steps: steps, into: result + 1)
  }

  /// Writes the weights of the nodes that give the mean over points with given probabilities.
  func gather(_ probabilities: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) {
    guard let spline else { return result.update(from: probabilities, count: nodes.count) }
    result[0] = probabilities[0]
    result[nodes.count - 1] = probabilities[points.count - 1]
    spline.gather(probabilities + 1, steps: steps, into: result + 1)
  }

  /// Writes the posterior probabilities of the points.
  ///
  /// - Parameters:
  ///   - logs: ln of the likelihoods at the nodes.
  ///   - probabilities: Room for as many as points.
  /// - Returns: ln of the sum of likelihood times prior.
  @discardableResult
  func posterior(
    _ logs: UnsafePointer<Double>, into probabilities: UnsafeMutablePointer<Double>
  ) -> Double {
    spread(logs, into: probabilities)
    return logPrior.withUnsafeBufferPointer { prior in
      guard let prior = prior.baseAddress else { return 0 }
      return LaneKernels.posterior(
        probabilities, prior: prior, count: points.count, into: probabilities)
    }
  }

  /// Writes the weights of the nodes under the posterior.
  ///
  /// - Returns: ln of the sum of likelihood times prior.
  @discardableResult
  func posteriorNodes(
    _ logs: UnsafePointer<Double>, into weights: UnsafeMutablePointer<Double>
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: points.count) { room in
      guard let room = room.baseAddress else { return 0 }
      let sum = posterior(logs, into: room)
      gather(room, into: weights)
      return sum
    }
  }

  /// ln of the sum of likelihood times prior.
  func logSum(_ logs: UnsafePointer<Double>) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: points.count) { room in
      guard let room = room.baseAddress else { return 0 }
      return posterior(logs, into: room)
    }
  }
}
