/// What is known about a variant's effect on its protein: a closed vocabulary.
public enum FunctionalClass: String, Hashable, Sendable, CaseIterable {
  /// Raises the protein's activity.
  case activating
  /// Raises the activity in some systems and not in others.
  case activatingConflicting = "activating_conflicting"
  /// Reduces the protein's activity; only a user's table assigns this to a variant.
  case lossOfFunction = "loss_of_function"
  /// Changes what the protein does rather than how much of it.
  case neomorphic
  /// Makes the protein resistant to an inhibitor.
  case resistance
  /// An inhibitor is effective against it; whether it is activating was not stated.
  case sensitive
  /// No effect in assays.
  case neutral
  /// No effect in assays, against other evidence.
  case neutralConflicting = "neutral_conflicting"
  /// Sources contradict each other in a way that none of the classes above covers.
  case conflicting
  /// Recurs more often than expected by chance; no assay was read.
  case hotspot
  /// Seen in patients; no statement of its effect was found.
  case unknown
  /// A name without any source found.
  case unverified

  /// Whether an assay has shown activation, including variants with conflicting evidence.
  public var isActivating: Bool { self == .activating || self == .activatingConflicting }

  /// Whether sources disagree.
  public var isConflicting: Bool {
    self == .activatingConflicting || self == .neutralConflicting || self == .conflicting
  }
}
