/// From the patients of the study to the calls of one gene.
public struct FunnelFigure: Sendable {
  /// One step.
  public struct Step: Hashable, Sendable {
    /// What the patients of the step have in common.
    public var name: String
    /// How many patients.
    public var patients: Int
    /// A call, where the step is one; `nil` where it narrows the one before.
    public var call: String?

    /// Creates a step.
    public init(_ name: String, patients: Int, call: String? = nil) {
      (self.name, self.patients, self.call) = (name, patients, call)
    }
  }

  private let gene: String
  private let steps: [Step]

  /// Takes the steps, the widest first.
  ///
  /// - Returns: `nil` without a patient.
  public init?(gene: String, steps: [Step]) {
    guard let first = steps.first, first.patients > 0 else { return nil }
    self.gene = gene
    self.steps = steps
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let y = Channel(
      "step", .nominal, title: "", axis: Axis(labelLimit: 320), sort: .listed(steps.map(\.name)))
    let x = Channel(
      "patients", .quantitative, title: "Patients",
      scale: .range(0, Double(steps[0].patients) * 1.12))
    var bar = Mark(.bar)
    bar.cornerRadius = 2
    var bars = Encoding(x: x, y: y)
    bars.color = Channel(
      "kind", .nominal,
      scale: .names([("step", "#8a8a8a")] + OriginPalette.looks.map { ($0.words, $0.color) }),
      legend: Legend.none)
    bars.tooltip = [
      Channel("step", .nominal, title: "Step"),
      Channel("patients", .quantitative, title: "Patients"),
    ]
    var label = Mark(.text)
    (label.align, label.dx, label.fontSize, label.fontWeight) = ("left", 5, 12, "bold")
    var words = Encoding(x: x, y: y)
    words.text = Channel("patients", .quantitative)
    return VegaLiteChart(
      finding: finding,
      subtitle: ["Each step is a part of the one above; calls share the last step."],
      description: finding, width: .pixels(360), height: .step(30), data: rows,
      layers: [Layer(bar, bars), Layer(label, words)])
  }

  private var finding: String {
    let narrowing = steps.filter { $0.call == nil }
    let calls = steps.filter { $0.call != nil && $0.patients > 0 }
    let last = narrowing.last.map { "\($0.patients) of \(steps[0].patients) patients" } ?? ""
    return "\(gene): \(last) can be compared"
      + (calls.isEmpty
        ? "." : ": " + calls.map { "\($0.patients) \($0.name)" }.joined(separator: ", ") + ".")
  }

  private var rows: [DataRow] {
    steps.map { step in
      [
        "step": .text(step.name), "patients": .integer(step.patients),
        "kind": .text(step.call.map(OriginPalette.words) ?? "step"),
      ]
    }
  }
}
