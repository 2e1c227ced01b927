import Glibc
public import NumericalMethods

extension HillFit {
  /// Whether the sum of squares along a dose is a likelihood, and all parameters are free.
  var hasProfile: Bool { options.loss == .squares && !fixed.contains(.slope) && sumOfSquares > 0 }

  /// A dose with its profile interval.
  ///
  /// The doses `x` at which the best curve through `x` fits not significantly worse:
  /// ```
  /// RSS(x) ≤ RSS_min + s² t²_{n-p}
  /// ```
  /// It is not symmetric and does not assume that the sum of squares is a parabola in `ln x`: D. M. Bates
  /// and D. G. Watts, *Nonlinear Regression Analysis and Its Applications*, Wiley (1988). An end that is not found within a factor of 1,000 beyond
  /// ``lowestReported`` or ``highestReported`` is open: 0 or infinity.
  ///
  /// - Parameters:
  ///   - question: Which dose.
  ///   - level: The level of confidence.
  /// - Returns: As ``dose(_:level:)``, to which it falls back for a robust fit, where the sum of squares
  ///   is no likelihood, and for a fit with a slope at its limit.
  /// - Complexity: About twenty fits.
  public func profiledDose(
    _ question: DoseQuestion, level: Double = 0.95
  ) throws(GSLError) -> DoseEstimate {
    guard hasProfile else { return dose(question, level: level) }
    guard case .success(let center) = place(question) else { return dose(question, level: level) }
    let unit = HillFitter.scale(largest: data.means.reduce(0) { max($0, abs($1)) })
    if unit != 1 {
      return try scaled(by: 1 / unit, options: options).profiledDose(
        question.scaled(by: 1 / unit), level: level)
    }
    var profile = try DoseProfile(self, question, center: center)
    // What the interval must carry beside the wells of the curve widens it as it does the t interval.
    let plain = standardError(logDoseGradient(question))
    let widening = plain > 0 && plain.isFinite ? logDoseError(question) / plain : 1
    let target = critical(level) * widening
    let step = min(max(standardError(SIMD4(0, 0, 1, 0)), 0.02), 1)
    let lower = try profile.end(
      direction: -1, firstStep: step * target, target: target, limit: log(lowestReported / 1_000))
    let upper = try profile.end(
      direction: 1, firstStep: step * target, target: target, limit: log(highestReported * 1_000))
    return .reached(
      Estimate(
        value: exp(center), lower: lower.map { exp($0) } ?? 0,
        upper: upper.map { exp($0) } ?? .infinity))
  }
}

/// The sum of squares along the values of one dose.
struct DoseProfile {
  private let fit: HillFit
  private var problem: HeldDoseProblem
  private let solver: LevenbergMarquardt
  private let center: Double

  init(_ fit: HillFit, _ question: DoseQuestion, center: Double) throws(GSLError) {
    self.fit = fit
    self.center = center
    problem = HeldDoseProblem(
      data: fit.data, question: question, logDose: center,
      falls: fit.curve.e0 > fit.curve.eInfinity,
      fixedE0: fit.fixed.contains(.e0) ? fit.curve.e0 : nil)
    solver = try LevenbergMarquardt(
      residuals: fit.data.means.count, parameters: problem.parameterCount)
  }

  /// The lowest sum of squares with the dose at a value, and the parameters there.
  mutating func sumOfSquares(
    at logDose: Double, from start: [Double]
  ) throws(GSLError) -> (Double, [Double]) {
    problem.logDose = logDose
    let found = try solver.minimize(
      problem, from: start, maximumIterations: 60, stepTolerance: 1e-7, gradientTolerance: 1e-10)
    return (found.sumOfSquares + fit.data.pureError, found.parameters)
  }

  /// Where the root of the excess sum of squares, in units of `s`, crosses a target.
  mutating func end(
    direction: Double, firstStep: Double, target: Double, limit: Double
  ) throws(GSLError) -> Double? {
    let slopeLimit = log(fit.options.slopes.upperBound)
    var parameters = problem.start(from: fit.curve)
    var (inner, innerRoot) = (center, 0.0)
    var outer = center + direction * firstStep
    var outerRoot = 0.0
    let variance = fit.sumOfSquares / Double(fit.degreesOfFreedom)
    func root(_ sum: Double) -> Double {
      (max(0, sum - fit.sumOfSquares) / variance).squareRoot()
    }
    while true {
      let isBeyond = direction * (outer - limit) > 0
      if isBeyond { outer = limit }
      let (sum, found) = try sumOfSquares(at: outer, from: parameters)
      outerRoot = root(sum)
      if outerRoot >= target { break }
      if isBeyond { return nil }
      (inner, innerRoot) = (outer, outerRoot)
      // A slope without limit would make the next starts useless.
      parameters = found
      if let last = parameters.indices.last {
        parameters[last] = min(parameters[last], slopeLimit)
      }
      outer += direction * firstStep * (outerRoot > 0.5 * target ? 0.5 : 1)
    }
    // The root is nearly a line, so that interpolation converges; halving guards against kinks.
    for iteration in 0..<40 where abs(outer - inner) > 1e-7 {
      let share = (target - innerRoot) / (outerRoot - innerRoot)
      let isHalving = iteration % 4 == 3 || !(share > 0.02 && share < 0.98)
      let middle = inner + (isHalving ? 0.5 : share) * (outer - inner)
      let (sum, found) = try sumOfSquares(at: middle, from: parameters)
      let value = root(sum)
      if abs(value - target) < 1e-7 * target { return middle }
      if value < target {
        (inner, innerRoot, parameters) = (middle, value, found)
      } else {
        (outer, outerRoot) = (middle, value)
      }
    }
    return 0.5 * (inner + outer)
  }
}
