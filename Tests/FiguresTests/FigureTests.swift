import CohortStatistics
import Foundation
import Testing
import TumorModel

@testable import Figures
@testable import Report
@testable import Results

@Suite("Figures")
struct FigureTests {
  /// An input of which every figure can draw something.
  static var input: FigureInput {
    get throws {
      var cohort = CohortTables()
      cohort.targets = [CohortTarget(gene: "ERBB2", className: .activating)]
      cohort.fractions = [CohortRows.fraction("ERBB2", 4)]
      cohort.genes = [CohortRows.gene("ESR1", 8, p: 1e-5, q: 1e-3)]
      cohort.exclusivity = [CohortRows.pair("ERBB2", "ESR1", 0.01)]
      cohort.exclusivity[0].classA = .activating
      var input = FigureInput(
        patients: [ExampleCalls.patient()], cohort: cohort, leading: ["ERBB2"])
      var tally = FunnelTally()
      tally.add(.notMutated, nil)
      tally.add(.assessed, PatientReduction([CohortCall(label: .acquired)]))
      input.funnels = [GeneFunnel(cohort.targets[0], tally: tally)]
      input.gene = "ERBB2"
      input.mutation = ExampleCalls.calls[0].variant
      return input
    }
  }

  @Test func `every figure of the catalogue is made of its input alone`() throws {
    let input = try Self.input
    #expect(Set(FigureCatalogue.all.map { $0.name }).count == FigureCatalogue.all.count)
    for figure in FigureCatalogue.all {
      let name = figure.name
      #expect(FigureCatalogue.figure(named: name) == figure)
      let charts = try figure.charts(input)
      #expect(charts.count == 1, "\(name)")
      for chart in charts {
        let spec = try chart.parsed()
        #expect(
          spec["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v6.json",
          "\(name)")
        #expect(chart.finding.hasSuffix("."), "\(name): \(chart.finding)")
        #expect(chart.finding.contains { $0.isNumber }, "\(name): a finding has a number")
        #expect((spec["description"] as? String)?.hasPrefix(chart.finding) == true, "\(name)")
        let text = String(decoding: try chart.json(), as: UTF8.self)
        #expect(!text.contains("\"url\""), "\(name) asks for a file")
        #expect(try chart.json() == chart.json())
        #expect(try !chart.rows().isEmpty || text.contains("\"values\":[{"), "\(name) has no data")
        for layer in chart.layers where layer.encoding.tooltip == nil {
          // What has no words of its own must be explained by another layer.
          #expect(chart.layers.contains { $0.encoding.tooltip != nil }, "\(name)")
        }
      }
    }
  }

