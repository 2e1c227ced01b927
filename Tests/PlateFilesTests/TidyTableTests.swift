import DelimitedText
import DrugResponse
import Testing

@testable import PlateFiles

@Suite("Tables with a row per well")
struct TidyTableTests {
  static let header =
    "plate,well,cell_line,genotype,drug_a,dose_a,drug_b,dose_b,unit,time_h,value,value_0,control\n"

  @Test func `every column reaches the well`() throws {
    let reading = try table(
      Self.header
        + """
        P1,A01,MCF7,ERBB2 S310F,neratinib,10,fulvestrant,0.1,nM,72,0.5,0.2,
        P1,a2,MCF7,ERBB2 S310F,neratinib,100,,,nM,72,0.4,0.2,sample
        P1,A03,MCF7,ERBB2 S310F,,,,,,72,1.5,0.2,DMSO
        P1,A04,MCF7,ERBB2 S310F,staurosporine,1,,,uM,72,0.05,,positive control
        P1,A05,,,,,,,,72,0.01,,no cells
        """
    ).wells()
    #expect(
      reading.wells.map(\.line) == [
        "P1 A01 MCF7/ERBB2 S310F [neratinib 10.0 nM + fulvestrant 0.1 nM] sample 72.0 h: 0.5 of 0.2",
        "P1 A02 MCF7/ERBB2 S310F [neratinib 100.0 nM] sample 72.0 h: 0.4 of 0.2",
        "P1 A03 MCF7/ERBB2 S310F [] vehicle 72.0 h: 1.5 of 0.2",
        "P1 A04 MCF7/ERBB2 S310F [staurosporine 1000.0 nM] positiveControl 72.0 h: 0.05",
        "P1 A05 / [] blank 72.0 h: 0.01",
      ])
    #expect(reading.hasPositions)
    #expect(
      reading.warnings.map(\.description) == [
        "p.csv:2:4: warning: fulvestrant has one dose on MCF7 ERBB2 S310F: no curve can be fitted"
      ])
  }

  @Test func `units may differ from row to row and from drug to drug`() throws {
    let reading = try table(
      """
      well\tcell_line\tdrug_a\tdose_a\tunit\tdrug_b\tdose_b\tunit_b\ttime_h\tvalue
      A1\tMCF7\tX\t10\tnM\tY\t2\tuM\t72\t1
      A2\tMCF7\tX\t0.02\tµM\tY\t3\t\t72\t2
      A3\tMCF7\tX\t0.00003\tmM\tY\t-7\tlog10 M\t72\t3
      A4\tMCF7\tX\t4e-8\tM\t\t\t\t72\t4
      A5\tMCF7\tX\t-7.30103\tlog10(M)\t\t\t\t72\t5
      A6\tMCF7\tX\t0\tlog10 uM\tY\t4000\tpM\t72\t6
      A7\tMCF7\tX\t0\tnM\t\t\t\t72\t7
      A8\tMCF7\tX\t0\t\t\t\t\t72\t8
      """, "plates/run1.tsv.gz"
    ).wells()
    #expect(
      reading.wells.map { $0.treatments.map { nanomolar($0.concentration) } } == [
        ["10.0 nM", "2000.0 nM"], ["20.0 nM", "3000.0 nM"], ["30.0 nM", "100.0 nM"], ["40.0 nM"],
        ["50.0 nM"], ["1000.0 nM", "4.0 nM"], ["0.0 nM"], ["0.0 nM"],
      ])
    #expect(reading.wells.map(\.role).suffix(3) == [.sample, .vehicle, .vehicle])
    #expect(Set(reading.wells.map(\.plate)) == ["run1"])
  }

  @Test func `columns may have other names and other order, and unknown ones are told`() throws {
    let reading = try table(
      "Drug,Concentration,Unit,Cell Line,WELL,Hours,Signal,operator\nX,1,nM,T47D,B7,48,3,AB\n"
        + "X,2,nM,T47D,B8,48,4,AB\n-,,,T47D,B9,48,5,AB\n"
    ).wells()
    #expect(
      reading.wells.map(\.line) == [
        "p B07 T47D/ [X 1.0 nM] sample 48.0 h: 3.0", "p B08 T47D/ [X 2.0 nM] sample 48.0 h: 4.0",
        "p B09 T47D/ [] vehicle 48.0 h: 5.0",
      ])
    #expect(
      reading.warnings.map(\.description) == [
        "p.csv:1: warning: unknown column not used: operator"
      ])
  }

  @Test func `what is stated beside the table fills in columns that it lacks`() throws {
    let text = table("well,drug_a,dose_a,value\nA1,X,1,3\nA2,X,2,4\nA3,,,5\n")
    let settings = PlateSettings(
      unit: .micromolar, hours: 96, plate: "Q", cellLine: "BT474", genotype: "GFP")
    #expect(
      try text.wells(settings).wells.map(\.line) == [
        "Q A01 BT474/GFP [X 1000.0 nM] sample 96.0 h: 3.0",
        "Q A02 BT474/GFP [X 2000.0 nM] sample 96.0 h: 4.0",
        "Q A03 BT474/GFP [] vehicle 96.0 h: 5.0",
      ])
    #expect(
      try text.failure() == [
        "p.csv:1:1: error: no column cell_line; expected it in the header line",
        "p.csv:1:1: error: no column unit; expected it in the header line",
        "p.csv:1:1: error: no column time_h; expected it in the header line",
      ])
  }

  @Test func `where semicolons separate fields, commas are those of decimals`() throws {
    let reading = try table(
      "well;cell_line;drug_a;dose_a;unit;time_h;value\nA1;L;X;0,5;nM;72;1,5\nA2;L;X;5;nM;72;1,2\n"
        + "A3;L;;;;72;2,5\n"
    ).wells()
    #expect(reading.wells.map(\.value) == [1.5, 1.2, 2.5])
    #expect(reading.wells[0].treatments.map { nanomolar($0.concentration) } == ["0.5 nM"])
  }

  @Test func `wells without a signal are left out and told`() throws {
    let reading = try table(
      "well,cell_line,drug_a,dose_a,unit,time_h,value\nA1,L,X,1,nM,72,NA\nA2,L,X,2,nM,72,4\n"
        + "A3,L,X,3,nM,72,\nA4,L,X,3,nM,72,6\nA5,L,,,,72,9\n"
    ).wells()
    #expect(reading.wells.map(\.value) == [4, 6, 9])
    #expect(
      reading.warnings.map(\.description) == [
        "p.csv:2:1: warning: 2 wells without a signal left out"
      ])
  }
}
