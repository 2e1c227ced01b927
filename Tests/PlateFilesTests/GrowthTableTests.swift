import DelimitedText
import DrugResponse
import Testing

@testable import PlateFiles

@Suite("Input of GR metrics")
struct GrowthTableTests {
  private static let settings = PlateSettings(unit: .micromolar)

  @Test func `counts of controls beside each count`() throws {
    let reading = try table(
      """
      cell_line,agent,perturbation,replicate,time,concentration,cell_count,cell_count__ctrl,cell_count__time0
      L,X,0,1,48,0.1,80,100,25
      L,X,0,1,48,1,40,100,25
      L,X,0,2,48,1,42,110,25
      L,Y,0,1,48,1,60,100,25
      L,Y,1,1,48,1,30,90,20
      L,-,0,NaN,0,0,26,NaN,25
      """
    ).wells(Self.settings)
    #expect(!reading.hasPositions)
    #expect(
      reading.wells.map(\.line) == [
        "L perturbation 0 replicate 1 A01 L/perturbation 0 [] vehicle 48.0 h: 100.0 of 25.0",
        "L perturbation 0 replicate 1 A02 L/perturbation 0 [X 100.0 nM] sample 48.0 h: 80.0 of 25.0",
        "L perturbation 0 replicate 1 A03 L/perturbation 0 [X 1000.0 nM] sample 48.0 h: 40.0 of 25.0",
        "L perturbation 0 replicate 1 A04 L/perturbation 0 [Y 1000.0 nM] sample 48.0 h: 60.0 of 25.0",
        "L perturbation 0 replicate 2 A01 L/perturbation 0 [] vehicle 48.0 h: 110.0 of 25.0",
        "L perturbation 0 replicate 2 A02 L/perturbation 0 [X 1000.0 nM] sample 48.0 h: 42.0 of 25.0",
        "L perturbation 1 replicate 1 A01 L/perturbation 1 [] vehicle 48.0 h: 90.0 of 20.0",
        "L perturbation 1 replicate 1 A02 L/perturbation 1 [Y 1000.0 nM] sample 48.0 h: 30.0 of 20.0",
      ])
    #expect(
      reading.warnings.map(\.description).first
        == "p.csv:7:3: warning: 1 row of untreated cells not used, since cell_count__ctrl tells of "
        + "them")
    // The definition of GR: 2 ^ (log2(x / x0) / log2(control / x0)) - 1, which is 0 for x = x0.
    let normalized = try NormalizedWell.normalize(reading.wells)
    #expect(normalized.first { $0.well.value == 80 }?.viability == 0.8)
  }

  @Test func `one count per row is the same as counts beside`() throws {
    let wide = try table(
      """
      cell_line\ttreatment\ttime\tconcentration\tcell_count\tcell_count__ctrl\tcell_count__time0
      L\tX\t72\t0.1\t80\t100\t25
      L\tX\t72\t1\t40\t100\t25
      """
    ).wells(Self.settings)
    let long = try table(
      """
      cell_line\ttreatment\ttreatment_duration__hrs\tconcentration\tcell_count
      L\t-\t0\t0\t24
      L\t-\t0\t0\t26
      L\t-\t72\t0\t100
      L\tX\t72\t0.1\t80
      L\tX\t72\t1\t40
      """
    ).wells(Self.settings)
    #expect(long.wells == wide.wells)
    #expect(long.wells.map(\.dayZeroValue) == [25, 25, 25])
  }

  @Test func `counts at time 0 of no replicate are those of every replicate`() throws {
    let reading = try table(
      """
      cell_line,agent,replicate,time,concentration,cell_count
      L,-,NaN,0,0,20
      L,-,NaN,0,0,30
      L,-,1,48,0,100
      L,X,1,48,1,50
      L,X,1,48,2,40
      M,-,1,48,0,100
      M,X,1,48,1,50
      M,X,1,48,2,50
      """
    ).wells(Self.settings)
    #expect(reading.wells.map(\.dayZeroValue) == [25, 25, 25, nil, nil, nil])
    #expect(
      reading.warnings.map(\.description) == [
        "p.csv:8:3: warning: 2 rows without a count at time 0: no growth rates there"
      ])
  }

  @Test func `a unit is never assumed, and faults are told at their places`() throws {
    let header = "cell_line,agent,time,concentration,cell_count,cell_count__ctrl\n"
    #expect(
      try table(header + "L,X,48,1,80,100\n").failure() == [
        "p.csv:1:1: error: no column unit; expected it in the header line"
      ])
    #expect(
      try table(header + "L,X,48,-1,80,100\nL,X,x,1,80,100\n,X,48,1,-80,NaN\n")
        .failure(Self.settings) == [
          "p.csv:2:8: error: concentration is '-1'; expected at least 0 in µM, or a logarithm with a "
            + "unit such as log10 M",
          "p.csv:3:5: error: time is 'x'; expected hours of at least 0",
          "p.csv:4:1: error: cell_line is ''; expected the cell line's name",
          "p.csv:4:9: error: cell_count is '-80'; expected a count of at least 0",
          "p.csv:4:13: error: cell_count__ctrl is 'NaN'; expected a count above 0",
        ])
    #expect(
      try table(
        "cell_line,agent,time,concentration,unit,cell_count\nL,X,48,1,nM,80\nL,X,48,2,nM,8\n"
      )
      .failure() == [
        "p.csv:2:3: error: L on plate L has no vehicle wells at 48 h; expected wells of these cells "
          + "with control vehicle, or without a drug"
      ])
  }

  @Test func `more rows than wells of a plate go to further plates with the same controls`() throws
  {
    var text = "cell_line,agent,time,concentration,cell_count,cell_count__ctrl\n"
    for index in 1...2000 { text += "L,X,48,\(index),\(3 * index),100\n" }
    let reading = try table(text).wells(PlateSettings(unit: .nanomolar))
    #expect(reading.wells.count == 2002)
    #expect(Set(reading.wells.map(\.plate)) == ["L", "L (2)"])
    #expect(reading.wells.filter { $0.role == .vehicle }.map(\.plate) == ["L", "L (2)"])
  }
}
