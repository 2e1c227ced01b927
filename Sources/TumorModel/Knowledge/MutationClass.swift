/// Which mutations of a gene count: all that change the protein, or those of functional classes.
public struct MutationClass: RawRepresentable, Hashable, Sendable, Codable, CaseIterable {
  /// The name: `any`, `activating`, or that of a single functional class.
  public let rawValue: String
  /// The classes that it holds; `nil` where all mutations count.
  private let classes: Set<FunctionalClass>?

  /// All mutations that change the protein.
  public static let any = MutationClass(rawValue: "any", classes: nil)
  /// The mutations that an assay has shown to activate, those of conflicting evidence included.
  public static let activating = MutationClass(
    rawValue: FunctionalClass.activating.rawValue,
    classes: Set(FunctionalClass.allCases.filter(\.isActivating)))
  /// ``any``, ``activating``, and every other functional class by itself.
  public static let allCases =
    [any, activating]
    + FunctionalClass.allCases.filter { $0 != .activating }.map {
      MutationClass(rawValue: $0.rawValue, classes: [$0])
    }

  private init(rawValue: String, classes: Set<FunctionalClass>?) {
    (self.rawValue, self.classes) = (rawValue, classes)
  }

  /// The class of a name; `nil` where the name is none, the beginning of one included.
  public init?(rawValue: String) {
    guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = known
  }

  /// Whether a mutation counts whose functional class is this; `nil` where it has none.
  public func includes(_ functionalClass: FunctionalClass?) -> Bool {
    guard let classes else { return true }
    return functionalClass.map(classes.contains) ?? false
  }
}
