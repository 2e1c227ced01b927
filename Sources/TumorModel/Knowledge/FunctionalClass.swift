/// What is known of a variant's effect on its protein: a closed vocabulary.
public enum FunctionalClass: String, Hashable, Sendable, CaseIterable {
  /// Raises the protein's activity.
  case activating
  /// Raises the activity in some systems and not in others.
  case activatingConflicting = "activating_conflicting"
  /// Takes activity from the protein; only a user's table says so of a variant.
  case lossOfFunction = "loss_of_function"
  /// Changes what the protein does rather than how much of it.
  case neomorphic
  /// Makes the protein withstand an inhibitor.
  case resistance
  /// An inhibitor works on it; whether it activates was not stated.
  case sensitive
  /// No effect in assays.
  case neutral
  /// No effect in assays, against other evidence.
  case neutralConflicting = "neutral_conflicting"
  /// Sources say things that do not fit together, and none of the classes above holds it.
  case conflicting
  /// Recurs more often than chance; no assay was read.
  case hotspot
  /// Seen in patients; no statement of its effect was found.
  case unknown
  /// A name without any source found.
  case unverified

  /// Whether an assay has shown activation, the conflicting ones included.
  public var isActivating: Bool { self == .activating || self == .activatingConflicting }

  /// Whether sources disagree.
  public var isConflicting: Bool {
    self == .activatingConflicting || self == .neutralConflicting || self == .conflicting
  }
}
