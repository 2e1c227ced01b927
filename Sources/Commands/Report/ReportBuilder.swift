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
  func report() throws -> Report {
    let study = try StudyResults(folder: folder)
    let summary = try SummaryFile(folder: folder).summary
    let reader = try ResultsReader(folder: folder, manifest: study.manifest)
    let names = isPseudonymised ? Pseudonyms(study.manifest) : nil
    let manifest = names?.renamed(study.manifest) ?? study.manifest
    let genes = Knowledge.bundled.genes.union(manifest.genes)
    var report = Report(title: title ?? "Was it there before?")
    report.isSynthetic = manifest.isSynthetic
    var patients: [StudyResults.Patient] = []
    for old in study.patients where !old.calls.isEmpty {
      let patient = names?.renamed(old) ?? old
      patients.append(patient)
      var results = try reader.patient(old.id, genes: genes)
      if let names { results = names.renamed(results, of: old.id, manifest: manifest) }
      report.patients.append(
        try PatientSection(
          patient: patient, results: results, manifest: manifest, genes: genes, folder: folder,
          originalID: old.id
        ).section())
    }
    report.answer = ReportWords.answer(summary, manifest: manifest)
    report.figures = try cohortFigures(patients, summary: summary, manifest: manifest)
    addCalls(of: patients, genes: genes, to: &report)
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
