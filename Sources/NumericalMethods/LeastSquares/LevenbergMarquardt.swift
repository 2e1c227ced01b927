import CGSL

/// The method of Levenberg and Marquardt for nonlinear least squares, with analytic derivatives.
///
/// In the form of J. J. Moré, "The Levenberg–Marquardt algorithm: implementation and theory", *Lecture
/// Notes in Mathematics* 630, 105–116 (1978), whose rule scales the trust region. One solver holds the
/// memory for problems of one size and can be used again for each of them.
public final class LevenbergMarquardt {
  private let workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>
  private let covariance: UnsafeMutablePointer<gsl_matrix>
  private let residualCount: Int
  private let parameterCount: Int

  /// Creates a solver for problems of a size.
  ///
  /// - Parameters:
  ///   - residuals: At least `parameters`; anything else traps.
  ///   - parameters: At least 1; anything else traps.
  /// - Throws: ``GSLError`` where memory cannot be allocated.
  public init(residuals: Int, parameters: Int) throws(GSLError) {
    precondition(GSLRuntime.isPrepared)
    precondition(parameters >= 1 && residuals >= parameters, "at least a residual per parameter")
    workspace = try allocated(
      metachron_levenberg_marquardt_alloc(residuals, parameters), "gsl_multifit_nlinear_alloc")
    guard let covariance = gsl_matrix_alloc(parameters, parameters) else {
      gsl_multifit_nlinear_free(workspace)
      throw GSLError(code: .outOfMemory, routine: "gsl_matrix_alloc")
    }
    self.covariance = covariance
    residualCount = residuals
    parameterCount = parameters
  }

  deinit {
    gsl_multifit_nlinear_free(workspace)
    gsl_matrix_free(covariance)
  }

  /// Minimises the sum of squared residuals.
  ///
  /// - Parameters:
  ///   - problem: A problem of the solver's size; another traps.
  ///   - start: The starting point, at which all residuals are finite.
  ///   - maximumIterations: The maximum number of iterations; if it is reached, the result states
  ///     that it has not converged.
  ///   - stepTolerance: The length of a step, relative to the parameters, that counts as none.
  ///   - gradientTolerance: The relative gradient that counts as none.
  /// - Throws: ``GSLError``, with ``GSLError/Code/badFunction`` when a residual at the start is not
  ///   finite.
  public func minimize(
    _ problem: some LeastSquaresProblem, from start: [Double], maximumIterations: Int = 200,
    stepTolerance: Double = 1e-10, gradientTolerance: Double = 1e-12
  ) throws(GSLError) -> LeastSquaresFit {
    precondition(
      problem.parameterCount == parameterCount && problem.residualCount == residualCount
        && start.count == parameterCount, "a problem of the solver's size")
    let box = ProblemBox(problem)
    return try withExtendedLifetime(box) { () throws(GSLError) in
      var system = gsl_multifit_nlinear_fdf(
        f: { ProblemBox.writeResiduals($0, $1, $2) }, df: { ProblemBox.writeJacobian($0, $1, $2) },
        fvv: nil, n: residualCount, p: parameterCount,
        params: Unmanaged.passUnretained(box).toOpaque(), nevalf: 0, nevaldf: 0, nevalfvv: 0)
      // The library keeps the address of the system until the last iteration.
      return try withUnsafeMutablePointer(to: &system) { system throws(GSLError) in
        var start = start
        let status = start.withUnsafeMutableBufferPointer { buffer in
          var vector = gsl_vector(
            size: buffer.count, stride: 1, data: buffer.baseAddress, block: nil, owner: 0)
          return gsl_multifit_nlinear_init(&vector, system, workspace)
        }
        try check(status, "gsl_multifit_nlinear_init")
        guard !box.sawForbidden else {
          throw GSLError(code: .badFunction, routine: "gsl_multifit_nlinear_init")
        }
        let (ending, iterations) = try iterate(
          maximumIterations, stepTolerance: stepTolerance, gradientTolerance: gradientTolerance)
        return try result(ending, iterations)
      }
    }
  }

  private func iterate(
    _ limit: Int, stepTolerance: Double, gradientTolerance: Double
  ) throws(GSLError) -> (LeastSquaresFit.Ending, Int) {
    var iterations = 0
    while iterations < limit {
      iterations += 1
      let status = gsl_multifit_nlinear_iterate(workspace)
      // Where parameters have no effect any more, the step's equations are not positive definite; where
      // they ran off, the derivatives are not finite. The last point before that stands.
      if status == GSLError.Code.noProgress.rawValue
        || status == GSLError.Code.outsideDomain.rawValue
        || status == GSLError.Code.badFunction.rawValue
      {
        return (.noProgress, iterations)
      }
      try check(status, "gsl_multifit_nlinear_iterate")
      var reason: Int32 = 0
      // It tells success from GSL_CONTINUE (-2), and no failure.
      let answer = gsl_multifit_nlinear_test(
        stepTolerance, gradientTolerance, 0, &reason, workspace)
      if answer == 0 { return (reason == 1 ? .smallStep : .smallGradient, iterations) }
    }
    return (.iterationLimit, iterations)
  }

