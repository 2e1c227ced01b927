import TumorModel

/// One colour and one shape for each call, apart for those who see no colours.
///
/// The colours of marks are of the Okabe–Ito palette; shapes tell them apart without colour. Areas
/// have no shape, so theirs are lightened or darkened until they differ in grey too, neighbours in a
/// stacked bar most.
enum OriginPalette {
  /// A call's words and look.
  struct Look: Hashable, Sendable {
    let label: String
    let words: String
    let color: String
    let shape: String
    let area: String
    /// Whether white text reads better on the colour than black.
    var isDark: Bool { label == "preexisting_clonal" }
  }

  static let looks: [Look] = [
    Look(
      label: "acquired", words: "acquired", color: "#D55E00", shape: "triangle-up", area: "#D55E00"),
    Look(
      label: "preexisting_subclonal", words: "pre-existing, sub-clonal", color: "#56B4E9",
      shape: "diamond", area: "#A6D8F7"),
    Look(
      label: "preexisting_clonal", words: "pre-existing, clonal", color: "#0072B2", shape: "circle",
      area: "#004B78"),
    Look(
      label: "preexisting", words: "pre-existing, clonality unclear", color: "#009E73",
      shape: "square", area: "#2E8B6E"),
    Look(label: "lost", words: "lost", color: "#CC79A7", shape: "triangle-down", area: "#DD9CC1"),
    Look(label: "artefact", words: "artefact", color: "#F0E442", shape: "cross", area: "#F5EC7A"),
    Look(
      label: "indeterminate", words: "indeterminate", color: "#767676", shape: "triangle-left",
      area: "#FFFFFF"),
  ]

  private static let byLabel = Dictionary(uniqueKeysWithValues: looks.map { ($0.label, $0) })

  /// The words of a label of a table.
  static func words(_ label: String) -> String { byLabel[label]?.words ?? label }

  /// The words that occur in data, in the palette's order.
  static func present(_ labels: some Sequence<String>) -> [Look] {
    let found = Set(labels)
    return looks.filter { found.contains($0.label) }
  }

  static func colors(_ looks: [Look]) -> Scale { .names(looks.map { ($0.words, $0.color) }) }
  static func areas(_ looks: [Look]) -> Scale { .names(looks.map { ($0.words, $0.area) }) }
  static func shapes(_ looks: [Look]) -> Scale { .names(looks.map { ($0.words, $0.shape) }) }
}
