import CohortStatistics
import Foundation
import Reporting

/// One cohort from folders of results to a folder of tables.
struct CohortRun: Sendable {
  var folders: [String]
  var output: String
  var targets: [CohortTarget]
  /// Genes whose overlaps are looked at beside those asked for.
  var others: [String] = []
  var minimumPatients = 3
  var keepsFoldersApart = false
  /// Lengths of genes, and the file they are from.
  var lengths: [String: Double]?
  var lengthsFile: Manifest.File?
  /// Called with the number of folders that were read.
  var progress: @Sendable (Int) -> Void = { _ in }

  /// Reads all folders and writes all tables.
  ///
  /// - Throws: `FileFailure`, `ResultTableReader.Failure` with the place of a damaged row, and
  ///   ``CommandFailure``. Nothing is then left in the output folder.
  func run() throws -> CohortSummary {
    let headers = try folders.map { try ResultsStream.header(of: $0) }
    let outputs = try OutputSet(folder: output)
    let interrupts = InterruptGuard { outputs.discard() }
    defer {
      interrupts.end()
      outputs.discard()
    }
    let others = others.filter { gene in
      !targets.contains { $0.gene == gene && $0.className == CohortTarget.any }
    }
    var gathering = CohortGathering(
      targets: targets, others: others, keepsFoldersApart: keepsFoldersApart)
    var summary = CohortSummary()
    summary.isSynthetic = headers.contains(where: \.isSynthetic)
    summary.parameters = parameters
    summary.targets = targets

    let patients = try outputs.file(CohortTable.patients.fileName)
    var text = TableWriter()
    // Its rows are written before the inputs' checksums are known; cohort.json has them.
    header(summary, inputs: []).append(to: &text, of: .patients, note: CohortSummary.rule)
    for (index, folder) in folders.enumerated() {
      let stream = try ResultsStream(folder: folder)
      let count = try gathering.read(stream, number: index + 1, folders: folders) { row in
        row.append(to: &text)
        if text.count > 1 << 16 {
          try patients.write(text)
          text.removeAll()
        }
      }
      let shared = headers[index].parameters.filter { ResultsFolderHeader.shared.contains($0.key) }
      summary.folders.append(
        CohortSummary.Folder(
          path: folder, patients: count, isSynthetic: headers[index].isSynthetic,
          version: headers[index].version, parameters: shared, tables: stream.checksums))
      progress(index + 1)
    }
    try patients.write(text)
    try patients.finish()

    let analysis = CohortAnalysis(
      gathering: gathering, others: others, minimumPatients: minimumPatients, lengths: lengths)
    var files = [patients]
    let header = header(summary, inputs: inputs(summary))
    func write<Row>(
      _ table: CohortTable, _ rows: [Row], _ append: (Row, inout TableWriter) -> Void
    ) throws -> [Row] {
      let file = try outputs.file(table.fileName)
      var text = TableWriter()
      header.append(to: &text, of: table, note: CohortWords.note(of: table))
      for row in rows { append(row, &text) }
      try file.write(text)
      try file.finish()
      files.append(file)
      return rows
    }
    summary.funnel = try write(.funnel, analysis.funnelRows()) { $0.append(to: &$1) }
    summary.fractions = try write(.fractions, analysis.fractionRows()) { $0.append(to: &$1) }
    let genes = try write(.genes, analysis.geneRows()) { $0.append(to: &$1) }
    let pairs = try write(.exclusivity, analysis.exclusivityRows()) { $0.append(to: &$1) }
    let therapy = try write(.therapy, analysis.therapyRows()) { $0.append(to: &$1) }

    let asked = Set(targets.map(\.gene))
    summary.testedGenes = genes.count
    summary.excessGenes = genes.count { ($0.q ?? 1) <= 0.1 }
    summary.genes = genes.enumerated()
      .filter { $0.offset < CohortSummary.listedGenes || asked.contains($0.element.gene) }
      .map(\.element)
    summary.exclusivity = pairs.filter { asked.contains($0.geneA) || asked.contains($0.geneB) }
    summary.therapy = therapy.filter { $0.stratum == "all" }
    summary.fractions = summary.fractions.filter { asked.contains($0.gene) }
    finish(&summary, gathering)
    summary.outputs = files.map { Manifest.File(path: $0.name, sha256: $0.checksum ?? "") }
    let json = try outputs.file(CohortSummary.fileName)
    let bytes = Data((try Self.json(summary) + "\n").utf8)
    try bytes.withUnsafeBytes { try json.write($0) }
    try json.finish()
    try outputs.commit()
    return summary
  }

  /// The summary as JSON; an infinite odds ratio is the text `inf`.
  static func json(_ summary: CohortSummary) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(summary), as: UTF8.self)
  }

  private func finish(_ summary: inout CohortSummary, _ gathering: CohortGathering) {
    summary.patients = gathering.tally.patients
    summary.comparablePatients = gathering.tally.comparable
    summary.patientsWithLaterSample = gathering.tally.withLaterSample
    summary.likelihoodRatios = zip(targets, gathering.gathered).map { target, gathered in
      let entries = gathered.ratios.entries
      return CohortSummary.LikelihoodRatios(
        gene: target.gene, className: target.className, logs: entries.map(\.value),
        counts: entries.map(\.count), patientsByPower: gathered.powers)
    }
    summary.warnings = CohortWords.differences(
      between: summary.folders, builds: gathering.reader.builds)
    summary.warnings += CohortWords.unseen(
      targets, mutated: gathering.gathered.map(\.funnel.mutated),
      ofClass: gathering.gathered.map(\.funnel.ofClass))
    summary.caveats = CohortWords.caveats(
      summary.folders, gathering, hasLengths: lengths != nil)
  }

  private var parameters: [String: String] {
    [
      "genes": targets.map { "\($0.gene):\($0.className)" }.joined(separator: ","),
      "with": others.isEmpty ? "none" : others.joined(separator: ","),
      "minimum_patients": "\(minimumPatients)",
      "gene_lengths": lengthsFile?.sha256 ?? "none",
      "prefix_folders": "\(keepsFoldersApart)",
    ]
  }

  private func header(_ summary: CohortSummary, inputs: [TableHeader.Input]) -> TableHeader {
    TableHeader(
      isSynthetic: summary.isSynthetic, version: ToolVersion.number,
      parameters: summary.parameters.sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)" }.joined(separator: " "),
      seed: nil, inputs: inputs)
  }

  /// The checksums of what was read, in an order that does not depend on that of the folders.
  private func inputs(_ summary: CohortSummary) -> [TableHeader.Input] {
    let tables = summary.folders.flatMap(\.tables) + [lengthsFile].compactMap { $0 }
    return tables.map { TableHeader.Input(role: $0.role ?? "results", checksum: $0.sha256) }
      .sorted { ($0.role, $0.checksum) < ($1.role, $1.checksum) }
  }
}
