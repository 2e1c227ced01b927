import Foundation
import Testing
import TumorModel

@testable import Figures
@testable import Results

@Suite("Figures of clones")
struct CloneFigureTests {
  private func clusters(
    _ change: (inout StudyPatient) -> Void = { _ in }
  ) throws -> VegaLiteChart {
    var patient = ExampleCalls.patient()
    change(&patient)
    return try #require(
      CloneClusterFigure(patient: patient, x: "A", y: "B", genes: ["ERBB2"])
    ).chart
  }

  /// The rows of layers of marks.
  private func marks(_ chart: VegaLiteChart, filled: Bool) throws -> [[String: Any]] {
    try chart.layers.filter { $0.mark.type == .point && $0.mark.filled == filled }
      .flatMap { try $0.values() }.filter { $0["clone"] != nil }
  }

  @Test func `each mutation stands where its own reads put it, and a clone where it is`() throws {
    let chart = try clusters()
    #expect(chart.finding == "P1, A against B: 4 of 7 mutations in 3 clones.")
    let named = try marks(chart, filled: true) + marks(chart, filled: false)
    let open = try #require(named.first { $0["name"] as? String == "ERBB2 p.L755S" })
    #expect(open["x"] as? Double == 0 && open["y"] as? Double == 0.6)
    #expect(open["readsX"] as? String == "0 of 100")
    let discs = try chart.layers.flatMap { layer in
      layer.mark.type == .text ? [] : try layer.values().filter { $0["discX"] != nil }
    }
    #expect(discs.compactMap { $0["words"] as? String } == ["1", "2", "3"])
    #expect(discs.map { $0["x"] as? Double } == [1, 0, 0.5])
  }

  @Test func `no read, no look and no clone are different marks`() throws {
    let chart = try clusters()
    let open = try marks(chart, filled: false)
    // No read in a sample that was looked at: open, in the clone's colour.
    #expect(open.contains { $0["name"] as? String == "ERBB2 p.L755S" })
    // Not looked at: full, in the lane below 0, which says so.
    let full = try marks(chart, filled: true)
    #expect(full.contains { ($0["y"] as? Double ?? 0) < 0 })
    #expect(String(decoding: try chart.json(), as: UTF8.self).contains("not looked at"))
    #expect(try lanes(chart) == 1)
    // Of no clone: open and grey, by kind.
    #expect(
      Set(open.compactMap { $0["clone"] as? String }).isSuperset(of: ["neutral tail", "artefact"]))
    #expect(chart.subtitle[0].contains("1 not drawn"))
    // Nothing unknown, no lane.
    let whole = try clusters { patient in
      patient.clones.mutations.removeAll { $0.variant == ExampleClones.variant(100) }
      patient.clones.mutations.removeAll { $0.variant == ExampleClones.variant(400) }
    }
    #expect(try lanes(whole) == 0)
  }

  private func lanes(_ chart: VegaLiteChart) throws -> Int {
    chart.layers.count {
      $0.mark.type == .text && $0.encoding.text?.value == .text("not looked at")
    }
  }

  @Test func `thousands of mutations share marks, all of them counted`() throws {
    let chart = try clusters { patient in
      for number in 0..<3_000 {
        let spread = Double(number % 17) / 100
        patient.clones.mutations += ExampleClones.mutation(
          ExampleClones.variant(1_000 + number), clone: 1 + number % 3,
          a: [0.84, 0.1, 0.5][number % 3] + spread / 2, b: [0.84, 0.6, 0.1][number % 3] + spread)
      }
    }
    let all = try marks(chart, filled: true) + marks(chart, filled: false)
    let counts = all.compactMap { $0["count"] as? Int }
    #expect(counts.reduce(0, +) + all.count { $0["count"] == nil } == 3_006)
    #expect(all.count < 400)
    #expect(chart.subtitle[0].contains("The larger a mark, the more mutations."))
    for mark in all {
      #expect(try #require(mark["x"] as? Double) <= 1 && (try #require(mark["y"] as? Double)) <= 1)
    }
  }

  @Test func `a clone has one colour in every figure`() throws {
    var input = FigureInput(patients: [ExampleCalls.patient()], leading: ["ERBB2"])
    input.samples = ["A", "B"]
    // Migrations are between sites, which have no colour.
    let ofClones = FigureCatalogue.all.filter {
      $0.source == .clones && $0.name != MigrationFigure.name
    }
    for figure in ofClones {
      let text = String(decoding: try figure.charts(input)[0].json(), as: UTF8.self)
      for clone in 1...3 {
        #expect(text.contains("\"\(ClonePalette.color(clone))\""), "\(figure.name)")
      }
    }
    // None is a colour of a call, which means something else on the same page.
    let calls = Set(OriginPalette.looks.flatMap { [$0.color, $0.area] })
    let own = (1...9).map(ClonePalette.color)
    #expect(Set(own).count == 9 && calls.isDisjoint(with: own))
  }

  @Test func `a tree tells its probabilities, its rivals and where drivers came`() throws {
    let input = FigureInput(patients: [ExampleCalls.patient()], leading: ["ERBB2"])
    let chart = try CloneTreeFigure.charts(input)[0]
    #expect(
      chart.finding == "P1: a tree of 3 clones; 90 % of the probability is shared by 2 trees.")
    #expect(chart.subtitle[0].hasSuffix("Unsure: the parent of 2."))
    let branches = chart.layers.filter { $0.encoding.tooltip?.first?.title == "Parent" }
    #expect(branches.count == 3)
    let unsure = try #require(
      try branches.first { try $0.values()[0]["probability"] as? String == "0.65" })
    #expect(try unsure.values()[0]["other"] as? String == "clone 3, P 0.35")
    let sure = try #require(
      try branches.first { try $0.values()[0]["probability"] as? String == "> 0.99" })
    #expect(try #require(sure.mark.strokeWidth) > (try #require(unsure.mark.strokeWidth)))
    let text = String(decoding: try chart.json(), as: UTF8.self)
    // A driver whose clone is unsure says how sure.
    #expect(text.contains("ERBB2 p.D769Y (P 0.6)") && text.contains("\"ERBB2 p.L755S\""))
    // A clone that fits into no tree is told.
    var other = input
    other.patients[0].clones.edges.removeAll { $0.child == 3 }
    #expect(try CloneTreeFigure.charts(other)[0].subtitle[0].hasSuffix("In no tree: clone 3."))
  }

  @Test func `bars are by day and hold all tumour cells`() throws {
    var patient = ExampleCalls.patient()
    patient.samples = [
      ExampleCalls.sample("A", .metastasis, day: 900), ExampleCalls.sample("B", .primary, day: 0),
    ]
    let chart = try #require(CloneProportionFigure(patient: patient)).chart
    let blocks = try #require(chart.layers.first { $0.mark.type == .rect }).values()
    let bySample = Dictionary(grouping: blocks) { $0["sample"] as? String ?? "" }
    for (_, parts) in bySample {
      let tops = parts.compactMap { $0["top"] as? Double }
      #expect(abs((tops.max() ?? 0) - 1) < 1e-9)
    }
    let left = bySample.mapValues { $0.compactMap { $0["left"] as? Double }.min() ?? 0 }
    #expect(try #require(left["B"]) < (try #require(left["A"])))
    #expect(try !#require(chart.layers.first { $0.mark.type == .rule }).values().isEmpty)
  }

  @Test func `bands lie within their parents on every day, and the days are true`() throws {
    let input = FigureInput(patients: [ExampleCalls.patient()])
    let chart = try FishFigure.charts(input)[0]
    let bands = try chart.layers.filter { $0.mark.type == .area }.map { try $0.values() }
    #expect(bands.count == 4)
    for band in bands {
      #expect(band.compactMap { $0["day"] as? Int } == [0, 900])
    }
    for (parent, child) in [(0, 1), (1, 2), (1, 3)] {
      for day in 0..<2 {
        let (outer, inner) = (bands[parent][day], bands[child][day])
        #expect(try value(inner, "low") >= (try value(outer, "low")) - 1e-9)
        #expect(try value(inner, "high") <= (try value(outer, "high")) + 1e-9)
      }
    }
    // The heights are those of clones with their descendants.
    #expect(abs(try value(bands[2][1], "high") - value(bands[2][1], "low") - 0.6) < 1e-5)
    #expect(chart.subtitle[0].contains("straight lines, not measurements"))
    #expect(chart.subtitle[0].contains("different lesions"))
  }

  private func value(_ row: [String: Any], _ name: String) throws -> Double {
    if let number = row[name] as? Int { return Double(number) }
    return try #require(row[name] as? Double)
  }

  @Test func `one day, one sample or no tree is told, not drawn`() throws {
    var patient = ExampleCalls.patient()
    patient.samples = [
      ExampleCalls.sample("A", .primary, day: 0), ExampleCalls.sample("B", .metastasis, day: nil),
    ]
    var input = FigureInput(patients: [patient])
    #expect(throws: FigureFailure.self) { try FishFigure.charts(input) }
    patient.clones.edges = []
    patient.clones.proportions = []
    input.patients = [patient]
    for figure in [CloneTreeFigure.self, CloneProportionFigure.self, FishFigure.self]
      as [any StudyFigure.Type]
    {
      #expect(throws: FigureFailure.self) { try figure.charts(input) }
    }
    #expect(try CloneClusterFigure.charts(input).count == 1)
    input.samples = ["A", "Z"]
    #expect(throws: FigureFailure.self) { try CloneClusterFigure.charts(input) }
  }
}
