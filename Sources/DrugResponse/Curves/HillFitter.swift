import Glibc
import NumericalMethods

/// Fits Hill curves.
///
/// Least squares in `(E0, E∞, ln EC50, ln h)` by Levenberg and Marquardt with analytic derivatives.
/// Starts are taken from a grid of positions and slopes, at each of which `E0` and `E∞` have a closed
/// form (G. H. Golub and V. Pereyra, *SIAM J. Numer. Anal.* 10, 413–432 (1973), doi:10.1137/0710036);
/// every valley of the grid is polished, up to three.
public struct HillFitter: Sendable {
  /// How curves are fitted.
  public let options: CurveOptions

  /// Creates a fitter.
  public init(options: CurveOptions = CurveOptions()) { self.options = options }

  private static let startingSlopes = [0.6, 1.5, 4]
  private static let startingPositions = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]

  /// Fits a curve, unless a constant describes the points better.
  ///
  /// The constant is preferred where its Bayesian information criterion, `n ln(RSS / n) + k ln n`, is
  /// not above that of the curve. With a known response without drug the constant is that response: G. Schwarz, *Ann. Stat.* 6, 461–464 (1978).
  ///
  /// - Parameter points: In any order.
  /// - Complexity: About 0.02 ms for 30 points.
  public func outcome(_ points: [DosePoint]) throws(CurveProblem) -> CurveOutcome {
    let scale = Self.scale(points)
    if scale != 1 {
      let (fitter, scaled) = rescaled(points, by: scale)
      switch try fitter.outcome(scaled) {
      case .flat(let flat): return .flat(flat.scaled(by: scale))
      case .responds(let fit): return .responds(fit.scaled(by: scale, options: options))
      }
    }
    let data = try CollapsedDoses(points)
    let constant = data.constant
    guard data.positiveDoses >= 3 else { throw .tooFewDoses(distinct: data.positiveDoses) }
    let largest = points.reduce(0) { max($0, abs($1.response)) }
    if constant.sumOfSquares <= 1e-24 * largest * largest * Double(points.count) {
      return .flat(flat(data, constant, bicDifference: .infinity))
    }
    let fit = try squaresFit(data)
    let count = Double(data.points)
    // Where the response without drug is known, no effect is that response and has no parameter.
    let none = options.fixedE0.map { data.sumOfSquares(around: $0) } ?? constant.sumOfSquares
    let difference =
      count * log(fit.sumOfSquares / none)
      + Double(fit.parameters - (options.fixedE0 == nil ? 1 : 0)) * log(count)
    if difference >= 0 { return .flat(flat(data, constant, bicDifference: difference)) }
    return .responds(options.loss == .squares ? fit : try robust(points, from: fit))
  }

  /// Fits a curve, whether or not the response changes with the dose.
  public func fit(_ points: [DosePoint]) throws(CurveProblem) -> HillFit {
    let scale = Self.scale(points)
    if scale != 1 {
      let (fitter, scaled) = rescaled(points, by: scale)
      return try fitter.fit(scaled).scaled(by: scale, options: options)
    }
    let fit = try squaresFit(CollapsedDoses(points))
    return options.loss == .squares ? fit : try robust(points, from: fit)
  }

  private func flat(
    _ data: CollapsedDoses, _ constant: (mean: Double, sumOfSquares: Double), bicDifference: Double
  ) -> FlatResponse {
    let freedom = Double(data.points - 1)
    let half =
      StudentT(degreesOfFreedom: freedom).quantile(at: 0.975)
      * (constant.sumOfSquares / (freedom * Double(data.points))).squareRoot()
    return FlatResponse(
      mean: Estimate(
        value: constant.mean, lower: constant.mean - half, upper: constant.mean + half),
      points: data.points, doses: data.doses, bicDifference: bicDifference)
  }

  /// The ordinary least-squares fit.
  func squaresFit(_ data: CollapsedDoses) throws(CurveProblem) -> HillFit {
    guard data.positiveDoses >= 3 else { throw .tooFewDoses(distinct: data.positiveDoses) }
    var free = options.fixedE0 == nil ? [0, 1, 2, 3] : [1, 2, 3]
    guard data.points > free.count, data.means.count >= free.count else {
      throw .tooFewPoints(points: data.points, parameters: free.count)
    }
    do {
      var (values, found) = try best(data, free: free)
      let limits = log(options.slopes.lowerBound)...log(options.slopes.upperBound)
      var fixed: Set<HillFit.Fixed> = options.fixedE0 == nil ? [] : [.e0]
      if !limits.contains(values[3]) {
        values[3] = min(max(values[3], limits.lowerBound), limits.upperBound)
        free.removeLast()
        fixed.insert(.slope)
        (values, found) = try atSlope(data, values[3], free: free)
      }
      return assemble(data, values, found, free: free, fixed)
    } catch {
      throw .solver(error)
    }
  }

  /// The best fit from the starts of the grid.
  private func best(
    _ data: CollapsedDoses, free: [Int]
  ) throws(GSLError) -> (SIMD4<Double>, LeastSquaresFit) {
    let solver = try LevenbergMarquardt(residuals: data.means.count, parameters: free.count)
    var best: (SIMD4<Double>, LeastSquaresFit)?
    var failure = GSLError(code: .noProgress, routine: "HillFitter")
    for start in starts(data) {
      // A start that runs away is no error as long as another does not.
      do {
        let found = try polish(data, start, free: free, solver)
        if let known = best, known.1.sumOfSquares <= found.1.sumOfSquares { continue }
        best = found
      } catch {
        failure = error
      }
    }
    guard let best else { throw failure }
    return best
  }

  /// The points of a grid of positions and slopes that are not above any of their neighbours, at most
  /// the three lowest: one for each valley of the sum of squares.
  private func starts(_ data: CollapsedDoses) -> [SIMD4<Double>] {
    let range = (low: log(data.doses.lowerBound), high: log(data.doses.upperBound))
    let (rows, columns) = (Self.startingPositions.count, Self.startingSlopes.count)
    var sums = [Double](repeating: 0, count: rows * columns)
    for (column, slope) in Self.startingSlopes.enumerated() {
      let powers = data.logDoses.map { exp(slope * ($0 - range.low)) }
      for (row, share) in Self.startingPositions.enumerated() {
        let factor = exp(-slope * share * (range.high - range.low))
        sums[row * columns + column] =
          HillProblem.linearPart(
            data, powers: powers, factor: factor, fixedE0: options.fixedE0
          ).sumOfSquares
      }
    }
    var valleys: [Int] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let sum = sums[row * columns + column]
        var isLowest = true
        for other in max(row - 1, 0)...min(row + 1, rows - 1) {
          for next in max(column - 1, 0)...min(column + 1, columns - 1)
          where sums[other * columns + next] < sum { isLowest = false }
        }
        if isLowest { valleys.append(row * columns + column) }
      }
    }
    valleys.sort { (sums[$0], $0) < (sums[$1], $1) }
    return valleys.prefix(3).map { place in
      let position =
        range.low + Self.startingPositions[place / columns] * (range.high - range.low)
      let slope = Self.startingSlopes[place % columns]
      let part = HillProblem.linearPart(
        data, logEC50: position, slope: slope, fixedE0: options.fixedE0)
      return SIMD4(part.e0, part.eInfinity, position, log(slope))
    }
  }

  /// The fit with the slope held.
  private func atSlope(
    _ data: CollapsedDoses, _ logSlope: Double, free: [Int]
  ) throws(GSLError) -> (SIMD4<Double>, LeastSquaresFit) {
    let range = (low: log(data.doses.lowerBound), high: log(data.doses.upperBound))
    let solver = try LevenbergMarquardt(residuals: data.means.count, parameters: free.count)
    var best: (SIMD4<Double>, LeastSquaresFit)?
    var failure = GSLError(code: .noProgress, routine: "HillFitter")
    // A steep curve has a minimum between each two doses, so the grid is finer.
    let steps = 2 * data.positiveDoses
    let starts = (0...steps).map { step in
      let position = range.low + Double(step) / Double(steps) * (range.high - range.low)
      let part = HillProblem.linearPart(
        data, logEC50: position, slope: exp(logSlope), fixedE0: options.fixedE0)
      return (part.sumOfSquares, SIMD4(part.e0, part.eInfinity, position, logSlope))
    }.sorted { $0.0 < $1.0 }
    for start in starts.prefix(3) {
      do {
        let found = try polish(data, start.1, free: free, solver)
        if let known = best, known.1.sumOfSquares <= found.1.sumOfSquares { continue }
        best = found
      } catch {
        failure = error
      }
    }
    guard let best else { throw failure }
    return best
  }

  private func polish(
    _ data: CollapsedDoses, _ start: SIMD4<Double>, free: [Int], _ solver: LevenbergMarquardt
  ) throws(GSLError) -> (SIMD4<Double>, LeastSquaresFit) {
    let problem = HillProblem(data: data, base: start, free: free)
    let close = problem.approach(from: start)
    let found = try solver.minimize(
      problem, from: free.map { close[$0] }, maximumIterations: 100, stepTolerance: 1e-8,
      gradientTolerance: 1e-10)
    return (problem.full(found.parameters), found)
  }

  private func assemble(
    _ data: CollapsedDoses, _ values: SIMD4<Double>, _ found: LeastSquaresFit, free: [Int],
    _ fixed: Set<HillFit.Fixed>
  ) -> HillFit {
    let squares = found.sumOfSquares + data.pureError
    let variance = squares / Double(data.points - free.count)
    return HillFit(
      curve: HillCurve(
        e0: values[0], eInfinity: values[1], ec50: Self.positive(values[2]),
        slope: Self.positive(values[3])),
      fixed: fixed, sumOfSquares: squares, constantSumOfSquares: data.constant.sumOfSquares,
      points: data.points, doses: data.doses, options: options,
      converged: found.ending != .iterationLimit,
      covariance: Self.covariance(found, free: free, factor: variance), data: data,
      residualStandardDeviation: variance.squareRoot())
  }

  /// `e^x`, kept within what can be divided by.
  static func positive(_ logarithm: Double) -> Double { exp(min(max(logarithm, -690), 690)) }

  /// The covariance of the four parameters, with zeros for those held.
  static func covariance(
    _ found: LeastSquaresFit, free: [Int], factor: Double
  ) -> [SIMD4<Double>] {
    guard !found.inverseCurvature.isEmpty else { return [] }
    var columns = [SIMD4<Double>](repeating: .zero, count: 4)
    for (row, position) in free.enumerated() {
      for (column, other) in free.enumerated() {
        columns[other][position] = factor * found.inverseCurvature[row * free.count + column]
      }
    }
    return columns
  }
}
