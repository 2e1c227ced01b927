/// The reference protein of a gene: how long it is, and where its domains lie.
public struct ReferenceProtein: Hashable, Sendable {
  /// A stretch of residues that folds or acts as one.
  public struct Domain: Hashable, Sendable {
    /// A short name, such as `kinase`.
    public let name: String
    /// The first and the last residue, from 1.
    public let residues: ClosedRange<Int>
    /// The entry of a database of domains, such as `PF07714`.
    public let accession: String

    /// Creates a domain.
    public init(name: String, residues: ClosedRange<Int>, accession: String) {
      (self.name, self.residues, self.accession) = (name, residues, accession)
    }
  }

  /// The gene's symbol.
  public let gene: String
  /// The RefSeq record whose numbering this is, such as `NP_004439`.
  public let accession: String
  /// How many residues it has.
  public let length: Int
  /// The domains, in the order of their first residues; no two begin together.
  public let domains: [Domain]

  /// Creates a protein.
  ///
  /// - Precondition: Every domain lies within the protein, and they come in their order.
  public init(gene: String, accession: String, length: Int, domains: [Domain]) {
    precondition(
      domains.allSatisfy { $0.residues.lowerBound >= 1 && $0.residues.upperBound <= length },
      "a domain of \(gene) is not within \(length) residues")
    precondition(
      zip(domains, domains.dropFirst())
        .allSatisfy { $0.residues.lowerBound < $1.residues.lowerBound },
      "the domains of \(gene) are not in their order")
    (self.gene, self.accession, self.length, self.domains) = (gene, accession, length, domains)
  }
}
