import ClonalEvolution
import Foundation
import Reporting
import TumorModel

/// One origin analysis from a source to a results folder.
struct OriginsRun: Sendable {
  var source: any OriginsSource
  var folder: String
  var parameters: OriginParameters
  var genes: [String] = []
  var threads = 1
  var seed: UInt64 = 1
  var knowledge: Knowledge = .bundled
  /// When the command began; the manifest tells the time since.
  var begin = ContinuousClock.now
  /// Called with the number of patients that are written.
  var progress: @Sendable (Int) -> Void = { _ in }

  /// Runs the inference and writes all tables and the manifest.
  ///
  /// - Throws: ``CommandFailure`` when no patient has a pair, ``FileFailure`` when a file cannot be
  ///   written, and the source's errors. Nothing is then left in the folder.
  func run() async throws -> OriginsSummary {
    let context = StudyContext(
      learningFrom: try contextPatients(), parameters: parameters,
      variantFrequencies: knowledge.variantFrequencies)
    let analysis = OriginAnalysis(parameters: parameters, context: context)
    return try await run(priorPatients: context.classPriorPatients) { analysis.origins(of: $0) }
  }

  /// The same with any inference.
  func run(
    priorPatients: Int, inference: @escaping @Sendable (PatientEvidence) -> PatientOrigins
  ) async throws -> OriginsSummary {
    guard (0..<source.patientCount).contains(where: source.hasPair) else {
      throw CommandFailure(
        .badData,
        "error: no patient has an earlier and a later sample; expected at least one patient with "
          + "two samples that are not normal")
    }
    let inputs = try checkedInputs()
    let outputs = try OutputSet(folder: folder)
    let interrupts = InterruptGuard { outputs.discard() }
    defer {
      interrupts.end()
      // Nothing is left to discard once all is in place.
      outputs.discard()
    }
    let header = TableHeader(
      isSynthetic: source.isSynthetic, version: ToolVersion.number,
      parameters: ManifestParameters(parameters).line, seed: seed,
      inputs: inputs.map { .init(role: $0.role ?? "input", checksum: $0.sha256) })
    var files: [OutputFile] = []
    for table in ResultTable.allCases {
      let file = try outputs.file(table.fileName)
      var text = TableWriter()
      header.append(to: &text, of: table)
      try file.write(text)
      files.append(file)
    }

    var summary = OriginsSummary(genes: genes)
    var manifest = Manifest(
      version: ToolVersion.number, command: "origins", parameters: ManifestParameters(parameters))
    var done = 0
    let rows = OriginsTable(functionalClass: knowledge.functionalClass)
    let pipeline = OrderedPipeline(count: source.patientCount, threads: max(1, threads))
    try await pipeline.run { [source, genes, knowledge] range in
      var piece = OriginsPiece(genes: genes)
      for index in range {
        let patient = try source.patient(at: index)
        piece.add(
          inference(patient), of: patient, rows: rows, functionalClass: knowledge.functionalClass)
      }
      return piece
    } write: { piece in
      for (file, table) in zip(files, piece.tables) { try file.write(table) }
      summary.merge(piece.summary)
      manifest.patients += piece.patients
      manifest.samples += piece.samples
      done += piece.patients.count
      progress(done)
    }
    for file in files { try file.finish() }

    summary.finish(
      studySize: source.studySize, threshold: parameters.threshold, uncalled: parameters.uncalled,
      rule: parameters.callerRule)
    let summaryFile = try outputs.file(SummaryFile.name)
    let summaryText = Data((try jsonText(summary) + "\n").utf8)
    try summaryText.withUnsafeBytes { bytes in try summaryFile.write(bytes) }
    try summaryFile.finish()
    files.append(summaryFile)
    manifest.libraries = ToolVersion.libraries
    manifest.isSynthetic = source.isSynthetic
    manifest.genes = genes
    manifest.treatments = source.treatments.isEmpty ? nil : source.treatments
    manifest.seeds = ["analysis": seed]
    manifest.inputs = inputs
    manifest.outputs = files.map { Manifest.File(path: $0.name, sha256: $0.checksum ?? "") }
    manifest.priorPatients = priorPatients
    let wall = (ContinuousClock.now - begin) / .milliseconds(1)
    manifest.wallSeconds = wall.rounded() / 1000
    let file = try outputs.file(Manifest.fileName)
    let json = try manifest.json()
    try json.withUnsafeBytes { bytes in try file.write(bytes) }
    try file.finish()
    try outputs.commit()
    return summary
  }

  /// The inputs with their checksums.
  private func checkedInputs() throws -> [Manifest.File] {
    var checksums: [String: String] = [:]
    return try source.inputs.map { input in
      guard input.sha256.isEmpty else { return input }
      let checksum = try checksums[input.path] ?? SHA256.checksum(ofFile: input.path)
      checksums[input.path] = checksum
      return Manifest.File(path: input.path, role: input.role, sha256: checksum)
    }
  }

  /// At most this many mutations, in whole patients, move what patients share.
  private static let contextMutations = 60_000

  /// Patients spread evenly over the study, few enough to be held in memory together.
  private func contextPatients() throws -> [PatientEvidence] {
    let count = source.patientCount
    var order = Array(0..<count)
    // Steps by the golden ratio visit any study evenly, whatever its order.
    if count > 2 {
      let step = 0.618_033_988_749_895
      order.sort {
        (Double($0) * step).truncatingRemainder(dividingBy: 1)
          < (Double($1) * step).truncatingRemainder(dividingBy: 1)
      }
    }
    var (chosen, mutations) = ([(Int, PatientEvidence)](), 0)
    for index in order where source.hasPair(at: index) {
      let patient = try source.patient(at: index)
      mutations += patient.mutations.count
      if mutations > Self.contextMutations, !chosen.isEmpty { break }
      chosen.append((index, patient))
    }
    return chosen.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
