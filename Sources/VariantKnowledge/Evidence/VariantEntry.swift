public import TumorModel

/// What is known of one variant, with its sources.
public struct VariantEntry: Hashable, Sendable {
  /// The gene's symbol.
  public let gene: String
  /// The protein change in short form, such as `p.L755S`; empty where only its place is known.
  public let proteinChange: String
  /// Other names of the same change of the protein, in short form.
  public let synonyms: [String]
  /// The change of the genome by which it is known, in each assembly where that was found.
  public let variants: [GenomeBuild: Variant]
  /// The effect.
  public let functionalClass: FunctionalClass
  /// The evidence in a sentence or two.
  public let evidence: String
  /// What speaks against ``functionalClass``; empty where nothing was found.
  public let conflict: String
  /// PubMed identifiers.
  public let pubMedIDs: [Int]
  /// Sources without a PubMed identifier, such as entries of CIViC; empty where there are none.
  public let otherSources: String
  /// What was read for this row.
  public let basis: EvidenceBasis

  /// The change of hg19; `nil` where none was found.
  public var variant: Variant? { variants[.hg19] }

  /// The change of an assembly; `nil` where none was found.
  public func variant(in build: GenomeBuild) -> Variant? { variants[build] }
}
