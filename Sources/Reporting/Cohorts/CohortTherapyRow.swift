/// A row of `therapy.tsv`: a class of treatment and acquisition.
public struct CohortTherapyRow: Codable, Hashable, Sendable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that counts.
  public var className = ""
  /// The class of treatment.
  public var treatment = ""
  /// Days between the biopsies; `all` for the test over strata.
  public var stratum = ""
  /// Patients who acquired the mutation, with the treatment.
  public var acquiredExposed = 0
  /// The same without it.
  public var acquiredUnexposed = 0
  /// Patients without a mutation, with the treatment.
  public var withoutExposed = 0
  /// The same without it.
  public var withoutUnexposed = 0
  /// How the strata were put together.
  public var method = ""
  /// Odds ratio common to the strata.
  public var oddsRatio: Double?
  /// Lower end of its 95 % interval.
  public var low: Double?
  /// Upper end of it.
  public var high: Double?
  /// P of no association, two-sided.
  public var p: Double?
  /// What to know.
  public var note = ""

  /// Creates an empty row.
  public init() {}

  /// Writes the row.
  public func append(to table: inout TableWriter) {
    table.field(gene)
    table.field(className)
    table.field(treatment)
    table.field(stratum)
    table.field(acquiredExposed)
    table.field(acquiredUnexposed)
    table.field(withoutExposed)
    table.field(withoutUnexposed)
    table.field(method)
    table.field(oddsRatio)
    table.field(low)
    table.field(high)
    table.field(p)
    table.field(note)
    table.endRow()
  }
}
