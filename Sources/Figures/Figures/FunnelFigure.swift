import CohortStatistics
import Results
import TumorModel
import Wording

/// From the patients of the study to the calls of one gene.
public struct FunnelFigure: Sendable {
  private struct Step {
    let name: String
    let patients: Int
    /// The look of the outcome, where the step is one; `nil` where it narrows the one before.
    let outcome: OriginPalette.Look?
  }

  private let title: String
  private let steps: [Step]

  /// Takes the funnel of a gene.
  ///
  /// The step of a class is left out where any mutation counts, and so are lost mutations and
  /// artefacts of no patient.
  ///
  /// - Returns: `nil` without a patient.
  public init?(_ funnel: GeneFunnel) {
    guard let first = funnel.steps.first, first.patients > 0 else { return nil }
    let target = funnel.target
    title = target.title
    var steps = funnel.steps.compactMap { step, patients in
      FunnelWording.words(step, of: target).map {
        Step(name: $0, patients: patients, outcome: nil)
      }
    }
    for (outcome, patients) in funnel.outcomes {
      guard let label = Self.label(outcome), FunnelWording.isTold(outcome, patients: patients)
      else { continue }
      steps.append(
        Step(name: outcome.words, patients: patients, outcome: OriginPalette.look(label)))
    }
    self.steps = steps
  }

  /// The call that an outcome is drawn as; `nil` for patients who are not assessable, whom an earlier
  /// step leaves out.
  private static func label(_ outcome: CohortOutcome) -> OriginLabel? {
    switch outcome {
    case .acquired: .acquired
    case .preexisting: .preexisting
    case .indeterminate: .indeterminate
    case .lost: .lost
    case .artefact: .artefact
    case .notAssessable: nil
    }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let y = Channel(
      "step", .nominal, title: "", axis: Axis(labelLimit: 320), sort: .listed(steps.map(\.name)))
    let x = Channel(
      "patients", .quantitative, title: "Patients",
      scale: .range(0, Double(steps[0].patients) * 1.12), axis: Axis(format: "d", tickMinStep: 1))
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
    let narrowing = steps.filter { $0.outcome == nil }
    let outcomes = steps.filter { $0.outcome != nil && $0.patients > 0 }
    let last = narrowing.last?.patients ?? 0
    return "\(title): \(Wording.grouped(last)) of \(Wording.count(steps[0].patients, "patient")) "
      + "\(last == 1 ? "is" : "are") assessable"
      + (outcomes.isEmpty
        ? "."
        : ": "
          + outcomes.map { "\(Wording.grouped($0.patients)) \($0.name)" }.joined(separator: ", ")
          + ".")
  }

  private var rows: [DataRow] {
    steps.map { step in
      [
        "step": .text(step.name), "patients": .integer(step.patients),
        "kind": .text(step.outcome?.words ?? "step"),
      ]
    }
  }
}

extension FunnelFigure: StudyFigure {
  /// `funnel`.
  public static let name = "funnel"
  /// What it shows.
  public static let summary = "from the patients of the study to the calls of one gene"
  /// A study's summary, or a cohort.
  public static let source = FigureSource.funnel
  /// A gene.
  public static let needs = FigureNeeds.gene
  /// For every gene in a study's figures.
  public static let place = FigurePlace.everyGene

  /// The funnel of the gene that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let gene = try input.neededGene()
    guard let funnel = input.funnels.first(where: { $0.target.gene == gene }) else {
      let known = input.funnels.map(\.target.gene)
      throw .nothing(
        words: "the results have no funnel of '\(gene)'; expected "
          + (known.isEmpty
            ? "a run with --genes \(gene)" : "one of \(known.joined(separator: ", "))"),
        gene: gene)
    }
    guard let figure = FunnelFigure(funnel) else {
      throw .nothing(words: "the results have no patient")
    }
    return [figure.chart]
  }
}
