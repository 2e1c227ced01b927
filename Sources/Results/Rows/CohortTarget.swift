public import TumorModel

/// A gene asked for, and which of its mutations count.
public struct CohortTarget: JSONObject, Hashable {
  /// The gene's symbol.
  public var gene = ""
  /// The class of its mutations that count.
  public var className = MutationClass.any

  /// Creates a target to be filled.
  public init() {}

  /// Creates a target.
  public init(gene: String, className: MutationClass) {
    (self.gene, self.className) = (gene, className)
  }

  /// Whether every mutation that changes the protein counts.
  public var isAnyClass: Bool { className == .any }

  /// `ERBB2 (activating)`, or the gene alone.
  public var title: String { isAnyClass ? gene : "\(gene) (\(className.rawValue))" }

  /// The targets of a list of genes, each once.
  ///
  /// - Parameters:
  ///   - genes: The genes.
  ///   - className: The class for all genes; where `nil`, the activating ones for genes whose
  ///     variants the knowledge table classes, and all for others.
  ///   - classified: The genes whose variants the knowledge table classes.
  public static func targets(
    genes: [String], className: MutationClass?, classified: Set<String>
  ) -> [CohortTarget] {
    var seen: Set<String> = []
    return genes.filter { seen.insert($0).inserted }.map {
      CohortTarget(
        gene: $0, className: className ?? (classified.contains($0) ? .activating : .any))
    }
  }

  /// The properties.
  public static let properties: [JSONProperty<CohortTarget>] = [
    JSONProperty("gene", \.gene, meaning: "Gene symbol"),
    JSONProperty(
      "class", \.className,
      meaning: "Class of its mutations that are counted: any, activating (the conflicting ones "
        + "included), or a functional class"),
  ]
}
