/// A well with its response relative to controls.
public struct NormalizedWell: Hashable, Sendable {
  /// The well.
  public let well: PlateWell
  /// The signal relative to the mean of the vehicle wells, both above the background.
  public let viability: Double
  /// The growth rate relative to that of untreated cells, where day-0 signals allow it.
  public let growthRate: Double?

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
          well: well, viability: (well.value - blank) / control, growthRate: rate))
    }
    return result
  }
}
