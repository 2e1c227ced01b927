package import ClonalEvolution
import DelimitedText
import Foundation
import Report
package import Results
package import TumorModel
import Wording

/// One origin analysis from a source to a results folder.
package struct OriginsRun: Sendable {
  package var source: any OriginsSource
  package var folder: String
  package var parameters: OriginParameters
  /// The folder where the caller has taken it already; see ``claim(_:)``.
  package var outputs: OutputSet?
  /// The folder of a cBioPortal study to write beside the tables.
  package var portalFolder: String?
  /// Whether to write MultiQC's custom content beside the tables.
  package var writesMultiQC = false
  /// Whether results of another study, and a user's own files, may be replaced.
  package var replacesOtherStudy = false
  package var genes: [String] = []
  package var threads = 1
  package var seed: UInt64 = 1
  package var knowledge: Knowledge = .bundled
  /// What the study tells of its patients; stages of one run have it in common.
  package var learnt = LearntStudy()
  /// When the command began; the manifest tells the time since.
  package var begin = ContinuousClock.now
  /// The study, and the assembly as which it is read, where known mutations are to be held against
  /// it; `nil` where a check has done so.
  package var judged: (path: String, build: GenomeBuild?)?
  /// Writes VCFs beside the tables; `nil` for none.
  package var variants: VariantOutput?
  /// Called with what the reader of the results should know and only writing shows.
  package var note: @Sendable (String) -> Void = { _ in }
  /// Called with the number of patients that are written.
  package var progress: @Sendable (Int) -> Void = { _ in }
  /// Called with what the whole study shows of its samples, before any patient is analysed.
  package var report: @Sendable (StudyIdentity) -> Void = { _ in }

  /// Called with what the reader of the files should know.
  package var warn: @Sendable (String) -> Void = { _ in }

  /// Takes a study, the folder for the results and the parameters.
  package init(source: any OriginsSource, folder: String, parameters: OriginParameters) {
    self.source = source
    self.folder = folder
    self.parameters = parameters
  }

  /// Takes the folder of results, so that a second run into it ends before it has read anything.
  ///
  /// - Throws: `FileFailure` when it cannot be made, `FolderLock.Held` where another process
  ///   writes into it.
  package static func claim(_ folder: String) throws -> OutputSet {
    try OutputSet(folder: folder, seal: Manifest.fileName)
  }

  /// Runs the inference and writes all tables and the manifest.
  ///
  /// - Throws: ``CommandFailure`` when no patient has a pair, `FileFailure` when a file cannot be
  ///   written, `FolderLock.Held` where another process writes into the folder, and the source's
  ///   errors. Nothing is then left in the folder.
  package func run() async throws -> OriginsSummary {
    let read = ReadFiles(source.inputs.map(\.path))
    for name in fileNames { try read.require(apart: "\(folder)/\(name)") }
    if !replacesOtherStudy {
      let former = FormerResults(folder)
      try former.requireSameStudy(source.inputs)
      try former.requireOwn(fileNames)
      if let portalFolder { try PortalWriter.requireOwn(portalFolder) }
    }
    var run = self
    let outputs = try outputs ?? Self.claim(folder)
    run.outputs = outputs
    let interrupts = InterruptGuard { outputs.discard() }
    defer {
      interrupts.end()
      outputs.discard()
    }
    let identity = try await source.identity(threads: max(1, threads))
    report(identity)
    let context = try learnt.context(
      of: source, identity: identity, parameters: parameters, knowledge: knowledge,
      threads: threads)
    var study = OriginAnalysis(parameters: parameters, context: context)
    study.identity = identity
    let analysis = study
    return try await run.run(priorPatients: context.classPriorPatients) {
      analysis.origins(of: $0)
    }
  }

  /// The same with any inference.
  package func run(
    priorPatients: Int, inference: @escaping @Sendable (PatientEvidence) -> PatientOrigins
  ) async throws -> OriginsSummary {
    guard (0..<source.patientCount).contains(where: source.hasPair) else {
      throw CommandFailure(
        .badData,
        "error: no patient has an earlier and a later sample; expected at least one patient with "
          + "two samples that are not normal")
    }
    let inputs = try source.checkedInputs()
    try source.requireUnchanged()
    let read = inputs.map(\.path)
    let outputs = try outputs ?? Self.claim(folder)
    outputs.keepApart(from: read)
    let portal = try portalFolder.map { try PortalWriter(folder: $0, inputs: read) }
    let sets = [outputs] + (portal?.outputSets ?? [])
    let interrupts = InterruptGuard { for set in sets { set.discard() } }
    defer {
      interrupts.end()
      // Nothing is left to discard once all is in place.
      for set in sets { set.discard() }
    }
    let header = TableHeader(
      isSynthetic: source.isSynthetic, version: ToolVersion.number,
      parameters: ManifestParameters(parameters).line, seed: seed,
      inputs: inputs.map { .init(role: $0.role ?? "input", checksum: $0.sha256) })
    let tables = try OriginsTables { try Self.start($0, header: header, in: outputs) }

    let targets = CohortTarget.targets(
      genes: genes, className: nil, classified: knowledge.classifiedGenes)
    var summary = OriginsSummary()
    var tally = GeneTally(targets)
    var manifest = Manifest(
      version: ToolVersion.number, command: "origins", parameters: ManifestParameters(parameters))
    var panels: [String: AssayCoverage.Panel] = [:]
    var done = 0
    var variantFiles: [Manifest.File] = []
    let pipeline = OrderedPipeline(count: source.patientCount, threads: max(1, threads))
    let isForPortal = portal != nil
    let treatments = Dictionary(grouping: source.treatments, by: \.patient)
    var multiQC = writesMultiQC ? MultiQCContent() : nil
    var hotspots = AssemblyByHotspots()
    let isOtherThreshold =
      source.recordedParameters.map { $0.threshold != parameters.threshold }
      ?? false
    if let changed = changedChoices { warn(changed) }
    try await pipeline.run { [source, knowledge, variants, writesMultiQC] range in
      var piece = OriginsPiece(
        targets: targets, isForPortal: isForPortal, isForMultiQC: writesMultiQC)
      for index in range {
        if var recorded = try source.recordedPatient(at: index) {
          if isOtherThreshold { recorded.forgetThreshold() }
          piece.add(
            recorded, treatments: treatments[recorded.patient.id] ?? [],
            functionalClass: knowledge.functionalClass)
          continue
        }
        let patient = try source.patient(at: index)
        piece.hotspots.add(patient)
        let origins = inference(patient)
        piece.add(
          origins, of: patient, treatments: treatments[patient.id] ?? [],
          functionalClass: knowledge.functionalClass)
        guard let variants else { continue }
        let written = try variants.write(origins, of: patient, to: outputs) {
          source.calls(of: patient, at: index, sample: $0)
        }
        piece.variants.files += written.files
        piece.variants.notes += written.notes
      }
      return piece
    } write: { piece in
      for (file, table) in zip(tables.all, piece.tables.all) { try file.write(table) }
      try portal?.write(piece)
      summary.merge(piece.summary)
      tally.merge(piece.genes)
      if let part = piece.multiQC { multiQC?.merge(part) }
      manifest.patients += piece.patients
      manifest.samples += piece.samples
      panels.merge(piece.panels) { first, _ in first }
      variantFiles += piece.variants.files
      hotspots.merge(piece.hotspots)
      for text in piece.variants.notes { note(text) }
      done += piece.patients.count
      progress(done)
    }
    if let judged, let words = hotspots.contradiction(to: judged.build) {
      warn(Warning(words, at: TextLocation(path: judged.path)).description)
    }
    var files = tables.all
    for file in files { try file.finish() }

    summary.genes = tally.summaries
    summary.finish(parameters)
    files.append(
      try outputs.write(Data((try JSONText.text(summary) + "\n").utf8), to: OriginsSummary.fileName)
    )
    if let multiQC { files += try multiQC.write(to: outputs) }
    manifest.libraries = ToolVersion.libraries
    manifest.isSynthetic = source.isSynthetic
    manifest.genes = genes
    manifest.treatments = source.treatments.isEmpty ? nil : source.treatments
    manifest.panels =
      panels.isEmpty
      ? nil : panels.values.sorted { $0.name < $1.name }.map { ManifestPanel($0) }
    manifest.seeds = ["analysis": seed]
    manifest.inputs = inputs
    manifest.outputs = files.map { Manifest.File(path: $0.name, sha256: $0.checksum ?? "") }
    manifest.outputs += variantFiles
    manifest.priorPatients = priorPatients
    let wall = (ContinuousClock.now - begin) / .milliseconds(1)
    manifest.wallSeconds = wall.rounded() / 1000
    try outputs.write(try manifest.json(), to: Manifest.fileName)
    try dropFormer(keeping: Set(manifest.outputs.map(\.path)), inputs, in: outputs)
    try source.requireUnchanged()
    if let warning = try portal?.finish() { warn(warning) }
    try outputs.commit()
    return summary
  }

  /// What the rows of patients without a pair do not follow; `nil` where they follow all choices.
  private var changedChoices: String? {
    guard let former = source.recordedParameters else { return nil }
    let changed = ManifestParameters(parameters)
      .choices(differingFrom: ManifestParameters(former))
    return changed.isEmpty ? nil : RunNotes.changedChoices(changed)
  }

  /// What was made of the former results goes with them; a run's counts of the same study still
  /// hold, and are long in the making.
  private func dropFormer(
    keeping names: Set<String>, _ inputs: [Manifest.File], in outputs: OutputSet
  ) throws {
    let former = FormerResults(folder)
    var kept = names.union([Manifest.fileName])
    var record = RunRecord()
    if former.isOfSameStudy(inputs) {
      record.stages[RunRecord.counts] = former.record.stages[RunRecord.counts]
    }
    // Tables of the same files, not of a sheet that was mended since.
    if let stage = former.record.stages[RunRecord.identity], stage.inputs == inputs {
      record.stages[RunRecord.identity] = stage
    }
    if !record.stages.isEmpty {
      try outputs.write(Data((try JSONText.text(record) + "\n").utf8), to: RunRecord.fileName)
      kept.formUnion(
        record.stages.values.flatMap(\.outputs).map(\.path) + [RunRecord.fileName])
    }
    let stale = former.files(keeping: kept)
    try outputs.remove(stale)
    if !stale.isEmpty {
      warn(
        "\(folder): removed what was made of the former results: "
          + "\(Wording.list(stale.sorted()))")
    }
  }

  /// The files that are put into the folder, but for VCFs.
  private var fileNames: [String] {
    ResultTables.ofResults.map(\.fileName) + [OriginsSummary.fileName, Manifest.fileName]
      + (writesMultiQC ? [MultiQCContent.callsFile, MultiQCContent.pairsFile] : [])
  }

  /// Starts the file of a table with its header.
  private static func start<Row: ResultRow>(
    _ row: Row.Type, header: TableHeader, in outputs: OutputSet
  ) throws -> OutputFile {
    let file = try outputs.file(Row.table.fileName)
    var text = TableWriter()
    header.append(to: &text, of: row)
    try file.write(text)
    return file
  }
}
