/// Something that speaks against a variant's class, or two pieces of evidence that cannot both hold.
public enum KnowledgeConflict: Hashable, Sendable {
  /// What a table says against the class, in its own words.
  case effect(String)
  /// Two directions that were reported of one drug.
  case drug(String, TherapyDirection, TherapyDirection)
}
