import CohortStatistics
import DelimitedText
import Figures
import Foundation
package import Report
import Results
import Wording

/// Puts a report together from a results folder.
package struct ReportBuilder {
  let folder: String
  private let title: String?
  private let isPseudonymised: Bool
  /// The cohort's folder; by default the one inside the results, where there is one.
  private let cohort: String?
  /// What was made of what; `nil` for what the folder itself records.
  private let record: RunRecord?
  /// A folder with an experiment's tables; `nil` for none.
  package var responses: String?
  /// A folder with tables of patients under treatment; `nil` for none.
  package var courses: String?

  /// Most calls that a page's table holds; beyond, mutations of other genes are left out.
  package static let mostCalls = 200_000

  package init(
    folder: String, title: String?, isPseudonymised: Bool, cohort: String? = nil,
    record: RunRecord? = nil
  ) {
    (self.cohort, self.record) = (cohort, record)
    self.folder = folder
    self.title = title
    self.isPseudonymised = isPseudonymised
  }

  /// The files behind the results and the cohort, and the tables of responses.
  var readPaths: [String] {
    ([folder] + [cohort].compactMap { $0 }).flatMap(NamedInputs.paths)
      + [folder, responses, courses].compactMap { $0 }.flatMap { folder in
        ResponseFolder.fileNames.sorted().map { "\(FolderPath.plain(folder))/\($0)" }
      }
  }

  /// The page.
  ///
  /// A folder without results of a study may hold tables of responses, which make a page of their own.
  ///
  /// - Returns: `nil` where the program was built without the chart runtime.
  func page(threads: Int) async throws -> Data? {
    let manifest = "\(FolderPath.plain(folder))/\(Manifest.fileName)"
    guard !FileManager.default.fileExists(atPath: manifest), !ResultsFolder.holdsParts(folder),
      ResponseFolder.exists(folder)
    else { return try await report(threads: threads).html() }
    guard cohort == nil else {
      throw CommandFailure(
        .usage,
        "error: --cohort belongs to the results of a study, and \(folder) holds tables of responses"
      )
    }
    let pages = try ResponsePages(responses: responses, courses: courses, both: folder)
    for warning in pages.warnings { StandardError.write(warning) }
    return try pages.page(title: title, isPseudonymised: isPseudonymised).html()
  }

  /// A block of the page, and the rows behind it.
  private struct Piece: Sendable {
    let block: PatientBlock
    /// The first patient's calls in words.
    let first: [ReportPatient.Explanation]
    let patients: [StudyPatient]
  }

  /// The report.
  ///
  /// - Parameter threads: How many blocks of patients are put together at a time; the page is the
  ///   same for every number.
  package func report(threads: Int) async throws -> Report {
    let extra = try ResponsePages(responses: responses, courses: courses)
    for warning in extra.warnings { StandardError.write(warning) }
    let sections = try PatientSections(
      folder: folder, isPseudonymised: isPseudonymised, record: record,
      courses: extra.courses?.tables)
    let manifest = sections.manifest
    var report = Report(title: title ?? ReportSentences.title(of: manifest))
    report.isSynthetic = manifest.isSynthetic
    let cohort = try self.cohort(of: manifest)
    let drawn = sections.genes.union(cohort?.summary.targets.map(\.gene) ?? [])
    var compared: [StudyPatient] = []
    var onlyPatient: [ReportPatient.Explanation] = []
    try await OrderedPipeline(
      count: sections.compared.count, threads: threads, chunkSize: PatientBlock.size
    ).run { range in
      let parts = try sections.compared[range].map(sections.part)
      return Piece(
        block: try PatientBlock(parts.map(\.section)),
        first: parts.first?.section.explanations ?? [],
        patients: parts.map { $0.patient.forStudyFigures(of: drawn) })
    } write: { piece in
      report.blocks.append(piece.block)
      if compared.isEmpty { onlyPatient = piece.first }
      compared += piece.patients
    }
    let summary = try sections.results.summary()
    try sections.results.require(summary, of: compared)
    report.isOfOnePatient = manifest.patients.count == 1
    report.cards =
      AnswerCards(
        summary: summary, cohort: cohort?.summary, patients: compared, drivers: sections.genes,
        explained: report.isOfOnePatient ? onlyPatient : nil,
        threshold: manifest.parameters.threshold
      ).cards
    report.limit = ReportSentences.limit(summary) ?? ""
    report.reading = ReportSentences.reading(summary, manifest: manifest)
    var input = FigureInput(
      patients: try sections.all(with: compared, of: drawn),
      threshold: manifest.parameters.threshold, leading: manifest.genes, drivers: sections.genes)
    input.proteins = Knowledge.bundled.proteins
    input.isSynthetic = manifest.isSynthetic
    if let cohort, !report.isOfOnePatient {
      var told: Set<Set<String>> = []
      report.cohort = cohort.summary.targets.map { target in
        let words = CohortSentences(summary: cohort.summary, target: target, leavingOut: told)
        told = words.pairs
        return Report.Statement(title: target.title, sentences: words.sentences)
      }
      if let excess = CohortExcess(cohort.summary) {
        report.cohort.append(Report.Statement(title: excess.title, sentences: excess.sentences))
      }
      report.cautions = cohort.summary.caveats.map(\.words)
      try input.take(cohort)
    } else {
      input.funnels = summary.funnels
    }
    try sections.results.requireFunnels(of: summary)
    if !report.isOfOnePatient { report.figures = FigureCatalogue.studyCharts(input) }
    addCalls(of: compared, genes: sections.genes, to: &report)
    report.methods = ReportSentences.methods(manifest).map { Report.Term($0.name, $0.meaning) }
    report.files = ReportSentences.files(manifest).map { Report.Term($0.name, $0.meaning) }
    report.glossary = ReportSentences.glossary.map { Report.Term($0.name, $0.meaning) }
    add(extra, names: sections.responseNames, known: sections.patientNames, to: &report)
    return report
  }

  /// Adds an experiment's section and that of the patients under treatment.
  private func add(
    _ extra: ResponsePages, names: ResponseNames?, known: Set<String>, to report: inout Report
  ) {
    guard !extra.parts.isEmpty else { return }
    var parts = extra.parts
    parts.insert(("the study", report.isSynthetic), at: 0)
    report.banner = SyntheticWording.banner(parts)
    if let folder = extra.courses {
      var section = CourseSection(folder, names: names)
      let patients = folder.tables.patients
      section.note = CourseWording.notInStudy(
        patients.count { !known.contains($0) }, of: patients.count)
      report.sections.append(section.section(isWhole: true))
    }
    if let folder = extra.experiment {
      report.sections.append(ExperimentSection(folder, names: names).section(isWhole: true))
    }
    for term in extra.methods(names) where !report.methods.contains(term) {
      report.methods.append(term)
    }
    report.files += extra.files(isPseudonymised: isPseudonymised)
  }

  /// The cohort of these results; `nil` where there is none, or it was gathered from others.
  private func cohort(of manifest: Manifest) throws -> CohortFolder? {
    guard let folder = cohort ?? (CohortFolder.exists(in: folder) ? folder : nil) else {
      let inner = CohortFolder.path(for: self.folder)
      if CohortFolder.isIncomplete(inner) {
        StandardError.write(
          "warning: the report omits \(inner): the cohort is incomplete, for "
            + "\(CohortSummary.fileName) is missing; make it again with metachron cohort")
      }
      return nil
    }
    try FolderKind.requireCohort(CohortFolder.path(for: folder))
    let found = try CohortFolder(folder, version: ToolVersion.number)
    if found.isMade(from: manifest) { return found }
    StandardError.write(
      "warning: the report omits \(found.path): it was \(CohortFolder.words(self.folder))")
    return nil
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
    report.callsNote = ReportSentences.callsNote(total, most: Self.mostCalls) ?? ""
  }
}
