/// A well with its response relative to controls.
public struct NormalizedWell: Hashable, Sendable {
  /// The well.
  public let well: PlateWell
  /// The signal relative to the mean of the vehicle wells, both above the background.
  public let viability: Double
  /// The growth rate relative to that of untreated cells, where day-0 signals allow it.
  public let growthRate: Double?
  /// Doublings per hour, on the last measurement of a well that was measured at three times or more.
  public let proliferationRate: Double?

  /// The response by a measure; `nil` where the well has none.
  public func response(_ measure: ResponseSeries.Measure) -> Double? {
    switch measure {
    case .viability: viability
    case .growthRate: growthRate
    case .proliferationRate: proliferationRate
    }
  }

  /// Relates wells to the vehicle wells of the same plate, cells and time.
  ///
  /// ```
  /// viability = (value - blank) / (vehicle - blank)
  /// ```
  /// with the mean of the plate's vehicle wells and of its blanks (0 without any).
  ///
  /// - Parameter wells: The wells of an experiment.
  /// - Returns: The treated and the vehicle wells, in their order.
  /// - Throws: The first problem that prevents an analysis.
  public static func normalize(_ wells: [PlateWell]) throws(PlateProblem) -> [NormalizedWell] {
    if let problem = PlateCheck.problems(in: wells).first(where: \.preventsAnalysis) {
      throw problem
    }
    let levels = ControlLevels(wells)
    let rates = proliferationRates(wells, levels)
    var result: [NormalizedWell] = []
    for well in wells where well.role == .sample || well.role == .vehicle {
      let blank = levels.background(of: well.plate)
      guard let control = levels.vehicle(of: ControlGroup(well)), control > 0 else {
        throw .vehicleNotAboveBlank(plate: well.plate, cells: well.cells, hours: well.hours)
      }
      let rate = well.dayZeroValue.flatMap { dayZero in
        try? GrowthRateInhibition.value(
          treated: well.value - blank, dayZero: dayZero - blank, control: control)
      }
      result.append(
        NormalizedWell(
          well: well, viability: (well.value - blank) / control, growthRate: rate,
          proliferationRate: rates[WellTime(well)]))
    }
    return result
  }

  private struct WellPlace: Hashable {
    let plate: String
    let position: WellPosition

    init(_ well: PlateWell) { (plate, position) = (well.plate, well.position) }
  }

  private struct WellTime: Hashable {
    let place: WellPlace
    let hours: Double

    init(_ well: PlateWell) { (place, hours) = (WellPlace(well), well.hours) }
  }

  /// The rates of wells with a course, by their last measurement.
  private static func proliferationRates(
    _ wells: [PlateWell], _ levels: ControlLevels
  ) -> [WellTime: Double] {
    var courses: [WellPlace: [PlateWell]] = [:]
    for well in wells where well.role == .sample || well.role == .vehicle {
      courses[WellPlace(well), default: []].append(well)
    }
    var rates: [WellTime: Double] = [:]
    for course in courses.values where course.count > 2 {
      let counts = course.map {
        ProliferationRate.Count(hours: $0.hours, cells: $0.value - levels.background(of: $0.plate))
      }
      guard let last = course.max(by: { $0.hours < $1.hours }),
        let found = try? ProliferationRate(counts)
      else { continue }
      rates[WellTime(last)] = found.rate.value
    }
    return rates
  }
}
