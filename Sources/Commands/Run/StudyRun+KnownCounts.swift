import GenomicFiles
import Reporting
import TumorModel

/// Alignments take longest to read, and a sample's counts depend on no other patient: counts of the
/// samples whose files are unchanged are taken from the table of the earlier run.
extension StudyRun {
  /// What the counts of any sample depend on beside its alignment and its sites.
  static func countingBasis(_ options: ReadOptions, inputs: [Manifest.File]) throws -> String {
    let counting = options.counting
    return try RunRecord.fingerprint(
      stage: "counting",
      parameters: [
        "minimum_quality": [
          "\(counting.minimumMappingQuality)", "\(counting.minimumBaseQuality)",
        ],
        "pairs": ["\(counting.requiresProperPairs)", "\(counting.mergesMates)"],
        "build": options.build.map { ["\($0)"] } ?? [],
      ],
      inputs: inputs.filter { $0.role == InputFile.Role.reference.rawValue })
  }

  /// Reads the counts of an earlier run whose alignments are as they were.
  ///
  /// A table that cannot be read, or is not as it was written, is no reason to stop: all is counted
  /// again.
  static func knownCounts(
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
    try? CountsTable.read(table) { sample, site, counts in
      if let file = unchanged[sample] { known.add(counts, at: site, of: file.path) }
    }
    return known
  }
}
