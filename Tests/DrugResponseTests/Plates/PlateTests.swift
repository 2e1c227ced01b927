import DrugResponse
import Foundation
import NumericalMethods
import Testing

@Suite struct PlateTests {
  /// A synthetic plate: six vehicle wells, two blanks, two positive controls, and eight doses of
  /// fulvestrant in duplicate.
  private func plate(
    noise: Double = 0, edge: Double = 0, _ random: RandomSource = RandomSource(seed: 1)
  ) throws -> [PlateWell] {
    var wells: [PlateWell] = []
    func add(
      _ name: String, _ role: WellRole, _ value: Double, _ treatments: [Treatment] = []
    ) throws {
      let position = try #require(WellPosition(name))
      let isEdge = PlateFormat.wells96.isEdge(position)
      wells.append(
        PlateWell(
          plate: "P1", position: position, cellLine: "MCF7", genotype: "ERBB2 S310F",
          treatments: treatments, role: role, hours: 72,
          value: (value + 100) * (1 + (isEdge ? edge : 0)) + noise * random.normal(),
          dayZeroValue: 350))
    }
    for name in ["A1", "B2", "C2", "D2", "H3", "F2"] { try add(name, .vehicle, 1_000) }
    for name in ["B11", "C11"] { try add(name, .blank, 0) }
    for name in ["D11", "E11"] { try add(name, .positiveControl, 50) }
    for (index, dose) in [1.0, 3, 10, 30, 100, 300, 1_000, 3_000].enumerated() {
      let treatment = Treatment(
        drug: "fulvestrant", concentration: try Concentration(dose, .nanomolar))
      let value = 1_000 / (1 + dose / 100)
      try add("A\(index + 3)", .sample, value, [treatment])
      try add("D\(index + 3)", .sample, value, [treatment])
    }
    return wells
  }

  @Test func `positions are read and written`() {
    #expect(WellPosition("b7")?.description == "B07")
    #expect(WellPosition("AF48")?.row == 31)
    #expect(WellPosition(row: 27, column: 11).description == "AB12")
    for text in ["", "7B", "B", "B0", "ABC1", "B123", "B-1", "Ä1", "ZZ1"] {
      #expect(WellPosition(text) == nil, "\(text)")
    }
    #expect(PlateFormat.allCases.allSatisfy { $0.rows * $0.columns == $0.rawValue })
    #expect(PlateFormat.wells384.isEdge(WellPosition(row: 15, column: 3)))
    #expect(!PlateFormat.wells384.isEdge(WellPosition(row: 7, column: 11)))
  }

  @Test func `responses are relative to vehicle wells above the background`() throws {
    let wells = try plate()
    #expect(PlateCheck.problems(in: wells) == [])
    let normalized = try NormalizedWell.normalize(wells)
    #expect(normalized.count == 22)
    for entry in normalized {
      let dose = entry.well.treatments.first?.concentration.value(in: .nanomolar) ?? 0
      #expect(abs(entry.viability - 1 / (1 + dose / 100)) < 1e-12)
      // 250 cells above the background at first, 1,000 without drug: two doublings.
      let expected = exp2(log2(4 / (1 + dose / 100)) / 2) - 1
      #expect(abs(try #require(entry.growthRate) - expected) < 1e-12)
    }
    let series = ResponseSeries.single(normalized)
    #expect(series.count == 1 && series[0].drug == "fulvestrant" && series[0].partner == nil)
    #expect(series[0].points.count == 22 && series[0].curve.filter { $0.dose == 0 }.count == 6)
    let fit = try #require(try HillFitter().outcome(series[0].curve).fit)
    #expect(abs(fit.curve.ec50 / 1e-7 - 1) < 1e-5)
    #expect(ResponseSeries.combined(normalized).isEmpty)
  }

  @Test func `two drugs are one board, whichever was named first`() throws {
    func well(_ column: Int, _ doses: [(String, Double)], _ role: WellRole = .sample) throws
      -> PlateWell
    {
      PlateWell(
        plate: "P1", position: WellPosition(row: 2, column: column), cellLine: "T47D",
        genotype: "GFP",
        treatments: try doses.map {
          Treatment(drug: $0.0, concentration: try Concentration($0.1, .nanomolar))
        }, role: role, hours: 96, value: 100 - Double(column))
    }
    let wells = try [
      well(0, [], .vehicle), well(1, [("neratinib", 5)]), well(2, [("fulvestrant", 10)]),
      well(3, [("neratinib", 5), ("fulvestrant", 10)]),
      well(4, [("fulvestrant", 30), ("neratinib", 5)]), well(5, [("palbociclib", 7)]),
      well(6, [("neratinib", 0), ("fulvestrant", 30)]), well(7, [("neratinib", 10)]),
      well(8, [("palbociclib", 9)]),
    ]
    let board = ResponseSeries.combined(try NormalizedWell.normalize(wells))
    #expect(board.count == 1 && board[0].drug == "fulvestrant" && board[0].partner == "neratinib")
    #expect(board[0].points.count == 7)
    #expect(board[0].points.contains { abs($0.doseA - 3e-8) < 1e-20 && $0.doseB == 0 })
    #expect(board[0].points.count { $0.doseA > 0 && $0.doseB > 0 } == 2)
    let single = ResponseSeries.single(try NormalizedWell.normalize(wells))
    #expect(single.map(\.drug) == ["neratinib", "fulvestrant", "palbociclib"])
  }

