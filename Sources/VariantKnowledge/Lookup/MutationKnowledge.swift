/// All that the tables say of one mutation.
public struct MutationKnowledge: Hashable, Sendable {
  /// The protein change under its one name; empty where the mutation has none.
  public let proteinChange: String
  /// The entry of the variant; `nil` where nothing is known of it.
  public let match: VariantMatch?
  /// Statements on the gene that can hold for this change.
  public let resistance: [ResistanceEvidence]
  /// What was reported of drugs on tumours or cells with the change, a user's rows first.
  public let therapies: [TherapyEvidence]

  /// Whether anything is known.
  public var isEmpty: Bool { match == nil && resistance.isEmpty && therapies.isEmpty }

  /// Whether the place is that of a variant of another gene than the one named.
  public var isOfOtherGene: Bool {
    if case .otherGene = match?.disagreement { return true }
    return false
  }

  /// What speaks against the class or between the pieces of evidence; empty where nothing does.
  public var conflicts: [KnowledgeConflict] {
    var found: [KnowledgeConflict] = []
    if let conflict = match?.entry.conflict, !conflict.isEmpty { found.append(.effect(conflict)) }
    var seen: Set<String> = []
    for (place, one) in therapies.enumerated() {
      for other in therapies[(place + 1)...]
      where one.direction.contradicts(other.direction)
        && one.drug.lowercased() == other.drug.lowercased()
      {
        guard seen.insert(one.drug.lowercased()).inserted else { continue }
        found.append(.drug(one.drug, one.direction, other.direction))
      }
    }
    return found
  }
}
