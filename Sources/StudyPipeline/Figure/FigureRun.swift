import DelimitedText
package import DrugResponse
package import Figures
import Foundation
import Results
import Wording

/// Makes the chart of one figure from a folder of results or of a cohort.
package struct FigureRun: Sendable {
  /// The folder.
  package let folder: String
  /// The patient that is drawn; `nil` for all.
  package var patient: String?
  /// The mutation that is drawn, as a user writes it.
  package var mutation: String?
  /// The gene that is drawn, or alone named.
  package var gene: String?
  /// The later sample that is drawn; `nil` for the first.
  package var later: String?

  /// The samples that are drawn; empty for all.
  package var samples: [String] = []
  /// The drugs that are drawn; empty for all.
  package var drugs: [String] = []
  /// The cell line that is drawn; `nil` for all.
  package var cellLine: String?
  /// The end point that is drawn; `nil` for the first.
  package var endpoint: String?
  /// The genotype that is drawn; `nil` for the first.
  package var genotype: String?
  /// The hours that are drawn; `nil` for the last.
  package var hours: Double?
  /// The response that curves show.
  package var measure = ResponseSeries.Measure.viability
  /// What a heat map of two drugs shows.
  package var quantity = SynergyQuantity.bliss

  /// Takes a folder of results or of a cohort.
  package init(folder: String) { self.folder = folder }

  /// Makes the chart of a figure.
  ///
  /// - Throws: ``CommandFailure`` when an option is missing or there is nothing to draw, and the
  ///   errors of opening and reading the folder.
  package func chart(_ named: any StudyFigure.Type) throws -> VegaLiteChart {
    let figure = isOfCourses ? named.ofCourses ?? named : named
    try requireOptions(of: figure)
    let input = try input(of: figure.source)
    do throws(FigureFailure) {
      if let chart = try figure.marked(input).first { return chart }
    } catch {
      switch error {
      case .missing(let needs): throw missing(needs, figure)
      case .nothing(let words, let gene):
        throw CommandFailure(
          .badData, "error: \(words) in \(folder)" + (gene.map(GeneNameHint.words) ?? ""))
      }
    }
    throw CommandFailure(.badData, "error: \(folder) has nothing that '\(figure.name)' draws")
  }

  /// Draws a figure into a file, which appears whole or not at all, or to standard output.
  ///
  /// - Parameters:
  ///   - name: The figure's name in ``FigureCatalogue``.
  ///   - path: The file; `-` for standard output.
  ///   - format: The format by its name; `nil` for that of the file's ending.
  ///   - scale: Pixels of a PNG for each pixel of the figure.
  /// - Throws: As ``chart(_:)``, ``CommandFailure`` for an unknown figure or ending, and where the
  ///   chart cannot be drawn, and `FileFailure`.
  package func write(
    _ name: String, to path: String, format: String? = nil, scale: Double
  ) throws {
    guard let figure = FigureCatalogue.figure(named: name) else {
      throw CommandFailure(.usage, "error: unknown figure '\(name)'")
    }
    let named = format.map(FigureFile.ending(ofFormat:))
    guard let ending = named ?? FigureFile.ending(of: path) else {
      throw CommandFailure(.usage, "error: '\(path)' has an unknown extension")
    }
    let inputs = NamedInputs.paths(behind: folder)
    try OutputPlace(path).require(apartFrom: inputs)
    let replaced = FigureFile.beginnings(ending)
    try OutputPlace(path).require(replacing: replaced.beginnings, kind: replaced.kind)
    try WholeFile.write(
      FigureFile.data(of: try chart(figure), as: ending, scale: scale), to: path,
      apartFrom: inputs)
  }

  /// Whether the folder has courses of patients; one that has results as well is asked for those by a gene.
  private var isOfCourses: Bool {
    let plain = FolderPath.plain(folder)
    func holds(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: "\(plain)/\(name)")
    }
    return holds(CourseRow.table.fileName) && (gene == nil || !holds(Manifest.fileName))
  }

  private func requireOptions(of figure: any StudyFigure.Type) throws {
    var given: FigureNeeds = []
    if patient != nil { given.insert(.patient) }
    if gene != nil { given.insert(.gene) }
    if mutation != nil { given.insert(.mutation) }
    let needs = figure.needs.subtracting(given)
    if !needs.isEmpty { throw missing(needs, figure) }
  }

  private func missing(_ needs: FigureNeeds, _ figure: any StudyFigure.Type) -> CommandFailure {
    let options: [(FigureNeeds, String)] = [
      (.patient, "--patient"), (.gene, "--gene"), (.mutation, "--mutation"),
    ]
    let names = options.filter { needs.contains($0.0) }.map(\.1)
    return CommandFailure(
      .usage,
      "error: \(Wording.list(names)) \(names.count == 1 ? "is" : "are") missing; the figure "
        + "'\(figure.name)' needs \(names.count == 1 ? "it" : "them")")
  }

  // MARK: - Reading

  private func input(of source: FigureSource) throws -> FigureInput {
    switch source {
    case .study: try studyInput()
    case .clones: try clonesInput()
    case .cohort: try cohortInput()
    case .funnel: try funnelInput()
    case .response: try responseInput()
    }
  }

  private func studyInput() throws -> FigureInput {
    let tables = try StudyTables(folder)
    let manifest = tables.folder.manifest
    var input = FigureInput(
      threshold: manifest.parameters.threshold, leading: manifest.genes,
      drivers: Knowledge.bundled.genes)
    input.proteins = Knowledge.bundled.proteins
    input.isSynthetic = manifest.isSynthetic
    let later = later.map(ComparedSample.init(named:))
    (input.gene, input.later) = (gene, later)
    guard let patient else {
      input.patients = try tables.patients.map(tables.patient)
      return input
    }
    guard tables.patients.contains(patient) else {
      throw CommandFailure(
        .badData,
        "error: patient '\(patient)' is not in \(folder)"
          + NearestNames.hint(patient, among: tables.patients))
    }
    var one = try tables.patient(patient)
    one.posteriors = try tables.folder.table(of: PosteriorRow.self).rows(of: patient)
    input.patients = [one]
    if let later, !one.calls.isEmpty, !one.calls.contains(where: { $0.laterSample == later }) {
      throw CommandFailure(
        .badData,
        "error: patient '\(patient)' has no later sample '\(later.name)'"
          + NearestNames.hint(later.name, among: one.calls.map(\.laterSample.name)))
    }
    if let mutation {
      input.mutation = try MutationQuery(text: mutation).calls(among: one.calls).first?.variant
    }
    return input
  }

  /// Clones stand beside results or alone; without results mutations have no other names than in the
  /// tables, and samples have no days.
  private func clonesInput() throws -> FigureInput {
    let tables = try CloneTables(folder: FolderPath.plain(folder))
    guard !tables.patients.isEmpty else {
      try FolderKind.requireResults(folder)
      throw CommandFailure(
        .badData,
        "error: \(folder) has no clones; expected a folder written by metachron clones, or a run with a "
          + "patient of at least ten mutations with reads")
    }
    let plain = FolderPath.plain(folder)
    let hasResults = FileManager.default.fileExists(atPath: "\(plain)/\(Manifest.fileName)")
    var input: FigureInput
    if hasResults {
      input = try studyInput()
    } else {
      input = FigureInput(drivers: Knowledge.bundled.genes)
      input.gene = gene
      input.isSynthetic = tables.comments.contains { TableHeader.isSynthetic(firstLine: "# \($0)") }
      if let patient, !tables.patients.contains(patient) {
        throw CommandFailure(
          .badData,
          "error: patient '\(patient)' is not in \(folder)"
            + NearestNames.hint(patient, among: tables.patients))
      }
      input.patients = (patient.map { [$0] } ?? tables.patients).map(StudyPatient.init)
    }
    input.samples = samples
    for index in input.patients.indices {
      input.patients[index].clones = try tables.clones(of: input.patients[index].id)
    }
    return input
  }

  private func cohortInput() throws -> FigureInput {
    var input = FigureInput(drivers: Knowledge.bundled.genes)
    input.gene = gene
    let cohort = try CohortFolder(opening: folder)
    input.isSynthetic = cohort.summary.isSynthetic
    try input.take(cohort)
    return input
  }

  private func responseInput() throws -> FigureInput {
    var input = FigureInput()
    let tables = try ResponseFolder(folder)
    (input.response, input.isSynthetic) = (tables.tables, tables.isSynthetic)
    (input.drugs, input.cellLine, input.quantity) = (drugs, cellLine, quantity)
    (input.endpoint, input.genotype, input.hours) = (endpoint, genotype, hours)
    let endpoints = tables.tables.survival.map(\.endpoint)
    if let endpoint, !endpoints.contains(endpoint) {
      throw CommandFailure(
        .badData,
        "error: end point '\(endpoint)' is not in \(folder)"
          + NearestNames.hint(endpoint, among: endpoints))
    }
    input.measure = measure
    let known = Set(tables.drugs)
    if let drug = drugs.first(where: { !known.contains($0) }) {
      throw CommandFailure(
        .badData,
        "error: drug '\(drug)' is not in \(folder)\(NearestNames.hint(drug, among: tables.drugs))")
    }
    if let cellLine, !tables.cellLines.contains(cellLine) {
      throw CommandFailure(
        .badData,
        "error: cell line '\(cellLine)' is not in \(folder)"
          + NearestNames.hint(cellLine, among: tables.cellLines))
    }
    return input
  }

  /// A cohort's own folder tells its funnels; a folder of results tells those of its summary.
  private func funnelInput() throws -> FigureInput {
    let plain = FolderPath.plain(folder)
    let isCohort = CohortFolder.isSealed(plain) || CohortFolder.isIncomplete(plain)
    if isCohort {
      return try cohortInput()
    }
    let results = try ResultsFolder(opening: folder)
    var input = FigureInput(leading: results.manifest.genes)
    (input.gene, input.isSynthetic) = (gene, results.manifest.isSynthetic)
    input.funnels = try results.funnels()
    return input
  }
}
