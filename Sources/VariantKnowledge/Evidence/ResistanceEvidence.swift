/// One statement on a gene that changes in breast cancers under treatment.
public struct ResistanceEvidence: Hashable, Sendable {
  /// The gene's symbol.
  public let gene: String
  /// The kind of change, or protein changes separated by `;`.
  public let alteration: String
  /// Where it was seen: `endocrine_therapy`, `aromatase_inhibitor`, `cdk46_inhibitor` or
  /// `metastatic_disease`.
  public let setting: String
  /// `enriched_after`, `resistance` or `recurrent`.
  public let effect: String
  /// The evidence in a sentence or two.
  public let evidence: String
  /// PubMed identifiers.
  public let pubMedIDs: [Int]
  /// What was read for this row.
  public let basis: EvidenceBasis
}
