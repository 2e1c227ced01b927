package import ClonalEvolution
import DelimitedText
import Foundation
package import Results
import Studies
import TumorModel
import Wording

/// The migrations between the sites of a study's patients: clones first, then their trees, then these.
package struct MigrationRun: Sendable {
  package var source: StudySource
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  /// The folder where the caller has taken it already; see ``claim(_:)``.
  package var outputs: OutputSet?
  package var clones = CloneAnalysis()
  package var trees = CloneTreeAnalysis()
  package var analysis = MigrationAnalysis()
  /// The least proportion of a sample's tumour cells that is presence.
  package var leastProportion = MigrationRun.usualProportion
  package var threads = 1
  /// Whether results of another study may be replaced.
  package var replacesOtherStudy = false

  /// The least proportion of a sample's tumour cells that is usually taken for presence.
  package static let usualProportion = 0.02

  /// The files of migrations.
  package static let fileNames = [MigrationRow.table.fileName, MigrationEdgeRow.table.fileName]

  /// Takes a study and the folder for the tables; `nil` for no tables.
  package init(source: StudySource, folder: String? = nil) {
    self.source = source
    self.folder = folder
  }

  /// Takes the folder for the tables, so that a second run into it ends before it has read anything.
  ///
  /// - Throws: `FileFailure` when it cannot be made, `FolderLock.Held` where another process writes
  ///   into it.
  package static func claim(_ folder: String) throws -> OutputSet {
    try OutputSet(folder: folder, own: Set(fileNames + [RunRecord.fileName]))
  }

  private struct Piece: Sendable {
    var histories = TableWriter()
    var edges = TableWriter()
    var summary = MigrationSummary()
  }

  /// Finds the migrations of all patients and writes the tables.
  ///
  /// - Throws: ``CommandFailure`` where no patient has samples of two sites, `FileFailure` when a file cannot be
  ///   written, `FolderLock.Held` where another process writes into the folder.
  package func run() async throws -> MigrationSummary {
    let outputs = try outputs ?? folder.map(Self.claim)
    outputs?.keepApart(from: source.inputs.map(\.path))
    let interrupts = InterruptGuard { outputs?.discard() }
    defer {
      interrupts.end()
      outputs?.discard()
    }
    let former = folder.map(FormerResults.init)
    if !replacesOtherStudy {
      try former?.requireSameStudy(source.inputs)
      try former?.requireOwn(Self.fileNames)
    }
    let inputs = try outputs.map { _ in try source.checkedInputs() } ?? []
    let files = try outputs.map { outputs in
      (
        try start(MigrationRow.self, outputs, inputs),
        try start(MigrationEdgeRow.self, outputs, inputs)
      )
    }
    var summary = MigrationSummary()
    let pipeline = OrderedPipeline(count: source.patientCount, threads: max(1, threads))
    try await pipeline.run { [self] range in
      var piece = Piece()
      for index in range { add(index, to: &piece) }
      return piece
    } write: { piece in
      try files?.0.write(piece.histories)
      try files?.1.write(piece.edges)
      summary.merge(piece.summary)
    }
    guard !summary.histories.isEmpty else { throw Self.failure(summary) }
    if let outputs, let former, let files {
      try files.0.finish()
      try files.1.finish()
      try record(outputs, former, [files.0, files.1], inputs)
    }
    try outputs?.commit()
    return summary
  }

  private func add(_ index: Int, to piece: inout Piece) {
    let patient = source.patient(at: index)
    piece.summary.patients += 1
    let sites = CloneSites(patient.samples)
    func refuse(_ reason: MigrationRefusal) {
      piece.summary.refused.append(.init(patient: patient.id, reason: reason))
    }
    guard sites.count > 0 else { return refuse(.noSite) }
    guard sites.count > 1 else { return refuse(.oneSite) }
    guard sites.count <= MigrationAnalysis.mostSites else { return refuse(.manySites) }
    let found = clones.clones(
      of: patient, groups: source.study.clusters(of: patient.mutations, ofPatientAt: index))
    let trees = trees.trees(of: found, samples: patient.samples)
    let placed = self.trees.siteTrees(
      trees, of: found, sites: sites, least: leastProportion, most: analysis.mostTrees)
    var isFound = false
    for origin in sites.origins {
      guard let result = analysis.migrations(of: placed, sites: sites.count, origin: origin)
      else { continue }
      isFound = true
      let history = MigrationHistory(
        result, of: patient.id, sites: sites, clones: trees.clones)
      for row in MigrationRow.rows(result, of: patient.id, sites: sites) {
        piece.histories.append(row)
      }
      for row in history.edges { piece.edges.append(row) }
      piece.summary.histories.append(history)
    }
    if !isFound { refuse(.noClone) }
  }

  private func start<Row: ResultRow>(
    _ row: Row.Type, _ outputs: OutputSet, _ inputs: [Manifest.File]
  ) throws -> OutputFile {
    let header = TableHeader(
      isSynthetic: source.isSynthetic, version: ToolVersion.number,
      parameters: ManifestParameters(clones.parameters).line, seed: clones.seed,
      inputs: inputs.map { .init(role: $0.role ?? "input", checksum: $0.sha256) })
    var text = TableWriter()
    header.append(to: &text, of: row)
    let file = try outputs.file(Row.table.fileName)
    try file.write(text)
    return file
  }

  private func record(
    _ outputs: OutputSet, _ former: FormerResults, _ files: [OutputFile], _ inputs: [Manifest.File]
  ) throws {
    let isSame = former.isOfSameStudy(inputs)
    var record = isSame ? former.record : RunRecord()
    record.stages[RunRecord.migration] = RunRecord.Stage(
      fingerprint: "", inputs: inputs,
      outputs: files.map { Manifest.File(path: $0.name, sha256: $0.checksum ?? "") })
    try outputs.write(Data((try JSONText.text(record) + "\n").utf8), to: RunRecord.fileName)
    // Of another study nothing stays that would tell of it beside these tables.
    if !isSame {
      try outputs.remove(former.files(keeping: Set(Self.fileNames + [RunRecord.fileName])))
    }
  }

  private static func failure(_ summary: MigrationSummary) -> CommandFailure {
    let reasons = Set(summary.refused.map(\.reason))
    if reasons == [.oneSite] {
      return CommandFailure(
        .badData,
        "error: all samples of each patient are of one site; expected samples of two sites at least, in "
          + "the column 'site' of the study sheet")
    }
    return CommandFailure(
      .badData,
      "error: no patient's migrations can be inferred: "
        + summary.refused.prefix(3).map { "\($0.patient): \($0.reason.words)" }
        .joined(separator: "; ") + "; expected clones in samples of two sites")
  }
}
