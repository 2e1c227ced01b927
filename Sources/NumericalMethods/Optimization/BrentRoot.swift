import CGSL

/// Brent's method for a zero of a continuous function of one variable.
///
/// R. P. Brent, *Comput. J.* 14, 422–425 (1971), doi:10.1093/comjnl/14.4.422.
public enum BrentRoot {
  /// Finds a zero in an interval whose ends have opposite signs.
  ///
  /// - Parameters:
  ///   - interval: The interval; an end may be the zero.
  ///   - tolerance: The absolute width to which the zero is bracketed.
  ///   - maximumIterations: The maximum number of iterations.
  ///   - function: The function; its own errors are passed on.
  /// - Throws: ``GSLError`` with ``GSLError/Code/invalidArgument`` when the signs agree and
  ///   ``GSLError/Code/badFunction`` when a value is not a number; ``ConvergenceError`` when the
  ///   iterations run out.
  public static func find(
    in interval: ClosedRange<Double>, tolerance: Double = 1e-12, maximumIterations: Int = 200,
    _ function: (Double) throws -> Double
  ) throws -> Double {
    try ScalarCallback.with(function) { function, _ in
      let solver = try allocated(metachron_root_brent_alloc(), "gsl_root_fsolver_alloc")
      defer { gsl_root_fsolver_free(solver) }
      try check(
        gsl_root_fsolver_set(solver, function, interval.lowerBound, interval.upperBound),
        "gsl_root_fsolver_set")
      for _ in 0..<maximumIterations {
        try check(gsl_root_fsolver_iterate(solver), "gsl_root_fsolver_iterate")
        let status = gsl_root_test_interval(
          gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver), tolerance,
          4 * Double.ulpOfOne)
        if status == 0 { return gsl_root_fsolver_root(solver) }
      }
      throw ConvergenceError(
        method: "BrentRoot", iterations: maximumIterations, reason: "the interval is still too wide"
      )
    }
  }
}
