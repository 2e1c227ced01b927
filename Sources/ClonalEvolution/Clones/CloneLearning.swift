import Glibc
import NumericalMethods

/// Learns what a sample does not tell of itself from the clones that its mutations are in.
///
/// Each unknown value is judged by the bound: with who belongs where as it stands, by
/// `Σ_k ln Σ_g h_g exp(Σ_n r_nk l_ng)`.
struct CloneLearning {
  private let sample: CloneSample
  private let fractions = CloneFractions.coarse
  private let clones: Int
  /// The model so far, and the curves at its precision.
  private let start: CloneSampleModel
  private let first: CloneCurves
  /// Mutations of each clone at each distinct count, `[row][clone]`.
  private var tallies: [Double]
  /// Expected mutations of each row that are in no cell of the sample.
  private var absent: [Double]

  /// Patterns that are looked at first.
  static let first = 200

  /// Takes what a mixture says of a sample's mutations.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - place: Its place in the mixture.
  ///   - curves: The curves of the mixture's first patterns, which are looked at.
  ///   - start: The model so far.
  ///   - mixture: Who belongs where.
  init(
    _ sample: CloneSample, at place: Int, _ curves: CloneCurves, start: CloneSampleModel,
    _ mixture: CloneMixture
  ) {
    self.sample = sample
    let problem = mixture.problem
    clones = mixture.clones
    first = curves
    self.start = start
    let distinct = first.rows.count
    tallies = [Double](repeating: 0, count: distinct * clones)
    absent = [Double](repeating: 0, count: distinct)
    let chances = mixture.absentChances(place)
    let count = mixture.components
    for (pattern, row) in first.rows.counts.row.enumerated() where row >= 0 {
      let weight = problem.weights[pattern]
      for k in 0..<count {
        let share = weight * mixture.shares[pattern * count + k]
        if k < clones { tallies[Int(row) * clones + k] += share }
        absent[Int(row)] += share * chances[k]
      }
    }
  }

  private static let usualPrecision = CloneGrid.usualPrecision
  /// The standard deviation of ln precision between assays.
  private static let precisionDeviation = 1.2
  private static let precisions = (least: 20.0, greatest: 20_000.0)
  // Even in the logarithm, so that samples ask for the same precisions.
  private static let firstStep = 1.0
  private static let laterStep = 0.5
  private static let lastStep = 0.2

  /// The model that the clones tell.
  ///
  /// - Parameter pass: How much is known before.
  func model(_ pass: Pass) -> CloneSampleModel {
    guard clones > 0 else { return start }
    var model = start
    if !model.isPrecisionGiven, pass != .purity {
      model.precision = precision(step: pass == .first ? Self.firstStep : Self.laterStep)
    }
    if pass == .precision { return model }
    let curves = curves(model.precision)
    model.noise = noise(curves, model)
    learnPurity(curves, &model, isFirst: pass == .first)
    return model
  }

  /// What is learnt.
  enum Pass {
    /// All, from nothing: every purity is looked at.
    case first
    /// Precisions about the last.
    case precision
    /// Purities about the last peak, and errors.
    case purity
    /// All three, about the last.
    case last
  }

  private func curves(_ precision: Double) -> CloneCurves {
    guard precision != first.precision else { return first }
    return sample.store.curves(first.rows.data.count, precision: precision) {
      CloneCurves(sample, rows: first.rows, precision: precision)
    }
  }

  /// The part of the bound that the sample's counts have.
  private func evidence(_ table: CloneTable) -> Double {
    let points = table.points
    var sums = [Double](repeating: 0, count: clones * points)
    sums.withUnsafeMutableBufferPointer { sums in
      tallies.withUnsafeBufferPointer { tallies in
        guard let sums = sums.baseAddress, let tallies = tallies.baseAddress else { return }
        table.withValues { values in
          MatrixProduct.multiply(
            .init(rows: clones, inner: table.rows, columns: points), tallies, .transposed, values,
            into: sums)
        }
      }
    }
    return sums.withUnsafeBufferPointer { sums in
      guard let sums = sums.baseAddress else { return 0 }
      return (0..<clones).reduce(0) { $0 + fractions.logSum(sums + $1 * points) }
    }
  }

  // MARK: Precision

  /// The likeliest precision, by steps of a factor that shrink.
  private func precision(step width: Double) -> Double {
    var known: [Double: Double] = [:]
    func value(_ log: Double) -> Double {
      if let found = known[log] { return found }
      var model = start
      model.precision = exp(log)
      let z = (log - Glibc.log(Self.usualPrecision)) / Self.precisionDeviation
      let table = curves(model.precision).table(model, fractions, hasOthers: false)
      let found = evidence(table) - 0.5 * z * z
      known[log] = found
      return found
    }
    let (low, high) = (log(Self.precisions.least), log(Self.precisions.greatest))
    var best = log(start.precision)
    var step = width
    while step > Self.lastStep {
      var hasMoved = true
      while hasMoved {
        hasMoved = false
        for next in [best - step, best + step] where next > low && next < high {
          if value(next) > value(best) + 1e-9 {
            best = next
            hasMoved = true
            break
          }
        }
      }
      step *= 0.5
    }
    return exp(best)
  }

  // MARK: Errors

  /// The weights of the nodes of the noise grid that mutations in no cell tell.
  private func noise(_ curves: CloneCurves, _ model: CloneSampleModel) -> [Double] {
    let nodes = sample.noise.count
    var logs = sample.noise.logPrior
    for row in 0..<curves.rows.count where absent[row] > 1e-6 {
      for node in 0..<nodes { logs[node] += absent[row] * curves.rows.absentByNode(row, node) }
    }
    return CloneSampleModel.probabilities(logs)
  }

