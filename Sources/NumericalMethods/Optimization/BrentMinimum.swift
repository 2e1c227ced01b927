import CGSL

/// Brent's method for a minimum of a continuous function of one variable.
///
/// R. P. Brent, *Algorithms for Minimization without Derivatives*, Prentice-Hall (1973).
public enum BrentMinimum {
  /// Finds the minimum in an interval, which may lie at an end.
  ///
  /// A grid search first picks the lowest cell, so that a local minimum elsewhere is not returned
  /// if the grid resolves that it is higher. Values of plus infinity are allowed. Minima cannot be
  /// located better than the square root of the machine precision, relative to their size.
  ///
  /// - Parameters:
  ///   - interval: The interval, of a width above 0.
  ///   - tolerance: The absolute width to which the minimum is bracketed.
  ///   - gridPoints: The points of the grid, at least 3.
  ///   - maximumIterations: The maximum number of iterations after the grid search.
  ///   - function: The function; its own errors are passed on.
  /// - Throws: ``GSLError`` with ``GSLError/Code/badFunction`` when a value is not a number.
  public static func find(
    in interval: ClosedRange<Double>, tolerance: Double = 1e-8, gridPoints: Int = 21,
    maximumIterations: Int = 200, _ function: (Double) throws -> Double
  ) throws -> ScalarMinimum {
    precondition(interval.upperBound > interval.lowerBound, "an interval of some width")
    precondition(gridPoints >= 3, "at least three grid points")
    return try ScalarCallback.with(function) { function, _ in
      func value(_ x: Double) throws -> Double {
        let value = function.pointee.function(x, function.pointee.params)
        guard !value.isNaN else { throw GSLError(code: .badFunction, routine: "BrentMinimum") }
        return value
      }
      let step = (interval.upperBound - interval.lowerBound) / Double(gridPoints - 1)
      let grid = (0..<gridPoints).map { index in
        index == gridPoints - 1
          ? interval.upperBound : interval.lowerBound + Double(index) * step
      }
      let values = try grid.map(value)
      var best = 0
      for index in values.indices where values[index] < values[best] { best = index }
      let low = max(best - 1, 0)
      let high = min(best + 1, gridPoints - 1)
      if low < best, best < high, values[best] < values[low], values[best] < values[high] {
        return try brent(
          function, low: (grid[low], values[low]), middle: (grid[best], values[best]),
          high: (grid[high], values[high]), tolerance, maximumIterations)
      }
      return try goldenSection(
        (grid[low], values[low]), (grid[high], values[high]), (grid[best], values[best]), tolerance,
        maximumIterations, value)
    }
  }

  private static func brent(
    _ function: UnsafeMutablePointer<gsl_function>, low: (Double, Double),
    middle: (Double, Double), high: (Double, Double), _ tolerance: Double, _ limit: Int
  ) throws -> ScalarMinimum {
    let solver = try allocated(metachron_min_brent_alloc(), "gsl_min_fminimizer_alloc")
    defer { gsl_min_fminimizer_free(solver) }
    try check(
      gsl_min_fminimizer_set_with_values(
        solver, function, middle.0, middle.1, low.0, low.1, high.0, high.1),
      "gsl_min_fminimizer_set_with_values")
    var iterations = 0
    var converged = false
    while !converged, iterations < limit {
      iterations += 1
      try check(gsl_min_fminimizer_iterate(solver), "gsl_min_fminimizer_iterate")
      let status = gsl_min_test_interval(
        gsl_min_fminimizer_x_lower(solver), gsl_min_fminimizer_x_upper(solver), tolerance,
        8 * Double.ulpOfOne.squareRoot())
      converged = status == 0
    }
    return ScalarMinimum(
      estimate: gsl_min_fminimizer_x_minimum(solver),
      value: gsl_min_fminimizer_f_minimum(solver), iterations: iterations, converged: converged)
  }

  /// Narrows an interval without an interior guess below both ends: edges and plateaus.
  private static func goldenSection(
    _ left: (x: Double, value: Double), _ right: (x: Double, value: Double),
    _ start: (x: Double, value: Double), _ tolerance: Double, _ limit: Int,
    _ function: (Double) throws -> Double
  ) throws -> ScalarMinimum {
    let share = 0.618_033_988_749_894_9
    var low = left.x
    var high = right.x
    var first = high - share * (high - low)
    var second = low + share * (high - low)
    var firstValue = try function(first)
    var secondValue = try function(second)
    var best = start
    var iterations = 0
    func isNarrow() -> Bool {
      high - low <= tolerance + 8 * Double.ulpOfOne.squareRoot() * min(abs(low), abs(high))
    }
    while !isNarrow(), iterations < limit {
      iterations += 1
      if firstValue <= secondValue {
        if firstValue < best.value { best = (first, firstValue) }
        (high, second, secondValue) = (second, first, firstValue)
        first = high - share * (high - low)
        firstValue = try function(first)
      } else {
        if secondValue < best.value { best = (second, secondValue) }
        (low, first, firstValue) = (first, second, secondValue)
        second = low + share * (high - low)
        secondValue = try function(second)
      }
    }
    return ScalarMinimum(
      estimate: best.x, value: best.value, iterations: iterations, converged: isNarrow())
  }
}
