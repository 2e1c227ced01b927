import DelimitedText
import DrugResponse

/// Rows without wells that share their controls, laid out as on a plate.
struct RowPlate {
  /// A row as a well.
  private struct Draft {
    let row: GrowthRow
    let treatments: [Treatment]
    let value: Double
    let dayZero: Double?

    var isVehicle: Bool { treatments.isEmpty }
  }

  private let name: String
  private var drafts: [Draft] = []

  init(name: String) { self.name = name }

  /// Adds a well; without a treatment it is one of untreated cells.
  mutating func add(
    _ row: GrowthRow, _ treatments: [Treatment], _ value: Double, _ dayZero: Double?
  ) {
    // A count of 0 at time 0 allows no growth rate.
    let dayZero = dayZero.flatMap { $0 > 0 ? $0 : nil }
    drafts.append(Draft(row: row, treatments: treatments, value: value, dayZero: dayZero))
  }

  /// The wells; more than fit on one plate go to further plates, with the same untreated cells.
  func placed() -> [WellParser.Placed] {
    let format = PlateFormat.wells1536
    let vehicles = drafts.filter(\.isVehicle).prefix(format.rawValue - 1)
    let samples = drafts.filter { !$0.isVehicle }
    let room = format.rawValue - vehicles.count
    var placed: [WellParser.Placed] = []
    for (number, start) in stride(from: 0, to: max(samples.count, 1), by: room).enumerated() {
      let plate = number == 0 ? name : "\(name) (\(number + 1))"
      let members = Array(vehicles) + samples[start..<min(start + room, samples.count)]
      for (index, draft) in members.enumerated() {
        placed.append(
          Self.well(
            draft, plate,
            WellPosition(row: index / format.columns, column: index % format.columns)))
      }
    }
    return placed
  }

  private static func well(
    _ draft: Draft, _ plate: String, _ position: WellPosition
  ) -> WellParser.Placed {
    WellParser.Placed(
      well: PlateWell(
        plate: plate, position: position, cellLine: draft.row.cells.cellLine,
        genotype: draft.row.cells.genotype, treatments: draft.treatments,
        role: draft.isVehicle ? .vehicle : .sample, hours: draft.row.hours, value: draft.value,
        dayZeroValue: draft.dayZero),
      anchor: draft.row.anchor, value: draft.row.value)
  }
}
