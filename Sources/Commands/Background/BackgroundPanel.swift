import ClonalEvolution
import Foundation
import GenomicFiles
import HTSlib
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

  /// Writes the table under a temporary name and renames it.
  func write(to path: String) throws -> Summary {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let temporary = "\(folder).\(name).\(getpid()).tmp"
    let interrupts = InterruptGuard { unlink(temporary) }
    defer {
      interrupts.end()
      unlink(temporary)
    }
    do {
      let summary = try write(
        temporary, isPacked: name.hasSuffix(".gz") || name.hasSuffix(".bgz"), shownAs: path)
      guard rename(temporary, path) == 0 else {
        throw FileFailure(path: path, action: .rename, code: errno)
      }
      return summary
    } catch let error as HTSError {
      throw CommandFailure(.inputOutput, "\(path): error: \(error.detail)")
    }
  }

  private func write(_ path: String, isPacked: Bool, shownAs shown: String) throws -> Summary {
    var sink = try ByteSink(path: path, isPacked: isPacked)
    var table = try header()
    var summary = Summary(samples: counts.samples.count, path: shown)
    var failure: HTSError?
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
      if table.count > Self.chunk { failure = Self.flush(&table, into: &sink) }
    }
    if let failure = failure ?? Self.flush(&table, into: &sink) { throw failure }
    try sink.finish()
    return summary
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

  /// Writes what is collected; returns what went wrong.
  private static func flush(_ table: inout TableWriter, into sink: inout ByteSink) -> HTSError? {
    var failure: HTSError?
    table.withBytes { bytes in
      do throws(HTSError) {
        try sink.write(bytes)
      } catch {
        failure = error
      }
    }
    table.removeAll()
    return failure
  }
}
