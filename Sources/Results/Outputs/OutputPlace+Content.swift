import DelimitedText
import Foundation

extension OutputPlace {
  /// Checks that what would be replaced begins as files of the kind that is written, so that no table is lost
  /// to a name that was mistyped.
  ///
  /// - Parameters:
  ///   - beginnings: With what such files begin, in lower case; white space before it does not count.
  ///   - kind: The kind in words, such as `an SVG`.
  /// - Throws: ``OutputRefusal`` where there is a file of another kind.
  public func require(replacing beginnings: [String], kind: String) throws(OutputRefusal) {
    guard !isStream, let handle = FileHandle(forReadingAtPath: path) else { return }
    defer { try? handle.close() }
    let head = (try? handle.read(upToCount: 256)) ?? Data()
    let text = String(decoding: head, as: UTF8.self).lowercased()
      .trimmingCharacters(in: .whitespacesAndNewlines.union(["\u{FEFF}"]))
    guard !text.isEmpty, !beginnings.contains(where: text.hasPrefix) else { return }
    throw OutputRefusal(
      given, "is there and is not \(kind); expected a new file, or one of the same kind to replace")
  }
}
