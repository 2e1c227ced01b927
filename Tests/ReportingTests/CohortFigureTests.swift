import Foundation
import Testing

@testable import Reporting

@Suite("Figures of cohorts")
struct CohortFigureTests {
  private func rows(_ chart: VegaLiteChart) throws -> [[String: Any]] {
    let spec = try #require(
      try JSONSerialization.jsonObject(with: chart.json()) as? [String: Any])
    let data = try #require(spec["data"] as? [String: Any])
    return try #require(data["values"] as? [[String: Any]])
  }

  private func values(_ layer: Layer) throws -> [[String: Any]] {
    let spec = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(layer)) as? [String: Any])
    return try #require((spec["data"] as? [String: Any])?["values"] as? [[String: Any]])
  }

  private func cell(_ patient: String, _ gene: String, _ call: String?) -> OncoprintFigure.Cell {
    OncoprintFigure.Cell(patient: patient, gene: gene, call: call)
  }

  @Test func `an oncoprint sorts patients by origin, gene after gene`() throws {
    let chart = try #require(
      OncoprintFigure(
        cells: [
          cell("P1", "TP53", "preexisting_clonal"), cell("P2", "ERBB2", "preexisting_clonal"),
          cell("P3", "ERBB2", "acquired"), cell("P4", "TP53", nil),
          cell("P2", "TP53", "acquired"), cell("P5", "ERBB2", "preexisting_clonal"),
          cell("P3", "ERBB2", "lost"),
        ], leading: ["ERBB2"], patients: 9)
    ).chart
    #expect(
      chart.finding == "ERBB2 is mutated in 3 of 9 patients: 1 acquired, 2 pre-existing, 0 open.")
    let json = String(decoding: try chart.json(), as: UTF8.self)
    // Acquired first; of the two that had it before, the one with an acquired TP53.
    #expect(json.contains(#""sort":["P3","P2","P5","P1","P4"]"#))
    #expect(json.contains(#""sort":["ERBB2","TP53"]"#))
    let rows = try rows(chart)
    #expect(rows.count == 6)
    #expect(rows.count { $0["compared"] as? Bool == false } == 1)
    #expect(try values(chart.layers[0]).count == 2 * 5)
    #expect(OncoprintFigure(cells: [], patients: 4) == nil)
    let many = (0..<60).map { cell("P\($0)", "ERBB2", $0 < 50 ? "acquired" : "preexisting") }
    #expect(
      try #require(OncoprintFigure(cells: many, patients: 80)).chart.finding
        == "ERBB2 is mutated in 60 of 80 patients: 50 acquired, 10 pre-existing, 0 open.")
  }

  @Test func `a forest begins with the genes asked for`() throws {
    func row(_ gene: String, _ patients: Int) -> ForestFigure.Row {
      ForestFigure.Row(
        gene: gene, patients: patients, acquired: 1, mean: 0.5, interval: (0.2, 0.8))
    }
    let chart = try #require(
      ForestFigure(rows: [row("A", 4), row("B", 9), row("C", 0), row("D", 5)], leading: ["D"])
    ).chart
    #expect(try rows(chart).compactMap { $0["gene"] as? String } == ["D", "B", "A"])
    #expect(
      chart.finding.hasPrefix(
        "D: acquired fraction 0.5 (95 % interval 0.2 to 0.8), from 5 patients."))
    #expect(ForestFigure(rows: [row("C", 0)]) == nil)
  }

  @Test func `a volcano marks what stays after correction, and says when nothing does`() throws {
    func row(_ gene: String, _ observed: Double, _ p: Double, _ q: Double) -> VolcanoFigure.Row {
      VolcanoFigure.Row(gene: gene, observed: observed, expected: 1, pValue: p, qValue: q)
    }
    let genes = [row("ESR1", 8, 1e-5, 1e-3), row("TTN", 1, 0.5, 0.7), row("X", 0, 1, 1)]
    let chart = try #require(VolcanoFigure(rows: genes)).chart
    #expect(chart.finding == "1 gene of 3 is acquired more often than chance explains: ESR1.")
    let rows = try rows(chart)
    #expect(rows.compactMap { $0["excess"] as? Double } == [3, 0, -3])
    #expect(rows.compactMap { $0["found"] as? Bool } == [true, false, false])
    let none = try #require(VolcanoFigure(rows: Array(genes.dropFirst()))).chart
    #expect(none.finding.hasPrefix("None of 2 genes is acquired more often"))
    #expect(
      VolcanoFigure(
        rows: [
          VolcanoFigure.Row(gene: "A", observed: 1, expected: 0, pValue: 1, qValue: 1)
        ]) == nil)
  }

  @Test func `pairs fill one half of the square`() throws {
    func row(_ first: String, _ second: String, _ p: Double) -> ExclusivityFigure.Row {
      ExclusivityFigure.Row(
        first: first, second: second, both: 1, expected: 2.34, exclusive: p, together: 1)
    }
    let chart = try #require(
      ExclusivityFigure(rows: [row("A", "B", 0.01), row("C", "A", 0.5), row("C", "B", 0.5)])
    ).chart
    let rows = try rows(chart)
    #expect(rows.compactMap { $0["first"] as? String } == ["A", "A", "B"])
    #expect(rows.compactMap { $0["second"] as? String } == ["B", "C", "C"])
    #expect(rows.compactMap { $0["words"] as? String } == ["− 1/2.3", "1/2.3", "1/2.3"])
    #expect(ExclusivityFigure(rows: []) == nil)
  }

  @Test func `a swimmer's treatment that goes on ends at the last known day`() throws {
    let patient = SwimmerFigure.Patient(
      id: "P1",
      treatments: [
        TreatmentBand(
          agent: "letrozole", kind: "aromatase_inhibitor", start: 10, stop: nil, bestResponse: "")
      ],
      biopsies: [
        .init(day: 0, role: "primary", sample: "A"),
        .init(day: 900, role: "metastasis", sample: "B"),
      ],
      firstSeen: [.init(day: 900, mutation: "ERBB2 p.L755S", call: "acquired")])
    let bare = SwimmerFigure.Patient(id: "P2", treatments: [], biopsies: [], firstSeen: [])
    let chart = try #require(SwimmerFigure(gene: "ERBB2", patients: [patient, bare])).chart
    #expect(
      chart.finding
        == "ERBB2: 1 patient with a mutation and known days; in 1 of them it was acquired between "
        + "two biopsies.")
    let band = try #require(try values(chart.layers[0]).first)
    #expect(band["stop"] as? Int == 900)
    #expect(band["stopWords"] as? String == "goes on")
    #expect(try values(chart.layers[2]).count == 2)
    #expect(try values(chart.layers[3]).compactMap { $0["day"] as? Int } == [900])
    #expect(SwimmerFigure(gene: "ERBB2", patients: [bare]) == nil)
  }

  @Test func `a joint call speaks for the pairs that it joins`() {
    var patient = StudyResults.Patient(id: "P1")
    var joint = ExampleCalls.calls[0]
    joint.earlier.sample = "*"
    joint.call = "preexisting"
    var elsewhere = ExampleCalls.calls[0]
    elsewhere.later.sample = "C"
    patient.calls = [ExampleCalls.calls[0], joint, elsewhere]
    #expect(patient.decidingCalls == [joint, elsewhere])
  }

  @Test func `a mutation is seen by reads or a caller, not by an assumption`() throws {
    var row = try #require(ExampleCalls.patient.trajectories.last)
    #expect(row.isSeen)
    row.alternate = 0
    #expect(!row.isSeen)
    row.alternate = nil
    #expect(!row.isSeen)
    row.observation = "without_counts"
    #expect(row.isSeen)
    (row.alternate, row.observation, row.presence) = (1, "", 0.1)
    #expect(!row.isSeen)
    row.presence = nil
    #expect(row.isSeen)
  }
}
