/// A gene asked for, and which of its mutations count.
public struct CohortTarget: JSONObject, Hashable {
  /// The gene's symbol.
  public var gene = ""
  /// What the functional class of a mutation begins with; ``any`` for all that change the protein.
  public var className = Self.any

  /// The class of all mutations that change the protein.
  public static let any = "any"
  /// The class of mutations that the knowledge table calls activating.
  public static let activating = "activating"

  /// Creates a target to be filled.
  public init() {}

  /// Creates a target.
  public init(gene: String, className: String) {
    (self.gene, self.className) = (gene, className)
  }

  /// Whether every mutation that changes the protein counts.
  public var isAnyClass: Bool { className == Self.any }

  /// Whether a mutation of a functional class counts.
  public func includes(functionalClass: String) -> Bool {
    isAnyClass || functionalClass.hasPrefix(className)
  }

  /// `ERBB2 (activating)`, or the gene alone.
  public var title: String { isAnyClass ? gene : "\(gene) (\(className))" }

  /// The targets of a list of genes, each once.
  ///
  /// - Parameters:
  ///   - genes: The genes.
  ///   - className: The class for all genes; where `nil`, ``activating`` for genes whose variants the
  ///     knowledge table classes, and ``any`` for others.
  ///   - classified: The genes whose variants the knowledge table classes.
  public static func targets(
    genes: [String], className: String?, classified: Set<String>
  ) -> [CohortTarget] {
    var seen: Set<String> = []
    return genes.filter { seen.insert($0).inserted }.map {
      CohortTarget(
        gene: $0, className: className ?? (classified.contains($0) ? activating : any))
    }
  }

  /// The properties.
  public static let properties: [JSONProperty<CohortTarget>] = [
    JSONProperty("gene", \.gene, meaning: "Gene symbol"),
    JSONProperty(
      "class", \.className,
      meaning: "Class of its mutations that counts: any, or how the functional class begins"),
  ]
}
