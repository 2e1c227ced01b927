import Figures
import Report
import Results
import Wording

/// The tables of responses that a page tells of: an experiment, patients under treatment, or both.
struct ResponsePages {
  /// The experiment's folder; `nil` for none.
  let experiment: ResponseFolder?
  /// The folder of the courses; `nil` for none.
  let courses: ResponseFolder?

  /// Reads the folders.
  ///
  /// - Parameters:
  ///   - responses: A folder with an experiment's tables; `nil` for none.
  ///   - courses: A folder with tables of courses; `nil` for none.
  ///   - both: A folder that may hold either or both; `nil` for none.
  /// - Throws: ``CommandFailure`` where a folder lacks what it was named for, and the errors of reading.
  init(responses: String?, courses: String?, both: String? = nil) throws {
    let shared = try both.map { try ResponseFolder($0) }
    func folder(
      _ path: String?, _ option: String, _ command: String, _ isMeant: (ResponseFolder) -> Bool
    )
      throws -> ResponseFolder?
    {
      let own = shared.flatMap { isMeant($0) ? $0 : nil }
      guard let path else { return own }
      guard own == nil else {
        throw CommandFailure(
          .usage,
          "error: \(both ?? "") and \(option) \(path) both hold such tables; expected one of them")
      }
      let found = try ResponseFolder(path)
      guard isMeant(found) else {
        throw CommandFailure(
          .badData,
          "error: \(path) has no tables of \(command); expected a folder that it wrote")
      }
      return found
    }
    experiment = try folder(
      responses, "--responses", "metachron response curves or combinations", \.hasExperiment)
    self.courses = try folder(
      courses, "--courses", "metachron response clinical", \.hasCourses)
    if let both, experiment == nil, self.courses == nil {
      throw CommandFailure(.badData, "error: the tables of responses in \(both) have no rows")
    }
  }

  /// What to tell of the folders before the page is made.
  var warnings: [String] {
    let mixed = [
      (experiment?.path, experiment?.inputsOfExperiment), (courses?.path, courses?.inputsOfCourses),
    ]
    return mixed.compactMap { path, tables in
      guard let path, let tables, let words = ExperimentWording.mixed(tables) else { return nil }
      return "warning: \(path): \(words)"
    }
  }

  /// What the page holds, and whether it was simulated.
  var parts: [(name: String, isSynthetic: Bool)] {
    var parts: [(name: String, isSynthetic: Bool)] = []
    if let experiment { parts.append(("the experiment", experiment.isSynthetic)) }
    if let courses { parts.append(("the courses of the patients", courses.isSynthetic)) }
    return parts
  }

  /// Versions, parameters and seeds, each once.
  ///
  /// - Parameter names: New names; parameters that hold a patient's identifier or a path are then withheld.
  func methods(_ names: ResponseNames?) -> [Report.Term] {
    let versions = files.map(\.record.version).filter { !$0.isEmpty }.distinct
    return versions.map { Report.Term("metachron", $0) }
      + files.map(\.record).distinct.compactMap { record in
        let isHidden =
          names.map { $0.isTelling(record.parameters) || record.parameters.contains("/") } ?? false
        let told = [
          isHidden ? "withheld" : record.parameters,
          record.seed.isEmpty ? "" : "seed \(record.seed)",
        ].filter { !$0.isEmpty }
        let tables = files.filter { $0.record == record }.map(\.name)
        return told.isEmpty
          ? nil
          : Report.Term(
            "Parameters of \(Wording.list(tables))", told.joined(separator: "; "))
      }
  }

  /// The tables and what they were made from, with checksums.
  ///
  /// - Parameter isPseudonymised: Whether checksums are withheld: who holds a file could find its patients
  ///   by it.
  func files(isPseudonymised: Bool) -> [Report.Term] {
    let inputs = files.flatMap(\.record.inputs).distinct
    func words(_ checksum: String) -> String {
      isPseudonymised || checksum.isEmpty ? "SHA-256 withheld" : "SHA-256 \(checksum)"
    }
    return inputs.map { Report.Term("Input (\($0.role))", words($0.checksum)) }
      + files.map { Report.Term("Table: \($0.name)", words($0.checksum)) }
  }

  private var files: [ResponseTableFile] {
    let both = [experiment, courses].compactMap { $0 }
    // One folder may hold both.
    return both.map(\.path).distinct.flatMap { path in
      both.first { $0.path == path }?.files ?? []
    }
  }

  /// The files that are read.
  var paths: [String] {
    [experiment, courses].compactMap { $0 }.flatMap { folder in
      folder.files.map { "\(folder.path)/\($0.name)" }
    }.distinct
  }

  // MARK: A page of their own

  /// The page.
  ///
  /// - Parameter isPseudonymised: Whether patients are numbered, in the order of the courses.
  func page(title: String?, isPseudonymised: Bool) -> SectionPage {
    let names = isPseudonymised ? ResponseNames(patients: courses?.tables.patients ?? []) : nil
    let experiment = experiment.map { ExperimentSection($0, names: names) }
    let courses = courses.map { CourseSection($0, names: names) }
    var page = SectionPage(
      title: title ?? experiment?.title
        ?? CourseWording.title(
          patients: courses?.tables.patients.count ?? 0, courses?.tables.survivalComparisons ?? []))
    page.banner = SyntheticWording.banner(parts)
    let cards = (experiment?.cards ?? []) + (courses.map { [$0.card] } ?? [])
    let reading =
      (experiment == nil ? [] : ExperimentWording.reading)
      + (courses == nil ? [] : CourseWording.reading)
    let methods =
      (experiment == nil ? [] : [ExperimentWording.methods])
      + (courses == nil ? [] : [CourseWording.methods])
    page.sections = [
      ReportSection(
        id: ReportSection.answer, title: "The answer", link: "Answer",
        blocks: cards.map { .card($0) }),
      experiment?.section(isWhole: false), courses?.section(isWhole: false),
      ReportSection(
        id: "reading", title: ExperimentWording.howToRead, link: "Reading",
        blocks: reading.map { .paragraph($0) }),
      ReportSection(
        id: "methods", title: "Methods, parameters and versions", link: "Methods",
        blocks: methods.map { .paragraph($0) }
          + [
            .terms(self.methods(names)), .heading("Files with their checksums"),
            .terms(files(isPseudonymised: isPseudonymised)),
          ]),
    ].compactMap { $0 }
    return page
  }
}

extension ResponseTables {
  /// The patients with a course, in the order of the table.
  var patients: [String] { (courses.map(\.patient) + visits.map(\.patient)).distinct }

  /// The drugs of an experiment.
  var drugs: [String] {
    (curves.map(\.drug) + cells.flatMap { [$0.drugA, $0.drugB] }).distinct
  }

  /// The cell lines of an experiment.
  var cellLines: [String] { (curves.map(\.cellLine) + cells.map(\.cellLine)).distinct }
}