  private func result(
    _ ending: LeastSquaresFit.Ending, _ iterations: Int
  ) throws(GSLError) -> LeastSquaresFit {
    let position = try allocated(
      gsl_multifit_nlinear_position(workspace), "gsl_multifit_nlinear_position")
    let residuals = try allocated(
      gsl_multifit_nlinear_residual(workspace), "gsl_multifit_nlinear_residual")
    let jacobian = try allocated(gsl_multifit_nlinear_jac(workspace), "gsl_multifit_nlinear_jac")
    var sum = 0.0
    for index in 0..<residualCount {
      let residual = gsl_vector_get(residuals, index)
      sum += residual * residual
    }
    let inverse = try inverseCurvature(jacobian)
    return LeastSquaresFit(
      parameters: array(position), sumOfSquares: sum, inverseCurvature: inverse,
      iterations: iterations, ending: ending)
  }
}

extension LevenbergMarquardt {
  /// The inverse of `JᵀJ`, or nothing where it is not positive definite to working precision.
  private func inverseCurvature(
    _ jacobian: UnsafeMutablePointer<gsl_matrix>
  ) throws(GSLError) -> [Double] {
    // Columns of unit length, so that the units of the parameters do not decide what is singular.
    let rows = UnsafeBufferPointer(
      start: jacobian.pointee.data, count: residualCount * jacobian.pointee.tda)
    let width = jacobian.pointee.tda
    var lengths = [Double](repeating: 0, count: parameterCount)
    for column in 0..<parameterCount {
      var sum = 0.0
      for row in 0..<residualCount {
        let value = rows[row * width + column]
        sum += value * value
      }
      guard sum > 0 else { return [] }
      lengths[column] = sum.squareRoot()
    }
    for column in 0..<parameterCount {
      for other in 0...column {
        var sum = 0.0
        for row in 0..<residualCount {
          sum += rows[row * width + column] * rows[row * width + other]
        }
        gsl_matrix_set(covariance, column, other, sum / (lengths[column] * lengths[other]))
      }
    }
    let status = gsl_linalg_cholesky_decomp1(covariance)
    if status == GSLError.Code.outsideDomain.rawValue { return [] }
    try check(status, "gsl_linalg_cholesky_decomp1")
    // A pivot is the share of a column's length that the columns before do not explain.
    for column in 0..<parameterCount where gsl_matrix_get(covariance, column, column) < 1e-7 {
      return []
    }
    try check(gsl_linalg_cholesky_invert(covariance), "gsl_linalg_cholesky_invert")
    var inverse: [Double] = []
    inverse.reserveCapacity(parameterCount * parameterCount)
    for row in 0..<parameterCount {
      for column in 0..<parameterCount {
        inverse.append(gsl_matrix_get(covariance, row, column) / (lengths[row] * lengths[column]))
      }
    }
    return inverse
  }
}

/// The memory of a solver is changed by each fit.
@available(*, unavailable)
extension LevenbergMarquardt: Sendable {}

/// Carries a problem through the C function pointers, which capture nothing.
private final class ProblemBox {
  private let problem: any LeastSquaresProblem
  /// Whether a residual was not finite so far.
  private(set) var sawForbidden = false

  init(_ problem: any LeastSquaresProblem) { self.problem = problem }

  static func writeResiduals(
    _ point: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?,
    _ target: UnsafeMutablePointer<gsl_vector>?
  ) -> Int32 {
    guard let values = point?.pointee.data, let residuals = target?.pointee.data, let context else {
      return GSLError.Code.invalidArgument.rawValue
    }
    let box = Unmanaged<ProblemBox>.fromOpaque(context).takeUnretainedValue()
    box.problem.residuals(at: values, into: residuals)
    // The library ends at an error; it takes a shorter step where the sum of squares is huge.
    for index in 0..<box.problem.residualCount where !residuals[index].isFinite {
      residuals[index] = 1e100
      box.sawForbidden = true
    }
    return 0
  }

  static func writeJacobian(
    _ point: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?,
    _ target: UnsafeMutablePointer<gsl_matrix>?
  ) -> Int32 {
    guard let values = point?.pointee.data, let jacobian = target?.pointee.data, let context else {
      return GSLError.Code.invalidArgument.rawValue
    }
    let problem = Unmanaged<ProblemBox>.fromOpaque(context).takeUnretainedValue().problem
    problem.jacobian(at: values, into: jacobian)
    let count = problem.residualCount * problem.parameterCount
    for index in 0..<count where !jacobian[index].isFinite {
      return GSLError.Code.badFunction.rawValue
    }
    return 0
  }
}
