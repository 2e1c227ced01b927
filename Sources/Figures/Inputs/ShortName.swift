/// Names that stand beside an axis, cut where they are too long.
enum ShortName {
  /// A name of at most `most` letters: beginning and end, since samples and patients of one study are
  /// most alike between them. Of few letters the beginning alone, of fewer than four nothing.
  static func cut(_ name: String, most: Int) -> String {
    if name.count <= most { return name }
    guard most > 3 else { return "" }
    let end = most < 12 ? 0 : (most - 1) * 2 / 5
    return "\(name.prefix(most - 1 - end))…\(name.suffix(end))"
  }

  /// The most letters of a name in the words beside an axis.
  static let mostInTitle = 34
}
