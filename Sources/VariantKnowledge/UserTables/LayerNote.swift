/// What a user should know of a row of the own table.
public struct LayerNote: Hashable, Sendable {
  /// The line of the table.
  public let line: Int
  /// What to know, in words.
  public let text: String
}
