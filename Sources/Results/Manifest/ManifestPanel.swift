public import TumorModel

/// A gene panel in `manifest.json`.
public struct ManifestPanel: JSONObject, Hashable {
  /// The name.
  public var name = ""
  /// The genes of which something is known.
  public var genes: [String] = []
  /// Whether the panel looks at them.
  public var coversGenes = true
  /// Whether it looks at the others.
  public var others = AssayCoverage.Answer.no

  /// Creates an entry to be filled.
  public init() {}

  /// Creates the entry of a panel.
  public init(_ panel: AssayCoverage.Panel) {
    (name, genes) = (panel.name, panel.genes.sorted())
    (coversGenes, others) = (panel.coversGenes, panel.others)
  }

  /// The panel.
  public var panel: AssayCoverage.Panel {
    .init(name: name, genes: Set(genes), coversGenes: coversGenes, others: others)
  }

  /// The properties.
  public static let properties: [JSONProperty<ManifestPanel>] = [
    JSONProperty("name", \.name, meaning: "Name of the panel"),
    JSONProperty("genes", \.genes, meaning: "Genes of which something is known"),
    JSONProperty("covers_genes", \.coversGenes, meaning: "Whether the panel looks at them"),
    JSONProperty("others", \.others, meaning: "Whether it looks at the other genes"),
  ]
}

extension Manifest {
  /// The panels by name.
  public var panelsByName: [String: AssayCoverage.Panel] {
    Dictionary((panels ?? []).map { ($0.name, $0.panel) }) { first, _ in first }
  }
}
