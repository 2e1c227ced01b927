import ClonalEvolution
import DelimitedText
import Foundation
package import GenomicFiles
package import Results
import TumorModel

/// The table of a panel of normal samples.
package struct BackgroundPanel {
  package let counts: NormalCounts
  package let inputs: [String]

  /// Takes the counts, and the paths of the tables they are from.
  package init(counts: NormalCounts, inputs: [String]) {
    self.counts = counts
    self.inputs = inputs
  }

  /// From how many times the usual rate on a site is noisy.
  private static let noisyFactor = 5.0
  private static let chunk = 1 << 18

  /// Writes the table, whole or not at all; packed where its name says so.
  ///
  /// - Throws: `FileFailure` when it cannot be written.
  package func write(to path: String) throws -> BackgroundSummary {
    var summary = BackgroundSummary()
    (summary.samples, summary.path) = (counts.samples.count, path)
    try WholeFile.write(
      to: path, own: [BackgroundRow.table.fileName], apartFrom: inputs
    ) { file in
      var file = PackedFile(
        file, isPacked: path.hasSuffix(".gz") || path.hasSuffix(".bgz"))
      try write(&file, &summary)
      try file.finish()
    }
    return summary
  }

  private func write(_ file: inout PackedFile, _ summary: inout BackgroundSummary) throws {
    var table = try header()
    var failure: (any Error)?
    counts.forEachSite { variant, reads in
      guard failure == nil else { return }
      let usual = AssayErrorRates.standard.rate(of: variant, in: nil)
      guard let background = PanelBackground(normals: reads, usualRate: usual) else {
        summary.carried += 1
        return
      }
      summary.sites += 1
      if background.mean >= Self.noisyFactor * usual { summary.noisy += 1 }
      table.append(BackgroundRow(variant, background))
      guard table.count > Self.chunk else { return }
      do { try file.write(table) } catch { failure = error }
      table.removeAll()
    }
    if let failure { throw failure }
    try file.write(table)
  }

  private func header() throws -> TableWriter {
    var table = TableWriter()
    table.line("# metachron \(ToolVersion.number) background")
    if let build = counts.build { table.line(BackgroundTable.buildMark + build.rawValue) }
    table.line("# normal samples: \(counts.samples.count)")
    for input in inputs {
      table.line("# input sha256: \(try SHA256.checksum(ofFile: input))")
    }
    if let note = BackgroundRow.table.note { table.line("# \(note)") }
    table.appendHeader(of: BackgroundRow.self)
    return table
  }
}

extension BackgroundRow {
  /// What normal samples show at a site.
  fileprivate init(_ variant: Variant, _ background: PanelBackground) {
    self.init()
    (chromosome, position) = (variant.chromosome, variant.position)
    (reference, alternate) = (Allele(variant.reference), Allele(variant.alternate))
    (mean, precision) = (background.mean, background.precision)
    normals = background.normals
    (alternateReads, depth) = (background.alternateReads, background.reads)
  }
}
