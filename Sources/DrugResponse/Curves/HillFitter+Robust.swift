import Glibc
import NumericalMethods

extension HillFitter {
  /// A fit that points far from the curve change little.
  ///
  /// Iteratively reweighted least squares, the scale being the median absolute residual, the smallest
  /// one per parameter left out, divided by 0.6745. The covariance is that of P. J. Huber, *Robust
  /// Statistics*, Wiley (1981): `K² (Σψ² / (n - p)) / (mean ψ')² · (JᵀJ)⁻¹`.
  func robust(_ points: [DosePoint], from start: HillFit) throws(CurveProblem) -> HillFit {
    do {
      var state = try reweighted(points, from: start, .huber)
      if options.loss == .biweight { state = try reweighted(points, from: state, .biweight) }
      return state
    } catch let error as GSLError {
      throw .solver(error)
    } catch let error as CurveProblem {
      throw error
    } catch {
      preconditionFailure("only the solver and the scale fail")
    }
  }

  private func reweighted(
    _ points: [DosePoint], from start: HillFit, _ loss: CurveOptions.Loss
  ) throws -> HillFit {
    let logDoses = points.map { $0.dose == 0 ? CollapsedDoses.logOfZero : log($0.dose) }
    let responses = points.map(\.response)
    let free = (start.fixed.contains(.e0) ? [1, 2, 3] : [0, 1, 2, 3]).filter {
      $0 != 3 || !start.fixed.contains(.slope)
    }
    let solver = try LevenbergMarquardt(residuals: points.count, parameters: free.count)
    var values = start.values
    var weights = [Double](repeating: 1, count: points.count)
    var (scale, converged) = (0.0, false)
    var squares = 0.0
    for _ in 0..<100 {
      let residuals = residuals(values, logDoses, responses)
      scale = Self.scale(residuals, parameters: free.count)
      guard scale > 0 else { throw CurveProblem.noRobustScale }
      weights = residuals.map { loss.weight($0 / scale) }
      let data = CollapsedDoses(
        logDoses: logDoses, responses: responses, doses: start.doses,
        rootWeights: weights.map { $0.squareRoot() })
      let problem = HillProblem(data: data, base: values, free: free)
      let found = try solver.minimize(
        problem, from: free.map { values[$0] }, maximumIterations: 100)
      let next = problem.full(found.parameters)
      squares = found.sumOfSquares
      let change = (next - values) / (1 + values.replacing(with: -values, where: values .< 0))
      values = next
      if (0..<4).allSatisfy({ abs(change[$0]) < 1e-9 }) {
        converged = true
        break
      }
    }
    let data = CollapsedDoses(
      logDoses: logDoses, responses: responses, doses: start.doses,
      rootWeights: weights.map { $0.squareRoot() })
    let plain = CollapsedDoses(
      logDoses: logDoses, responses: responses, doses: start.doses,
      rootWeights: weights.map { _ in 1 })
    let curvature = try solver.minimize(
      HillProblem(data: plain, base: values, free: free), from: free.map { values[$0] },
      maximumIterations: 0)
    let standardized = residuals(values, logDoses, responses).map { $0 / scale }
    let factor =
      scale * scale * loss.covarianceFactor(standardized, parameters: Double(free.count))
    return HillFit(
      curve: HillCurve(
        e0: values[0], eInfinity: values[1], ec50: Self.positive(values[2]),
        slope: Self.positive(values[3])),
      fixed: start.fixed, sumOfSquares: squares, constantSumOfSquares: start.constantSumOfSquares,
      points: points.count, doses: start.doses, options: options,
      converged: converged && start.converged,
      covariance: Self.covariance(curvature, free: free, factor: factor), data: data,
      residualStandardDeviation: scale)
  }

  private func residuals(
    _ values: SIMD4<Double>, _ logDoses: [Double], _ responses: [Double]
  ) -> [Double] {
    let slope = exp(values[3])
    return logDoses.indices.map { index in
      let unaffected = 1 / (1 + exp(slope * (logDoses[index] - values[2])))
      return responses[index] - (values[1] + (values[0] - values[1]) * unaffected)
    }
  }

  private static func scale(_ residuals: [Double], parameters: Int) -> Double {
    let sizes = residuals.map { abs($0) }.sorted().dropFirst(parameters)
    let middle = sizes.startIndex + sizes.count / 2
    let median =
      sizes.count.isMultiple(of: 2) ? 0.5 * (sizes[middle - 1] + sizes[middle]) : sizes[middle]
    return median / 0.674_489_750_196_081_7
  }
}

extension CurveOptions.Loss {
  /// The weight of a residual in units of the scale, `ψ(z) / z`.
  func weight(_ z: Double) -> Double {
    switch self {
    case .squares: return 1
    case .huber: return abs(z) <= 1.345 ? 1 : 1.345 / abs(z)
    case .biweight:
      let share = z / 4.685
      let rest = 1 - share * share
      // A weight of exactly 0 would take a row out of the Jacobian.
      return abs(share) < 1 ? max(rest * rest, 1e-12) : 1e-12
    }
  }

  /// The derivative of `ψ`.
  private func slope(_ z: Double) -> Double {
    switch self {
    case .squares: return 1
    case .huber: return abs(z) <= 1.345 ? 1 : 0
    case .biweight:
      let square = (z / 4.685) * (z / 4.685)
      return square < 1 ? (1 - square) * (1 - 5 * square) : 0
    }
  }

  /// Huber's correction of the covariance of least squares with unit variance.
  func covarianceFactor(_ z: [Double], parameters: Double) -> Double {
    let count = Double(z.count)
    let squares = z.reduce(0) { $0 + ($1 * weight($1)) * ($1 * weight($1)) }
    let slopes = z.map(slope)
    let mean = slopes.reduce(0, +) / count
    let variance = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let correction = 1 + parameters / count * variance / (mean * mean)
    return correction * correction * squares / (count - parameters) / (mean * mean)
  }
}
