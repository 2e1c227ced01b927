public import DelimitedText
public import DrugResponse

/// The wells of tables, checked: none of what ``PlateCheck`` finds prevents an analysis.
public struct PlateReading: Sendable {
  /// The wells in the order of the table.
  public let wells: [PlateWell]
  /// Whether the positions are those of real plates, so that effects of edge, row and column can be
  /// looked for; exported tables have none.
  public let hasPositions: Bool
  /// What to know of the input.
  public let warnings: [Warning]

  /// Checks wells.
  ///
  /// - Throws: `InputErrors` with every fault, those of single fields first.
  init(
    _ placed: [WellParser.Placed], hasPositions: Bool, warnings: [Warning], faults: Faults,
    ifEmpty place: TextLocation
  ) throws(InputErrors) {
    var faults = faults
    // What single fields lack would show again as missing controls.
    try faults.throwIfAny()
    let wells = placed.map(\.well)
    if wells.isEmpty {
      faults.add(
        .malformed(problem: "no well has a signal", expected: "one row per well"), at: place)
    }
    let told = PlateFaults(placed).tell(PlateCheck.problems(in: wells), &faults)
    try faults.throwIfAny()
    (self.wells, self.hasPositions, self.warnings) = (wells, hasPositions, warnings + told)
  }
}
