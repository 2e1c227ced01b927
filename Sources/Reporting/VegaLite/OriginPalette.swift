import TumorModel

/// One colour and one shape for each call, apart for those who see no colours.
///
/// The colours are of the Okabe–Ito palette.
enum OriginPalette {
  /// A call's words and look.
  struct Look: Hashable, Sendable {
    let label: String
    let words: String
    let color: String
    let shape: String
    /// Whether white text reads better on the colour than black.
    var isDark: Bool { label == "preexisting_clonal" }
  }

  static let looks: [Look] = [
    Look(label: "acquired", words: "acquired", color: "#D55E00", shape: "triangle-up"),
    Look(
      label: "preexisting_subclonal", words: "pre-existing, sub-clonal", color: "#56B4E9",
      shape: "diamond"),
    Look(
      label: "preexisting_clonal", words: "pre-existing, clonal", color: "#0072B2", shape: "circle"),
    Look(
      label: "preexisting", words: "pre-existing, clonality unclear", color: "#009E73",
      shape: "square"),
    Look(label: "lost", words: "lost", color: "#CC79A7", shape: "triangle-down"),
    Look(label: "artefact", words: "artefact", color: "#F0E442", shape: "cross"),
    Look(label: "indeterminate", words: "indeterminate", color: "#767676", shape: "triangle-left"),
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
  static func shapes(_ looks: [Look]) -> Scale { .names(looks.map { ($0.words, $0.shape) }) }
}
