public import TumorModel

/// What a user should know of a row of the own table.
public struct LayerNote: Hashable, Sendable {
  /// What there is to know.
  public enum Content: Hashable, Sendable {
    /// Name and position do not fit together.
    case disagreement(VariantDisagreement)
    /// The row gives a class without a source.
    case withoutSource
    /// The row's class is not that of the bundled table; the row's is taken.
    case otherClass(
      gene: String, proteinChange: String, here: FunctionalClass, bundled: FunctionalClass)
    /// The drugs of so many rows from here on are not used: small variants do not tell these changes.
    case unusedDrugs(rows: Int, changes: [String])
  }

  /// The line of the table.
  public let line: Int
  /// What there is to know.
  public let content: Content
}
