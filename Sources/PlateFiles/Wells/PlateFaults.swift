import DelimitedText
import DrugResponse

/// Tells what ``PlateCheck`` finds at the place where it stands.
struct PlateFaults {
  private let placed: [WellParser.Placed]
  private let byWell: [Key: [Int]]

  private struct Key: Hashable {
    let plate: String
    let position: WellPosition
  }

  init(_ placed: [WellParser.Placed]) {
    self.placed = placed
    byWell = Dictionary(grouping: placed.indices) {
      Key(plate: placed[$0].well.plate, position: placed[$0].well.position)
    }
  }

  /// Adds what prevents an analysis to the faults.
  ///
  /// - Returns: What to tell of the rest.
  func tell(_ problems: [PlateProblem], _ faults: inout Faults) -> [Warning] {
    var warnings: [Warning] = []
    var told: [PlateProblem: Int] = [:]
    for problem in problems {
      let cell = cell(of: problem, after: told[problem, default: 0])
      told[problem, default: 0] += 1
      let words = Self.words(problem)
      guard let cell else { continue }
      if problem.preventsAnalysis {
        faults.add(words.problem, expected: words.expected, at: cell)
      } else {
        warnings.append(Warning("\(words.problem): \(words.expected)", at: cell.location))
      }
    }
    return warnings
  }

  /// The field at which a problem stands.
  ///
  /// - Parameter before: How often the same problem was told before.
  private func cell(of problem: PlateProblem, after before: Int) -> Cell? {
    func named(_ plate: String, _ position: WellPosition) -> [WellParser.Placed] {
      (byWell[Key(plate: plate, position: position)] ?? []).map { placed[$0] }
    }
    func first(_ isMeant: (PlateWell) -> Bool) -> Cell? {
      placed.first { isMeant($0.well) }?.anchor
    }
    switch problem {
    case .noWells: return nil
    case .duplicatedWell(let plate, let position, let hours):
      return named(plate, position).filter { $0.well.hours == hours }.dropFirst(before + 1).first?
        .anchor
    case .negativeValue(let plate, let position, let value):
      return named(plate, position).filter { $0.well.value == value }.dropFirst(before).first?
        .value
    case .notFinite(let plate, let position): return named(plate, position).first?.value
    case .sampleWithoutDrug(let plate, let position):
      return named(plate, position).filter { $0.well.role == .sample && $0.well.treatments.isEmpty }
        .dropFirst(before).first?.anchor
    case .unsupportedTreatments(let plate, let position):
      return named(plate, position).dropFirst(before).first?.anchor
    case .treatedControl(let plate, let position):
      return named(plate, position).filter { $0.well.role != .sample }.dropFirst(before).first?
        .anchor
    case .unknownFormat(let plate):
      return first { $0.plate == plate && PlateFormat.holding([$0.position]) == nil }
    case .allValuesEqual(let plate): return first { $0.plate == plate }
    case .missingVehicle(let plate, let cells, let hours):
      return first { $0.plate == plate && $0.cells == cells && $0.hours == hours }
    case .vehicleNotAboveBlank(let plate, let cells, let hours):
      return placed.first { placed in
        let well = placed.well
        return well.role == .vehicle && well.plate == plate && well.cells == cells
          && well.hours == hours
      }?.value
    case .singleDose(let drug, let cells, _):
      return first { well in
        well.cells == cells && well.treatments.contains { $0.drug == drug }
      }
    }
  }

  private static func words(_ problem: PlateProblem) -> (problem: String, expected: String) {
    switch problem {
    case .noWells: ("there are no wells", "one row per well")
    case .duplicatedWell(let plate, let position, let hours):
      (
        "well \(position) of plate \(plate) is there twice at \(text(hours)) h",
        "each well once per plate and time"
      )
    case .negativeValue(let plate, let position, let value):
      (
        "the signal of well \(position) of plate \(plate) is \(text(value))",
        "at least 0; subtract no background, but mark wells without cells as blank"
      )
    case .notFinite(let plate, let position):
      ("the signal of well \(position) of plate \(plate) is not finite", "a number")
    case .unknownFormat(let plate):
      ("plate \(plate) has wells outside a 1,536-well plate", "wells from A01 to AF48")
    case .allValuesEqual(let plate):
      ("all signals of plate \(plate) are the same", "measurements that differ")
    case .missingVehicle(let plate, let cells, let hours):
      (
        "\(name(cells)) on plate \(plate) has no vehicle wells at \(text(hours)) h",
        "wells of these cells with control vehicle, or without a drug"
      )
    case .vehicleNotAboveBlank(let plate, let cells, let hours):
      (
        "the vehicle wells of \(name(cells)) on plate \(plate) at \(text(hours)) h are not above "
          + "the background", "a signal of untreated cells"
      )
    case .sampleWithoutDrug(let plate, let position):
      ("well \(position) of plate \(plate) is a sample without a drug", "a drug, or vehicle")
    case .unsupportedTreatments(let plate, let position):
      ("well \(position) of plate \(plate) has one drug twice", "two different drugs, or one")
    case .treatedControl(let plate, let position):
      (
        "well \(position) of plate \(plate) is a control and has a drug",
        "no drug, or a dose of 0, in a vehicle or blank well"
      )
    case .singleDose(let drug, let cells, _):
      ("\(drug) has one dose on \(name(cells))", "no curve can be fitted")
    }
  }

  private static func name(_ cells: CellPopulation) -> String {
    [cells.cellLine, cells.genotype].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func text(_ number: Double) -> String {
    var table = TableWriter(capacity: 64)
    table.append(number)
    return table.text
  }
}
