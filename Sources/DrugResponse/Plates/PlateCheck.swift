/// Finds what is wrong with the wells of an experiment.
public enum PlateCheck {
  /// All problems, in the order of the wells, those of whole plates after those of wells.
  ///
  /// - Complexity: O(`n`).
  public static func problems(in wells: [PlateWell]) -> [PlateProblem] {
    guard !wells.isEmpty else { return [.noWells] }
    var found: [PlateProblem] = []
    var seen: Set<Measurement> = []
    for well in wells {
      found += problems(of: well)
      let measurement = Measurement(
        plate: well.plate, position: well.position, hours: well.hours)
      if !seen.insert(measurement).inserted {
        found.append(
          .duplicatedWell(plate: well.plate, position: well.position, hours: well.hours))
      }
    }
    let byPlate = Dictionary(grouping: wells, by: \.plate)
    for plate in unique(wells.map(\.plate)) {
      let members = byPlate[plate] ?? []
      if PlateFormat.holding(members.map(\.position)) == nil {
        found.append(.unknownFormat(plate: plate))
      }
      if members.count > 1, members.allSatisfy({ $0.value == members[0].value }) {
        found.append(.allValuesEqual(plate: plate))
      }
    }
    let low = lowVehicles(wells).filter { !isTold($0, found) }
    return found + missingVehicles(wells) + low + singleDoses(wells)
  }

  private struct Measurement: Hashable {
    let plate: String
    let position: WellPosition
    let hours: Double
  }

  private static func problems(of well: PlateWell) -> [PlateProblem] {
    var found: [PlateProblem] = []
    let isFinite =
      well.value.isFinite && well.hours.isFinite && (well.dayZeroValue ?? 0).isFinite
    if !isFinite {
      found.append(.notFinite(plate: well.plate, position: well.position))
    } else if well.value < 0 {
      found.append(
        .negativeValue(plate: well.plate, position: well.position, value: well.value))
    }
    if well.treatments.count > 2 || Set(well.treatments.map(\.drug)).count < well.treatments.count {
      found.append(.unsupportedTreatments(plate: well.plate, position: well.position))
    }
    switch well.role {
    case .sample:
      if well.treatments.isEmpty {
        found.append(.sampleWithoutDrug(plate: well.plate, position: well.position))
      }
    case .vehicle, .blank:
      if well.treatments.contains(where: { !$0.concentration.isZero }) {
        found.append(.treatedControl(plate: well.plate, position: well.position))
      }
    case .positiveControl: break
    }
    return found
  }

  private static func missingVehicles(_ wells: [PlateWell]) -> [PlateProblem] {
    let groups = unique(wells.filter { $0.role == .sample }.map(ControlGroup.init))
    let present = Set(wells.filter { $0.role == .vehicle }.map(ControlGroup.init))
    return groups.filter { !present.contains($0) }.map {
      .missingVehicle(plate: $0.plate, cells: $0.cells, hours: $0.hours)
    }
  }

  /// Vehicle wells whose mean is not above the background: nothing is relative to them.
  private static func lowVehicles(_ wells: [PlateWell]) -> [PlateProblem] {
    let levels = ControlLevels(wells)
    return unique(wells.filter { $0.role == .vehicle }.map(ControlGroup.init)).compactMap { group in
      // A signal that is not finite is told as such.
      guard let level = levels.vehicle(of: group), level <= 0 else { return nil }
      return .vehicleNotAboveBlank(plate: group.plate, cells: group.cells, hours: group.hours)
    }
  }

  /// Whether low vehicle wells need no word of their own, since all wells of their plate are equal.
  private static func isTold(_ problem: PlateProblem, _ found: [PlateProblem]) -> Bool {
    guard case .vehicleNotAboveBlank(let plate, _, _) = problem else { return false }
    return found.contains(.allValuesEqual(plate: plate))
  }

  private static func singleDoses(_ wells: [PlateWell]) -> [PlateProblem] {
    var doses: [DrugOnCells: Set<Concentration>] = [:]
    var order: [DrugOnCells] = []
    for well in wells where well.role == .sample {
      for treatment in well.treatments where !treatment.concentration.isZero {
        let key = DrugOnCells(drug: treatment.drug, cells: well.cells)
        if doses[key] == nil { order.append(key) }
        doses[key, default: []].insert(treatment.concentration)
      }
    }
    return order.compactMap { key in
      guard let tested = doses[key], tested.count == 1, let dose = tested.first else { return nil }
      return .singleDose(drug: key.drug, cells: key.cells, dose: dose)
    }
  }

  private struct DrugOnCells: Hashable {
    let drug: String
    let cells: CellPopulation
  }
}

/// Wells that share their controls.
struct ControlGroup: Hashable {
  let plate: String
  let cells: CellPopulation
  let hours: Double

  init(_ well: PlateWell) {
    plate = well.plate
    cells = well.cells
    hours = well.hours
  }
}

/// The different elements in the order of their first appearance.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var seen: Set<Element> = []
  return elements.filter { seen.insert($0).inserted }
}
