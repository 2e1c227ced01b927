package import DelimitedText
package import TumorModel

/// What a mutation table or a VCF held, besides its rows.
package struct MutationFileSummary {
  package var warnings: [Warning] = []
  /// The build that the file names, where it does.
  package var build: GenomeBuild?
  /// Samples asked for that have no row although others have.
  package var absent: Set<Int> = []
  /// The column of the alternate count, for messages about rows that were read.
  package var countColumn: Int?
  /// For each sample whose calls came from a VCF, the name of its column.
  package var columns: [Int: String] = [:]
  /// Whether the file is text, so that its lines can be shown.
  package var isText = true
}
