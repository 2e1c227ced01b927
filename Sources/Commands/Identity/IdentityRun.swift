import ClonalEvolution
import Foundation
import Reporting
import TumorModel

/// One identity check of a study.
struct IdentityRun: Sendable {
  var source: any OriginsSource
  /// Where the tables go; `nil` for no tables.
  var folder: String?
  var parameters = OriginParameters()
  var threads = 1
  var knowledge: Knowledge = .bundled

  /// The rows of some patients.
  private struct Piece: Sendable {
    var table = TableWriter()
    var summary = IdentitySummary()
  }

  /// Compares all samples and writes the tables.
  ///
  /// - Throws: `FileFailure` when a file cannot be written, and the source's errors.
  func run() async throws -> IdentitySummary {
    let threads = max(1, threads)
    let identity = try await source.identity(threads: threads)
    let context = StudyContext(
      learningFrom: try source.contextPatients(leavingOut: identity.isInDoubt),
      parameters: parameters, variantFrequencies: knowledge.variantFrequencies)
    var study = OriginAnalysis(parameters: parameters, context: context)
    study.identity = identity
    let analysis = study

    let outputs = try folder.map { try OutputSet(folder: $0) }
    let interrupts = InterruptGuard { outputs?.discard() }
    defer {
      interrupts.end()
      outputs?.discard()
    }
    let header = try outputs.map { _ in try self.header() }
    var files: [IdentityTable: OutputFile] = [:]
    for table in IdentityTable.allCases {
      guard let outputs, let header else { continue }
      let file = try outputs.file(table.fileName)
      var text = TableWriter()
      header.append(to: &text, of: table)
      if table == .swaps {
        for finding in identity.findings {
          IdentityTable.append(finding, note: finding.sentence, to: &text)
        }
      }
      try file.write(text)
      files[table] = file
    }
    var summary = IdentitySummary(identity.findings)
    let pipeline = OrderedPipeline(count: source.patientCount, threads: threads)
    try await pipeline.run { [source] range in
      var piece = Piece()
      for index in range {
        let patient = try source.patient(at: index)
        let pairs = Self.comparisons(of: patient, by: analysis)
        for pair in pairs { IdentityTable.append(pair, to: &piece.table) }
        piece.summary.add(
          samples: patient.samples.count, normals: patient.supporting.normals.count, pairs)
      }
      return piece
    } write: { piece in
      try files[.identity]?.write(piece.table)
      summary.merge(piece.summary)
    }
    for table in IdentityTable.allCases { try files[table]?.finish() }
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
  static func comparisons(
    of patient: PatientEvidence, by analysis: OriginAnalysis
  ) -> [IdentityTable.Comparison] {
    let samples = patient.samples + patient.supporting.normals
    let identities = analysis.identity.samples(of: patient)
    var tumors = analysis.comparisons(of: patient)[...]
    var result: [IdentityTable.Comparison] = []
    for first in samples.indices {
      for second in samples.indices.dropFirst(first + 1) {
        let isTumor = second < patient.samples.count
        let relatedness = isTumor ? tumors.popFirst() : nil
        let identity =
          relatedness?.identity ?? identities.pair(earlier: first, later: second)
        result.append(
          IdentityTable.Comparison(
            patient: patient.id, first: samples[first], second: samples[second],
            identity: identity, relatedness: relatedness,
            note: identity.note(samples[first], samples[second], relatedness)))
      }
    }
    return result
  }
}
