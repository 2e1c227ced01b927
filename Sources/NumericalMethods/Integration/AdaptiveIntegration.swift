import CGSL

/// Adaptive quadrature, for cross-checks and for integrands with singular ends.
///
/// Each call crosses into C once per evaluation; hot loops use ``GaussLegendre``.
public enum AdaptiveIntegration {
  /// Integrates with the rule for end-point singularities (`qags`).
  ///
  /// - Parameters:
  ///   - function: The integrand; its own errors are passed on.
  ///   - range: The range, finite.
  ///   - relative: The relative tolerance.
  /// - Throws: ``GSLError`` when the tolerance is not reached or the integrand is not a number.
  public static func integrate(
    _ function: (Double) throws -> Double, over range: ClosedRange<Double>,
    relative: Double = 1e-9
  ) throws -> IntegralEstimate {
    try ScalarCallback.with(function) { function, callback in
      let limit = 1_000
      let workspace = try allocated(
        gsl_integration_workspace_alloc(limit), "gsl_integration_workspace_alloc")
      defer { gsl_integration_workspace_free(workspace) }
      var value = 0.0
      var error = 0.0
      let status = gsl_integration_qags(
        function, range.lowerBound, range.upperBound, 0, relative, limit, workspace, &value, &error)
      return try estimate(value, error, status, callback, "gsl_integration_qags")
    }
  }

  /// Integrates with doubly adaptive Clenshaw–Curtis quadrature (`cquad`).
  ///
  /// - Parameters:
  ///   - function: The integrand; its own errors are passed on.
  ///   - range: The range, finite.
  ///   - relative: The relative tolerance.
  /// - Throws: ``GSLError`` when the tolerance is not reached or the integrand is not a number.
  public static func integrateWithCquad(
    _ function: (Double) throws -> Double, over range: ClosedRange<Double>,
    relative: Double = 1e-9
  ) throws -> IntegralEstimate {
    try ScalarCallback.with(function) { function, callback in
      let workspace = try allocated(
        gsl_integration_cquad_workspace_alloc(200), "gsl_integration_cquad_workspace_alloc")
      defer { gsl_integration_cquad_workspace_free(workspace) }
      var value = 0.0
      var error = 0.0
      let status = gsl_integration_cquad(
        function, range.lowerBound, range.upperBound, 0, relative, workspace, &value, &error, nil)
      return try estimate(value, error, status, callback, "gsl_integration_cquad")
    }
  }

  private static func estimate(
    _ value: Double, _ error: Double, _ status: Int32, _ callback: ScalarCallback,
    _ routine: String
  ) throws -> IntegralEstimate {
    try callback.rethrow()
    try check(status, routine)
    // cquad removes points that are not numbers; the caller should know of them.
    guard value.isFinite, !callback.sawNaN else {
      throw GSLError(code: .badFunction, routine: routine)
    }
    return IntegralEstimate(value: value, error: error)
  }
}