  @Test func `bad plates say what is wrong`() throws {
    let wells = try plate()
    func changed(_ index: Int, _ change: (PlateWell) -> PlateWell) -> [PlateWell] {
      var copy = wells
      copy[index] = change(copy[index])
      return copy
    }
    func copy(
      _ well: PlateWell, position: WellPosition? = nil, treatments: [Treatment]? = nil,
      role: WellRole? = nil, value: Double? = nil
    ) -> PlateWell {
      PlateWell(
        plate: well.plate, position: position ?? well.position, cellLine: well.cellLine,
        genotype: well.genotype, treatments: treatments ?? well.treatments, role: role ?? well.role,
        hours: well.hours, value: value ?? well.value, dayZeroValue: well.dayZeroValue)
    }
    let first = wells[0]
    let cells = CellPopulation(cellLine: "MCF7", genotype: "ERBB2 S310F")
    #expect(PlateCheck.problems(in: []) == [.noWells])
    #expect(
      PlateCheck.problems(in: wells + [first])
        == [.duplicatedWell(plate: "P1", position: first.position, hours: 72)])
    #expect(
      PlateCheck.problems(in: changed(0) { copy($0, value: -3) })
        == [.negativeValue(plate: "P1", position: first.position, value: -3)])
    #expect(
      PlateCheck.problems(in: changed(0) { copy($0, value: .nan) })
        == [.notFinite(plate: "P1", position: first.position)])
    #expect(
      PlateCheck.problems(in: wells.map { copy($0, value: 5) }) == [.allValuesEqual(plate: "P1")])
    #expect(
      PlateCheck.problems(in: wells.map { $0.role == .vehicle ? copy($0, value: 0) : $0 })
        == [.vehicleNotAboveBlank(plate: "P1", cells: cells, hours: 72)])
    #expect(
      PlateCheck.problems(in: wells.filter { $0.role != .vehicle })
        == [.missingVehicle(plate: "P1", cells: cells, hours: 72)])
    #expect(
      PlateCheck.problems(in: changed(10) { copy($0, treatments: []) })
        == [.sampleWithoutDrug(plate: "P1", position: wells[10].position)])
    let drug = wells[10].treatments
    #expect(
      PlateCheck.problems(in: changed(0) { copy($0, treatments: drug) })
        == [.treatedControl(plate: "P1", position: first.position)])
    #expect(
      PlateCheck.problems(in: changed(10) { copy($0, treatments: drug + drug) })
        == [.unsupportedTreatments(plate: "P1", position: wells[10].position)])
    #expect(
      PlateCheck.problems(in: changed(0) { copy($0, position: WellPosition(row: 40, column: 1)) })
        == [.unknownFormat(plate: "P1")])
    let one = wells.filter { $0.role != .sample || $0.treatments == drug }
    let single = PlateProblem.singleDose(
      drug: "fulvestrant", cells: cells, dose: drug[0].concentration)
    #expect(PlateCheck.problems(in: one) == [single] && !single.preventsAnalysis)
    #expect(throws: CurveProblem.tooFewDoses(distinct: 1)) {
      try HillFitter().outcome(ResponseSeries.single(try NormalizedWell.normalize(one))[0].curve)
    }
    let dead = wells.map { copy($0, value: $0.role == .vehicle ? 90 : $0.value) }
    #expect(throws: PlateProblem.vehicleNotAboveBlank(plate: "P1", cells: cells, hours: 72)) {
      try NormalizedWell.normalize(dead)
    }
  }

  @Test func `Z prime of known controls`() throws {
    func well(_ role: WellRole, _ column: Int, _ value: Double) -> PlateWell {
      PlateWell(
        plate: "P", position: WellPosition(row: 1, column: column), cellLine: "L", genotype: "G",
        treatments: [], role: role, hours: 72, value: value)
    }
    let wells =
      [90.0, 100, 110].enumerated().map { well(.vehicle, $0.offset, $0.element) }
      + [8.0, 10, 12].enumerated().map { well(.positiveControl, $0.offset + 3, $0.element) }
    let window = try #require(AssayWindow(wells))
    #expect(abs(window.zPrime - (1 - 3 * 12 / 90.0)) < 1e-12)
    #expect(window.grade == .excellent && abs(window.signalToBackground - 10) < 1e-12)
    #expect(abs(window.vehicleVariation - 0.1) < 1e-12)
    let blanks = wells.map {
      $0.role == .vehicle ? $0 : well(.blank, $0.position.column, $0.value * 8)
    }
    #expect(try #require(AssayWindow(blanks)).grade == .unusable)
    #expect(AssayWindow(wells.filter { $0.role == .vehicle }) == nil)
  }

  @Test func `edge effects are found at their size and not where there are none`() throws {
    var (covered, alarms) = (0, 0)
    for index in 0..<200 {
      let random = RandomSource(seed: RandomSource.seed(base: 51, stream: UInt64(index)))
      let spoiled = try #require(
        PositionEffect(try plate(noise: 15, edge: -0.15, random).filter { $0.role != .blank }))
      if spoiled.edge.contains(-0.15) { covered += 1 }
      let clean = try #require(
        PositionEffect(try plate(noise: 15, random).filter { $0.role != .blank }))
      if clean.edgePValue < 0.05 { alarms += 1 }
    }
    // The mean of a condition is lowered by its edge wells too, so that the estimate is a little off.
    #expect(covered >= 150)
    #expect((1...25).contains(alarms))
  }
}
