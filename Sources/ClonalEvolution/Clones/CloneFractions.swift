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
  /// Points for each step between nodes; 1 where points and nodes are the same.
  private let pieces: Int
  /// The weights of four neighbouring nodes at each piece of a step.
  private let weights: [Double]

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
    self.pieces = pieces
    weights = (0..<pieces).flatMap { piece -> [Double] in
      let x = Double(piece) / Double(pieces)
      let (square, cube) = (x * x, x * x * x)
      return [
        0.5 * (-x + 2 * square - cube), 0.5 * (2 - 5 * square + 3 * cube),
        0.5 * (x + 4 * square - 3 * cube), 0.5 * (cube - square),
      ]
    }
  }

  /// Fractions that are nodes and points at once.
  init(values: [Double], logPrior: [Double]) {
    (nodes, points, self.logPrior) = (values, values, logPrior)
    (pieces, weights) = (1, [])
  }

  /// Calls `body` with each point between, its nodes and their weights.
  @inline(__always)
  private func forEachPoint(
    _ body: (_ point: Int, _ nodes: (Int, Int, Int, Int), _ weights: UnsafePointer<Double>) -> Void
  ) {
    weights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      let last = nodes.count - 2
      for step in 1..<last {
        let near = (max(step - 1, 1), step, step + 1, min(step + 2, last))
        for piece in 0..<pieces {
          body(1 + (step - 1) * pieces + piece, near, weights + 4 * piece)
        }
      }
    }
  }

  /// Writes values at the points from those at the nodes.
  func spread(_ values: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) {
    guard pieces > 1 else { return result.update(from: values, count: nodes.count) }
    result[0] = values[0]
    result[points.count - 1] = values[nodes.count - 1]
    forEachPoint { point, near, weights in
      result[point] =
        weights[0] * values[near.0] + weights[1] * values[near.1] + weights[2] * values[near.2]
        + weights[3] * values[near.3]
    }
  }

  /// Writes the weights of the nodes that give the mean over points with given probabilities.
  func gather(_ probabilities: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) {
    guard pieces > 1 else { return result.update(from: probabilities, count: nodes.count) }
    for node in nodes.indices { result[node] = 0 }
    result[0] = probabilities[0]
    result[nodes.count - 1] = probabilities[points.count - 1]
    forEachPoint { point, near, weights in
      let probability = probabilities[point]
      guard probability > 0 else { return }
      result[near.0] += weights[0] * probability
      result[near.1] += weights[1] * probability
      result[near.2] += weights[2] * probability
      result[near.3] += weights[3] * probability
    }
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
