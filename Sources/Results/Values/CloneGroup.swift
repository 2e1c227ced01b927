/// What a mutation is taken for when mutations are clustered.
public enum CloneGroup: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// One of a clone.
  case clone
  /// One of a sample's neutral tail.
  case tail
  /// An artefact.
  case artefact
  /// In no cell of any sample.
  case absent
  /// Nothing, since no sample says anything of it.
  case notAssessable = "not_assessable"
  /// None of the clusters that the input gives.
  case ungrouped
}
