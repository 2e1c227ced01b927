import CohortStatistics
import Foundation
import Testing
import TumorModel
import Wording

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
      var migration = MigrationEdgeRow()
      (migration.patient, migration.origin) = ("P1", "breast")
      (migration.from, migration.to, migration.probability) = ("breast", "liver", 0.9)
      migration.clones = [1]
      input.patients[0].clones.routes = [migration]
      input.response = ExampleResponses.tables
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
      bare.response = ResponseTables()
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

  @Test func `thousands of one place are a darker cell, and nothing lies beyond 0 or 1`() throws {
    var calls: [OriginRow] = []
    for number in 0..<2_000 {
      var call = ExampleCalls.calls[number % 2]
      call.gene = "G\(number)"
      calls.append(call)
    }
    let chart = try #require(
      CellFractionFigure(calls: calls, genes: ["G0", "G1"], threshold: 0.05)
    ).chart
    let cells = try #require(chart.layers.first { $0.mark.type == .rect }).values()
    #expect(cells.compactMap { $0["count"] as? Int }.reduce(0, +) == 1_998)
    for cell in cells {
      for (low, high) in [("left", "right"), ("low", "high")] {
        #expect(try #require(cell[low] as? Double) >= 0)
        #expect(try #require(cell[high] as? Double) <= 1)
      }
    }
    #expect(chart.layers.contains { $0.encoding.x?.datum == .number(0.05) }, "the threshold")
    // A mark is as large for one mutation as for many, and stands where its fractions say.
    let points = chart.layers.filter { $0.mark.type == .point }
    #expect(points.allSatisfy { $0.encoding.size == nil && ($0.mark.size ?? 0) <= 70 })
    let marks = try points.flatMap { try $0.values() }
    #expect(
      Set(marks.compactMap { $0["name"] as? String })
        == ["999 mutations", "G0 p.L755S", "G1 p.V777L"])
    let fractions = Set(calls.compactMap(\.earlier.cellFraction))
    for mark in marks {
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
    let labels = try chart.rows().map { row in
      let width = 6.3 * Double(try #require(row["name"] as? String).count)
      let edge = try x(row["labelEdge"])
      let left = row["labelEnds"] as? Bool == true ? edge - width : edge
      let middle = try y(row["labelPlace"])
      return LabelLayout.Box(
        left: left, right: left + width, top: middle - 6, bottom: middle + 6)
    }
    #expect(labels.count == genes.count)
    for (place, label) in labels.enumerated() {
      for layer in chart.layers where layer.mark.type == .point {
        for mark in try layer.values() {
          let box = LabelLayout.Box.around(
            x: try x(mark["earlier"]), y: try y(mark["later"]),
            half: try #require(layer.mark.size).squareRoot() / 2)
          #expect(!label.overlaps(box))
        }
      }
      #expect(!labels[..<place].contains { $0.overlaps(label) })
      #expect(label.left >= 0 && label.right <= 440 && label.top >= 0 && label.bottom <= 380)
    }
  }

  @Test func `a day of a trajectory is the sample's own, and each mutation has its band`() throws {
    let patient = ExampleCalls.patient()
    let chart = try #require(TrajectoryFigure(patient: patient, genes: ["ERBB2"])).chart
    let rows = try chart.rows()
    #expect(Set(rows.compactMap { $0["day"] as? Int }) == [0, 900])
    for row in rows {
      let (day, place) = (row["day"] as? Int, row["place"] as? Double)
      #expect(abs(try #require(place) - Double(try #require(day))) < 1e-3)
    }
    let bands = Dictionary(grouping: rows) { $0["name"] as? String }.mapValues { rows in
      rows.compactMap { $0["height"] as? Double }
    }
    #expect(bands.count == ExampleCalls.calls.count)
    let ranges = bands.values.map { ($0.min() ?? 0)...($0.max() ?? 0) }
    for (index, one) in ranges.enumerated() {
      for other in ranges[(index + 1)...] { #expect(!one.overlaps(other)) }
    }
    // No read of the mutation is another mark than some.
    let clean = rows.filter { $0["clean"] as? Bool == true }
    #expect(clean.compactMap { $0["name"] as? String } == ["ERBB2 p.L755S"])
    #expect(chart.subtitle[0].contains("Open: no read with the mutation."))
  }

  /// The steps of a trajectory: the places that each joins.
  private func steps(_ patient: StudyPatient) throws -> [[Double]] {
    let chart = try #require(TrajectoryFigure(patient: patient, genes: ["ERBB2"])).chart
    let lines = chart.layers.filter { $0.mark.type == .line }
    #expect(lines.allSatisfy { $0.mark.interpolate == "step-after" })
    let rows = try lines.flatMap { try $0.values() }
    return Dictionary(grouping: rows) { $0["run"] as? String }.values.map { rows in
      rows.compactMap { $0["place"] as? Double }
    }
  }

  @Test func `no line joins samples between which no time is known to pass`() throws {
    var patient = ExampleCalls.patient()
    #expect(try steps(patient).allSatisfy { $0 == [0, 900] })
    #expect(try steps(patient).count == 3)
    // A third sample of the same day stands beside the second, and is joined to nothing.
    patient.samples.append(ExampleCalls.sample("C", .metastasis, day: 900))
    for var row in patient.trajectories where row.sample == "B" {
      row.sample = "C"
      patient.trajectories.append(row)
    }
    #expect(try steps(patient).isEmpty)
    let chart = try #require(TrajectoryFigure(patient: patient, genes: ["ERBB2"])).chart
    #expect(Set(try chart.rows().compactMap { $0["place"] as? Double }).count == 3)
    #expect(chart.subtitle[0].contains("Samples of one day stand side by side."))
    // Without days there is an order and no time.
    for index in patient.samples.indices { patient.samples[index].day = nil }
    for index in patient.trajectories.indices { patient.trajectories[index].day = nil }
    #expect(try steps(patient).isEmpty)
  }

  @Test func `changes of one residue are columns of their own, on the whole protein`() throws {
    let protein = ReferenceProtein(
      gene: "ERBB2", accession: "NP_1", length: 1_255,
      domains: [
        .init(name: "L", residues: 52...173, accession: "PF01030"),
        .init(name: "transmembrane", residues: 641...684, accession: "cd12094"),
        .init(name: "kinase", residues: 720...976, accession: "PF07714"),
      ])
    var calls = ExampleCalls.calls
    for change in ["p.V777M", "p.V777A"] {
      var call = calls[1]
      call.position += calls.count
      call.proteinChange = change
      calls.append(call)
    }
    let chart = try #require(
      LollipopFigure(gene: "ERBB2", calls: calls, protein: protein)
    ).chart
    let columns = try chart.rows().map { row in
      (
        change: try #require(row["change"] as? String),
        place: try #require(row["place"] as? Double), residue: try #require(row["position"] as? Int)
      )
    }
    #expect(columns.map(\.change) == ["L755S", "D769Y", "V777A", "V777L", "V777M"])
    #expect(columns.suffix(3).allSatisfy { $0.residue == 777 })
    // Their words stand upright, a line apart.
    for (one, other) in zip(columns, columns.dropFirst()) {
      #expect((other.place - one.place) * 560 / 1_255 >= 14.9)
    }
    #expect(chart.layers[0].encoding.x?.scale?.domain == [.number(0), .number(1_255)])
    let domains = try #require(
      chart.layers.first { $0.encoding.tooltip?.contains { $0.title == "Domain" } == true }
    ).values()
    #expect(domains.compactMap { $0["stop"] as? Double } == [173, 684, 976])
    // A name that its domain has no room for stands below the protein.
    let words = try chart.layers.filter { $0.encoding.text?.field == "words" }
      .flatMap { try $0.values() }
    func height(_ name: String) throws -> Double {
      let word = try #require(words.first { $0["words"] as? String == name })
      return try #require(word["height"] as? Double)
    }
    #expect(try height("transmembrane") < height("kinase"))
  }

  @Test func `a lollipop tells what it does not know`() throws {
    let bare = try #require(LollipopFigure(gene: "ERBB2", calls: ExampleCalls.calls)).chart
    #expect(bare.subtitle[0].contains("The protein's length and domains are not known here."))
    let short = ReferenceProtein(gene: "ERBB2", accession: "NP_1", length: 770, domains: [])
    let chart = try #require(
      LollipopFigure(gene: "ERBB2", calls: ExampleCalls.calls, protein: short)
    ).chart
    #expect(chart.subtitle[0].contains("1 change beyond the end of NP_1"))
    #expect(chart.layers[0].encoding.x?.scale?.domain == [.number(0), .number(777)])
  }

  @Test func `a change of many patients is a bar, parted by call`() throws {
    let calls = (0..<300).flatMap { number in
      ExampleCalls.calls.prefix(number % 3 == 0 ? 2 : 1).map { call in
        var call = call
        (call.patient, call.proteinChange) = ("P\(number)", "p.L755S")
        return call
      }
    }
    let chart = try #require(LollipopFigure(gene: "ERBB2", calls: calls)).chart
    let rows = try chart.rows()
    #expect(rows.compactMap { $0["height"] as? Int } == [300, 400])
    #expect(rows.compactMap { $0["start"] as? Int } == [0, 300])
    #expect(chart.layers.contains { $0.mark.type == .bar })
    #expect(!chart.layers.contains { $0.mark.type == .point })
    let many = (0..<90).map { number in
      var call = ExampleCalls.calls[0]
      (call.position, call.proteinChange) = (number + 1, "p.A\(number + 1)V")
      return call
    }
    let drawn = try #require(LollipopFigure(gene: "ERBB2", calls: many)).chart
    #expect(try drawn.rows().count == 40)
    #expect(drawn.subtitle[0].contains("Drawn: 40 of 90 protein changes, those of most patients."))
  }

  @Test func `the key of a lollipop names what is bold`() throws {
    var call = ExampleCalls.calls[0]
    call.functionalClass = "activating_conflicting"
    let chart = try #require(LollipopFigure(gene: "ERBB2", calls: [call])).chart
    #expect(try chart.rows()[0]["activating"] as? Bool == true)
    #expect(
      chart.subtitle[0].contains("Bold: activating in the knowledge table, also where its sources"))
  }

  @Test func `pictures of simulated data say so`() throws {
    var input = try Self.input
    #expect(try VolcanoFigure.marked(input)[0].subtitle == VolcanoFigure.charts(input)[0].subtitle)
    input.isSynthetic = true
    for chart in FigureCatalogue.studyCharts(input) {
      #expect(chart.subtitle.first == "Synthetic data: no patient is behind them.")
    }
  }

  @Test func `a colour means a call wherever it stands`() throws {
    let calls = Set(OriginPalette.looks.flatMap { [$0.color, $0.area] })
    // What is drawn in the colour of an acquired mutation counts acquired ones.
    let ofCalls: Set = ["ccf", "trajectory", "lollipop", "origins", "oncoprint", "funnel"]
    let counting: Set = ["forest", "volcano", "relatedness"]
    for figure in FigureCatalogue.all where !ofCalls.union(counting).contains(figure.name) {
      for chart in try figure.charts(Self.input) {
        let text = String(decoding: try chart.json(), as: UTF8.self)
        for color in calls where !["#000000", "#FFFFFF"].contains(color) {
          #expect(!text.contains(color), "\(figure.name) has \(color)")
        }
      }
    }
  }

  @Test func `long names keep their ends beside an axis`() throws {
    #expect(ShortName.cut("P109-primary", most: 12) == "P109-primary")
    #expect(ShortName.cut("TCGA-A7-A13E-01A", most: 12) == "TCGA-A7…-01A")
    #expect(ShortName.cut("neratinib", most: 6) == "nerat…")
    #expect(ShortName.cut("neratinib", most: 3) == "")
    var call = ExampleCalls.calls[0]
    call.laterSample = .sample(String(repeating: "a", count: 80) + "-06A")
    let chart = try #require(
      CellFractionFigure(calls: [call], genes: [], threshold: 0.05)
    ).chart
    let titles = chart.layers.compactMap(\.encoding.y?.title)
    #expect(!titles.isEmpty && titles.allSatisfy { $0.count < 60 && $0.hasSuffix("-06A") })
    #expect(chart.description.contains(call.laterSample.words(.later)))
  }

  @Test func `ticks of patients are round numbers`() {
    #expect([1, 4, 5, 9, 732, 40_000].map(LollipopFigure.tickStep) == [1, 1, 2, 5, 200, 10_000])
  }

  @Test func `columns move no more than they must`() {
    #expect(ColumnLayout.places([10, 100], gap: 15, in: 0...200) == [10, 100])
    #expect(ColumnLayout.places([50, 50, 50], gap: 10, in: 0...200) == [40, 50, 60])
    #expect(ColumnLayout.places([0, 0], gap: 10, in: 0...200) == [0, 10])
    #expect(ColumnLayout.places([199, 200], gap: 10, in: 0...200) == [190, 200])
    #expect(ColumnLayout.places([], gap: 10, in: 0...200) == [])
    #expect(ColumnLayout.rows([(0, 5), (4, 9), (5, 8)]) == [0, 1, 0])
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
