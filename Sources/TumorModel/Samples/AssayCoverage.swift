/// Which genes a sample's assay looks at: the one place that tells absence from never having looked.
///
/// A gene that a panel does not contain has no known absence in the panel's samples, and a sample that
/// was not sequenced has none at all.
public enum AssayCoverage: Hashable, Sendable {
  /// Whether an assay looks at a gene.
  public enum Answer: String, Hashable, Sendable, CaseIterable {
    /// It does.
    case yes
    /// It does not.
    case no
    /// Nothing tells.
    case unknown
  }

  /// An assay that looks at some genes only.
  public struct Panel: Hashable, Sendable {
    /// The name, unique in the study.
    public let name: String
    /// The genes of which something is known, by their symbols.
    public let genes: Set<String>
    /// Whether the panel looks at ``genes``.
    public let coversGenes: Bool
    /// Whether it looks at the other genes.
    public let others: Answer

    /// Creates a panel.
    public init(name: String, genes: Set<String>, coversGenes: Bool = true, others: Answer = .no) {
      (self.name, self.genes) = (name, genes)
      (self.coversGenes, self.others) = (coversGenes, others)
    }

    /// Whether the panel looks at a gene.
    public func covers(_ gene: String) -> Answer {
      genes.contains(gene) ? (coversGenes ? .yes : .no) : others
    }
  }

  /// No file tells.
  case unknown
  /// The sample is not among those that were sequenced.
  case notSequenced
  /// Every gene: an exome or a genome.
  case everyGene
  /// Some genes.
  case panel(Panel)

  /// Whether the sample's assay looks at a gene; an empty name stands for no gene.
  public func covers(_ gene: String) -> Answer {
    switch self {
    case .unknown: .unknown
    case .notSequenced: .no
    case .everyGene: .yes
    case .panel(let panel): gene.isEmpty ? .unknown : panel.covers(gene)
    }
  }

  /// Whether a row that the sample's table lacks may be read as a mutation that was not found.
  ///
  /// Where no file tells what was looked at, it may; a panel must be known to look at the gene.
  public func allowsAbsence(of gene: String) -> Bool {
    switch self {
    case .unknown, .everyGene: true
    case .notSequenced: false
    case .panel(let panel): gene.isEmpty || panel.covers(gene) == .yes
    }
  }
  /// Whether the absence of a mutation of a gene may be read from any of several samples: whether they
  /// belong to the patients among whom the gene's mutations are counted.
  public static func allowsAbsence(
    of gene: String, inAnyOf assays: some Sequence<AssayCoverage>
  ) -> Bool {
    assays.contains { $0.allowsAbsence(of: gene) }
  }
}
