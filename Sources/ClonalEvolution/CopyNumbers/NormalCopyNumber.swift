public import TumorModel

/// How many copies of a locus a patient's normal cells have.
public enum NormalCopyNumber: Hashable, Sendable {
  /// So many copies per cell.
  case known(Int)
  /// X outside the pseudo-autosomal regions in a patient of unknown sex: one copy or two.
  case unknownSex
  /// No copy, or a number that is not known: Y unless the patient is male, MT, and contigs other than
  /// the chromosomes.
  case none

  /// The copies at a position, germline copy-number variants aside.
  ///
  /// - Parameters:
  ///   - chromosome: The chromosome.
  ///   - position: 1-based, in bases.
  ///   - sex: The patient's sex, where it is known.
  ///   - build: The assembly; without it every position of X and Y counts as outside the
  ///     pseudo-autosomal regions, whose sequence X and Y share and every cell has twice.
  public static func copies(
    chromosome: Chromosome, position: Int, sex: Sex?, build: GenomeBuild?
  ) -> NormalCopyNumber {
    if chromosome.isAutosome || chromosome.isUnplaced { return .known(2) }
    guard chromosome.isX || chromosome.isY else { return .none }
    if build?.isPseudoAutosomal(chromosome, position: position) == true { return .known(2) }
    return switch (sex, chromosome.isX) {
    case (.female, true): .known(2)
    case (.male, _): .known(1)
    case (nil, true): .unknownSex
    case (_, false): .none
    }
  }
}