  // MARK: Purity

  private func learnPurity(
    _ curves: CloneCurves, _ model: inout CloneSampleModel, isFirst: Bool
  ) {
    let grid = sample.grid
    guard grid.count > 1 else { return }
    let start = model
    func evidence(_ purity: Double, _ isDoubled: Bool) -> Double {
      var node = start
      (node.purities, node.isDoubled, node.weights) = ([purity], [isDoubled], [1])
      return self.evidence(curves.table(node, fractions, hasOthers: false))
    }
    if !isFirst, model.isRefined {
      let reach = max(2 * model.purityDeviation * model.meanPurity, 0.01)
      let isDoubled = model.isDoubled[0]
      refine(
        &model, peak: model.meanPurity, reach: reach,
        limits: (max(0.01, model.meanPurity - 4 * reach), min(1, model.meanPurity + 4 * reach)),
        isDoubled: isDoubled, most: 1
      ) { evidence($0, isDoubled) }
      return
    }
    let logs = logPosterior(grid, evidence)
    let weights = CloneSampleModel.probabilities(logs)
    (model.purities, model.isDoubled, model.weights) = (grid.purities, grid.isDoubled, weights)
    model.purityDeviation = Self.deviation(grid.purities, weights)
    model.isRefined = false
    guard let best = logs.indices.max(by: { logs[$0] < logs[$1] }) else { return }
    let same = grid.purities.indices.filter { grid.isDoubled[$0] == grid.isDoubled[best] }
      .sorted { grid.purities[$0] < grid.purities[$1] }
    guard let place = same.firstIndex(of: best) else { return }
    let near = same[max(0, place - 1)...min(same.count - 1, place + 1)]
    let share = near.reduce(0) { $0 + weights[$1] }
    guard share > Self.decisive, let first = near.first, let last = near.last else { return }
    let limits = (low: grid.purities[first], high: min(grid.purities[last], 1))
    let peak = grid.purities[best]
    refine(
      &model, peak: peak,
      reach: max(min(peak - limits.low, limits.high - peak), 0.2 * (limits.high - limits.low)),
      limits: limits, isDoubled: grid.isDoubled[best], most: Self.refinements
    ) { evidence($0, grid.isDoubled[best]) }
  }

  /// ln of the posterior of each node, up to a constant.
  ///
  /// About a stated purity the nodes rise, and are looked at outwards for as long as they matter.
  private func logPosterior(
    _ grid: CloneGrid, _ evidence: (Double, Bool) -> Double
  ) -> [Double] {
    func log(_ node: Int) -> Double {
      evidence(grid.purities[node], grid.isDoubled[node]) + grid.logPrior[node]
    }
    let isRising = zip(grid.purities, grid.purities.dropFirst()).allSatisfy { $0 < $1 }
    guard grid.isPurityStated, isRising else { return (0..<grid.count).map(log) }
    var logs = [Double](repeating: -.infinity, count: grid.count)
    let middle = grid.count / 2
    logs[middle] = log(middle)
    var best = logs[middle]
    for side in [Array(0..<middle).reversed(), Array((middle + 1)..<grid.count)] {
      for node in side {
        logs[node] = log(node)
        best = max(best, logs[node])
        if logs[node] < best - Self.negligible { break }
      }
    }
    return logs
  }

  private static let negligible = 15.0

  private static func deviation(_ purities: [Double], _ weights: [Double]) -> Double {
    let logs = purities.map { log($0) }
    let mean = zip(logs, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return zip(logs, weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }.squareRoot()
  }

  /// The share of the posterior from which one node's surroundings stand for all.
  private static let decisive = 0.6
  private static let refinements = 2

  /// Replaces the nodes by three about the peak where the nodes are wider apart than the posterior.
  private func refine(
    _ model: inout CloneSampleModel, peak start: Double, reach width: Double,
    limits: (low: Double, high: Double), isDoubled: Bool, most: Int, _ evidence: (Double) -> Double
  ) {
    var (peak, reach) = (start, width)
    var deviation = reach
    for _ in 0..<most {
      let points = [peak - reach, peak, peak + reach].map { min(max($0, 0.01), 1) }
      guard points[0] < points[1], points[1] < points[2] else { return }
      let values = points.map(evidence)
      // The parabola through three points.
      let (left, right) = (points[1] - points[0], points[2] - points[1])
      let slopes = ((values[1] - values[0]) / left, (values[2] - values[1]) / right)
      let curvature = 2 * (slopes.1 - slopes.0) / (left + right)
      guard curvature < 0 else { return }
      let slope = (slopes.0 * right + slopes.1 * left) / (left + right)
      peak = min(max(points[1] - slope / curvature, limits.low), limits.high)
      deviation = (-1 / curvature).squareRoot()
      let next = min(max(1.5 * deviation, 1e-3 * peak), reach)
      if next > 0.6 * reach { break }
      reach = next
    }
    deviation = min(deviation, reach)
    // The three-point Gauss–Hermite rule.
    let step = 3.0.squareRoot() * deviation
    model.purities = [peak - step, peak, peak + step].map { min(max($0, 1e-3), 1) }
    model.isDoubled = [Bool](repeating: isDoubled, count: 3)
    model.weights = [1.0 / 6, 2.0 / 3, 1.0 / 6]
    model.purityDeviation = deviation / peak
    model.isRefined = true
  }
}
