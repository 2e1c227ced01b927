import Foundation
import Reporting

/// Makes the charts of a results folder.
struct FigureCharts {
  let folder: String
  var patient: String?
  var mutation: String?
  var gene: String?
  var later: String?

  /// Makes one chart.
  ///
  /// - Throws: ``CommandFailure`` when something needed is not named or not there.
  func chart(_ figure: Figure) throws -> VegaLiteChart {
    if !figure.isOfCohort { try FolderKind.requireResults(folder) }
    switch figure {
    case .cellFractions:
      let (study, patient) = try onePatient()
      return try need(
        CellFractionFigure(
          calls: try pair(of: patient), genes: genes(study),
          threshold: study.manifest.parameters.threshold),
        "no mutation of \(patient.id) has evidence in both samples")
    case .trajectory:
      let (study, patient) = try onePatient()
      return try need(
        TrajectoryFigure(
          patient: patient, genes: genes(study), leading: gene.map { [$0] } ?? study.manifest.genes,
          mutation: try mutation.map { try oneCall($0, of: patient).call.mutation },
          treatments: study.manifest.treatments(of: patient.id)),
        "patient \(patient.id) has no mutation with evidence in two samples")
    case .posterior:
      let (study, patient) = try onePatient()
      let (call, _) = try oneCall(try named(mutation, "--mutation", figure), of: patient)
      let bins = try PosteriorTable.bins(of: call, in: folder)
      return try need(
        PosteriorFigure(
          call: call, bins: bins, threshold: study.manifest.parameters.threshold),
        "no posterior of \(call.title) is in \(folder); expected one of the genes named by "
          + "origins --genes, or a run with --sensitivity all")
    case .power:
      let (_, patient) = try onePatient()
      let (call, explainer) = try oneCall(try named(mutation, "--mutation", figure), of: patient)
      return try need(
        explainer.setting(depth: call.earlier.depth ?? 0).map {
          PowerFigure(call: call, setting: $0)
        }, "no reads of \(call.title) were counted in \(call.earlier.sample)")
    case .origins:
      return try need(
        OriginBarsFigure(patients: try StudyResults(folder: folder, only: patient).patients),
        "no patient of \(folder) has a call")
    case .funnel:
      let gene = try named(gene, "--gene", figure)
      if FileManager.default.fileExists(atPath: "\(folder)/\(CohortSummary.fileName)") {
        return try need(
          CohortFigures(folder: folder).funnel(of: gene),
          "the cohort \(folder) was not asked for \(gene)" + GeneNameHint.words(for: gene))
      }
      try FolderKind.requireResults(folder)
      return try need(
        FunnelFigure(gene: gene, steps: try SummaryFile(folder: folder).steps(of: gene)),
        "\(folder) has no patient")
    case .lollipop:
      let gene = try named(gene, "--gene", figure)
      let study = try StudyResults(folder: folder, only: patient)
      return try need(
        LollipopFigure(gene: gene, calls: study.patients.flatMap(\.calls)),
        "no mutation of \(gene) with a protein position has a call in \(folder)"
          + GeneNameHint.words(for: gene))
    case .relatedness:
      let study = try StudyResults(folder: folder, only: patient)
      return try need(
        RelatednessFigure(pairs: study.patients.flatMap(\.pairs)), "\(folder) has no pair")
    case .oncoprint:
      return try need(
        try patients().oncoprint, "no gene that is drawn has a mutation in \(folder)")
    case .swimmer:
      let gene = try named(gene, "--gene", figure)
      return try need(
        try patients().swimmer(of: gene),
        "no patient of \(folder) has a mutation of \(gene) and a sample or treatment with a day"
          + GeneNameHint.words(for: gene))
    case .forest:
      return try need(
        CohortFigures(folder: folder).forest, "no gene of \(folder) has an assessable patient")
    case .volcano:
      return try need(
        CohortFigures(folder: folder).volcano(), "\(folder) has no gene with an expectation")
    case .exclusivity:
      return try need(
        CohortFigures(folder: folder).exclusivity(), "\(folder) has no pair of genes")
    }
  }

  private func patients() throws -> PatientFigures {
    let study = try StudyResults(folder: folder)
    let leading = gene.map { [$0] } ?? study.manifest.genes
    return PatientFigures(
      study: study.patients, treatments: study.manifest.treatmentsByPatient, leading: leading,
      genes: Knowledge.bundled.genes.union(leading))
  }

  private func need(
    _ figure: (some ChartedFigure)?, _ problem: @autoclosure () -> String
  ) throws -> VegaLiteChart {
    guard let figure else { throw CommandFailure(.badData, "error: \(problem())") }
    return figure.chart
  }

  private func named(_ value: String?, _ option: String, _ figure: Figure) throws -> String {
    guard let value else {
      throw CommandFailure(
        .usage, "error: \(option) is missing; expected it for the figure '\(figure.rawValue)'")
    }
    return value
  }

  private func genes(_ study: StudyResults) -> Set<String> {
    if let gene { return [gene] }
    return Knowledge.bundled.genes.union(study.manifest.genes)
  }

  private func onePatient() throws -> (StudyResults, StudyResults.Patient) {
    guard let id = patient else {
      throw CommandFailure(.usage, "error: --patient is missing; expected the patient to draw")
    }
    let study = try StudyResults(folder: folder, only: id)
    guard let patient = study.patients.first else {
      throw CommandFailure(
        .badData,
        "error: patient '\(id)' is not in \(folder)"
          + NearestNames.hint(id, among: study.manifest.patients.map(\.id)))
    }
    guard !patient.calls.isEmpty else {
      throw CommandFailure(
        .badData, "error: patient '\(id)' has no pair of an earlier and a later sample")
    }
    return (study, patient)
  }

  /// The calls of one pair: the one of the later sample that was named, or else the first.
  private func pair(of patient: StudyResults.Patient) throws -> [CallRow] {
    let wanted = later ?? patient.calls[0].later.sample
    let calls = patient.calls.filter { $0.later.sample == wanted }
    guard let earlier = (calls.first { $0.isJoint } ?? calls.first)?.earlier.sample else {
      throw CommandFailure(
        .badData,
        "error: patient '\(patient.id)' has no later sample '\(wanted)'"
          + NearestNames.hint(wanted, among: patient.calls.map(\.later.sample)))
    }
    return calls.filter { $0.earlier.sample == earlier }
  }

  private func oneCall(
    _ mutation: String, of patient: StudyResults.Patient
  ) throws -> (call: CallRow, explainer: Explainer) {
    let results = try ResultsFolder(folder, patient: patient.id)
    let rows = try MutationQuery(text: mutation).rows(among: results.origins)
      .filter { $0["earlier_sample"] != "*" && (later == nil || $0["later_sample"] == later) }
    guard let row = rows.first,
      let call = patient.calls.first(where: {
        $0.mutation == row.mutationName && $0.earlier.sample == row["earlier_sample"]
          && $0.later.sample == row["later_sample"]
      })
    else {
      throw CommandFailure(.badData, "error: no pair of \(patient.id) has '\(mutation)'")
    }
    return (call, Explainer(folder: results, row: row))
  }
}
