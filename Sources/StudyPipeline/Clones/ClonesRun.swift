package import ClonalEvolution
import DelimitedText
import Foundation
package import Results
import Studies
import TumorModel

/// One clustering of a study's mutations into clones, with their trees where these are asked for.
package struct ClonesRun: Sendable {
  package var source: StudySource
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  /// The folder where the caller has taken it already; see ``claim(_:)``.
  package var outputs: OutputSet?
  package var analysis = CloneAnalysis()
  /// How trees are inferred; `nil` for none.
  package var trees: CloneTreeAnalysis?
  package var threads = 1
  /// Whether to write the results as PyClone-VI does, too.
  package var writesClusters = false
  /// The mutations with reads, and the tumour samples, that a patient needs; `nil` to cluster every
  /// patient's.
  package var least: (mutations: Int, samples: Int)?
  /// Whether `run.json` names the tables, so that the folder has a study whose it is.
  package var writesRecord = true
  /// Whether results of another study may be replaced.
  package var replacesOtherStudy = false

  /// The files of a clustering.
  package static let fileNames = tables + [ClusterRow.table.fileName]
  /// Those of them that every clustering has.
  package static let tables = [
    CloneRow.table.fileName, CloneFractionRow.table.fileName, CloneStartRow.table.fileName,
    CloneSampleRow.table.fileName, CloneOriginRow.table.fileName,
  ]

  /// The files of trees.
  package static let treeFileNames = [
    TreeRow.table.fileName, TreeEdgeRow.table.fileName, CloneProportionRow.table.fileName,
    TreeFiles.document, TreeFiles.newick, TreeFiles.graph,
  ]

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
    try OutputSet(folder: folder, own: Set(fileNames + treeFileNames + [RunRecord.fileName]))
  }

  /// The tables of some patients.
  fileprivate struct Piece: Sendable {
    var mutations = TableWriter()
    var fractions = TableWriter()
    var starts = TableWriter()
    var samples = TableWriter()
    var origins = TableWriter()
    var clusters = TableWriter()
    var trees = TableWriter()
    var edges = TableWriter()
    var proportions = TableWriter()
    var summary = ClonesSummary()
    var histories = TreesSummary()
  }

  /// What was found.
  package struct Found: Sendable {
    /// The clones.
    package var clones = ClonesSummary()
    /// Their trees; of no patient where none were asked for.
    package var trees = TreesSummary()
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
    let former = folder.map(FormerResults.init)
    if !replacesOtherStudy {
      try former?.requireSameStudy(source.inputs)
      try former?.requireOwn(Self.fileNames + (trees == nil ? [] : Self.treeFileNames))
    }
    let inputs = try outputs.map { _ in try source.checkedInputs() } ?? []
    let files = try outputs.map { try Files($0, header: header(inputs), self) }
    var found = Found()
    let pipeline = OrderedPipeline(count: source.patientCount, threads: max(1, threads))
    let hasTables = files != nil
    try await pipeline.run { [source, analysis, trees, writesClusters, least] range in
      var piece = Piece()
      for index in range {
        let patient = source.patient(at: index)
        if let least, !patient.has(mutations: least.mutations, samples: least.samples) { continue }
        let found = analysis.clones(
          of: patient,
          groups: source.study.clusters(of: patient.mutations, ofPatientAt: index))
        piece.summary.add(found, of: patient)
        if let trees {
          piece.add(trees.trees(of: found, samples: patient.samples), of: patient, hasTables)
        }
        guard hasTables else { continue }
        let name = { (mutation: Mutation) in
          source.study.identifier(of: mutation, ofPatientAt: index)
        }
        CloneRow.forEach(in: found, of: patient, identifier: name) { piece.mutations.append($0) }
        for row in CloneFractionRow.rows(found, of: patient) { piece.fractions.append(row) }
        for row in CloneStartRow.rows(found) { piece.starts.append(row) }
        for row in CloneSampleRow.rows(found, of: patient) { piece.samples.append(row) }
        CloneOriginRow.forEach(in: found, of: patient) { piece.origins.append($0) }
        guard writesClusters else { continue }
        ClusterRow.forEach(
          in: found, of: patient, identifier: { name($0) ?? $0.variant.name }
        ) { piece.clusters.append($0) }
      }
      return piece
    } write: { piece in
      try files?.write(piece)
      found.clones.merge(piece.summary)
      found.trees.merge(piece.histories)
    }
    if least != nil, found.clones.patients == 0 { return found }
    guard found.clones.mutations > 0 else {
      throw CommandFailure(
        .badData,
        "error: no patient has a mutation in a tumour sample; expected at least one, to be clustered"
      )
    }
    if let outputs, let former, let files {
      try finish(outputs, former, files, inputs, found.trees)
    }
    try outputs?.commit()
    return found
  }

  private func finish(
    _ outputs: OutputSet, _ former: FormerResults, _ files: Files, _ inputs: [Manifest.File],
    _ found: TreesSummary
  ) throws {
    let written = try files.finish()
    var ofTrees = files.trees
    if trees != nil {
      func write(_ text: String, _ name: String) throws {
        ofTrees.append(try outputs.write(Data(text.utf8), to: name))
      }
      try write(try JSONText.text(found) + "\n", TreeFiles.document)
      try write(TreeFiles.newick(found.histories), TreeFiles.newick)
      try write(
        TreeFiles.graph(found.histories, isSynthetic: source.isSynthetic), TreeFiles.graph)
    }
    func stage(_ files: [OutputFile]) -> RunRecord.Stage {
      RunRecord.Stage(
        fingerprint: "", inputs: inputs,
        outputs: files.map { Manifest.File(path: $0.name, sha256: $0.checksum ?? "") })
    }
    let isSame = former.isOfSameStudy(inputs)
    guard writesRecord else { return }
    var record = isSame ? former.record : RunRecord()
    let known = [RunRecord.clones, RunRecord.trees].flatMap { record.stages[$0]?.outputs ?? [] }
    let new = Set((written + ofTrees).map(\.name))
    let stale = known.filter { !new.contains($0.path) }
    record.stages[RunRecord.clones] = stage(written)
    record.stages[RunRecord.trees] = trees == nil ? nil : stage(ofTrees)
    try outputs.write(
      Data((try JSONText.text(record) + "\n").utf8), to: RunRecord.fileName)
    // Of another study, and of other clones, nothing stays that would tell of it beside these tables.
    if !isSame {
      let own = Self.fileNames + (trees == nil ? [] : Self.treeFileNames) + [RunRecord.fileName]
      try outputs.remove(former.files(keeping: Set(own)))
    } else if !stale.isEmpty {
      try outputs.remove(stale.filter { $0.isUnchanged(in: outputs.folder) }.map(\.path))
    }
  }

  private func header(_ inputs: [Manifest.File]) -> TableHeader {
    TableHeader(
      isSynthetic: source.isSynthetic, version: ToolVersion.number,
      parameters: ManifestParameters(analysis.parameters).line, seed: analysis.seed,
      inputs: inputs.map { .init(role: $0.role ?? "input", checksum: $0.sha256) })
  }

  /// The open files.
  private struct Files {
    let mutations: OutputFile
    let fractions: OutputFile
    let starts: OutputFile
    let samples: OutputFile
    let origins: OutputFile
    let clusters: OutputFile?
    /// Trees, edges and proportions, or none.
    let trees: [OutputFile]

    init(_ outputs: OutputSet, header: TableHeader, _ run: ClonesRun) throws {
      func start<Row: ResultRow>(_ row: Row.Type) throws -> OutputFile {
        var text = TableWriter()
        header.append(to: &text, of: row)
        let file = try outputs.file(Row.table.fileName)
        try file.write(text)
        return file
      }
      mutations = try start(CloneRow.self)
      fractions = try start(CloneFractionRow.self)
      starts = try start(CloneStartRow.self)
      samples = try start(CloneSampleRow.self)
      origins = try start(CloneOriginRow.self)
      trees =
        run.trees == nil
        ? []
        : [
          try start(TreeRow.self), try start(TreeEdgeRow.self), try start(CloneProportionRow.self),
        ]
      guard run.writesClusters else {
        clusters = nil
        return
      }
      // For programs that read what PyClone-VI writes: its header comes first.
      var text = TableWriter()
      text.appendHeader(of: ClusterRow.self)
      let file = try outputs.file(ClusterRow.table.fileName)
      try file.write(text)
      clusters = file
    }

    func write(_ piece: Piece) throws {
      try mutations.write(piece.mutations)
      try fractions.write(piece.fractions)
      try starts.write(piece.starts)
      try samples.write(piece.samples)
      try origins.write(piece.origins)
      try clusters?.write(piece.clusters)
      for (file, table) in zip(trees, [piece.trees, piece.edges, piece.proportions]) {
        try file.write(table)
      }
    }

    func finish() throws -> [OutputFile] {
      let files = [mutations, fractions, starts, samples, origins] + (clusters.map { [$0] } ?? [])
      for file in files + trees { try file.finish() }
      return files
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

extension ClonesRun.Piece {
  /// Adds the trees of a patient.
  fileprivate mutating func add(
    _ found: PatientTrees, of patient: PatientEvidence, _ hasTables: Bool
  ) {
    histories.patients += 1
    histories.mutations += patient.mutations.count
    histories.clones += found.clones.count + found.unplaced.count
    histories.histories.append(CloneHistory(found, of: patient))
    guard hasTables else { return }
    for row in TreeRow.rows(found) { trees.append(row) }
    for row in TreeEdgeRow.rows(found) { edges.append(row) }
    for row in CloneProportionRow.rows(found, of: patient) { proportions.append(row) }
  }
}
