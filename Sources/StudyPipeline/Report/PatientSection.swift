package import Figures
package import Report
import Results
import Studies
package import TumorModel
import Wording

/// One patient's part of a report.
package struct PatientSection {
  package let patient: StudyPatient
  package let explainer: Explainer
  /// The genes that the study asks about.
  package let leading: [String]
  /// Genes whose calls are told in words.
  package let drivers: Set<String>
  /// The assembly of the patient's positions; `nil` where unknown.
  package let build: GenomeBuild?
  /// Whether clones are drawn, not told alone.
  package var drawsClones = true

  /// Most calls that are told in words.
  private static let mostExplained = 12
  /// Most calls whose posterior and power are drawn.
  private static let mostDrawn = 3
  /// Most pairs of samples whose clones are drawn.
  private static let mostClusters = 3
  /// Most later samples whose cancer cell fractions are drawn.
  private static let mostLaterSamples = 3

  package func section() -> ReportPatient {
    var section = ReportPatient(id: patient.id)
    section.calls = patient.calls.count
    section.timeline = timeline
    section.warnings = warnings
    let told = toldCalls
    for call in told {
      let text = explainer.text(of: call)
      section.explanations.append(ReportPatient.Explanation(call, text))
      if call.call == .indeterminate {
        section.advice += text.change.map { "\(call.title): \($0)" }
      }
    }
    let evidence = MutationEvidence(calls: told, build: build)
    (section.evidence, section.resistance) = (evidence.rows, evidence.resistance)
    section.headline = headline(told)
    if !patient.trajectories.isEmpty {
      section.matrix = PatientMatrix(
        of: patient, leading: leading, drivers: drivers,
        explained: Set(told.compactMap(\.variant)))
    }
    section.timelineFigure = PatientTimelineFigure(patient)?.chart
    section.figures = figures(drawnCalls(told))
    section.clones = clones
    return section
  }

  /// One call per mutation, of one earlier sample: the call that decides where it is of one.
  private func drawnCalls(_ told: [OriginRow]) -> [OriginRow] {
    var seen: Set<Variant> = []
    let single = (told + driverCalls).filter { call in
      guard !call.earlierSample.isJoint, let variant = call.variant else { return false }
      return seen.insert(variant).inserted
    }
    return Array(single.prefix(Self.mostDrawn))
  }

  /// The calls of drivers: genes that were asked for first, then activating variants, then the order
  /// of the table.
  private var driverCalls: [OriginRow] {
    patient.calls.enumerated().filter { drivers.contains($0.element.gene) }
      .sorted { rank($0.element, $0.offset) < rank($1.element, $1.offset) }.map(\.element)
  }

  private func rank(_ call: OriginRow, _ place: Int) -> (Int, Int, Int) {
    (leading.firstIndex(of: call.gene) ?? leading.count, call.isActivating ? 0 : 1, place)
  }

  /// Of every mutation the calls that decide, and then, of genes that were asked for, those of single
  /// pairs: with several later samples each mutation has a call more than there are samples.
  private var toldCalls: [OriginRow] {
    let deciding = Set(patient.decidingCalls)
    let calls = driverCalls
    let first = calls.filter(deciding.contains)
    let others = calls.filter { !deciding.contains($0) && leading.contains($0.gene) }
    return Array((first + others).prefix(Self.mostExplained))
  }

  /// The call that decides, by the same rule as the answer's.
  private func headline(_ told: [OriginRow]) -> String {
    if let first = told.first(where: { leading.contains($0.gene) || $0.isActivating }) {
      return PatientWording.headline(first)
    }
    return PatientWording.headline(patient.decidingCalls)
  }

  private var timeline: [ReportPatient.Event] {
    var events: [(day: Int?, event: ReportPatient.Event)] = patient.samples.map { sample in
      (sample.day, .init(day: sample.dayWords, words: sample.words))
    }
    for treatment in patient.treatments {
      events.append(
        (treatment.start, .init(day: treatment.dayWords, words: treatment.words)))
    }
    return events.enumerated().sorted {
      ($0.element.day ?? .max, $0.offset) < ($1.element.day ?? .max, $1.offset)
    }.map(\.element.event)
  }

  private var warnings: [String] {
    var seen: Set<String> = []
    return patient.pairs.compactMap { pair in
      let words = pair.findingWords
      return words.isEmpty ? nil : "\(pair.title): \(words.joined(separator: "; "))."
    }.filter { seen.insert($0).inserted } + leftOut
  }

  /// The samples of which most reads were not counted.
  private var leftOut: [String] {
    explainer.counts.tallies.compactMap { sample, tally in
      guard tally.isTelling, let words = tally.words() else { return nil }
      return "\(sample): \(words)."
    }
  }

  /// What is told of the patient's clones; `nil` where there are none.
  private var clones: ReportPatient.Clones? {
    let found = patient.clones
    guard !found.fractions.isEmpty else { return nil }
    var input = FigureInput(
      patients: [patient], threshold: explainer.threshold, leading: leading, drivers: drivers)
    func charts(_ figure: any StudyFigure.Type) -> [VegaLiteChart] {
      drawsClones ? (try? figure.charts(input)) ?? [] : []
    }
    let figures =
      charts(CloneTreeFigure.self) + charts(FishFigure.self) + charts(CloneProportionFigure.self)
      + charts(MigrationFigure.self)
    // Of many samples there are more pairs than anybody looks at.
    var clusters: [VegaLiteChart] = []
    var left = CloneClusterFigure.pairs(of: patient)[...]
    while clusters.count < Self.mostClusters, let pair = left.popFirst() {
      input.samples = pair
      clusters += charts(CloneClusterFigure.self)
    }
    return ReportPatient.Clones(
      sentences: CloneParagraph(
        mutations: found.mutations, fractions: found.fractions, starts: found.starts,
        trees: found.trees, edges: found.edges
      ).sentences + MigrationWording.sentences(found.migrations)
        + CloneWording.drawn(clusters.count, left: left.count, all: drawsClones),
      figures: figures + clusters)
  }

  private func figures(_ drawn: [OriginRow]) -> [VegaLiteChart] {
    var input = FigureInput(
      patients: [patient], threshold: explainer.threshold, leading: leading, drivers: drivers)
    func charts(_ figure: any StudyFigure.Type) -> [VegaLiteChart] {
      // A figure without anything to draw is left out.
      (try? figure.charts(input)) ?? []
    }
    var result: [VegaLiteChart] = []
    var laterSamples: [ComparedSample] = []
    for call in patient.calls where !laterSamples.contains(call.laterSample) {
      laterSamples.append(call.laterSample)
    }
    for later in laterSamples.prefix(Self.mostLaterSamples) {
      input.later = later
      result += charts(CellFractionFigure.self)
    }
    input.later = nil
    result += charts(TrajectoryFigure.self)
    for call in drawn {
      (input.mutation, input.later) = (call.variant, call.laterSample)
      result += charts(PosteriorFigure.self) + charts(PowerFigure.self)
    }
    (input.mutation, input.later) = (nil, nil)
    return result + charts(RelatednessFigure.self)
  }
}
