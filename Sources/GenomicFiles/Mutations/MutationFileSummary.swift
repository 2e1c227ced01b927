import TumorModel

/// What a mutation table or a VCF held, besides its rows.
struct MutationFileSummary {
  var warnings: [Warning] = []
  /// The build that the file names, where it does.
  var build: GenomeBuild?
  /// Samples asked for that have no row although others have.
  var absent: Set<Int> = []
  /// The column of the alternate count, for messages about rows that were read.
  var countColumn: Int?
  /// For each sample whose calls came from a VCF, the name of its column.
  var columns: [Int: String] = [:]
  /// Whether the file is text, so that its lines can be shown.
  var isText = true
}
