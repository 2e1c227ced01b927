import TumorModel
import CohortStatistics
import ClonalEvolution
import DelimitedText
import Foundation
package import Results
import Wording

/// One cohort from folders of results to a folder of tables.
package struct CohortRun: Sendable {
  package var folders: [String]
  /// The folders' names in the tables, where results are read from another place than the one they
  /// will stand in.
  package var folderNames: [String]
  package var output: String
  package var targets: [CohortTarget]
  /// Genes whose overlaps with those asked for are tested too.
  package var others: [String] = []
  /// Those of ``others`` that the user named; each is warned about where no mutation of it is seen.
  package var namedOthers: Set<String> = []
  package var minimumPatients = 3
  /// Whether other results, and a user's own files, may get the cohort's files or be replaced by them.
  package var replacesOthers = false
  /// Whether equal identifiers in two folders are different patients.
  package var keepsFoldersApart = false
  /// Called with the number of folders that were read.
  package var progress: @Sendable (Int) -> Void = { _ in }

  /// Takes the folders of results, the folder for the tables and the genes asked for.
  package init(folders: [String], output: String, targets: [CohortTarget]) {
    self.folders = folders
    folderNames = folders
    self.output = output
    self.targets = targets
  }

  /// The files of a cohort's folder, the seal last.
  package static let fileNames =
    ResultTables.ofCohort.map(\.fileName) + [CohortSummary.fileName]

  /// At most this many genes are listed in `cohort.json`, beside those asked for.
  private static let listedGenes = 50

  /// Reads all folders and writes all tables.
  ///
  /// - Throws: `FileFailure`, `TableFailure` with the place of a damaged row or the table that does not
  ///   belong to its results, and ``CommandFailure``. Nothing is then left in the output folder.
  package func run() throws -> CohortSummary {
    var readFiles = ReadFiles([])
    let results = try folders.map { folder in
      try FolderKind.requireResults(folder)
      let results = try ResultsFolder(
        folder, version: ToolVersion.number,
        verification: .whileReading(ResultsStream.tableNames), listsPatients: false)
      readFiles.add(Self.inputPaths(of: results))
      return results.withoutLists
    }
    for name in Self.fileNames { try readFiles.require(apart: "\(output)/\(name)") }
    if !replacesOthers { try requirePlace(for: results.map(\.manifest)) }
    let (outputs, interrupts) = try InterruptGuard.over {
      try OutputSet(folder: output, seal: CohortSummary.fileName)
    } cleanUp: {
      $0.discard()
    }
    defer {
      interrupts.end()
      outputs.discard()
    }
    outputs.keepApart(from: readFiles)
    let others = others.filter { gene in
      !targets.contains { $0.gene == gene && $0.isAnyClass }
    }
    var gathering = CohortGathering(
      targets: targets, others: others, keepsFoldersApart: keepsFoldersApart)
    var summary = CohortSummary()
    summary.version = ToolVersion.number
    summary.libraries = ToolVersion.libraries
    summary.isSynthetic = results.contains(where: \.manifest.isSynthetic)
    summary.parameters = parameters
    summary.targets = targets
    summary.folders = zip(folderNames, results).map { path, results in
      var folder = CohortSummary.Folder()
      folder.path = path
      folder.isSynthetic = results.manifest.isSynthetic
      folder.parameters = results.manifest.parameters
      folder.tables = ResultsStream.tables(of: results)
      return folder
    }
    let header = header(summary)

    let patients = try outputs.file(CohortPatientRow.table.fileName)
    var text = TableWriter()
    header.append(to: &text, of: CohortPatientRow.self)
    for (index, results) in results.enumerated() {
      let stream = try ResultsStream(results)
      summary.folders[index].patients = try gathering.read(
        stream, number: index + 1, folders: folderNames
      ) { row in
        text.append(row)
        if text.count > 1 << 16 {
          try patients.write(text)
          text.removeAll()
        }
      }
      progress(index + 1)
    }
    try patients.write(text)
    try patients.finish()

    let analysis = CohortAnalysis(
      gathering: gathering, others: others, minimumPatients: minimumPatients)
    var files = [patients]
    func write<Row: ResultRow>(_ rows: [Row]) throws -> [Row] {
      let file = try outputs.file(Row.table.fileName)
      var text = TableWriter()
      header.append(to: &text, of: Row.self)
      for row in rows { text.append(row) }
      try file.write(text)
      try file.finish()
      files.append(file)
      return rows
    }
    summary.funnel = try write(analysis.funnelRows())
    let asked = Set(targets.map(\.gene))
    summary.fractions = try write(inferred(analysis.fractionRows)).filter {
      asked.contains($0.gene)
    }
    let genes = try write(inferred(analysis.geneRows))
    summary.testedGenes = genes.count
    summary.excessGenes = genes.count { ($0.q ?? 1) <= CohortSummary.falseDiscoveryRate }
    summary.genes = genes.enumerated()
      .filter { $0.offset < Self.listedGenes || asked.contains($0.element.gene) }
      .map(\.element)
    let pairs = try write(analysis.exclusivityRows())
    summary.exclusivity = pairs.filter { asked.contains($0.geneA) || asked.contains($0.geneB) }
    summary.therapy = try write(inferred(analysis.therapyRows))
    finish(&summary, gathering)
    summary.outputs = files.map { Manifest.File(path: $0.name, sha256: $0.checksum ?? "") }
    let seal = try outputs.file(CohortSummary.fileName)
    try Array((try JSONText.text(summary) + "\n").utf8).withUnsafeBytes { try seal.write($0) }
    try seal.finish()
    try outputs.commit()
    return summary
  }

  /// The rows of an inference, its failure told by the command.
  private func inferred<Row>(
    _ rows: () throws -> [Row]
  ) throws -> [Row] {
    do {
      return try rows()
    } catch let failure as CellFractionError {
      throw CommandFailure(.analysisFailed, "\(output): error: \(failure.words)")
    }
  }

  /// The files that are read, and those behind the results.
  private static func inputPaths(of results: ResultsFolder) -> [String] {
    results.manifest.inputs.map(\.path)
      + (ResultsStream.tableNames.sorted() + [Manifest.fileName]).map { "\(results.path)/\($0)" }
  }

  /// Checks that the cohort's files stand among no results, or inside of those that they are made of,
  /// and replace no file of a user.
  private func requirePlace(for read: [Manifest]) throws {
    let former = FormerResults(output)
    try former.requireResults(among: [], for: "a cohort")
    let parent = URL(filePath: output).standardizedFileURL.deletingLastPathComponent().path
    // Mostly they are the very results that are read, whose manifest need not be read again.
    let beside = FileStamp(path: "\(parent)/\(Manifest.fileName)")?.identity
    let isRead = folders.contains {
      beside != nil && FileStamp(path: "\($0)/\(Manifest.fileName)")?.identity == beside
    }
    if !isRead {
      try FormerResults(parent).requireResults(among: read, for: "a cohort of others")
    }
    if !CohortFolder.isSealed(output) { try former.requireOwn(Self.fileNames) }
  }

  private func finish(_ summary: inout CohortSummary, _ gathering: CohortGathering) {
    summary.patients = gathering.tally.patients
    summary.comparablePatients = gathering.tally.comparable
    summary.patientsWithLaterSample = gathering.tally.withLaterSample
    summary.powers = zip(targets, gathering.gathered).map { target, gathered in
      var powers = CohortSummary.Powers()
      (powers.gene, powers.className) = (target.gene, target.className)
      powers.patientsByPower = gathered.powers
      return powers
    }
    summary.warnings = gathering.warnings(summary.folders)
    let paired = Set(summary.exclusivity.flatMap { [$0.geneA, $0.geneB] })
    summary.warnings += others.filter { namedOthers.contains($0) && !paired.contains($0) }
      .map { .partnerNotMutated($0, suggestion: GeneNameHint.symbol(for: $0)) }
    summary.caveats = gathering.caveats(summary.folders)
  }

  private var parameters: [String: String] {
    [
      "genes": targets.map { "\($0.gene):\($0.className.rawValue)" }.joined(separator: ","),
      "with": others.isEmpty ? "none" : others.joined(separator: ","),
      "minimum_patients": "\(minimumPatients)",
      "prefix_folders": "\(keepsFoldersApart)",
    ]
  }

  private func header(_ summary: CohortSummary) -> TableHeader {
    TableHeader(
      isSynthetic: summary.isSynthetic, version: ToolVersion.number,
      parameters: summary.parameters.sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)" }.joined(separator: " "),
      seed: nil, inputs: inputs(summary))
  }

  /// The checksums of what is read, in an order that does not depend on that of the folders.
  private func inputs(_ summary: CohortSummary) -> [TableHeader.Input] {
    let tables = summary.folders.flatMap(\.tables)
    return tables.map { TableHeader.Input(role: $0.role ?? "results", checksum: $0.sha256) }
      .sorted { ($0.role, $0.checksum) < ($1.role, $1.checksum) }
  }
}
