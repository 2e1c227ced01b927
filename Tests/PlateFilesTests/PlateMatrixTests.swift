import DelimitedText
import DrugResponse
import Testing

@testable import PlateFiles

@Suite("Plates as matrices")
struct PlateMatrixTests {
  /// The letters of the rows of a plate.
  private static let letters = "ABCDEFGHIJKLMNOP".map(String.init)

  /// A block of a plate whose wells hold what a closure says.
  private static func block(
    _ name: String, columns: Int = 12, _ field: (Int, Int) -> String
  ) -> String {
    let header = ([name] + (1...columns).map(String.init)).joined(separator: ",")
    let rows = (0..<(columns * 2 / 3)).map { row in
      ([letters[row]] + (0..<columns).map { field(row, $0) }).joined(separator: ",")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  private static let settings = PlateSettings(unit: .nanomolar, hours: 72, cellLine: "MCF7")
  private static let signals = block("<>") { "\($0 * 100 + $1 + 1)" }

  @Test func `signals are joined to a layout by well`() throws {
    let layout = table(
      "well,drug_a,dose_a,control\nB02,X,10,\nB3,X,100,\nC02,,,blank\nH12,,,vehicle\n", "layout.csv"
    )
    let text = table("Plate: 1\nMode: Luminescence\n\n\(Self.signals)\n", "run7.csv")
    let reading = try text.wells(Self.settings, layout: [layout])
    #expect(
      reading.wells.map(\.line) == [
        "run7 B02 MCF7/ [X 10.0 nM] sample 72.0 h: 102.0",
        "run7 B03 MCF7/ [X 100.0 nM] sample 72.0 h: 103.0",
        "run7 C02 MCF7/ [] blank 72.0 h: 202.0", "run7 H12 MCF7/ [] vehicle 72.0 h: 712.0",
      ])
    #expect(
      reading.warnings.map(\.description) == [
        "run7.csv: warning: 2 lines outside the plate left out",
        "run7.csv:5:3: warning: 92 wells with a signal and nothing in the layout left out",
      ])
  }

  @Test func `a block for each column, in the file of the signals or another`() throws {
    let signals = table(Self.signals, "s.csv")
    let drug = Self.block("drug_a") { row, column in row == 0 && column < 3 ? "X" : "" }
    let dose = Self.block("dose_a") { row, column in row == 0 && column < 3 ? "\(column)" : "" }
    let lines = Self.block("cell_line") { row, _ in row == 0 ? "T47D" : "" }
    let expected = [
      "s A01 T47D/ [X 0.0 nM] vehicle 72.0 h: 1.0", "s A02 T47D/ [X 1.0 nM] sample 72.0 h: 2.0",
      "s A03 T47D/ [X 2.0 nM] sample 72.0 h: 3.0",
    ]
    let settings = PlateSettings(unit: .nanomolar, hours: 72)
    let one = try signals.wells(
      settings, layout: [table([drug, dose, lines].joined(separator: "\n"))])
    #expect(one.wells.prefix(3).map(\.line) == expected)
    #expect(one.wells.dropFirst(3).allSatisfy { $0.role == .vehicle && $0.position.row == 0 })
    let several = try signals.wells(
      settings, layout: [table(drug, "d.csv"), table(dose, "e.csv"), table(lines, "l.csv")])
    #expect(several.wells == one.wells)
    let together = try table([Self.signals, drug, dose, lines].joined(separator: "\n"), "s.csv")
      .wells(settings)
    #expect(together.wells == one.wells)
  }

