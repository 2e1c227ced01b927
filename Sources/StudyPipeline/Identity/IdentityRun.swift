package import ClonalEvolution
import DelimitedText
import Foundation
package import Results
package import TumorModel

/// One identity check of a study.
package struct IdentityRun: Sendable {
  package var source: any OriginsSource
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  /// The folder where the caller has taken it already; see ``claim(_:)``.
  package var outputs: OutputSet?
  /// Whether `run.json` names the tables, so that the folder has a study whose it is.
  package var writesRecord = true
  package var parameters = OriginParameters()
  package var threads = 1
  /// Whether results of another study may be replaced.
  package var replacesOtherStudy = false
  package var knowledge: Knowledge = .bundled
  /// What the study tells of its patients; stages of one run have it in common.
  package var learnt = LearntStudy()

  /// The files of an identity check.
  package static let fileNames = [IdentityRow.table.fileName, SwapRow.table.fileName]

  /// Takes a study and the folder for the tables; `nil` for no tables.
  package init(source: any OriginsSource, folder: String? = nil) {
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
    let outputs = try outputs ?? folder.map(Self.claim)
    outputs?.keepApart(from: source.inputs.map(\.path))
    let interrupts = InterruptGuard { outputs?.discard() }
    defer {
      interrupts.end()
      outputs?.discard()
    }
    let threads = max(1, threads)
    let former = folder.map(FormerResults.init)
    if !replacesOtherStudy { try former?.requireSameStudy(source.inputs) }
    let identity = try await source.identity(threads: threads)
    let context = try learnt.context(
      of: source, identity: identity, parameters: parameters, knowledge: knowledge,
      threads: threads)
    var study = OriginAnalysis(parameters: parameters, context: context)
    study.identity = identity
    let analysis = study

    let inputs = try outputs.map { _ in try source.checkedInputs() } ?? []
    let header = header(inputs)
    func start<Row: ResultRow>(_ table: Row.Type, _ rows: [Row]) throws -> OutputFile? {
      guard let outputs else { return nil }
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
    if let outputs, let former, let pairs, let swaps {
      let isSame = former.isOfSameStudy(inputs)
      if writesRecord {
        var record = isSame ? former.record : RunRecord()
        // Without a fingerprint: a run of several stages makes the tables anew.
        record.stages[RunRecord.identity] = RunRecord.Stage(
          fingerprint: "", inputs: inputs,
          outputs: [pairs, swaps].map {
            Manifest.File(path: $0.name, sha256: $0.checksum ?? "")
          })
        try outputs.write(
          Data((try JSONText.text(record) + "\n").utf8), to: RunRecord.fileName)
      }
      // Of another study nothing stays that would tell of it beside these tables.
      if !isSame {
        try outputs.remove(former.files(keeping: Set(Self.fileNames + [RunRecord.fileName])))
      }
    }
    try outputs?.commit()
    return summary
  }

  private func header(_ inputs: [Manifest.File]) -> TableHeader {
    TableHeader(
      isSynthetic: source.isSynthetic, version: ToolVersion.number,
      parameters: ManifestParameters(parameters).line, seed: 1,
      inputs: inputs.map { .init(role: $0.role ?? "input", checksum: $0.sha256) })
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
