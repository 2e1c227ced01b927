public import DrugResponse

/// A value with its interval as tables hold them: what the data do not limit is empty.
public struct IntervalFields: Hashable, Sendable {
  /// The estimate.
  public var value: Double?
  /// The lower end.
  public var low: Double?
  /// The upper end.
  public var high: Double?

  /// The greatest number that is told.
  private static let greatest = 1e12

  /// Creates an interval of which nothing is known.
  public init() {}

  /// Takes an estimate; ends that are not finite are left out.
  ///
  /// - Parameters:
  ///   - estimate: The estimate; `nil` for none.
  ///   - scale: By what all three are multiplied.
  public init(_ estimate: Estimate?, scale: Double = 1) {
    guard let estimate else { return }
    // What is larger stands for no limit: a bootstrap of a term that the wells do not determine.
    func finite(_ value: Double) -> Double? {
      abs(scale * value) <= Self.greatest ? scale * value : nil
    }
    value = finite(estimate.value)
    low = finite(estimate.lower)
    high = finite(estimate.upper)
  }
}

extension IntervalFields {
  /// The same without ends outside a range: what lies there is not known, however it was computed.
  func within(_ range: ClosedRange<Double>) -> IntervalFields {
    var fields = self
    if let low, low < range.lowerBound { fields.low = nil }
    if let high, high > range.upperBound { fields.high = nil }
    return fields
  }
}

extension ColumnSet {
  /// The columns of a value and of its 95 % interval.
  static func interval<Row: ResultRow>(
    _ name: String, _ path: WritableKeyPath<Row, IntervalFields>, unit: Unit? = nil,
    _ bounds: Bounds = .any, values: String = "empty where it is not determined", meaning: String
  ) -> [Column<Row>] {
    [
      Column(
        name, path.appending(path: \.value), unit: unit, bounds, values: values, meaning: meaning),
      Column(
        name + "_low", path.appending(path: \.low), unit: unit, bounds,
        values: "empty without a limit", meaning: "Lower end of the 95 % interval of `\(name)`"),
      Column(
        name + "_high", path.appending(path: \.high), unit: unit, bounds,
        values: "empty without a limit", meaning: "Upper end of the 95 % interval of `\(name)`"),
    ]
  }
}
