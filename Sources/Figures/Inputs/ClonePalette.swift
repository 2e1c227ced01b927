/// The colours of clones: a number has one colour in every figure.
///
/// They were chosen together, so that they differ from one another, from the colours of calls and from
/// those of treatments, for those who see red, green or blue otherwise, too. A clone's number is written
/// wherever its colour is, so that nothing is told by colour alone.
enum ClonePalette {
  /// By number; neighbours differ most in lightness.
  private static let colors = [
    "#00189F", "#A0A348", "#D12BA9", "#572A00", "#7CE377", "#850AFF", "#FF87FF", "#9C0058",
  ]
  private static let light: Set = ["#A0A348", "#7CE377", "#FF87FF"]
  /// The colour of clones beyond those: no more can be told apart.
  private static let beyond = "#4F5B62"
  /// Cells and mutations of no clone.
  static let none = "#8F8F8F"
  /// Cells of no clone, as an area.
  static let noneArea = "#C4C4C4"

  /// The colour of a clone.
  ///
  /// - Parameter clone: Its number, from 1; 0 for none.
  static func color(_ clone: Int) -> String {
    guard clone > 0 else { return noneArea }
    return clone <= colors.count ? colors[clone - 1] : beyond
  }

  /// The colour of words on a clone's colour.
  static func ink(_ clone: Int) -> String {
    clone <= 0 || light.contains(color(clone)) ? "#000000" : "#FFFFFF"
  }

  /// A clone in words.
  static func words(_ clone: Int) -> String { clone > 0 ? "clone \(clone)" : "no clone" }

  /// The colours of clones by their words, in the order of numbers.
  static func scale(_ clones: some Sequence<Int>) -> Scale {
    .names(Set(clones).sorted().map { (words($0), color($0)) })
  }
}
