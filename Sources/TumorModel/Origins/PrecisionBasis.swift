/// The basis of the precision of a sample's allele counts.
public enum PrecisionBasis: String, Hashable, Sendable, CaseIterable {
  /// It was given.
  case given
  /// The usual value.
  case assumed
  /// The scatter of the sample's somatic mutations; in results of earlier versions only.
  case mutations
  /// Heterozygous germline variants.
  case germline
}
