import Figures
import Foundation
package import Report
import Results
import Wording

/// Puts a report together from a results folder.
package struct ReportBuilder {
  private let folder: String
  private let title: String?
  private let isPseudonymised: Bool
  /// The cohort's folder; by default the one inside the results, where there is one.
  private let cohort: String?

  /// Most calls that a page's table holds; beyond, mutations of other genes are left out.
  package static let mostCalls = 200_000

  package init(folder: String, title: String?, isPseudonymised: Bool, cohort: String? = nil) {
    self.cohort = cohort
    self.folder = folder
    self.title = title
    self.isPseudonymised = isPseudonymised
  }

  /// A block of the page, and the rows behind it.
  private struct Piece: Sendable {
    let block: PatientBlock
    let patients: [StudyPatient]
  }

  /// The report.
  ///
  /// - Parameter threads: How many blocks of patients are put together at a time; the page is the
  ///   same for every number.
  package func report(threads: Int) async throws -> Report {
    let sections = try PatientSections(folder: folder, isPseudonymised: isPseudonymised)
    let manifest = sections.manifest
    var report = Report(title: title ?? "Was it there before?")
    report.isSynthetic = manifest.isSynthetic
    var compared: [StudyPatient] = []
    try await OrderedPipeline(
      count: sections.compared.count, threads: threads, chunkSize: PatientBlock.size
    ).run { range in
      let parts = try sections.compared[range].map(sections.part)
      return Piece(block: try PatientBlock(parts.map(\.section)), patients: parts.map(\.patient))
    } write: { piece in
      report.blocks.append(piece.block)
      compared += piece.patients
    }
    let summary = try sections.results.summary()
    report.answer = ReportWords.answer(summary, manifest: manifest)
    var input = FigureInput(
      patients: try sections.all(with: compared), threshold: manifest.parameters.threshold,
      leading: manifest.genes, drivers: sections.genes)
    if let cohort = try cohort(of: manifest) {
      report.cohort = cohort.summary.targets.map { target in
        Report.Statement(
          title: target.title,
          sentences: CohortSentences(summary: cohort.summary, target: target).sentences)
      }
      if let excess = CohortExcess(cohort.summary) {
        report.cohort.append(Report.Statement(title: excess.title, sentences: excess.sentences))
      }
      report.cautions = cohort.summary.caveats.map(\.words)
      try input.take(cohort)
    } else {
      input.funnels = summary.funnels
    }
    report.figures = FigureCatalogue.studyCharts(input)
    addCalls(of: compared, genes: sections.genes, to: &report)
    report.methods = ReportWords.methods(manifest)
    report.files = ReportWords.files(manifest)
    report.glossary = ReportWords.glossary
    return report
  }

  /// The cohort of these results; `nil` where there is none, or it was gathered from others.
  private func cohort(of manifest: Manifest) throws -> CohortFolder? {
    guard let folder = cohort ?? (CohortFolder.exists(in: folder) ? folder : nil) else {
      return nil
    }
    try FolderKind.requireCohort(CohortFolder.path(for: folder))
    let found = try CohortFolder(folder, version: ToolVersion.number)
    let name = OriginRow.table.fileName
    let origins = manifest.outputs.first { $0.path == name }?.sha256
    let isOfThese = found.summary.folders.contains { folder in
      folder.tables.contains {
        URL(filePath: $0.path).lastPathComponent == name && $0.sha256 == origins
      }
    }
    if !isOfThese {
      StandardError.write(
        "warning: \(found.path) was made from other results than \(self.folder); the report omits "
          + "it (make it again with metachron cohort)")
    }
    return isOfThese ? found : nil
  }

  private func addCalls(
    of patients: [StudyPatient], genes: Set<String>, to report: inout Report
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
        "The study has \(Wording.grouped(total)) calls; this table holds those of the genes with "
        + "known drivers and of the genes asked for. \(OriginRow.table.fileName) holds all."
    }
  }
}
