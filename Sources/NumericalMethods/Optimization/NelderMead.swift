import CGSL

/// The simplex method of Nelder and Mead, for functions without derivatives.
///
/// J. A. Nelder and R. Mead, *Comput. J.* 7, 308–313 (1965), doi:10.1093/comjnl/7.4.308.
public enum NelderMead {
  /// Minimises a function of several variables.
  ///
  /// Values of plus infinity are allowed away from the start: they mark forbidden points.
  ///
  /// - Parameters:
  ///   - function: The function; its own errors are passed on.
  ///   - start: The starting point.
  ///   - steps: The size of the initial simplex along each variable.
  ///   - tolerance: The mean distance of the simplex's corners from its centre at which to stop.
  ///   - maximumIterations: The maximum number of iterations; if it is reached, the result states
  ///     that it has not converged.
  /// - Throws: ``GSLError`` with ``GSLError/Code/badFunction`` when values are not numbers.
  public static func minimize(
    _ function: ([Double]) throws -> Double, from start: [Double], steps: [Double],
    tolerance: Double = 1e-8, maximumIterations: Int = 2_000
  ) throws -> Minimum {
    precondition(!start.isEmpty && start.count == steps.count, "one step per variable")
    return try VectorCallback.with(function) { context in
      let solver = try allocated(
        metachron_nmsimplex2_alloc(start.count), "gsl_multimin_fminimizer_alloc")
      defer { gsl_multimin_fminimizer_free(solver) }
      var target = gsl_multimin_function(
        f: { VectorCallback.from($1)?.value(at: $0) ?? .nan }, n: start.count, params: context)
      return try withVector(start) { point in
        try withVector(steps) { steps in
          try check(
            gsl_multimin_fminimizer_set(solver, &target, point, steps),
            "gsl_multimin_fminimizer_set")
          var iterations = 0
          var converged = false
          while !converged, iterations < maximumIterations {
            iterations += 1
            let status = gsl_multimin_fminimizer_iterate(solver)
            if status == GSLError.Code.noProgress.rawValue { break }
            try check(status, "gsl_multimin_fminimizer_iterate")
            converged =
              gsl_multimin_test_size(gsl_multimin_fminimizer_size(solver), tolerance) == 0
          }
          return Minimum(
            point: array(gsl_multimin_fminimizer_x(solver)),
            value: gsl_multimin_fminimizer_minimum(solver), iterations: iterations,
            converged: converged)
        }
      }
    }
  }
}
