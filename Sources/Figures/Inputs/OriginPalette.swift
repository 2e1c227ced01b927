package import TumorModel
import Wording

/// One colour and one shape for each call, apart for those who see no colours.
///
/// The colours of marks are of the Okabe–Ito palette; shapes tell them apart without colour. Areas
/// have no shape, so theirs are lightened or darkened until they differ in grey too, neighbours in a
/// stacked bar most.
package enum OriginPalette {
  /// A call's words and look.
  package struct Look: Hashable, Sendable {
    /// The call.
    package let label: OriginLabel
    /// The colour of marks, as CSS writes it.
    package let color: String
    /// The shape of marks.
    package let shape: String
    /// The shape of marks as a letter, for tables.
    package let glyph: String
    /// The colour of areas, as CSS writes it.
    package let area: String
    /// The call in words.
    package var words: String { label.words }
    /// Whether white text reads better on the area's colour than black.
    package var isDark: Bool { label == .preexistingClonal }
  }

  /// A call's look.
  package static func look(_ label: OriginLabel) -> Look {
    let (color, shape, glyph, area) =
      switch label {
      case .acquired: ("#D55E00", "triangle-up", "▲", "#D55E00")
      case .preexistingSubclonal: ("#56B4E9", "diamond", "◆", "#A6D8F7")
      case .preexistingClonal: ("#0072B2", "circle", "●", "#004B78")
      case .preexisting: ("#009E73", "square", "■", "#2E8B6E")
      case .lost: ("#CC79A7", "triangle-down", "▼", "#DD9CC1")
      case .artefact: ("#F0E442", "cross", "✚", "#F5EC7A")
      case .germline: ("#8C564B", "stroke", "▬", "#B58A80")
      case .absentFromBoth: ("#000000", "triangle-right", "▶", "#B8B8B8")
      case .indeterminate: ("#767676", "triangle-left", "◀", "#FFFFFF")
      }
    return Look(label: label, color: color, shape: shape, glyph: glyph, area: area)
  }

  /// All looks, in the order of legends.
  package static let looks: [Look] = OriginLabel.allCases.map(look)

  /// A call's place in the order of legends.
  static func rank(_ label: OriginLabel) -> Int {
    OriginLabel.allCases.firstIndex(of: label) ?? looks.count
  }

  /// The looks of the calls that occur in data, in the palette's order.
  package static func present(_ labels: some Sequence<OriginLabel>) -> [Look] {
    let found = Set(labels)
    return looks.filter { found.contains($0.label) }
  }

  package static func colors(_ looks: [Look]) -> Scale {
    .names(looks.map { ($0.words, $0.color) })
  }
  package static func areas(_ looks: [Look]) -> Scale { .names(looks.map { ($0.words, $0.area) }) }
  package static func shapes(_ looks: [Look]) -> Scale {
    .names(looks.map { ($0.words, $0.shape) })
  }
}

extension Encoding {
  /// Colours and shapes marks by call, in one legend below.
  mutating func markCalls(_ looks: [OriginPalette.Look], columns: Int) {
    color = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.colors(looks),
      legend: .at("bottom", columns: columns))
    shape = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.shapes(looks),
      legend: .at("bottom", columns: columns))
  }
}
