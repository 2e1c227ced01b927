package import ClonalEvolution
import DelimitedText
import Foundation
package import Results
import Studies
import TumorModel
import Wording

/// One clustering of a study's mutations into clones, with their trees, and the migrations between sites,
/// where these are asked for.
package struct ClonesRun: Sendable {
  package var source: StudySource
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  /// The folder where the caller has taken it already; see ``claim(_:)``.
  package var outputs: OutputSet?
  package var analysis = CloneAnalysis()
  /// How trees are inferred; `nil` for none.
  package var trees: CloneTreeAnalysis?
  /// How migrations are found over the ``trees``; `nil` for none.
  package var migrations: MigrationAnalysis?
  /// Whether a study of whose patients no migrations can be found is an error.
  package var requiresMigrations = false
  package var threads = 1
  /// Whether to write the results as PyClone-VI does, too.
  package var writesClusters = false
  /// Genes whose mutations have a row of their place in the trees.
  package var drivers: Set<String> = []
  /// The mutations with reads, and the tumour samples, that a patient needs; `nil` to cluster every
  /// patient's.
  package var least: (mutations: Int, samples: Int)?
  /// Trees and migrations of at most so many patients are handed back, beside the tables of all.
  package var mostHandedBack = Int.max
  /// Whether `run.json` names the tables, so that the folder has a study whose it is.
  package var writesRecord = true
  /// Whether results of another study may be replaced.
  package var replacesOtherStudy = false

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
    try OutputSet(folder: folder, own: Set(CloneFiles.names + [RunRecord.fileName]))
  }

  /// What was found.
  package struct Found: Sendable {
    /// The clones.
    package var clones = ClonesSummary()
    /// Their trees; of no patient where none were asked for.
    package var trees = TreesSummary()
    /// Migrations; of no patient where none were asked for.
    package var migrations = MigrationSummary()
    /// The files of the tables.
    package var files: [String] = []
  }

  /// Finds the clones of all patients and writes the tables.
  ///
  /// Where no patient has the ``least``, nothing is written.
  ///
  /// - Throws: ``CommandFailure`` where no patient has a mutation, `FileFailure` when a file cannot be
  ///   written, `FolderLock.Held` where another process writes into the folder.
  package func run() async throws -> Found {
    let outputs = try outputs ?? folder.map(Self.claim)
    outputs?.keepApart(from: source.inputs.map(\.path))
    let interrupts = InterruptGuard { outputs?.discard() }
    defer {
      interrupts.end()
      outputs?.discard()
    }
    let parts = CloneFiles.Part.allCases.filter(isWritten)
    let former = folder.map(FormerResults.init)
    if !replacesOtherStudy {
      try former?.requireSameStudy(source.inputs)
      try former?.requireOwn(parts.map(\.fileName))
    }
    let inputs = try outputs.map { _ in try source.checkedInputs() } ?? []
    let files = try outputs.map {
      try CloneFiles($0, parts, header: header(inputs), isSynthetic: source.isSynthetic)
    }
    var found = Found()
    let pipeline = OrderedPipeline(count: source.patientCount, threads: max(1, threads))
    try await pipeline.run { [self] range in
      var piece = Piece(hasTables: folder != nil)
      for index in range { add(index, to: &piece) }
      return piece
    } write: { piece in
      try files?.write(piece.texts, piece.trees.histories, isFirst: found.trees.patients == 0)
      found.clones.merge(piece.clones)
      found.trees.merge(piece.trees, most: mostHandedBack)
      found.migrations.merge(piece.migrations, most: mostHandedBack)
    }
    if least != nil, found.clones.patients == 0 { return found }
    guard found.clones.mutations > 0 else {
      throw CommandFailure(
        .badData,
        "error: no patient has a mutation in a tumour sample; expected at least one, to be clustered"
      )
    }
    if requiresMigrations, found.migrations.histories.isEmpty {
      throw Self.failure(found.migrations.refused)
    }
    if let outputs, let former, let files {
      try files.finish(found.trees)
      found.files = files.written().map(\.name)
      if writesRecord { try record(outputs, former, files, inputs) }
    }
    try outputs?.commit()
    return found
  }

  private func isWritten(_ part: CloneFiles.Part) -> Bool {
    switch part.stage {
    case .clones: part != .clusters || writesClusters
    case .trees: trees != nil
    case .migration: trees != nil && migrations != nil
    }
  }

  // MARK: Patients

  /// What was found of some patients.
  private struct Piece: Sendable {
    let hasTables: Bool
    var texts = CloneFiles.Texts()
    var clones = ClonesSummary()
    var trees = TreesSummary()
    var migrations = MigrationSummary()
  }

  private func add(_ index: Int, to piece: inout Piece) {
    let patient = source.patient(at: index)
    if let least, !patient.has(mutations: least.mutations, samples: least.samples) { return }
    let found = analysis.clones(
      of: patient, groups: source.study.clusters(of: patient.mutations, ofPatientAt: index))
    piece.clones.add(found, of: patient)
    if piece.hasTables {
      let name = { (mutation: Mutation) in
        source.study.identifier(of: mutation, ofPatientAt: index)
      }
      CloneRow.forEach(in: found, of: patient, identifier: name) {
        piece.texts[.mutations].append($0)
      }
      piece.texts.append(CloneFractionRow.rows(found, of: patient), to: .fractions)
      piece.texts.append(CloneStartRow.rows(found), to: .starts)
      piece.texts.append(CloneSampleRow.rows(found, of: patient), to: .samples)
      CloneOriginRow.forEach(in: found, of: patient) { piece.texts[.origins].append($0) }
      if writesClusters {
        ClusterRow.forEach(
          in: found, of: patient, identifier: { name($0) ?? $0.variant.name }
        ) { piece.texts[.clusters].append($0) }
      }
    }
    guard let trees else { return }
    let history = trees.trees(of: found, samples: patient.samples)
    piece.trees.add(history, of: patient)
    if piece.hasTables {
      piece.texts.append(TreeRow.rows(history), to: .trees)
      piece.texts.append(TreeEdgeRow.rows(history), to: .edges)
      let told = Set(
        patient.samples.indices.filter(found.isTold(sample:)).map { patient.samples[$0].id })
      piece.texts.append(
        CloneProportionRow.rows(history, of: patient).filter { told.contains($0.sample) },
        to: .proportions)
      piece.texts.append(
        DriverPlaceRow.rows(found, history, of: patient, genes: drivers), to: .places)
    }
    guard let migrations else { return }
    piece.migrations.patients += 1
    do throws(MigrationRefusal) {
      let routes = try migrations.migrations(
        of: history, of: found, samples: patient.samples, inference: trees)
      for origin in routes.fromOrigins {
        var summary = MigrationHistory(
          origin, of: patient.id, sites: routes.sites, trees: history)
        summary.unread = routes.sites.unread.map { patient.samples[$0].id }
        piece.migrations.histories.append(summary)
        guard piece.hasTables else { continue }
        piece.texts.append(
          MigrationRow.rows(origin, of: patient.id, sites: routes.sites), to: .migrations)
        piece.texts.append(summary.edges, to: .routes)
      }
    } catch {
      piece.migrations.refused.append(.init(patient: patient.id, reason: error))
    }
  }

  private static func failure(_ refused: [MigrationSummary.Refused]) -> CommandFailure {
    if Set(refused.map(\.reason)) == [.oneSite] {
      return CommandFailure(
        .badData,
        "error: all samples of each patient are of one site; expected samples of two sites at least, in "
          + "the column 'site' of the study sheet")
    }
    return CommandFailure(
      .badData,
      "error: no patient's migrations can be inferred: "
        + refused.prefix(3).map { "\($0.patient): \($0.reason.words)" }.joined(separator: "; ")
        + "; expected clones in samples of two sites")
  }

  // MARK: Files

  private func header(_ inputs: [Manifest.File]) -> TableHeader {
    var choices = "starts=\(analysis.starts)"
    if let trees { choices += " sweeps=\(trees.sweeps.map(String.init) ?? "default")" }
    if let migrations {
      choices +=
        " polytomies=\(migrations.polytomies.rawValue)"
        + " least_proportion=\(migrations.leastProportion)"
    }
    return TableHeader(
      isSynthetic: source.isSynthetic, version: ToolVersion.number,
      parameters: "\(ManifestParameters(analysis.parameters).line) \(choices)",
      seed: analysis.seed,
      inputs: inputs.map { .init(role: $0.role ?? "input", checksum: $0.sha256) })
  }

  private func record(
    _ outputs: OutputSet, _ former: FormerResults, _ files: CloneFiles, _ inputs: [Manifest.File]
  ) throws {
    let isSame = former.isOfSameStudy(inputs)
    var record = isSame ? former.record : RunRecord()
    let names = CloneFiles.Stage.allCases.map(\.name)
    let known = names.flatMap { record.stages[$0]?.outputs ?? [] }
    for stage in CloneFiles.Stage.allCases {
      let written = files.written(by: stage)
      record.stages[stage.name] =
        written.isEmpty
        ? nil
        : RunRecord.Stage(
          fingerprint: "", inputs: inputs,
          outputs: written.map { Manifest.File(path: $0.name, sha256: $0.checksum ?? "") })
    }
    try outputs.write(Data((try JSONText.text(record) + "\n").utf8), to: RunRecord.fileName)
    let new = Set(names.flatMap { record.stages[$0]?.outputs.map(\.path) ?? [] })
    // Of another study, and of other clones, nothing stays that would tell of it beside these tables.
    if !isSame {
      try outputs.remove(former.files(keeping: new.union([RunRecord.fileName])))
    } else {
      let stale = known.filter { !new.contains($0.path) && $0.isUnchanged(in: outputs.folder) }
      if !stale.isEmpty { try outputs.remove(stale.map(\.path)) }
    }
  }
}

extension PatientEvidence {
  /// Whether a patient has some tumour samples, and some mutations with counted reads in one of them.
  fileprivate func has(mutations least: Int, samples leastSamples: Int) -> Bool {
    guard samples.count >= leastSamples, mutations.count >= least else { return false }
    let counted = mutations.indices.count { mutation in
      samples.indices.contains { observations[$0][mutation].counts != nil }
    }
    return counted >= least
  }
}
