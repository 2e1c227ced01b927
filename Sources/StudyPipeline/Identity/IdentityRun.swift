package import ClonalEvolution
import DelimitedText
package import Results
package import TumorModel

/// One identity check of a study.
package struct IdentityRun: Sendable {
  package var source: any OriginsSource
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  package var parameters = OriginParameters()
  package var threads = 1
  /// Whether results of another study may be replaced.
  package var replacesOtherStudy = false
  package var knowledge: Knowledge = .bundled

  /// The files of an identity check.
  package static let fileNames = [IdentityRow.table.fileName, SwapRow.table.fileName]

  /// Takes a study and the folder for the tables; `nil` for no tables.
  package init(source: any OriginsSource, folder: String? = nil) {
    self.source = source
    self.folder = folder
  }

  /// The rows of some patients.
  private struct Piece: Sendable {
    var table = TableWriter()
    var summary = IdentitySummary()
  }

  /// Compares all samples and writes the tables.
  ///
  /// - Throws: `FileFailure` when a file cannot be written, `FolderLock.Held` where another process
  ///   writes into the folder, and the source's errors.
  package func run() async throws -> IdentitySummary {
    let outputs = try folder.map {
      try OutputSet(
        folder: $0, own: Set(Self.fileNames), inputs: source.inputs.map(\.path))
    }
    let interrupts = InterruptGuard { outputs?.discard() }
    defer {
      interrupts.end()
      outputs?.discard()
    }
    let threads = max(1, threads)
    let former = folder.map(FormerResults.init)
    if !replacesOtherStudy { try former?.requireSameStudy(source.inputs) }
    let identity = try await source.identity(threads: threads)
    let context = StudyContext(
      learningFrom: try source.contextPatients(leavingOut: identity.isInDoubt),
      parameters: parameters, variantFrequencies: knowledge.variantFrequencies)
    var study = OriginAnalysis(parameters: parameters, context: context)
    study.identity = identity
    let analysis = study

    let header = try outputs.map { _ in try self.header() }
    func start<Row: ResultRow>(_ table: Row.Type, _ rows: [Row]) throws -> OutputFile? {
      guard let outputs, let header else { return nil }
      var text = TableWriter()
      header.append(to: &text, of: table)
      for row in rows { text.append(row) }
      let file = try outputs.file(Row.table.fileName)
      try file.write(text)
      return file
    }
    var summary = IdentitySummary()
    summary.swaps = identity.findings.map(SwapRow.init)
    let swaps = try start(SwapRow.self, summary.swaps)
    let pairs = try start(IdentityRow.self, [])
    let pipeline = OrderedPipeline(count: source.patientCount, threads: threads)
    try await pipeline.run { [source] range in
      var piece = Piece()
      for index in range {
        let patient = try source.patient(at: index)
        let rows = Self.comparisons(of: patient, by: analysis)
        for row in rows { piece.table.append(row) }
        piece.summary.add(
          samples: patient.samples.count, normals: patient.supporting.normals.count, rows)
      }
      return piece
    } write: { piece in
      try pairs?.write(piece.table)
      summary.merge(piece.summary)
    }
    try pairs?.finish()
    try swaps?.finish()
    // Of another study nothing stays that would tell of it beside these tables.
    if let former, !former.isOfSameStudy(source.inputs) {
      outputs?.remove(former.files(keeping: Set(Self.fileNames)))
    }
    try outputs?.commit()
    return summary
  }

  private func header() throws -> TableHeader {
    var checksums: [String: String] = [:]
    let inputs = try source.inputs.map { input in
      let known = input.sha256.isEmpty ? checksums[input.path] : input.sha256
      let checksum = try known ?? SHA256.checksum(ofFile: input.path)
      checksums[input.path] = checksum
      return TableHeader.Input(role: input.role ?? "input", checksum: checksum)
    }
    return TableHeader(
      isSynthetic: source.isSynthetic, version: ToolVersion.number,
      parameters: ManifestParameters(parameters).line, seed: 1, inputs: inputs)
  }

  /// Each two samples of a patient, normal ones after tumours.
  package static func comparisons(
    of patient: PatientEvidence, by analysis: OriginAnalysis
  ) -> [IdentityRow] {
    let samples = patient.samples + patient.supporting.normals
    let identities = analysis.identity.samples(of: patient)
    var tumors = analysis.comparisons(of: patient)[...]
    var rows: [IdentityRow] = []
    for first in samples.indices {
      for second in samples.indices.dropFirst(first + 1) {
        let isTumor = second < patient.samples.count
        let relatedness = isTumor ? tumors.popFirst() : nil
        let identity = relatedness?.identity ?? identities.pair(earlier: first, later: second)
        rows.append(
          IdentityRow(
            samples[first], samples[second], of: patient.id, identity: identity,
            relatedness: relatedness))
      }
    }
    return rows
  }
}
