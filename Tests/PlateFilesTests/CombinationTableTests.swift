import DelimitedText
import DrugResponse
import Testing

@testable import PlateFiles

@Suite("Tables of responses to two drugs")
struct CombinationTableTests {
  private static let finder =
    "block_id,drug_row,drug_col,conc_r,conc_c,response,conc_r_unit,conc_c_unit\n"

  @Test func `SynergyFinder's percentages become viabilities`() throws {
    let rows =
      "1,X,Y,0,0,5,nM,uM\n1,X,Y,10,0,30,nM,uM\n1,X,Y,10,0.5,80,nM,uM\n2,X,Z,1,2,NA,nM,nM\n"
      + "2,X,Z,1,3,100,nM,nM\n"
    let reading = try table(Self.finder + rows).combinations(PlateSettings(response: .inhibition))
    #expect(reading.tables.map(\.block) == ["1", "2"])
    #expect(reading.tables.map(\.drugB) == ["Y", "Z"])
    #expect(reading.tables[0].points.map(\.response) == [0.95, 0.7, 1 - 0.8])
    #expect(reading.tables[0].points.map(\.doseA) == [0, 10 * 1e-9, 10 * 1e-9])
    #expect(reading.tables[0].points.map(\.doseB) == [0, 0, 0.5 * 1e-6])
    #expect(reading.tables[1].points.map(\.response) == [0])
    #expect(
      reading.warnings.map(\.description) == [
        "p.csv:5:11: warning: 1 row without a response left out"
      ])
    let viability = try table(Self.finder + rows).combinations(
      PlateSettings(response: .viability))
    #expect(viability.tables[0].points.map(\.response) == [0.05, 0.3, 0.8])
  }

  @Test(
    "other spellings of SynergyFinder's columns",
    arguments: [
      "PairIndex,Drug1,Drug2,Conc1,Conc2,Inhibition,ConcUnit",
      "BlockID,DrugRow,DrugCol,ConcRow,ConcCol,inhibition,conc_unit1",
    ])
  func spellings(header: String) throws {
    let reading = try table(header + "\n1,X,Y,10,20,30,nM\n").combinations()
    let found = try #require(reading.tables.first)
    #expect([found.block, found.drugA, found.drugB] == ["1", "X", "Y"])
    #expect(
      found.points == [CombinationPoint(doseA: 10 * 1e-9, doseB: 20 * 1e-9, response: 1 - 0.3)])
  }

  @Test(
    "tables of the Python package synergy",
    arguments: ["drug1.conc,drug2.conc,effect", "d1,d2,E", "drug1.conc,drug2.conc,E"])
  func synergy(header: String) throws {
    let text = table(header + "\n0,0,1\n0.5,0,0.8\n0.5,2,0.4\n")
    let settings = PlateSettings(
      unit: .micromolar, cellLine: "L", response: .viability, drugs: ["X", "Y"])
    let found = try #require(try text.combinations(settings).tables.first)
    #expect([found.drugA, found.drugB] == ["X", "Y"])
    #expect(found.cells == CellPopulation(cellLine: "L", genotype: ""))
    #expect(found.points.map(\.response) == [1, 0.8, 0.4])
    #expect(found.points.map(\.doseA) == [0, 0.5 * 1e-6, 0.5 * 1e-6])
    #expect(found.points.map(\.doseB) == [0, 0, 2 * 1e-6])
  }

  @Test func `one drug alone`() throws {
    let settings = PlateSettings(unit: .micromolar, response: .inhibition)
    let found = try #require(
      try table("drug.conc,E\n1,0.25\n").combinations(settings).tables.first)
    #expect(found.drugB == nil)
    #expect(found.points.map(\.response) == [0.75])
  }

  @Test func `neither a unit nor what a response means is assumed`() throws {
    #expect(
      try table("drug1.conc,drug2.conc,effect\n0,0,1\n").failure() == [
        "p.csv:1:1: error: the table does not say in which unit its concentrations are; expected a "
          + "column conc_r_unit, or the unit stated beside the table; a unit is never assumed",
        "p.csv:1:23: error: the table does not say what effect means; expected a column inhibition "
          + "or viability, or either stated beside the table",
      ])
    #expect(
      try table(Self.finder + "1,X,Y,1,1,5,,uM\n").failure(PlateSettings(response: .viability)) == [
        "p.csv:2:13: error: conc_r_unit is ''; expected M, mM, µM, nM, pM, log10 M, log10 µM or "
          + "log10 nM; a unit is never assumed"
      ])
  }

  @Test func `three drugs are refused, and bad fields told together`() throws {
    let settings = PlateSettings(unit: .micromolar, response: .viability)
    #expect(
      try table("d1,d2,d3,E\n0,0,0,1\n").failure(settings) == [
        "p.csv:1:7: error: column d3: a third drug; expected two drugs"
      ])
    #expect(
      try table("d1,d2,E\n0,-1,1\n1,1,high\n1,1,0.5\n").failure(settings) == [
        "p.csv:2:3: error: d2 is '-1'; expected at least 0 in µM, or a logarithm with a unit such as "
          + "log10 M",
        "p.csv:3:5: error: E is 'high'; expected a number",
      ])
  }

  @Test func `shares in place of percentages are told`() throws {
    let reading = try table(Self.finder + "1,X,Y,1,1,0.5,uM,uM\n").combinations(
      PlateSettings(response: .viability))
    #expect(
      reading.warnings.map(\.description) == [
        "p.csv:1:1: warning: no response is above 1.5: this form holds percentages, not shares"
      ])
    let shares = try table("d1,d2,E\n1,1,50\n").combinations(
      PlateSettings(unit: .micromolar, response: .viability))
    #expect(
      shares.warnings.map(\.description) == [
        "p.csv:1:1: warning: responses above 10: this form holds shares of 1, not percentages"
      ])
  }
}
