public import TumorModel

extension AssayCoverage.Answer: NamedFieldValue {}

extension AssayCoverage {
  private static let panelPrefix = "panel:"

  /// The assay as tables write it: `not_sequenced`, `every_gene`, or `panel:` and a name; empty where
  /// no file tells.
  public var fieldText: String {
    switch self {
    case .unknown: ""
    case .notSequenced: "not_sequenced"
    case .everyGene: "every_gene"
    case .panel(let panel): Self.panelPrefix + panel.name
    }
  }

  /// The assay that a table names; `nil` for a panel that is not among those known, and for a text that
  /// names none.
  public init?(fieldText text: String, panels: [String: Panel]) {
    switch text {
    case "": self = .unknown
    case "not_sequenced": self = .notSequenced
    case "every_gene": self = .everyGene
    default:
      guard text.hasPrefix(Self.panelPrefix),
        let panel = panels[String(text.dropFirst(Self.panelPrefix.count))]
      else { return nil }
      self = .panel(panel)
    }
  }
}
