/// How curves are fitted.
public struct CurveOptions: Hashable, Sendable {
  /// How points far from the curve count.
  public enum Loss: Hashable, Sendable {
    /// All points count alike: ordinary least squares.
    case squares
    /// Points beyond 1.345 standard deviations count as `1.345 / |z|`.
    ///
    /// P. J. Huber, *Ann. Math. Stat.* 35, 73–101 (1964).
    case huber
    /// Points beyond 4.685 standard deviations do not count: Tukey's biweight, `(1 - (z / 4.685)²)²`.
    case biweight
  }

  /// The response without drug where it is known, such as 1 for growth rate inhibition.
  public var fixedE0: Double?
  /// How points far from the curve count.
  public var loss: Loss
  /// The slopes allowed; a fit beyond is repeated at the limit, and says so.
  public var slopes: ClosedRange<Double>
  /// Whether responses are relative to the mean of the points at dose 0, as viabilities are.
  ///
  /// The intervals of absolute doses then carry the error of that mean.
  public var isRelativeToUntreated = false
  /// The factor beyond the highest tested dose up to which a dose is reported.
  public var extrapolation: Double

  /// Creates options.
  ///
  /// - Parameters:
  ///   - fixedE0: The response without drug where it is known.
  ///   - loss: How points far from the curve count.
  ///   - slopes: Above 0; anything else traps.
  ///   - extrapolation: At least 1; anything else traps.
  public init(
    fixedE0: Double? = nil, loss: Loss = .squares, slopes: ClosedRange<Double> = 0.1...20,
    extrapolation: Double = 3
  ) {
    precondition(
      slopes.lowerBound > 0 && extrapolation >= 1, "slopes above 0, a factor of 1 or more")
    self.fixedE0 = fixedE0
    self.loss = loss
    self.slopes = slopes
    self.extrapolation = extrapolation
  }
}
