import Figures
import Report
import Results
import Wording

/// What a page tells of patients under treatment.
struct CourseSection {
  let tables: ResponseTables
  let isSynthetic: Bool
  /// The tables by the inputs that they record: one entry where all are of the same patients.
  let mixed: [[String]]
  /// A sentence on patients who are not in the study of the page; `nil` for none.
  var note: String?

  /// The name in addresses.
  static let id = "courses"

  /// Takes a folder.
  ///
  /// - Parameter names: New names for patients; `nil` for none.
  init(_ folder: ResponseFolder, names: ResponseNames?) {
    mixed = folder.inputsOfCourses
    (tables, isSynthetic) = (names?.renamed(folder.tables) ?? folder.tables, folder.isSynthetic)
  }

  /// The section.
  ///
  /// - Parameter isWhole: Whether it begins with the answer and ends with how to read it; otherwise both have
  ///   places of their own on the page.
  func section(isWhole: Bool) -> ReportSection {
    var blocks: [ReportSection.Block] = isWhole ? [.card(card)] : []
    if let note { blocks.append(.notice(note)) }
    blocks += responses
    blocks += survival
    blocks += cautions
    if isWhole {
      let reading = CourseWording.reading + [CourseWording.methods]
      blocks.append(.folded(ExperimentWording.howToRead, reading.map { .paragraph($0) }))
    }
    return ReportSection(
      id: Self.id, title: "Response to treatment", link: "Response", blocks: blocks)
  }

  private var input: FigureInput {
    var input = FigureInput()
    (input.response, input.isSynthetic) = (tables, isSynthetic)
    return input
  }

  private func charts(_ figure: any StudyFigure.Type) -> [VegaLiteChart] {
    // A figure without anything to draw is left out.
    (try? figure.marked(input)) ?? []
  }

  /// The rate of responses, with that of each group.
  var card: FindingCard {
    var card = FindingCard(
      question: CourseWording.question(
        tables.rates, patients: tables.courses.count, tables.survivalComparisons),
      answer: CourseWording.answer(
        tables.rates, patients: tables.courses.count, tables.survivalComparisons))
    card.sentences =
      [ExperimentWording.mixed(mixed)].compactMap { $0 }
      + CourseWording.sentences(tables.rates, tables.survivalComparisons)
    // Of one group the sentences tell all.
    if Set(tables.rates.map(\.group)).count > 1 {
      card.table = ReportTable(
        name: "Rates of responses by group",
        caption: CourseWording.ratesCaption(
          isUncertain: tables.courses.contains { $0.probability != nil }),
        columns: [
          .init("Group"), .init("Rate"), .init("Patients with it", isNumber: true),
          .init("Patients", isNumber: true), .init("Share", isNumber: true),
        ],
        rows: tables.rates.map { row in
          [
            row.group, row.rate.words, Wording.expected(Double(row.responders)),
            Wording.expected(Double(row.patients)),
            ResponseCells.share(row.share),
          ]
        }, inSight: 12)
    }
    return card
  }

  /// Most patients of the table of courses: more of them are in the table's file.
  private static let mostListed = 500

  private var responses: [ReportSection.Block] {
    guard !tables.courses.isEmpty else { return [] }
    let drawn =
      charts(WaterfallFigure.self) + charts(CourseSwimmerFigure.self)
      + charts(SpiderFigure.self)
    let rows = tables.courses.prefix(Self.mostListed)
    let hasGroups = rows.contains { !$0.group.isEmpty }
    let hasCalls = rows.contains { $0.probability != nil }
    var columns: [ReportTable.Column] = [
      .init("Patient"), .init("Best response"), .init("Best change", isNumber: true),
      .init("Response from day", isNumber: true), .init("Days of response", isNumber: true),
      .init("Progression on day", isNumber: true),
      .init("Days without progression", isNumber: true), .init("Clinical benefit"),
    ]
    if hasGroups { columns.append(.init("Group")) }
    if hasCalls { columns.append(.init("P(acquired)", isNumber: true)) }
    let table = ReportTable(
      name: "Patients under treatment",
      caption: "One row per patient; days from the start of treatment."
        + (tables.courses.count > rows.count
          ? " \(Wording.grouped(tables.courses.count - rows.count)) more are in \(CourseRow.table.fileName)."
          : ""),
      columns: columns,
      rows: rows.map { row in
        var cells = [
          row.patient, row.best.words, ResponseCells.change(row.bestChange),
          ResponseCells.days(row.timeToResponse),
          ResponseCells.days(row.duration) + (row.hasEnded == false ? " or more" : ""),
          row.progressionDay.map { ResponseCells.days($0) } ?? "none seen",
          ResponseCells.days(row.progressionFree) + (row.isProgressed == false ? " or more" : ""),
          row.hasBenefit ? "yes" : "no",
        ]
        if hasGroups { cells.append(row.group) }
        if hasCalls { cells.append(row.probability.map(Wording.probability) ?? "") }
        return cells
      })
    return [.heading("Responses"), .figures(drawn), .table(table)]
  }

  private var survival: [ReportSection.Block] {
    guard !tables.survival.isEmpty else { return [] }
    var blocks: [ReportSection.Block] = [
      .heading("Survival"), .figures(charts(SurvivalFigure.self)),
    ]
    for endpoint in tables.survivalComparisons.map(\.endpoint).distinct {
      let rows = tables.survivalComparisons.filter { $0.endpoint == endpoint }
      blocks += [
        .paragraph("\(EndpointWording.words(endpoint)):"),
        .list(rows.map { "\($0.sentence)." }),
      ]
    }
    return blocks
  }

  private var cautions: [ReportSection.Block] {
    let sentences = CourseWording.cautions(
      tables.courses, tables.rates, tables.survivalComparisons)
    return sentences.isEmpty ? [] : [.heading("What to bear in mind"), .list(sentences)]
  }
}

/// The courses of a study's patients, by the identifiers of the tables.
struct PatientCourses: Sendable {
  private let rows: [String: CourseRow]
  private let visits: [String: [CourseVisitRow]]

  init(_ tables: ResponseTables) {
    rows = Dictionary(tables.courses.map { ($0.patient, $0) }) { first, _ in first }
    visits = Dictionary(grouping: tables.visits, by: \.patient)
  }

  /// What a patient's section tells; `nil` for a patient without a course.
  ///
  /// - Parameter name: How the page names the patient.
  func course(of patient: String, as name: String) -> ReportPatient.Course? {
    guard var row = rows[patient] else { return nil }
    row.patient = name
    return ReportPatient.Course(
      sentences: CourseWording.sentences(row),
      figure: CourseFigure(row, visits: visits[patient] ?? [])?.chart)
  }
}
