/// A row of `exclusivity.tsv`: two genes.
public struct CohortExclusivityRow: Codable, Hashable, Sendable {
  /// One gene.
  public var geneA = ""
  /// The class of its mutations that counts.
  public var classA = ""
  /// Another gene.
  public var geneB = ""
  /// The class of its mutations that counts.
  public var classB = ""
  /// Patients with both.
  public var both = 0
  /// Patients with the first alone.
  public var onlyA = 0
  /// Patients with the second alone.
  public var onlyB = 0
  /// Patients with neither.
  public var neither = 0
  /// Patients with both if independent, by patients' own rates.
  public var expected: Double?
  /// P(as few with both or fewer).
  public var pExclusive: Double?
  /// P(as many with both or more).
  public var pCooccurring: Double?
  /// ``pExclusive`` after Benjamini and Hochberg.
  public var qExclusive: Double?
  /// ``pCooccurring`` after Benjamini and Hochberg.
  public var qCooccurring: Double?
  /// Conditional estimate of the odds ratio.
  public var oddsRatio: Double?
  /// Lower end of its exact 95 % interval.
  public var oddsLow: Double?
  /// Upper end of it.
  public var oddsHigh: Double?
  /// Fisher's exact test, two-sided.
  public var pFisher: Double?
  /// The least that ``pExclusive`` could be.
  public var smallestP: Double?
  /// P(``pExclusive`` at most 0.05 where no patient has both).
  public var power: Double?
  /// Why something is empty.
  public var note = ""

  /// Creates an empty row.
  public init() {}

  /// Writes the row.
  public func append(to table: inout TableWriter) {
    table.field(geneA)
    table.field(classA)
    table.field(geneB)
    table.field(classB)
    table.field(both)
    table.field(onlyA)
    table.field(onlyB)
    table.field(neither)
    table.field(expected)
    table.field(pExclusive)
    table.field(pCooccurring)
    table.field(qExclusive)
    table.field(qCooccurring)
    table.field(oddsRatio)
    table.field(oddsLow)
    table.field(oddsHigh)
    table.field(pFisher)
    table.field(smallestP)
    table.field(power)
    table.field(note)
    table.endRow()
  }
}
