/// One file of a study folder.
public struct StudyFile: Hashable, Sendable {
  /// The path within the folder, with slashes.
  public let path: String
  /// The text, in UTF-8 with line feeds.
  public let text: String
}
