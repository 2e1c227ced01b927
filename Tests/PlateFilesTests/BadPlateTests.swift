import DelimitedText
import DrugResponse
import Testing

@testable import PlateFiles

/// Every fault is told in words at its place, and none hides another.
@Suite("Faults of tables of wells")
struct BadPlateTests {
  private static let header = "well,cell_line,drug_a,dose_a,unit,time_h,value,control\n"
  /// Rows that are right, on lines 2 to 4.
  private static let good = "A1,L,X,1,nM,72,5,\nA2,L,X,2,nM,72,6,\nA3,L,,,,72,9,vehicle\n"

  @Test(
    "one field",
    arguments: [
      (
        "Z99,L,X,1,nM,72,5,",
        "p.csv:5:1: error: well is 'Z99'; expected a well of a 96-well plate, A01 to H12"
      ),
      (
        "7B,L,X,1,nM,72,5,",
        "p.csv:5:1: error: well is '7B'; expected a row and a column, such as B07 or P24"
      ),
      (
        "I01,L,X,1,nM,72,5,",
        "p.csv:5:1: error: well is 'I01'; expected a well of a 96-well plate, A01 to H12"
      ),
      ("B1,,X,1,nM,72,5,", "p.csv:5:4: error: cell_line is ''; expected the cell line's name"),
      ("B1,L,X,,nM,72,5,", "p.csv:5:8: error: dose_a is ''; expected the dose of X"),
      (
        "B1,L,X,ten,nM,72,5,",
        "p.csv:5:8: error: dose_a is 'ten'; expected a dose of at least 0 in nM"
      ),
      (
        "B1,L,X,-6,nM,72,5,",
        "p.csv:5:8: error: dose_a is '-6'; expected at least 0 in nM, or a logarithm with a unit such as log10 M"
      ),
      (
        "B1,L,X,0,log10 M,72,5,",
        "p.csv:5:8: error: dose_a is '0'; expected a logarithm in log10 M: a dose of 0 has none, and 0 would be 1 mol/L; a well without drug has neither drug nor dose"
      ),
      (
        "B1,L,X,-inf,log10 M,72,5,",
        "p.csv:5:8: error: dose_a is '-inf'; expected a logarithm in log10 M; a well without drug has neither drug nor dose"
      ),
      (
        "B1,L,X,500,mM,72,5,",
        "p.csv:5:8: error: dose_a is '500'; expected at most 0.1 mol/L, above which no drug dissolves in medium: in mM this is more"
      ),
      (
        "B1,L,X,5,ng/mL,72,5,",
        "p.csv:5:10: error: unit is 'ng/mL'; expected M, mM, µM, nM, pM, log10 M, log10 µM or log10 nM"
      ),
      (
        "B1,L,X,5,,72,5,",
        "p.csv:5:10: error: unit is ''; expected M, mM, µM, nM, pM, log10 M, log10 µM or log10 nM; a unit is never assumed"
      ),
      ("B1,L,X,5,nM,,5,", "p.csv:5:13: error: time_h is ''; expected hours of at least 0"),
      ("B1,L,X,5,nM,-1,5,", "p.csv:5:13: error: time_h is '-1'; expected hours of at least 0"),
      ("B1,L,X,5,nM,72,OVRFLW,", "p.csv:5:16: error: value is 'OVRFLW'; expected a number"),
      (
        "B1,L,X,5,nM,72,\"1,5\",",
        "p.csv:5:16: error: value is '1,5'; expected a decimal point, not a comma"
      ),
      (
        "B1,L,X,5,nM,72,5,perhaps",
        "p.csv:5:18: error: control is 'perhaps'; expected sample, vehicle, positive or blank"
      ),
      (
        "B1,L,DMSO,0.1,nM,72,5,",
        "p.csv:5:11: error: dose_a is '0.1'; expected 0 or a blank field, for there is no drug"
      ),
    ])
  func fields(row: String, message: String) throws {
    #expect(
      try table(Self.header + Self.good + row).failure(PlateSettings(format: .wells96)) == [message]
    )
  }

  @Test func `bad rows do not hide one another`() throws {
    let messages = try table(
      Self.header + Self.good
        + "B1,L,X,1,pints,72,5,\nB2,L,X,\"1,5\",nM,72,x,\nB3,L,Y,1,nM,72,7,\nQ,L,Y,1,nM,72,7,\n"
    ).failure()
    #expect(
      messages == [
        "p.csv:5:10: error: unit is 'pints'; expected M, mM, µM, nM, pM, log10 M, log10 µM or "
          + "log10 nM",
        "p.csv:6:8: error: dose_a is '1,5'; expected a decimal point, not a comma",
        "p.csv:6:20: error: value is 'x'; expected a number",
        "p.csv:8:1: error: well is 'Q'; expected a row and a column, such as B07 or P24",
      ])
  }

  @Test(
    "what the plate as a whole lacks",
    arguments: [
      (
        "A1,L,X,1,nM,72,5,\nA2,L,X,2,nM,72,5,\nA3,L,,,,72,5,\n",
        ["p.csv:2:1: error: all signals of plate p are the same; expected measurements that differ"]
      ),
      (
        "A1,L,X,1,nM,72,5,\nA2,L,X,2,nM,72,6,\n",
        [
          "p.csv:2:1: error: L on plate p has no vehicle wells at 72 h; expected wells of these cells with control vehicle, or without a drug"
        ]
      ),
      (
        good + "A2,L,X,2,nM,72,6,\na02,L,X,2,nM,72,7,\nA2,L,X,2,nM,48,7,\nA3,L,,,,48,1,\n",
        [
          "p.csv:5:1: error: well A02 of plate p is there twice at 72 h; expected each well once per plate and time",
          "p.csv:6:1: error: well A02 of plate p is there twice at 72 h; expected each well once per plate and time",
        ]
      ),
      (
        good + "B1,L,X,4,nM,72,-0.2,\n",
        [
          "p.csv:5:16: error: the signal of well B01 of plate p is -0.2; expected at least 0; subtract no background, but mark wells without cells as blank"
        ]
      ),
      (
        good + "B1,L,,,,72,3,sample\n",
        [
          "p.csv:5:1: error: well B01 of plate p is a sample without a drug; expected a drug, or vehicle"
        ]
      ),
      (
        good + "B1,L,X,3,nM,72,3,DMSO\n",
        [
          "p.csv:5:1: error: well B01 of plate p is a control and has a drug; expected no drug, or a dose of 0, in a vehicle or blank well"
        ]
      ),
      (
        good + "AZ1,L,X,3,nM,72,3,\n",
        [
          "p.csv:5:1: error: plate p has wells outside a 1,536-well plate; expected wells from A01 to AF48"
        ]
      ),
      (
        "A1,L,X,1,nM,72,5,\nA2,L,X,2,nM,72,6,\nA3,L,,,,72,3,vehicle\nA4,,,,,72,3,blank\n",
        [
          "p.csv:4:12: error: the vehicle wells of L on plate p at 72 h are not above the background; expected a signal of untreated cells"
        ]
      ),
    ])
  func plates(rows: String, messages: [String]) throws {
    #expect(try table(Self.header + rows).failure() == messages)
  }

  @Test(
    "a unit in the name of a column",
    arguments: [
      ("dose_a (nM)", "dose_a", "nM"), ("Dose [\u{3BC}M]", "dose_a", "µM"),
      ("conc_uM", "dose_a", "µM"), ("Concentration log10(M)", "dose_a", "log10 M"),
    ])
  func unitInName(name: String, column: String, unit: String) throws {
    let header = Self.header.replacing("dose_a,unit,", with: "\(name),")
    #expect(
      try table(header + "A1,L,X,1,72,5,\n").failure() == [
        "p.csv:1:23: error: column \(name) has its unit in its name; expected \(column), and \(unit) in a column unit or stated beside the table"
      ])
  }

  @Test func `one dose is no curve, and is told without stopping`() throws {
    let reading = try table(Self.header + "A1,L,X,1,nM,72,5,\nA3,L,,,,72,9,vehicle\n").wells()
    #expect(
      reading.warnings.map(\.description) == [
        "p.csv:2:1: warning: X has one dose on L: no curve can be fitted"
      ])
  }

  @Test func `columns that are misspelt or there twice are told`() throws {
    #expect(
      try table("well,cell_line,drug_a,doze_a,unit,time_h,value\n").failure() == [
        "p.csv:1:23: error: unknown column doze_a; expected dose_a, if that is meant"
      ])
    #expect(
      try table("well,Well ID,cell_line,drug_a,dose_a,unit,time_h,value\n").failure() == [
        "p.csv:1:6: error: the columns well and Well ID are both well; expected each column once"
      ])
  }

  @Test(
    "texts that are no table",
    arguments: [
      ("", "p.csv: error: the file is empty; expected a table of responses with a header line"),
      (
        "well,cell_line,drug_a,dose_a,unit,time_h,value\n",
        "p.csv:1:1: error: no well has a signal; expected one row per well"
      ),
      (
        "well\n\u{0}",
        "p.csv:1:1: error: the file is not text: it has bytes of zero; expected a table of responses"
      ),
    ])
  func texts(text: String, message: String) throws {
    #expect(try table(text).failure() == [message])
  }
}
