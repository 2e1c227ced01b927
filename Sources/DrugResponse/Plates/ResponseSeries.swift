/// The wells of one drug, or of two drugs, on one population of cells.
public struct ResponseSeries: Hashable, Sendable {
  /// Which response is meant.
  public enum Measure: Hashable, Sendable, CaseIterable {
    /// The signal relative to vehicle wells.
    case viability
    /// The growth rate relative to that of untreated cells.
    case growthRate
    /// The doublings per hour once growth is steady: the DIP rate.
    case proliferationRate
  }

  /// The cells.
  public let cells: CellPopulation
  /// The drug.
  public let drug: String
  /// The second drug; `nil` for single wells.
  public let partner: String?
  /// The hours at which the wells were measured.
  public let hours: Double
  /// The doses, in moles per litre, and responses.
  public let points: [CombinationPoint]

  /// Takes responses that were related to untreated cells elsewhere.
  public init(
    cells: CellPopulation, drug: String, partner: String?, hours: Double,
    points: [CombinationPoint]
  ) {
    (self.cells, self.drug, self.partner) = (cells, drug, partner)
    (self.hours, self.points) = (hours, points)
  }

  /// The points of the first drug alone.
  public var curve: [DosePoint] {
    points.filter { $0.doseB == 0 }.map { DosePoint(dose: $0.doseA, response: $0.response) }
  }

  /// The wells of each drug alone, where there are three doses or more of it.
  public var alone: [ResponseSeries] {
    guard let partner else { return [self] }
    let first = points.filter { $0.doseB == 0 }
    let second = points.filter { $0.doseA == 0 }.map {
      CombinationPoint(doseA: $0.doseB, doseB: 0, response: $0.response)
    }
    return [(drug, first), (partner, second)].compactMap { name, points in
      Set(points.map(\.doseA)).subtracting([0]).count < 3
        ? nil
        : ResponseSeries(cells: cells, drug: name, partner: nil, hours: hours, points: points)
    }
  }

  /// Sorts wells into one series for each drug alone on each population of cells and time.
  ///
  /// The vehicle wells of the plates that have the drug on these cells come with it, at dose 0. Wells
  /// without the measure are left out.
  public static func single(
    _ wells: [NormalizedWell], _ measure: Measure = .viability
  ) -> [ResponseSeries] {
    series(wells, measure) { treatments in
      treatments.count == 1 ? (treatments[0].drug, nil) : nil
    }
  }

  /// Sorts wells into one series for each pair of drugs that were combined on cells, with the wells of
  /// either alone.
  ///
  /// The drug whose name sorts first is drug A.
  public static func combined(
    _ wells: [NormalizedWell], _ measure: Measure = .viability
  ) -> [ResponseSeries] {
    series(wells, measure) { treatments in
      guard treatments.count == 2 else { return nil }
      let names = treatments.map(\.drug).sorted()
      return (names[0], names[1])
    }
  }

  private struct Key: Hashable {
    let cells: CellPopulation
    let drug: String
    let partner: String?
    let hours: Double
  }

  /// What the wells of a series share.
  private struct Condition: Hashable {
    let cells: CellPopulation
    let hours: Double

    init(cells: CellPopulation, hours: Double) { (self.cells, self.hours) = (cells, hours) }

    init(_ well: PlateWell) { self.init(cells: well.cells, hours: well.hours) }
  }

  private static func series(
    _ wells: [NormalizedWell], _ measure: Measure,
    _ drugs: ([Treatment]) -> (String, String?)?
  ) -> [ResponseSeries] {
    var keys: [Key] = []
    var plates: [Key: Set<String>] = [:]
    for entry in wells where entry.well.role == .sample && entry.response(measure) != nil {
      let given = entry.well.treatments.filter { !$0.concentration.isZero }
      guard let (drug, partner) = drugs(given) else { continue }
      let key = Key(
        cells: entry.well.cells, drug: drug, partner: partner, hours: entry.well.hours)
      if plates[key] == nil { keys.append(key) }
      plates[key, default: []].insert(entry.well.plate)
    }
    let byCells = Dictionary(grouping: wells) { Condition($0.well) }
    return keys.map { key in
      let own = byCells[Condition(cells: key.cells, hours: key.hours)] ?? []
      let points = own.compactMap { entry -> CombinationPoint? in
        let well = entry.well
        guard let response = entry.response(measure) else { return nil }
        if well.role == .vehicle {
          guard plates[key]?.contains(well.plate) == true else { return nil }
        }
        var (a, b) = (0.0, 0.0)
        for treatment in well.treatments where !treatment.concentration.isZero {
          if treatment.drug == key.drug {
            a = treatment.concentration.molar
          } else if treatment.drug == key.partner {
            b = treatment.concentration.molar
          } else {
            return nil
          }
        }
        return CombinationPoint(doseA: a, doseB: b, response: response)
      }
      return ResponseSeries(
        cells: key.cells, drug: key.drug, partner: key.partner, hours: key.hours, points: points)
    }
  }
}
