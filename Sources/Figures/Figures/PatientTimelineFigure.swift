import Results
import TumorModel
import Wording

/// One patient's years on one axis of days: biopsies, lines of treatment with their best response.
public struct PatientTimelineFigure: Sendable {
  private let patient: String
  private let samples: [(day: Int, sample: ManifestSample)]
  private let treatments: [ManifestTreatment]
  private let undated: Int

  /// Takes a patient.
  ///
  /// - Returns: `nil` where nothing of the patient has a day.
  public init?(_ patient: StudyPatient) {
    self.patient = patient.id
    samples = patient.samples.compactMap { sample in sample.day.map { ($0, sample) } }
    treatments = patient.treatments
    undated = patient.samples.count - samples.count
    guard samples.count + treatments.count > 1 else { return nil }
  }

  private static let biopsies = "Biopsies"
  private static let width = 640

  private var days: [Int] {
    samples.map(\.day) + treatments.flatMap { [$0.start, $0.stop ?? $0.start] }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let (first, last) = (min(0, days.min() ?? 0), max(days.max() ?? 0, 1))
    let margin = 0.04 * Double(last - first) + 1
    let scale = Scale.range(Double(first) - margin, Double(last) + margin)
    let y = Channel(
      "line", .nominal, title: "", axis: Axis(labelLimit: 220),
      sort: .listed([Self.biopsies] + lines))
    func x(_ column: String) -> Channel {
      Channel(
        column, .quantitative, title: "Days from diagnosis", scale: scale, axis: Axis(tickCount: 8))
    }
    var bars = Encoding(x: x("start"), y: y)
    bars.x2 = .column("stop")
    // Each line has its class in words: the colour is the one of the study's figures.
    bars.color = Channel("kind", .nominal, scale: .names(kinds), legend: Legend.none)
    bars.tooltip = [
      Channel("line", .nominal, title: "Treatment"),
      Channel("days", .nominal, title: "Days"),
      Channel("response", .nominal, title: "Best response"),
    ]
    var bar = Mark(.bar, size: 14)
    (bar.stroke, bar.strokeWidth) = ("#555555", 0.5)
    var responses = Encoding(x: x("stop"), y: y)
    responses.text = Channel("label", .nominal)
    var response = Mark(.text, color: "#333333")
    (response.fontSize, response.align, response.dx) = (11, "left", 4)
    var points = Encoding(x: x("day"), y: y)
    points.shape = Channel(
      "mark", .nominal, title: "Biopsy",
      scale: .names([("primary", "circle"), ("later", "square")]), legend: .at("right"))
    points.tooltip = [
      Channel("words", .nominal, title: "Sample"), Channel("day", .quantitative, title: "Day"),
    ]
    var point = Mark(.point, color: "#333333", opacity: 1, size: 110)
    (point.filled, point.stroke, point.strokeWidth) = (true, "#ffffff", 1)
    let finding =
      "\(patient): \(Wording.count(samples.count, "biopsy", "biopsies")) with a known day, "
      + "\(Wording.count(treatments.count, "line")) of treatment."
    return VegaLiteChart(
      finding: finding,
      subtitle: undated == 0
        ? []
        : ["\(Wording.count(undated, "biopsy", "biopsies")) without a day: not drawn."],
      description: finding + " Bars are treatments with their best response; marks are biopsies.",
      width: .pixels(Self.width), height: .step(28), data: [],
      layers: [
        Layer(bar, bars, data: bands(last: last)),
        Layer(response, responses, data: bands(last: last), filter: "datum.label != ''"),
        Layer(point, points, data: marks),
      ])
  }

  private var lines: [String] {
    var seen: Set<String> = []
    return treatments.map(Self.name).filter { seen.insert($0).inserted }
  }

  private var kinds: [(name: String, look: String)] {
    Set(treatments.map(\.kind)).sorted().map { ($0, TreatmentPalette.color($0)) }
  }

  private static func name(_ treatment: ManifestTreatment) -> String {
    treatment.kind.isEmpty
      ? treatment.agent : "\(treatment.agent) (\(TreatmentWords.words(treatment.kind)))"
  }

  private func bands(last: Int) -> [DataRow] {
    treatments.map { treatment in
      let stop = max(treatment.stop ?? last, treatment.start + 1)
      return [
        "line": .text(Self.name(treatment)), "kind": .text(treatment.kind),
        "start": .integer(treatment.start), "stop": .integer(stop),
        "days": .text(treatment.dayWords),
        "response": .text(
          treatment.bestResponse.isEmpty ? "not told" : treatment.bestResponse),
        "label": .text(
          treatment.bestResponse + (treatment.stop == nil ? " (goes on)" : "")),
      ]
    }
  }

  private var marks: [DataRow] {
    samples.map { day, sample in
      [
        "line": .text(Self.biopsies), "day": .integer(day),
        "mark": .text(sample.role == .primary ? "primary" : "later"),
        "words": .text(sample.words),
      ]
    }
  }
}
