public import TumorModel

/// Why the name and the position of a mutation do not fit together.
public enum VariantDisagreement: Hashable, Sendable {
  /// The position is that of an entry with another name: another isoform's numbering, or a wrong name.
  case otherName(named: String, build: GenomeBuild, found: String)
  /// The position is that of an entry of another gene than the one named: an annotation of a neighbour,
  /// or an alias.
  case otherGene(named: String, build: GenomeBuild, found: String)
  /// The name is that of one entry, and the position that of another.
  case positionOfAnother(named: String, found: String)
  /// The entry of this name has its place elsewhere in the assembly.
  case elsewhere(named: String, build: GenomeBuild, chromosome: Chromosome, position: Int)
}