  @Test func `plates of 384 wells, and their layout by plate and well`() throws {
    let signals = Self.block("value", columns: 24) { "\($0 * 100 + $1 + 1)" }
    let layout = table(
      "plate,well,cell_line,drug_a,dose_a,unit,time_h\nQ,P24,L,X,1,uM,48\nQ,P23,L,X,2,uM,48\n"
        + "Q,A1,L,,,,48\nR,A2,L,X,5,uM,48\n")
    let reading = try table(signals, "s.csv").wells(PlateSettings(plate: "Q"), layout: [layout])
    #expect(
      reading.wells.map(\.line) == [
        "Q A01 L/ [] vehicle 48.0 h: 1.0", "Q P23 L/ [X 2000.0 nM] sample 48.0 h: 1523.0",
        "Q P24 L/ [X 1000.0 nM] sample 48.0 h: 1524.0",
      ])
    #expect(
      reading.warnings.map(\.description).contains(
        "p.csv:5:3: warning: 1 well of the layout that the signals do not have left out"))
  }

  @Test func `a tidy table of signals takes a layout too`() throws {
    let reading = try table("plate,well,value\n1,A1,5\n1,A2,6\n1,A3,7\n", "s.csv").wells(
      Self.settings, layout: [table("well,drug_a,dose_a\nA1,DMSO,\nA2,X,1\nA3,X,3\n")])
    #expect(reading.wells.map(\.role) == [.vehicle, .sample, .sample])
  }

  @Test func `wells that are not on the plate, and what no table has`() throws {
    let signals = table(Self.signals, "s.csv")
    #expect(
      try signals.failure(Self.settings, layout: [table("well,drug_a,dose_a\nI1,X,1\nA25,X,1\n")])
        == [
          "p.csv:2:1: error: well is 'I1'; expected a well of a 96-well plate, A01 to H12",
          "p.csv:3:1: error: well is 'A25'; expected a well of a 96-well plate, A01 to H12",
        ])
    #expect(
      try signals.failure(PlateSettings(hours: 72))
        == [
          "cell_line", "drug_a", "dose_a", "unit",
        ].map {
          "s.csv:1:1: error: no table has \($0); expected a column or block of that name in the "
            + "signals or the layout"
        })
  }

  @Test func `faults of blocks`() throws {
    func isOfBlock(_ message: String) -> Bool { !message.contains("no table has") }
    let header = "value," + (1...12).map(String.init).joined(separator: ",") + "\n"
    let row = ",1,2,3,4,5,6,7,8,9,10,11,12"
    #expect(
      try table(header + "A\(row)\nQ\(row)\nA\(row)\nB\(row),13\nC1,5,5\n", "s.csv").failure(
        Self.settings
      )
      .filter(isOfBlock) == [
        "s.csv:3:1: error: row is 'Q'; expected a row from A to H, for the block has 12 columns",
        "s.csv:4:1: error: row is 'A'; expected each row once",
        "s.csv:5:30: error: the row has more than 12 fields after its letter; expected one field "
          + "per column of the plate",
        "s.csv:6:1: error: row is 'C1'; expected a row from A to H, for the block has 12 columns",
      ])
    #expect(
      try table(Self.signals, "s.csv").failure(
        Self.settings, layout: [table(Self.block("", columns: 12) { _, _ in "X" })]
      ).first(where: isOfBlock)
        == "p.csv:1:1: error: the block has no name; expected the name of a column above the rows' "
        + "letters: plate, cell_line, genotype, drug_a, dose_a, drug_b, dose_b, unit, unit_b, "
        + "time_h, value, value_0, control")
    #expect(
      try table(Self.signals, "s.csv").failure(
        Self.settings, layout: [table(Self.block("drug_a", columns: 24) { _, _ in "X" })]
      ).first(where: isOfBlock)
        == "p.csv:1:1: error: the block has 24 columns; expected 12, as a 96-well plate has")
    #expect(
      try table(Self.signals + "\n" + Self.signals, "s.csv").failure(Self.settings).first(
        where: isOfBlock)
        == "s.csv:11:1: error: a second block of value; expected one plate per file, each column "
        + "once")
    #expect(
      try table(Self.signals + "\n" + Self.block("dose_x") { _, _ in "1" }, "s.csv")
        .failure(Self.settings).first(where: isOfBlock)
        == "s.csv:11:1: error: unknown block dose_x; expected dose_a, if that is meant")
  }
}
