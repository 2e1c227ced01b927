import CGSL

/// The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, for smooth functions.
public enum BFGS {
  /// Minimises a function of several variables whose gradient is known.
  ///
  /// - Parameters:
  ///   - function: The function; its own errors are passed on.
  ///   - gradient: Its gradient, one number per variable.
  ///   - start: The first point.
  ///   - step: The length of the first step.
  ///   - tolerance: The length of the gradient at which to stop.
  ///   - maximumIterations: The most iterations; the result then says that it has not converged.
  /// - Throws: ``GSLError`` with ``GSLError/Code/badFunction`` when values are not numbers.
  public static func minimize(
    _ function: ([Double]) throws -> Double, gradient: ([Double]) throws -> [Double],
    from start: [Double], step: Double = 0.1, tolerance: Double = 1e-6,
    maximumIterations: Int = 500
  ) throws -> Minimum {
    precondition(!start.isEmpty, "at least one variable")
    return try VectorCallback.with(function, gradient: gradient) { context in
      let solver = try allocated(
        metachron_bfgs2_alloc(start.count), "gsl_multimin_fdfminimizer_alloc")
      defer { gsl_multimin_fdfminimizer_free(solver) }
      var target = gsl_multimin_function_fdf(
        f: { VectorCallback.from($1)?.value(at: $0) ?? .nan },
        df: { VectorCallback.from($1)?.writeGradient(at: $0, to: $2) },
        fdf: { point, context, value, gradient in
          let callback = VectorCallback.from(context)
          value?.pointee = callback?.value(at: point) ?? .nan
          callback?.writeGradient(at: point, to: gradient)
        }, n: start.count, params: context)
      return try withVector(start) { point in
        try check(
          gsl_multimin_fdfminimizer_set(solver, &target, point, step, 0.1),
          "gsl_multimin_fdfminimizer_set")
        return try run(solver, tolerance, maximumIterations)
      }
    }
  }

  /// Minimises a function of several variables, with its gradient by central differences.
  ///
  /// - Parameters:
  ///   - function: The function; its own errors are passed on.
  ///   - start: The first point.
  ///   - step: The length of the first step.
  ///   - tolerance: The length of the gradient at which to stop; differences resolve about 1e-6 of
  ///     the function's size.
  ///   - maximumIterations: The most iterations; the result then says that it has not converged.
  /// - Throws: ``GSLError`` with ``GSLError/Code/badFunction`` when values are not numbers.
  public static func minimize(
    _ function: ([Double]) throws -> Double, from start: [Double], step: Double = 0.1,
    tolerance: Double = 1e-5, maximumIterations: Int = 500
  ) throws -> Minimum {
    try minimize(
      function,
      gradient: { point in
        var point = point
        return try point.indices.map { index in
          let centre = point[index]
          let reach = 6e-6 * max(1, abs(centre))
          point[index] = centre + reach
          let above = try function(point)
          point[index] = centre - reach
          let below = try function(point)
          point[index] = centre
          return (above - below) / (2 * reach)
        }
      }, from: start, step: step, tolerance: tolerance, maximumIterations: maximumIterations)
  }

  private static func run(
    _ solver: UnsafeMutablePointer<gsl_multimin_fdfminimizer>, _ tolerance: Double, _ limit: Int
  ) throws -> Minimum {
    func gradientIsSmall(_ tolerance: Double) -> Bool {
      gsl_multimin_test_gradient(gsl_multimin_fdfminimizer_gradient(solver), tolerance) == 0
    }
    guard gsl_multimin_fdfminimizer_minimum(solver).isFinite else {
      throw GSLError(code: .badFunction, routine: "gsl_multimin_fdfminimizer_set")
    }
    var iterations = 0
    var converged = gradientIsSmall(tolerance)
    while !converged, iterations < limit {
      iterations += 1
      let status = gsl_multimin_fdfminimizer_iterate(solver)
      if status == GSLError.Code.noProgress.rawValue {
        // The line search stops within rounding of the minimum, often before the gradient does.
        let scale = max(1, abs(gsl_multimin_fdfminimizer_minimum(solver)))
        converged = gradientIsSmall(max(tolerance, 1e-4 * scale))
        break
      }
      try check(status, "gsl_multimin_fdfminimizer_iterate")
      converged = gradientIsSmall(tolerance)
    }
    let value = gsl_multimin_fdfminimizer_minimum(solver)
    guard value.isFinite else {
      throw GSLError(code: .badFunction, routine: "gsl_multimin_fdfminimizer_iterate")
    }
    return Minimum(
      point: array(gsl_multimin_fdfminimizer_x(solver)), value: value, iterations: iterations,
      converged: converged)
  }
}