  @Test func `a figure names the option that it lacks, or what there is none of`() throws {
    for figure in FigureCatalogue.all {
      var bare = try Self.input
      (bare.gene, bare.mutation, bare.patients) = (nil, nil, [])
      bare.cohort = nil
      let failure = #expect(throws: FigureFailure.self, "\(figure.name)") {
        try figure.charts(bare)
      }
      guard case .missing(let option) = failure else {
        #expect(figure.needs.isEmpty, "\(figure.name)")
        continue
      }
      #expect(figure.needs.contains(option), "\(figure.name)")
    }
    var other = try Self.input
    other.gene = "TP53"
    #expect(throws: FigureFailure.self) { try LollipopFigure.charts(other) }
    #expect(throws: FigureFailure.self) { try FunnelFigure.charts(other) }
  }

  @Test func `a study's figures are those of each gene, then those of all`() throws {
    let charts = FigureCatalogue.studyCharts(try Self.input)
    let (ofGenes, once) = (names(.everyGene), names(.once))
    #expect(charts.count == ofGenes.count + once.count)
    // A few that must be there, wherever others come to stand.
    #expect(ofGenes.starts(with: ["funnel"]) && ofGenes.contains("lollipop"))
    #expect(once.contains("forest") && once.contains("origins"))
    #expect(charts[0].finding.hasPrefix("ERBB2 (activating): 1 of 2 patients"))
  }

  private func names(_ place: FigurePlace) -> [String] {
    FigureCatalogue.all.filter { $0.place == place }.map { $0.name }
  }

  @Test func `text of a study stays data`() throws {
    let evil = "\"><script>alert(1)</script>"
    var calls = ExampleCalls.calls
    for index in calls.indices { calls[index].gene = evil }
    let chart = try #require(
      CellFractionFigure(calls: calls, genes: [evil], threshold: 0.05)
    ).chart
    #expect(try chart.rows().contains { ($0["name"] as? String)?.hasPrefix(evil) == true })
    let page = try #require(try ChartPage(chart).html())
    #expect(!page.contains("<script>alert(1)"))
  }

  @Test func `bars hold every call once, and parts fill the bar`() throws {
    let chart = try #require(OriginBarsFigure(patients: [ExampleCalls.patient()])).chart
    let rows = try chart.rows()
    #expect(rows.compactMap { $0["count"] as? Int }.reduce(0, +) == ExampleCalls.calls.count)
    #expect(abs(rows.compactMap { $0["share"] as? Double }.reduce(0, +) - 1) < 1e-5)
    #expect(
      chart.finding == "Of 3 calls in 1 patient: 1 pre-existing, 1 acquired, 1 indeterminate.")
  }

  @Test func `marks stand where their fractions say, and those of one place grow`() throws {
    var calls: [OriginRow] = []
    for number in 0..<15 {
      var call = ExampleCalls.calls[number % 2]
      call.gene = "G\(number)"
      calls.append(call)
    }
    let chart = try #require(
      CellFractionFigure(calls: calls, genes: ["G0", "G1"], threshold: 0.05)
    ).chart
    let marks = try #require(chart.layers.last).values()
    #expect(marks.compactMap { $0["count"] as? Int } == [7, 6, 1, 1])
    let fractions = Set(calls.compactMap(\.earlier.cellFraction))
    for mark in marks + (try chart.rows()) {
      #expect(fractions.contains(try #require(mark["earlier"] as? Double)))
      #expect(mark["later"] as? Double == 1)
    }
  }

  @Test func `labels touch neither marks nor one another`() throws {
    // Named ones lie on a large mark at either end, with others beside it.
    var calls: [OriginRow] = []
    func add(_ gene: String, _ example: Int, earlier: Double) {
      var call = ExampleCalls.calls[example]
      (call.gene, call.earlier.cellFraction) = (gene, earlier)
      (call.earlier.cellFractionLow, call.earlier.cellFractionHigh) = (nil, nil)
      calls.append(call)
    }
    for number in 0..<20 { add("G\(number)", number % 2, earlier: number % 2 == 0 ? 0 : 1) }
    for fraction in [0.07, 0.8, 0.85] { add("H", 2, earlier: fraction) }
    for name in ["FOXA1", "AKT1", "PIK3CA"] { add(name, 1, earlier: 1) }
    for name in ["ESR1", "ERBB2"] { add(name, 0, earlier: 0) }
    let genes: Set = ["FOXA1", "AKT1", "PIK3CA", "ESR1", "ERBB2"]
    let chart = try #require(
      CellFractionFigure(calls: calls, genes: genes, threshold: 0.05)
    ).chart
    func x(_ value: Any?) throws -> Double { (try #require(value as? Double) + 0.05) * 400 }
    func y(_ value: Any?) throws -> Double { (1.05 - (try #require(value as? Double))) * 380 / 1.1 }
    let labels = try chart.rows().filter { $0["named"] as? Bool == true }.map { row in
      let width = 6.3 * Double(try #require(row["name"] as? String).count)
      let edge = try x(row["labelEdge"])
      let left = row["labelEnds"] as? Bool == true ? edge - width : edge
      let middle = try y(row["labelPlace"])
      return LabelLayout.Box(
        left: left, right: left + width, top: middle - 6, bottom: middle + 6)
    }
    #expect(labels.count == genes.count)
    let marks = try #require(chart.layers.last).values()
    let most = try #require(marks.compactMap { $0["count"] as? Int }.max())
    #expect(most == 10)
    for (place, label) in labels.enumerated() {
      for mark in marks {
        let count = Double(try #require(mark["count"] as? Int))
        let share = (count.squareRoot() - 1) / (Double(most).squareRoot() - 1)
        let box = LabelLayout.Box.around(
          x: try x(mark["earlier"]), y: try y(mark["later"]),
          half: (70 * (1 + 9 * share)).squareRoot() / 2)
        #expect(!label.overlaps(box))
      }
      #expect(!labels[..<place].contains { $0.overlaps(label) })
      #expect(label.left >= 0 && label.right <= 440 && label.top >= 0 && label.bottom <= 380)
    }
  }

  @Test func `a day of a trajectory is the sample's own`() throws {
    let patient = ExampleCalls.patient()
    let chart = try #require(TrajectoryFigure(patient: patient, genes: ["ERBB2"])).chart
    let days = Set(try chart.rows().compactMap { $0["day"] as? Double })
    #expect(days == [0, 900])
    // What lies on one another is told apart by size: each mutation has its own.
    let sizes = chart.layers.filter { $0.mark.type == .point }.compactMap(\.mark.size)
    #expect(Set(sizes).count == ExampleCalls.calls.count)
    #expect(sizes == sizes.sorted(by: >), "the smallest is drawn last")
  }

  @Test func `the key of a lollipop names what is filled`() throws {
    var call = ExampleCalls.calls[0]
    call.functionalClass = "activating_conflicting"
    let chart = try #require(LollipopFigure(gene: "ERBB2", calls: [call])).chart
    #expect(try chart.rows()[0]["activating"] as? Bool == true)
    let subtitle = chart.subtitle.joined()
    #expect(subtitle.contains("Filled: activating in the knowledge table, also where its sources"))
    #expect(!subtitle.contains("Open: neutral, unknown or conflicting"))
  }

  @Test func `nothing to draw is no figure`() {
    #expect(CellFractionFigure(calls: [], genes: [], threshold: 0.05) == nil)
    #expect(PosteriorFigure(call: ExampleCalls.calls[0], bins: [], threshold: 0.05) == nil)
    #expect(PowerFigure(call: ExampleCalls.undrawn, pair: ExampleCalls.pair) == nil)
    #expect(OriginBarsFigure(patients: [StudyPatient(id: "P")]) == nil)
    #expect(
      FunnelFigure(GeneFunnel(CohortTarget(gene: "ERBB2", className: .any), rows: [])) == nil)
    #expect(LollipopFigure(gene: "TP53", calls: ExampleCalls.calls) == nil)
    #expect(RelatednessFigure(pairs: []) == nil)
    #expect(TrajectoryFigure(patient: StudyPatient(id: "P"), genes: []) == nil)
  }

  @Test func `power is that of the model, at the depth of the call`() throws {
    var call = ExampleCalls.calls[0]
    call.earlier.detectionPower = 0.876
    let chart = try #require(PowerFigure(call: call, pair: ExampleCalls.pair)).chart
    #expect(
      chart.finding.hasSuffix(
        "with 100 reads, A would have shown a clone of 0.25 with power 0.876."))
    call.earlierSample = .joint
    #expect(PowerFigure(call: call, pair: nil) == nil)
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
    for look in OriginPalette.looks { #expect(try look.isDark == (grey(look.area) < 100)) }
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
