import Reporting
import TumorModel

/// One patient's part of a report.
struct PatientSection {
  let patient: StudyResults.Patient
  let results: ResultsFolder
  let manifest: Manifest
  /// The assembly of the patient's positions; `nil` where unknown.
  let build: GenomeBuild?
  /// The patient's lines of treatment, by their first day.
  let treatments: [TreatmentBand]
  /// Genes whose calls are told in words.
  let genes: Set<String>
  let folder: String
  /// The patient's name in the tables.
  let originalID: String

  /// Most calls that are told in words.
  private static let mostExplained = 12
  /// Most calls whose posterior and power are drawn.
  private static let mostDrawn = 3

  func section() throws -> ReportPatient {
    var section = ReportPatient(id: patient.id)
    section.calls = patient.calls.count
    section.timeline = timeline
    section.warnings = warnings
    let leading = manifest.genes
    let told = patient.calls.enumerated().filter { genes.contains($0.element.gene) }
      .sorted { rank($0.element, leading, $0.offset) < rank($1.element, leading, $1.offset) }
      .prefix(Self.mostExplained).map(\.element)
    var drawn: [(CallRow, Explainer)] = []
    for call in told {
      guard
        let row = results.origins.first(where: {
          $0.mutationName == call.mutation && $0["earlier_sample"] == call.earlier.sample
            && $0["later_sample"] == call.later.sample
        })
      else { continue }
      let explainer = Explainer(folder: results, row: row)
      let explanation = explainer.explanation()
      section.explanations.append(
        .init(
          title: "\(call.title), \(call.isJoint ? "earlier samples" : call.earlier.sample) to "
            + call.later.sample, sentences: explanation.sentences))
      if call.call == "indeterminate" {
        if let words = FurtherEvidence.words(for: call) {
          section.advice.append("\(call.title): \(words)")
        }
        section.advice += explanation.sentences.filter {
          $0.hasPrefix("To show a clone") || $0.hasPrefix("What would change it")
        }.map { "\(call.title): \($0)" }
      }
      if !call.isJoint { drawn.append((call, explainer)) }
    }
    let evidence = MutationEvidence(calls: told, build: build)
    (section.evidence, section.resistance) = (evidence.rows, evidence.resistance)
    section.headline = headline(told)
    section.figures = try figures(drawn.prefix(Self.mostDrawn).map { $0 })
    return section
  }

  /// Genes that were asked for first, then activating variants, then the order of the table.
  private func rank(_ call: CallRow, _ leading: [String], _ place: Int) -> (Int, Int, Int) {
    (
      leading.firstIndex(of: call.gene) ?? leading.count,
      call.functionalClass.hasPrefix("activating") ? 0 : 1, place
    )
  }

  private func headline(_ told: [CallRow]) -> String {
    let first = told.first {
      manifest.genes.contains($0.gene) || $0.functionalClass.hasPrefix("activating")
    }
    if let first {
      return "\(first.title): \(first.callWords)"
        + (first.reason.isEmpty ? "" : " (\(first.reason))")
    }
    let acquired = patient.calls.count { $0.call == "acquired" }
    let before = patient.calls.count { $0.call.hasPrefix("preexisting") }
    return
      "\(Wording.count(patient.calls.count, "call")): \(before) pre-existing, \(acquired) acquired"
  }

  private var timeline: [ReportPatient.Event] {
    var events: [(day: Int?, event: ReportPatient.Event)] = patient.samples.map { sample in
      let place = sample.site.map { " of \($0)" } ?? ""
      let kept = sample.specimen.map { ", \($0.replacing("_", with: " "))" } ?? ""
      let purity = sample.purity.map { ", purity \(Wording.number($0))" } ?? ", purity not stated"
      return (
        sample.day,
        .init(
          day: sample.day.map { "Day \($0)" } ?? "Day not known",
          words: "\(sample.role)\(place): \(sample.id)\(kept)\(purity)")
      )
    }
    for treatment in treatments {
      let kind = treatment.kind.isEmpty ? "" : " (\(TreatmentWords.words(treatment.kind)))"
      let best = treatment.bestResponse.isEmpty ? "" : ", best response \(treatment.bestResponse)"
      events.append(
        (
          treatment.start,
          .init(
            day: "Day \(treatment.start)" + (treatment.stop.map { " to \($0)" } ?? " on"),
            words: "\(treatment.agent)\(kind)\(best)")
        ))
    }
    return events.enumerated().sorted {
      ($0.element.day ?? .max, $0.offset) < ($1.element.day ?? .max, $1.offset)
    }.map(\.element.event)
  }

  private var warnings: [String] {
    var seen: Set<String> = []
    return patient.pairs.filter { !$0.warnings.isEmpty }.map {
      "\($0.earlier == "*" ? "Earlier samples" : $0.earlier) to \($0.later): \($0.warnings)."
    }.filter { seen.insert($0).inserted }
  }

  /// The posterior of a call's earlier cancer cell fraction; empty where none was written.
  private func posterior(of call: CallRow) -> [PosteriorBin] {
    results.posteriors.compactMap { row in
      guard row["mutation"] == call.mutation, row["earlier_sample"] == call.earlier.sample,
        row["later_sample"] == call.later.sample, let low = row.double("ccf_low"),
        let high = row.double("ccf_high"), let mass = row.double("probability")
      else { return nil }
      return PosteriorBin(low: low, high: high, mass: mass)
    }
  }

  private func figures(_ drawn: [(CallRow, Explainer)]) throws -> [VegaLiteChart] {
    var charts: [VegaLiteChart] = []
    var laterSamples: [String] = []
    for call in patient.calls where !laterSamples.contains(call.later.sample) {
      laterSamples.append(call.later.sample)
    }
    let threshold = manifest.parameters.threshold
    for later in laterSamples.prefix(3) {
      let calls = patient.calls.filter { $0.later.sample == later }
      let earlier = (calls.first { $0.isJoint } ?? calls.first)?.earlier.sample
      let pair = calls.filter { $0.earlier.sample == earlier }
      if let figure = CellFractionFigure(calls: pair, genes: genes, threshold: threshold) {
        charts.append(figure.chart)
      }
    }
    if let figure = TrajectoryFigure(
      patient: patient, genes: genes, leading: manifest.genes,
      treatments: treatments)
    {
      charts.append(figure.chart)
    }
    for (call, explainer) in drawn {
      if let figure = PosteriorFigure(call: call, bins: posterior(of: call), threshold: threshold) {
        charts.append(figure.chart)
      }
      if let depth = call.earlier.depth, let setting = explainer.setting(depth: depth) {
        charts.append(PowerFigure(call: call, setting: setting).chart)
      }
    }
    if let figure = RelatednessFigure(pairs: patient.pairs) { charts.append(figure.chart) }
    return charts
  }
}
