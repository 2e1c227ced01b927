import DelimitedText
import Foundation
package import GenomicFiles
import HTSlib
import Results
package import Studies

/// Writes a study's counts: a table, and on request a VCF with its index.
package struct CountsRun {
  /// The name of the table in a folder of results.
  package static let fileName = "counts.tsv"
  package var counts: StudyCounts
  package var options: CountingOptions
  package var isSynthetic = false
  /// The table's path, `-` for standard output; `nil` for standard output where there is no VCF.
  package var table: String?
  /// Whether the table may stand among results of another study.
  package var replacesOtherStudy = false
  /// The path of the VCF, packed by bgzip.
  package var vcf: String?

  /// Takes the counts and how they were made.
  package init(counts: StudyCounts, options: CountingOptions) {
    self.counts = counts
    self.options = options
  }

  /// Writes all files, or none.
  ///
  /// - Throws: `FileFailure` when a file cannot be written.
  package func run() throws {
    let isPrinted = table.map(StandardInput.isMeant) ?? (vcf == nil)
    let table = isPrinted ? nil : self.table
    if let table, let vcf, Self.folder(table) == Self.folder(vcf),
      Self.name(table) == Self.name(vcf)
    {
      throw CommandFailure(
        .usage, "error: the table and the VCF are both \(vcf); expected two names")
    }
    let inputs = counts.inputs.map(\.path)
    if let table, Self.name(table) == Self.fileName, !replacesOtherStudy {
      let sheet = counts.inputs.filter { $0.role == .sheet }.map {
        Manifest.File(path: $0.path, role: $0.role.rawValue, sha256: "")
      }
      try FormerResults(Self.folder(table)).requireSameStudy(sheet)
    }
    let (sets, interrupts) = try InterruptGuard.over {
      try Dictionary(
        uniqueKeysWithValues: Set([table, vcf].compactMap { $0 }.map(Self.folder)).map {
          ($0, try OutputSet(folder: $0, own: [Self.fileName], inputs: inputs))
        })
    } cleanUp: { sets in
      for set in sets.values { set.discard() }
    }
    defer {
      interrupts.end()
      for set in sets.values { set.discard() }
    }
    let header = try headerLines()
    if let vcf, let set = sets[Self.folder(vcf)] { try writeVCF(vcf, in: set, header) }
    if let table, let set = sets[Self.folder(table)] {
      let file = try set.file(Self.name(table))
      try writeTable(header) { text in try file.write(text) }
      try file.finish()
    }
    for set in sets.values { try set.commit() }
    if isPrinted {
      try writeTable(header) { text in try StandardOutput.write(text) }
    }
  }

  private func writeTable(
    _ header: [String], _ write: (borrowing TableWriter) throws -> Void
  ) throws {
    var text = TableWriter()
    for line in header { text.line("# " + line) }
    text.appendHeader(of: CountsRow.self)
    for patient in counts.patients {
      CountsRow.forEach(in: patient) { text.append($0) }
      try write(text)
      text.removeAll()
    }
    try write(text)
  }

  private func writeVCF(_ path: String, in set: OutputSet, _ header: [String]) throws {
    let vcf = CountsVCF(counts)
    var file = PackedFile(try set.file(Self.name(path)))
    let comments = header.map { "metachron=\($0)" }
    try vcf.write(comments: comments) { text in try file.write(text) }
    try file.finish()
    let suffix = VariantIndex.suffix(longestContig: vcf.longestContig)
    let index = set.temporaryPath(of: Self.name(path) + suffix)
    try set.adopt(Self.name(path) + suffix)
    do {
      try VariantIndex.build(
        of: file.temporaryPath, at: index, longestContig: vcf.longestContig)
    } catch {
      throw CommandFailure(.inputOutput, "\(path): error: \(error.detail)")
    }
  }

  /// How the counts were made: no path, time or thread count.
  private func headerLines() throws -> [String] {
    var lines = isSynthetic ? ["synthetic data"] : []
    lines.append("metachron \(ToolVersion.number) counts")
    lines.append(
      "parameters minimum_mapping_quality=\(options.minimumMappingQuality) "
        + "minimum_base_quality=\(options.minimumBaseQuality) "
        + "count_orphans=\(!options.requiresProperPairs)")
    for input in counts.inputs {
      let checksum = try InputChecksum.ofIndex(input) ?? SHA256.checksum(ofFile: input.path)
      lines.append("input \(input.role.rawValue) sha256 \(checksum)")
    }
    return lines
  }

  private static func folder(_ path: String) -> String { OutputPlace(path).folder }

  private static func name(_ path: String) -> String { OutputPlace(path).name }
}
