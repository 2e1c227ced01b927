import ClonalEvolution
import Figures
import Foundation
import Results
import Testing
import TumorModel

@testable import Commands
@testable import StudyPipeline

/// A table of which one declared column after another is damaged.
protocol ColumnSweptTable: AnyTable {
  /// What its declared reader says of a file; `nil` where it reads it.
  func refusal(of path: String) -> String?
}

extension Table: ColumnSweptTable {
  func refusal(of path: String) -> String? {
    do {
      let stream = try RowStream<Row>(path: path)
      while stream.hasRow {
        var row = Row()
        try stream.read(into: &row)
        try stream.advance()
      }
      return nil
    } catch {
      return "\(error)"
    }
  }
}

/// A small folder of results with its cohort, made once.
struct SweptFolder {
  /// A table in the folder, with the file that holds its checksum.
  struct SweptFile {
    var table: any ColumnSweptTable
    var isOfCohort = false
    var columns: [String] { table.columnNames }
    var path: String { "\(isOfCohort ? "cohort" : "results")/\(table.fileName)" }
    var seal: String {
      isOfCohort ? "cohort/\(CohortSummary.fileName)" : "results/\(Manifest.fileName)"
    }
  }

  /// A column of a table and what it holds.
  struct Damage {
    var table: SweptFile
    var column: String
    var value: String
    var words: String { "\(table.path), \(column) '\(value.prefix(12))'" }
  }

  static let tables: [SweptFile] =
    ResultTables.ofResults.compactMap { $0 as? any ColumnSweptTable }.map { SweptFile(table: $0) }
    + ResultTables.ofCohort.compactMap { $0 as? any ColumnSweptTable }
    .map { SweptFile(table: $0, isOfCohort: true) }

  static let values = [
    "nan", "inf", "-1", "1e300", String(repeating: "9", count: 40),
    String(repeating: "x", count: 100_000), "",
  ]

  let folder: String
  var results: String { folder + "/results" }
  var cohort: String { folder + "/cohort" }
  private let files: [String: Data]

