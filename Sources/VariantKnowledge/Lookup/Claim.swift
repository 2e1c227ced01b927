import TumorModel

/// A piece of evidence with the changes that it is about.
struct Claim<Evidence: Hashable & Sendable>: Hashable, Sendable {
  let evidence: Evidence
  let alterations: [Alteration]
}

/// What of a mutation decides whether a claim is about it.
struct ClaimSubject {
  /// The protein change under its one name.
  let change: String
  /// The same, read; `nil` where it is no simple change.
  let variant: ProteinVariant?
  /// The class, where one is known.
  let functionalClass: FunctionalClass?
  /// The MAF's variant classification.
  let classification: String
  /// Whether any variant of the gene has a class.
  let isGeneClassified: Bool

  /// Whether a claim is about the mutation.
  ///
  /// - Parameter allowsUndecided: Whether a claim on activating or recurrent changes is taken where
  ///   no table tells which changes these are.
  func isMeant(by alterations: [Alteration], allowsUndecided: Bool) -> Bool {
    alterations.contains { alteration in
      switch alteration {
      case .change(let name): name == change
      case .residue(let residue):
        variant.map { $0.kind == .substitution && $0.first == residue } ?? false
      case .activating:
        functionalClass?.isActivating
          ?? (allowsUndecided && !isGeneClassified && changesProtein && !isTruncating)
      case .lossOfFunction:
        // A change of a splice site may leave the protein whole.
        isTruncating || functionalClass == .lossOfFunction
          || (allowsUndecided && classification == "Splice_Site")
      case .hotspot: allowsUndecided && changesProtein && !isTruncating
      case .any: changesProtein
      case .other: false
      }
    }
  }

  private var changesProtein: Bool {
    if let variant { return variant.kind != .synonymous }
    return isTruncating || Self.changing.contains(classification)
  }

  private var isTruncating: Bool {
    variant.map(\.isTruncating) ?? false || Self.truncating.contains(classification)
  }

  private static let truncating: Set = [
    "Nonsense_Mutation", "Frame_Shift_Del", "Frame_Shift_Ins",
  ]
  private static let changing: Set = [
    "Missense_Mutation", "In_Frame_Ins", "In_Frame_Del", "Nonstop_Mutation",
    "Translation_Start_Site", "Splice_Site",
  ]
}
