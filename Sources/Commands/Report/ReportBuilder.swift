import Foundation
import Reporting

/// Puts a report together from a results folder.
struct ReportBuilder {
  private let folder: String
  private let title: String?
  private let isPseudonymised: Bool

  /// Most calls that a page's table holds; beyond, mutations of other genes are left out.
  static let mostCalls = 200_000

  init(folder: String, title: String?, isPseudonymised: Bool) {
    self.folder = folder
    self.title = title
    self.isPseudonymised = isPseudonymised
  }

  /// The report.
  ///
  /// - Parameter threads: How many blocks of patients are put together at a time; the page is the
  ///   same for every number.
  func report(threads: Int) async throws -> Report {
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
    report.figures = try cohortFigures(patients, summary: summary, manifest: manifest)
    addCalls(of: patients, genes: sections.genes, to: &report)
    report.methods = ReportWords.methods(manifest)
    report.files = ReportWords.files(manifest)
    report.glossary = ReportWords.glossary
    return report
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
