package import GenomicFiles
package import Results
package import Studies
import TumorModel

/// Alignments take longest to read, and a sample's counts depend on no other patient: counts of the
/// samples whose files are unchanged are taken from the table of the earlier run.
extension CountsStage {
  /// What the counts of any sample depend on beside its alignment and its sites.
  package static func countingBasis(_ options: ReadOptions, inputs: [Manifest.File]) throws
    -> String
  {
    let counting = options.counting
    return try RunRecord.fingerprint(
      stage: "counting",
      choices: [
        "minimum_quality": [
          "\(counting.minimumMappingQuality)", "\(counting.minimumBaseQuality)",
        ],
        "pairs": ["\(counting.requiresProperPairs)", "\(counting.mergesMates)"],
        "build": options.build.map { ["\($0)"] } ?? [],
      ],
      inputs: inputs.filter { $0.role == InputFile.Role.reference.rawValue })
  }

  /// The counts of an earlier run that still hold; an empty collection for others.
  package static func countsOfEarlierRun(in context: RunContext) -> KnownCounts {
    guard let done = context.record.stages[CountsStage().name], done.isWhole(in: context.results)
    else { return KnownCounts() }
    return knownCounts(
      in: done, table: "\(context.results)/\(fileName)", options: context.options)
  }

  /// Reads the counts of an earlier run whose alignments are as they were.
  ///
  /// A table that cannot be read, or is not as it was written, is no reason to stop: all is counted
  /// again.
  package static func knownCounts(
    in stage: RunRecord.Stage, table: String, options: ReadOptions
  ) -> KnownCounts {
    let known = KnownCounts()
    guard let alignments = stage.alignments, let basis = stage.basis,
      let reference = try? RunInputs.again(
        stage.inputs.filter { $0.role == InputFile.Role.reference.rawValue }),
      (try? countingBasis(options, inputs: reference)) == basis
    else { return known }
    let unchanged = alignments.filter { _, file in
      (try? RunInputs.again([file]))?.first?.sha256 == file.sha256
    }
    try? add(table, of: unchanged, to: known)
    return known
  }

  private static func add(
    _ table: String, of unchanged: [String: Manifest.File], to known: KnownCounts
  ) throws {
    let stream = try RowStream<CountsRow>(path: table)
    var row = CountsRow()
    while stream.hasRow {
      try stream.read(into: &row)
      if let file = unchanged[row.sample], let site = row.site {
        known.add(row.counts, at: site, of: file.path)
      }
      try stream.advance()
    }
  }
}
