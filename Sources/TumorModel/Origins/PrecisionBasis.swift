/// The basis of the precision of a sample's allele counts.
public enum PrecisionBasis: String, Hashable, Sendable, CaseIterable {
  /// It was given.
  case given
  /// A default for the kind of specimen.
  case assumed
  /// The scatter of the sample's somatic mutations.
  case mutations
  /// Heterozygous germline variants.
  case germline
}
