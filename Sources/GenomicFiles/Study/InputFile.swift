/// A file that a study was read from.
public struct InputFile: Hashable, Sendable {
  /// What a file tells.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// The study sheet.
    case sheet
    /// A mutation table.
    case mutations
    /// Copy-number segments.
    case segments
    /// What an assay covers.
    case targets
  }

  /// The path that was opened.
  public let path: String
  /// What the file tells.
  public let role: Role

  /// Names a file.
  public init(path: String, role: Role) {
    self.path = path
    self.role = role
  }
}
