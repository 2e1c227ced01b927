import ClonalEvolution
import Foundation
import Testing

@testable import Reporting

@Suite("Figures")
struct FigureTests {
  /// The parsed specification of a chart.
  private func parsed(_ chart: VegaLiteChart) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: chart.json()) as? [String: Any])
  }

  /// The rows of a chart's shared data.
  private func rows(_ chart: VegaLiteChart) throws -> [[String: Any]] {
    let data = try #require(try parsed(chart)["data"] as? [String: Any])
    return try #require(data["values"] as? [[String: Any]])
  }

  private func charts() throws -> [String: VegaLiteChart] {
    let calls = ExampleCalls.calls
    let patient = ExampleCalls.patient
    let bins = (0..<20).map {
      PosteriorBin(low: 0.05 * Double($0), high: 0.05 * Double($0 + 1), mass: 0.05)
    }
    let setting = try #require(DetectionPower(depth: 100, purity: 0.5))
    return [
      "ccf": try #require(CellFractionFigure(calls: calls, genes: ["ERBB2"], threshold: 0.05))
        .chart,
      "trajectory": try #require(TrajectoryFigure(patient: patient, genes: ["ERBB2"])).chart,
      "posterior": try #require(
        PosteriorFigure(call: calls[0], bins: bins, threshold: 0.05)
      ).chart,
      "power": PowerFigure(call: calls[0], setting: setting).chart,
      "origins": try #require(OriginBarsFigure(patients: [patient])).chart,
      "funnel": try #require(
        FunnelFigure(
          gene: "ERBB2",
          steps: [.init("patients", patients: 9), .init("acquired", patients: 2, call: "acquired")])
      ).chart,
      "lollipop": try #require(LollipopFigure(gene: "ERBB2", calls: calls)).chart,
      "relatedness": try #require(RelatednessFigure(pairs: ExampleCalls.pairs)).chart,
    ]
  }

  @Test func `every one is a specification of its own, with its data and its finding in words`()
    throws
  {
    for (name, chart) in try charts() {
      let spec = try parsed(chart)
      #expect(
        spec["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v6.json", "\(name)")
      #expect(chart.finding.hasSuffix("."), "\(name)")
      #expect(chart.finding.contains { $0.isNumber }, "\(name): a finding has a number")
      #expect((spec["description"] as? String)?.hasPrefix(chart.finding) == true, "\(name)")
      let text = String(decoding: try chart.json(), as: UTF8.self)
      #expect(!text.contains("\"url\""), "\(name) asks for a file")
      #expect(try chart.json() == chart.json())
      #expect(try !rows(chart).isEmpty || text.contains("\"values\":[{"), "\(name) has no data")
      for layer in chart.layers where layer.encoding.tooltip == nil {
        // What has no words of its own must be explained by another layer.
        #expect(chart.layers.contains { $0.encoding.tooltip != nil }, "\(name)")
      }
    }
  }

  @Test func `text of a study stays data`() throws {
    let evil = "\"><script>alert(1)</script>"
    var calls = ExampleCalls.calls
    for index in calls.indices { calls[index].gene = evil }
    let chart = try #require(
      CellFractionFigure(calls: calls, genes: [evil], threshold: 0.05)
    ).chart
    #expect(try rows(chart).contains { ($0["name"] as? String)?.hasPrefix(evil) == true })
    let page = try #require(try ChartPage(chart).html())
    #expect(!page.contains("<script>alert(1)"))
  }

  @Test func `bars hold every call once, and parts fill the bar`() throws {
    let chart = try #require(OriginBarsFigure(patients: [ExampleCalls.patient])).chart
    let rows = try rows(chart)
    #expect(rows.compactMap { $0["count"] as? Int }.reduce(0, +) == ExampleCalls.calls.count)
    #expect(abs(rows.compactMap { $0["share"] as? Double }.reduce(0, +) - 1) < 1e-5)
    #expect(chart.finding == "Of 3 calls in 1 patient, 1 are pre-existing and 1 acquired.")
  }

  @Test func `a finding speaks of all patients, also of those that are not drawn`() throws {
    let patients = (0..<50).map { number in
      var patient = ExampleCalls.patient
      patient.id = "P\(number)"
      return patient
    }
    let chart = try #require(OriginBarsFigure(patients: patients)).chart
    #expect(chart.finding.hasPrefix("Of 150 calls in 50 patients"))
    #expect(Set(try rows(chart).compactMap { $0["patient"] as? String }).count == 40)
    let pairs = (0..<50).map { number in
      var pair = ExampleCalls.pairs[0]
      pair.earlier = "E\(number)"
      return pair
    }
    #expect(try #require(RelatednessFigure(pairs: pairs)).chart.finding.hasPrefix("50 of 50 pairs"))
  }

  @Test func `marks of one place stand beside one another, labels beside all of them`() throws {
    var calls: [CallRow] = []
    for number in 0..<15 {
      var call = ExampleCalls.calls[0]
      call.gene = "G\(number)"
      calls.append(call)
    }
    let chart = try #require(
      CellFractionFigure(calls: calls, genes: ["G0", "G1"], threshold: 0.05)
    ).chart
    let rows = try rows(chart)
    let places = Set(
      rows.map { "\($0["earlier"] as? Double ?? -1) \($0["later"] as? Double ?? -1)" })
    #expect(places.count == calls.count)
    let rightmost = try #require(rows.compactMap { $0["earlier"] as? Double }.max())
    for row in rows where row["named"] as? Bool == true {
      #expect(try #require(row["labelEdge"] as? Double) >= rightmost - 1e-5)
    }
  }

  @Test func `nothing to draw is no figure`() {
    #expect(CellFractionFigure(calls: [], genes: [], threshold: 0.05) == nil)
    #expect(PosteriorFigure(call: ExampleCalls.calls[0], bins: [], threshold: 0.05) == nil)
    #expect(OriginBarsFigure(patients: [StudyResults.Patient(id: "P")]) == nil)
    #expect(FunnelFigure(gene: "ERBB2", steps: []) == nil)
    #expect(LollipopFigure(gene: "TP53", calls: ExampleCalls.calls) == nil)
    #expect(RelatednessFigure(pairs: []) == nil)
    #expect(TrajectoryFigure(patient: StudyResults.Patient(id: "P"), genes: []) == nil)
  }

  @Test func `areas of calls differ in grey as well`() throws {
    func grey(_ color: String) throws -> Double {
      let value = try #require(Int(color.dropFirst(), radix: 16))
      return 0.299 * Double(value >> 16) + 0.587 * Double(value >> 8 & 255)
        + 0.114 * Double(value & 255)
    }
    let greys = try OriginPalette.looks.map { try grey($0.area) }
    // Neighbours of a stacked bar are neighbours in the palette, any of which may be missing.
    for (one, other) in zip(greys, greys.dropFirst()) { #expect(abs(one - other) > 25) }
    #expect(Set(OriginPalette.looks.map(\.shape)).count == OriginPalette.looks.count)
  }

  @Test func `numbers keep six digits`() throws {
    let encoder = JSONEncoder()
    let data = try encoder.encode([
      Datum.number(1.0 / 3), .number(123_456.789), .number(-2e-9), .number(0), .missing,
      Datum(Double.nan),
    ])
    let numbers = try #require(try JSONSerialization.jsonObject(with: data) as? [Any])
    #expect(
      numbers.prefix(4).compactMap { $0 as? Double } == [0.333333, 123457, -2e-9, 0])
    #expect(numbers.suffix(2).allSatisfy { $0 is NSNull })
  }
}
