/// How well a plate separates its controls.
public struct AssayWindow: Hashable, Sendable {
  /// How a plate is judged by its Z′.
  public enum Grade: Hashable, Sendable, CaseIterable {
    /// Z′ of at least ``AssayWindow/leastExcellent``.
    case excellent
    /// Z′ above 0.
    case marginal
    /// The controls overlap.
    case unusable
  }

  /// The Z′ factor, at most 1.
  ///
  /// ```
  /// Z′ = 1 - 3 (s_positive + s_vehicle) / |mean_positive - mean_vehicle|
  /// ```
  /// J.-H. Zhang, T. D. Y. Chung and K. R. Oldenburg, *J. Biomol. Screen.* 4, 67–73 (1999),
  /// doi:10.1177/108705719900400206.
  public let zPrime: Double
  /// The mean of the vehicle wells over that of the positive controls; infinite for a mean of 0.
  public let signalToBackground: Double
  /// The standard deviation of the vehicle wells over their mean.
  public let vehicleVariation: Double
  /// The number of vehicle wells.
  public let vehicles: Int
  /// The number of positive controls, or of blanks where there are none.
  public let positives: Int

  /// The least Z′ of an excellent plate.
  public static let leastExcellent = 0.5

  /// How the plate is judged.
  public var grade: Grade {
    if zPrime >= Self.leastExcellent { return .excellent }
    return zPrime > 0 ? .marginal : .unusable
  }

  /// Compares the controls of one plate; blanks stand for positive controls where there are none.
  ///
  /// - Parameter wells: The wells of one plate, cells and time.
  /// - Returns: `nil` with fewer than two wells of either, or with equal means.
  public init?(_ wells: [PlateWell]) {
    let vehicle = wells.filter { $0.role == .vehicle }.map(\.value)
    var positive = wells.filter { $0.role == .positiveControl }.map(\.value)
    if positive.isEmpty { positive = wells.filter { $0.role == .blank }.map(\.value) }
    guard vehicle.count >= 2, positive.count >= 2 else { return nil }
    let (high, low) = (Moments(vehicle), Moments(positive))
    guard high.mean != low.mean else { return nil }
    zPrime =
      1 - 3 * (high.standardDeviation + low.standardDeviation) / abs(high.mean - low.mean)
    signalToBackground = low.mean == 0 ? .infinity : high.mean / low.mean
    vehicleVariation = high.standardDeviation / high.mean
    vehicles = vehicle.count
    positives = positive.count
  }
}

/// The mean and the spread of numbers.
struct Moments: Hashable, Sendable {
  let count: Int
  let mean: Double
  /// The sum of squares around the mean.
  let squares: Double

  init(_ values: [Double]) {
    count = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  var standardDeviation: Double { (squares / Double(count - 1)).squareRoot() }
}
