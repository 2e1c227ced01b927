/// A row of `genes.tsv`: a gene and its acquired excess.
public struct CohortGeneRow: Codable, Hashable, Sendable {
  /// The gene.
  public var gene = ""
  /// Patients with a mutation in a sample that is no primary.
  public var mutated = 0
  /// Patients with calls that say something.
  public var assessable = 0
  /// Of these, acquired.
  public var acquired = 0
  /// Of these, pre-existing.
  public var preexisting = 0
  /// Of these, indeterminate.
  public var indeterminate = 0
  /// Of these, lost.
  public var lost = 0
  /// Sum over patients of P(acquired).
  public var observed: Double = 0
  /// The same by chance.
  public var expected: Double?
  /// ``observed`` over ``expected``.
  public var ratio: Double?
  /// Share of acquired mutations that chance puts into the gene, 0 to 1.
  public var share: Double?
  /// P(as large a sum by chance), 0 to 1.
  public var p: Double?
  /// ``p`` after Benjamini and Hochberg.
  public var q: Double?
  /// McNemar's exact test of acquired against lost.
  public var mcNemar: Double?
  /// The same, mid-p.
  public var mcNemarMid: Double?

  /// Creates an empty row.
  public init() {}

  /// Writes the row.
  public func append(to table: inout TableWriter) {
    table.field(gene)
    table.field(mutated)
    table.field(assessable)
    table.field(acquired)
    table.field(preexisting)
    table.field(indeterminate)
    table.field(lost)
    table.field(observed)
    table.field(expected)
    table.field(ratio)
    table.field(share)
    table.field(p)
    table.field(q)
    table.field(mcNemar)
    table.field(mcNemarMid)
    table.endRow()
  }
}
