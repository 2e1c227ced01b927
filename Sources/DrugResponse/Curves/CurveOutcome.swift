/// What points say about a response.
public enum CurveOutcome: Hashable, Sendable {
  /// The response changes with the dose.
  case responds(HillFit)
  /// A constant describes the points better: no effect within the doses tested.
  case flat(FlatResponse)

  /// The curve, if there is one.
  public var fit: HillFit? { if case .responds(let fit) = self { fit } else { nil } }
}

/// A response that does not change with the dose, as far as the points show.
public struct FlatResponse: Hashable, Sendable {
  /// The mean response with its t interval at 95 %.
  public let mean: Estimate
  /// The number of points.
  public let points: Int
  /// The lowest and the highest dose above 0.
  public let doses: ClosedRange<Double>
  /// The BIC of the curve minus that of the constant; at least 0, infinite for equal responses.
  public let bicDifference: Double
}
