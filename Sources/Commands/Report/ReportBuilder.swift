import Foundation
import Reporting

/// Puts a report together from a results folder.
struct ReportBuilder {
  private let folder: String
  private let title: String?
  private let isPseudonymised: Bool
  /// The cohort's folder; by default the one inside the results, where there is one.
  private let cohort: String?

  /// Most calls that a page's table holds; beyond, mutations of other genes are left out.
  static let mostCalls = 200_000

  init(folder: String, title: String?, isPseudonymised: Bool, cohort: String? = nil) {
    self.cohort = cohort
    self.folder = folder
    self.title = title
    self.isPseudonymised = isPseudonymised
  }

  /// The report.
  ///
  /// - Parameter threads: How many blocks of patients are put together at a time; the page is the
  ///   same for every number.
  func report(threads: Int) async throws -> Report {
    try FolderKind.requireResults(folder)
    let sections = try PatientSections(folder: folder, isPseudonymised: isPseudonymised)
    var report = Report(title: title ?? "Was it there before?")
    report.isSynthetic = sections.manifest.isSynthetic
    try await OrderedPipeline(
      count: sections.patients.count, threads: threads, chunkSize: PatientBlock.size
    ).run {
      try PatientBlock($0.map(sections.section))
    } write: {
      report.blocks.append($0)
    }
    let summary = try SummaryFile(folder: folder).summary
    let (manifest, patients) = (sections.manifest, sections.patients)
    report.answer = ReportWords.answer(summary, manifest: manifest)
    if let cohort = try cohort(of: manifest) {
      report.cohort = cohort.summary.targets.map(cohort.summary.statement)
      report.cohort += [cohort.summary.excess].compactMap { $0 }
      report.cautions = cohort.summary.caveats
      report.figures = try figures(of: cohort, patients: sections.all, manifest: manifest)
    } else {
      report.figures = try cohortFigures(patients, summary: summary, manifest: manifest)
    }
    addCalls(of: patients, genes: sections.genes, to: &report)
    report.methods = ReportWords.methods(manifest)
    report.files = ReportWords.files(manifest)
    report.glossary = ReportWords.glossary
    return report
  }

  /// The cohort of these results; `nil` where there is none, or it was gathered from others.
  private func cohort(of manifest: Manifest) throws -> CohortFigures? {
    guard let folder = cohort ?? CohortFigures.folder(in: folder) else { return nil }
    let found = try CohortFigures(folder: folder)
    let origins = manifest.outputs.first { $0.path == ResultTable.origins.fileName }?.sha256
    let isOfThese = found.summary.folders.contains { folder in
      folder.tables.contains {
        $0.path.hasSuffix(ResultTable.origins.fileName) && $0.sha256 == origins
      }
    }
    if !isOfThese {
      StandardError.write(
        "warning: \(folder) was gathered from other results than \(self.folder); the report "
          + "leaves it out (gather it again with metachron cohort)")
    }
    return isOfThese ? found : nil
  }

  private func figures(
    of cohort: CohortFigures, patients: [StudyResults.Patient], manifest: Manifest
  ) throws -> [VegaLiteChart] {
    let genes = cohort.summary.targets.map(\.gene)
    let pictures = PatientFigures(
      study: patients, treatments: manifest.treatmentsByPatient, leading: genes,
      genes: Knowledge.bundled.genes.union(genes))
    let calls = patients.flatMap(\.calls)
    var charts: [VegaLiteChart?] = []
    for gene in genes {
      charts.append(cohort.funnel(of: gene)?.chart)
      charts.append(LollipopFigure(gene: gene, calls: calls)?.chart)
      charts.append(pictures.swimmer(of: gene)?.chart)
    }
    charts.append(cohort.forest?.chart)
    charts.append(try cohort.volcano()?.chart)
    charts.append(pictures.oncoprint?.chart)
    charts.append(try cohort.exclusivity()?.chart)
    charts.append(OriginBarsFigure(patients: patients)?.chart)
    charts.append(RelatednessFigure(pairs: patients.flatMap(\.pairs))?.chart)
    return charts.compactMap { $0 }
  }

  private func cohortFigures(
    _ patients: [StudyResults.Patient], summary: OriginsSummary, manifest: Manifest
  ) throws -> [VegaLiteChart] {
    var charts: [VegaLiteChart] = []
    for gene in summary.genes {
      if let funnel = FunnelFigure(gene: gene.gene, steps: gene.steps) {
        charts.append(funnel.chart)
      }
      let calls = patients.flatMap(\.calls)
      if let lollipop = LollipopFigure(gene: gene.gene, calls: calls) {
        charts.append(lollipop.chart)
      }
    }
    if let bars = OriginBarsFigure(patients: patients) { charts.append(bars.chart) }
    if let pairs = RelatednessFigure(pairs: patients.flatMap(\.pairs)) {
      charts.append(pairs.chart)
    }
    return charts
  }

  private func addCalls(
    of patients: [StudyResults.Patient], genes: Set<String>, to report: inout Report
  ) {
    let total = patients.reduce(0) { $0 + $1.calls.count }
    let isWhole = total <= Self.mostCalls
    for patient in patients {
      for call in patient.calls where isWhole || genes.contains(call.gene) {
        report.calls.append(ReportCall(call))
      }
    }
    if !isWhole {
      report.callsNote =
        "The study has \(Wording.grouped(total)) calls; this table holds those of the genes with known "
        + "drivers and of the genes asked for. origins.tsv holds all."
    }
  }
}
