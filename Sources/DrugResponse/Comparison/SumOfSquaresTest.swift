import Glibc
import NumericalMethods

/// The extra-sum-of-squares F test of a constraint on several curves.
///
/// ```
/// F = ((RSS_0 - RSS) / q) / (RSS / (n - p))
/// ```
/// with `q` parameters fewer under the constraint; exact for linear models and close to it for curves:
/// D. M. Bates and D. G. Watts, *Nonlinear Regression Analysis and Its Applications*, Wiley (1988).
public struct SumOfSquaresTest: Hashable, Sendable {
  /// The ratio of mean squares.
  public let statistic: Double
  /// The degrees of freedom of the numerator, `q`.
  public let numerator: Int
  /// The degrees of freedom of the denominator, `n - p`.
  public let denominator: Int
  /// The p-value.
  public let pValue: Double

  private init(constrained: Double, free: Double, numerator: Int, denominator: Int) {
    statistic =
      max(0, constrained - free) / Double(numerator) / (free / Double(denominator))
    self.numerator = numerator
    self.denominator = denominator
    pValue = FDistribution(numerator: Double(numerator), denominator: Double(denominator))
      .upperTailProbability(above: statistic)
  }

  /// Tests whether all curves have the same dose, such as the same IC50, whatever else differs.
  ///
  /// - Parameters:
  ///   - fits: At least two least-squares fits; others trap.
  ///   - question: Which dose.
  /// - Returns: `nil` where a curve does not reach the dose.
  public static func sameDose(
    _ fits: [HillFit], _ question: DoseQuestion = .relativeIC50
  ) throws -> SumOfSquaresTest? {
    requireSquares(fits)
    let unit = HillFitter.scale(
      largest: fits.reduce(0) { $1.data.means.reduce($0) { max($0, abs($1)) } })
    if unit != 1 {
      return try sameDose(
        fits.map { $0.scaled(by: 1 / unit, options: $0.options) }, question.scaled(by: 1 / unit))
    }
    var profiles: [(profile: DoseProfile, start: [Double])] = []
    var centers: [Double] = []
    for fit in fits {
      guard case .success(let center) = fit.place(question) else { return nil }
      centers.append(center)
      let problem = HeldDoseProblem(
        data: fit.data, question: question, logDose: center,
        falls: fit.curve.e0 > fit.curve.eInfinity,
        fixedE0: fit.fixed.contains(.e0) ? fit.curve.e0 : nil)
      profiles.append(
        (try DoseProfile(fit, question, center: center), problem.start(from: fit.curve)))
    }
    guard let low = centers.min(), let high = centers.max() else { return nil }
    let free = fits.reduce(0) { $0 + $1.sumOfSquares }
    let constrained =
      high - low < 1e-9
      ? free
      : try BrentMinimum.find(in: low...high, tolerance: 1e-6, gridPoints: 9) { shared in
        var sum = 0.0
        for index in profiles.indices {
          sum += try profiles[index].profile.sumOfSquares(at: shared, from: profiles[index].start).0
        }
        return sum
      }.value
    return SumOfSquaresTest(
      constrained: constrained, free: free, numerator: fits.count - 1,
      denominator: fits.reduce(0) { $0 + $1.degreesOfFreedom })
  }

  /// Tests whether one curve describes all points.
  ///
  /// Where responses are relative to untreated wells, each line was divided by a mean with an error of its own.
  /// The curve may then have another scale in each line, which is no difference between them: two lines differ
  /// by three parameters.
  ///
  /// - Parameters:
  ///   - groups: The points of at least two lines; fewer trap.
  ///   - options: How curves are fitted.
  public static func sameCurve(
    _ groups: [[DosePoint]], options: CurveOptions = CurveOptions()
  ) throws(CurveProblem) -> SumOfSquaresTest {
    var plain = options
    plain.loss = .squares
    let fitter = HillFitter(options: plain)
    var fits: [HillFit] = []
    for group in groups { fits.append(try fitter.fit(group)) }
    requireSquares(fits)
    if plain.isRelativeToUntreated, plain.fixedE0 == nil, groups.count == 2 {
      let constrained = try scaledCurve(groups, fitter)
      return SumOfSquaresTest(
        constrained: constrained, free: fits.reduce(0) { $0 + $1.sumOfSquares }, numerator: 3,
        denominator: fits.reduce(0) { $0 + $1.degreesOfFreedom })
    }
    let joint = try fitter.fit(groups.flatMap { $0 })
    return SumOfSquaresTest(
      constrained: joint.sumOfSquares, free: fits.reduce(0) { $0 + $1.sumOfSquares },
      numerator: fits.reduce(-joint.parameters) { $0 + $1.parameters },
      denominator: fits.reduce(0) { $0 + $1.degreesOfFreedom })
  }

  /// The residual sum of squares of one curve for two lines, of which the second has a scale of its own.
  private static func scaledCurve(
    _ groups: [[DosePoint]], _ fitter: HillFitter
  ) throws(CurveProblem) -> Double {
    let data = [try CollapsedDoses(groups[0]), try CollapsedDoses(groups[1])]
    let doses =
      min(
        data[0].doses.lowerBound, data[1].doses.lowerBound)...max(
        data[0].doses.upperBound, data[1].doses.upperBound)
    let pure = data[0].pureError + data[1].pureError
    func squares(_ logScale: Double) throws(CurveProblem) -> Double {
      // y₂ - s E = s (y₂ / s - E): points divided by the scale, with its square as their weight.
      let scale = exp(logScale)
      let joint = CollapsedDoses(
        logDoses: data[0].logDoses + data[1].logDoses,
        responses: data[0].means + data[1].means.map { $0 / scale }, doses: doses,
        rootWeights: data[0].rootWeights + data[1].rootWeights.map { $0 * scale })
      return try fitter.squaresFit(joint).sumOfSquares + pure
    }
    var best = try squares(0)
    var (low, high) = (-log(2.0), log(2.0))
    // Golden section: the sum has one valley near equal scales.
    let ratio = 0.5 * (5.0.squareRoot() - 1)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (try squares(left), try squares(right))
    while high - low > 1e-4 {
      if atLeft < atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = try squares(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = try squares(right)
      }
      best = min(best, atLeft, atRight)
    }
    return best
  }

  private static func requireSquares(_ fits: [HillFit]) {
    precondition(
      fits.count >= 2 && fits.allSatisfy { $0.options.loss == .squares },
      "two or more least-squares fits")
  }
}
