/// Which mutations of a gene count: all that change the protein, or those of functional classes.
public struct MutationClass: RawRepresentable, Hashable, Sendable, Codable, CaseIterable {
  /// The name: `any`, `activating`, or that of a single functional class.
  public let rawValue: String
  /// The classes that it includes; `nil` where all mutations count.
  private let classes: Set<FunctionalClass>?

  /// All mutations that change the protein.
  public static let any = MutationClass(rawValue: "any", classes: nil)
  /// The mutations that an assay has shown to be activating, including those with conflicting
  /// evidence.
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

  /// The class with a name; `nil` if there is none. Abbreviations are not accepted.
  public init?(rawValue: String) {
    guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = known
  }

  /// Whether a mutation with this functional class counts; `nil` means that it has none.
  public func includes(_ functionalClass: FunctionalClass?) -> Bool {
    guard let classes else { return true }
    return functionalClass.map(classes.contains) ?? false
  }
}