  init(_ folder: String) async throws {
    self.folder = folder
    let (results, cohort) = (folder + "/results", folder + "/cohort")
    let sheet = try Self.write(to: folder)
    try #require(
      await Metachron.start(["run", sheet, "-o", results, "--genes", "ERBB2", "-q"]) == 0)
    // The one within would be left out of each page, with a warning, once the results are damaged.
    try FileManager.default.removeItem(atPath: "\(results)/\(CohortFolder.innerName)")
    // Of every kind of row at least one.
    try #require(
      await Metachron.start([
        "cohort", results, "--gene", "ERBB2,LOW", "--class", "any", "--with", "S0,S1",
        "--minimum-patients", "1", "-o", cohort, "-q",
      ]) == 0)
    var files: [String: Data] = [:]
    for name in Self.tables.flatMap({ [$0.path, $0.seal] }) {
      files[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }
    self.files = files
  }

  /// Writes a study in which ERBB2 is acquired in two patients, one of them treated, and an old
  /// mutation in the third.
  private static func write(to folder: String) throws -> String {
    var study = WrittenStudy()
    for patient in ["P1", "P2", "P3"] {
      study.add(
        [
          .init(patient: patient, name: patient + "-T", role: "primary"),
          .init(patient: patient, name: patient + "-M", day: 300),
        ],
        WrittenStudy.shared(8, by: 2) + [
          (
            .init(gene: "ERBB2", chromosome: "17", position: 37_880_220),
            [(patient == "P3" ? 40 : 0, 200), (60, 180)]
          ), (.init(gene: "LOW", chromosome: "3", position: 7_000_000), [(6, 200), (60, 180)]),
        ])
    }
    try "patient,agent,class,start_day\nP1,tamoxifen,endocrine,10\n"
      .write(toFile: folder + "/treatments.csv", atomically: false, encoding: .utf8)
    return try study.write(to: folder)
  }

  /// What is wrong with how commands read the folder while a column holds each value: a fixed part of all
  /// values and commands, so that the test does not take minutes.
  ///
  /// - Parameter turn: Of the column among all.
  func problems(of column: String, in table: SweptFile, turn: Int) async throws -> [String] {
    let whole = try #require(files[table.path])
    var problems: [String] = []
    var isText = false
    for (place, value) in Self.values.enumerated() {
      let damage = Damage(table: table, column: column, value: value)
      let damaged = try Self.damaged(whole, damage)
      if damaged == whole, place == 0 { problems.append("not damaged: \(damage.words)") }
      try replace(table, by: damaged, whole)
      let refusal = table.table.refusal(of: "\(folder)/\(table.path)")
      // A column that takes this takes any text; then one reader each sees those that are short.
      if place == 0 { isText = refusal == nil }
      let isForAll = refusal == nil && (!isText || value.isEmpty || value.count > 1_000)
      problems += await self.problems(
        of: damage, refusal, turn: turn + place, isForAll: isForAll)
    }
    try replace(table, by: whole, whole)
    return problems
  }

  /// What is wrong with how commands read the folder as it stands.
  ///
  /// - Parameters:
  ///   - refusal: What the table's declared reader says of it.
  ///   - turn: Chooses the commands that are asked: every second one where a value is taken, which all
  ///     readers meet, one where it is refused; over the values of a column, all are.
  private func problems(
    of damage: Damage, _ refusal: String?, turn: Int, isForAll: Bool
  ) async -> [String] {
    let readers = damage.table.isOfCohort ? Self.cohortReaders : Self.readers
    var problems: [String] = []
    for (place, reader) in readers.enumerated()
    where isForAll ? (place + turn) % 2 == 0 : place == turn % readers.count {
      guard let message = await message(of: reader) else { continue }
      let isPlaced = message.contains(/\.tsv:\d+:\d+: error:/)
      if refusal != nil ? !isPlaced : !message.contains("error: ") {
        problems.append("\(reader), \(damage.words): \(message.prefix(300))")
      }
    }
    // The program itself, for a part: what a signal ends is told by it alone.
    if isForAll, turn % 7 == 0, let code = try? programCode(turn / 7), ![0, 65].contains(code) {
      problems.append("the program, \(damage.words): \(code)")
    }
    return problems
  }

  /// What commands say of the folder as it was made.
  func problemsOfWhole() async throws -> [String] {
    var problems: [String] = []
    for reader in Self.readers + Self.cohortReaders {
      if let message = await message(of: reader) { problems.append("\(reader): \(message)") }
    }
    return problems
  }

  /// A table in which the row of the gene that readers are asked for, or the first, is damaged.
  private static func damaged(_ whole: Data, _ damage: Damage) throws -> Data {
    var lines = String(decoding: whole, as: UTF8.self).components(separatedBy: "\n")
    let header = try #require(lines.firstIndex { !$0.hasPrefix("#") })
    let place = try #require(
      lines[header].components(separatedBy: "\t").firstIndex(of: damage.column))
    let rows = lines.indices.filter { $0 > header && !lines[$0].isEmpty }
    guard let row = rows.first(where: { lines[$0].contains("ERBB2") }) ?? rows.first else {
      return whole
    }
    var fields = lines[row].components(separatedBy: "\t")
    fields[place] = damage.value
    lines[row] = fields.joined(separator: "\t")
    return Data(lines.joined(separator: "\n").utf8)
  }

  /// Writes a table, and a seal with its checksum in the place of that of the whole one.
  private func replace(_ file: SweptFile, by data: Data, _ whole: Data) throws {
    try data.write(to: URL(filePath: "\(folder)/\(file.path)"))
    guard let seal = files[file.seal] else { return }
    let text = String(decoding: seal, as: UTF8.self)
      .replacing(Self.checksum(whole), with: Self.checksum(data))
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(file.seal)"))
  }

  private static func checksum(_ data: Data) -> String {
    var hash = SHA256()
    data.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  // MARK: - Readers

  enum Reader: Hashable {
    case explain, cohort, relabel
    case report(withCohort: Bool)
    case figure(String)
  }

  private static let readers: [Reader] = [
    .explain, .report(withCohort: false), .cohort, .relabel, .figure("ccf"), .figure("trajectory"),
    .figure("posterior"),
  ]
  private static let cohortReaders: [Reader] = [
    .report(withCohort: true), .figure("forest"), .figure("volcano"), .figure("exclusivity"),
  ]

  /// What a command says that does not read the folder; `nil` where it answers.
  private func message(of reader: Reader) async -> String? {
    let message = await BrokenFolder.message {
      switch reader {
      case .explain:
        let found = try Explainer.explanations(of: "ERBB2", patient: "P1", in: results)
        #expect(!found.map { $0.text(hasDetails: true) }.joined().isEmpty)
      case .report(let withCohort):
        _ = try await ReportBuilder(
          folder: results, title: nil, isPseudonymised: false, cohort: withCohort ? cohort : nil
        ).report(threads: 1)
      case .cohort:
        var run = CohortRun(
          folders: [results], output: folder + "/again",
          targets: [CohortTarget(gene: "ERBB2", className: .any)])
        run.minimumPatients = 1
        run.replacesOthers = true
        _ = try run.run()
      case .relabel:
        let source = try RelabelSource(folder: results)
        var run = OriginsRun(
          source: source, folder: folder + "/relabelled", parameters: source.parameters)
        run.parameters.sensitivity = .genes([])
        run.replacesOtherStudy = true
        run.genes = source.genes
        _ = try await run.run()
      case .figure(let name):
        let figure = try #require(FigureCatalogue.figure(named: name))
        var run = FigureRun(folder: figure.source == .cohort ? cohort : results)
        if figure.needs.contains(.patient) { run.patient = "P1" }
        if figure.needs.contains(.mutation) { run.mutation = "ERBB2" }
        if figure.needs.contains(.gene) { run.gene = "ERBB2" }
        _ = try run.chart(figure)
      }
    }
    return message.isEmpty ? nil : message
  }

  /// What the built program ends with; `nil` where it is not built.
  private func programCode(_ number: Int) throws -> Int32? {
    guard BuiltProgram.url != nil else { return nil }
    let out = folder + "/out"
    let commands: [[String]] = [
      ["explain", results, "--patient", "P1", "--mutation", "ERBB2"],
      ["report", results, "-o", out + ".html"],
      ["cohort", results, "--gene", "ERBB2", "-o", out + "-cohort", "-q", "--force"],
      ["figure", "ccf", results, "--patient", "P1", "-o", out + ".vl.json"],
      ["origins", "--relabel", results, "-o", out + "-relabelled", "-q", "--force"],
    ]
    return try BuiltProgram.run(commands[number % commands.count], "")
  }
}
