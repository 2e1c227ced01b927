import ClonalEvolution
import Foundation
import GenomicFiles
import Reporting
import TumorModel

/// The table of a panel of normal samples.
struct BackgroundPanel {
  /// What was written, for people.
  struct Summary {
    var sites = 0
    var noisy = 0
    var carried = 0
    var samples = 0
    var path = ""

    var text: String {
      var text =
        "\(Wording.count(sites, "site")) of \(Wording.count(samples, "normal sample")) -> \(path)\n"
        + "  \(Wording.count(noisy, "site")) with five times the usual error rate or more"
      if carried > 0 {
        text +=
          "\n  \(Wording.count(carried, "site")) left out: every normal sample with reads there "
          + "carries the variant"
      }
      return text
    }
  }

  let counts: NormalCounts
  let inputs: [String]

  /// From how many times the usual rate on a site is noisy.
  private static let noisyFactor = 5.0
  private static let chunk = 1 << 18

  /// Writes the table, whole or not at all; packed where its name says so.
  ///
  /// - Throws: `FileFailure` when it cannot be written.
  func write(to path: String) throws -> Summary {
    var summary = Summary(samples: counts.samples.count, path: path)
    try WholeFile.write(to: path) { file in
      var file = PackedFile(
        file, isPacked: path.hasSuffix(".gz") || path.hasSuffix(".bgz"))
      try write(&file, &summary)
      try file.finish()
    }
    return summary
  }

  private func write(_ file: inout PackedFile, _ summary: inout Summary) throws {
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
      Self.append(variant, background, to: &table)
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
    table.line(
      "# mean: expected share of alternate reads; precision: beta-binomial; normals: samples with "
        + "reads and at most 10 % alternate ones; alt_reads, depth: their reads")
    for column in BackgroundTable.columns { table.field(column) }
    table.endRow()
    return table
  }

  private static func append(
    _ variant: Variant, _ background: PanelBackground, to table: inout TableWriter
  ) {
    table.field(variant.chromosome.name)
    table.field(variant.position)
    table.field(variant.reference.isEmpty ? "-" : variant.reference)
    table.field(variant.alternate.isEmpty ? "-" : variant.alternate)
    table.field(background.mean)
    table.field(background.precision)
    table.field(background.normals)
    table.field(background.alternateReads)
    table.field(background.reads)
    table.endRow()
  }
}
