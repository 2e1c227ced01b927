public import TumorModel

/// What a row of the knowledge rests on.
public enum EvidenceBasis: String, Hashable, Sendable, CaseIterable {
  /// The abstract of a source was read.
  case abstract
  /// A curated database's summary of the sources was read.
  case curatedSummary = "curated_summary"
  /// Another publication's account of the source was read.
  case secondary
  /// Recurrence in sequenced tumours alone.
  case statisticsOnly = "statistics_only"
  /// Nothing was found.
  case nothing = "none"
}

/// What is known of one variant, with its sources.
public struct VariantEntry: Hashable, Sendable {
  /// The gene's symbol.
  public let gene: String
  /// The protein change in short form, such as `p.L755S`.
  public let proteinChange: String
  /// Other names of the same change of the protein, in short form.
  public let synonyms: [String]
  /// The change of hg19 by which it is known; `nil` where none was found.
  public let variant: Variant?
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
}
