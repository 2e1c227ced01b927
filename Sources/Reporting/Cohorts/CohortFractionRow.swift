/// A row of `fractions.tsv`: an estimate of the acquired fraction.
public struct CohortFractionRow: Codable, Hashable, Sendable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that counts.
  public var className = ""
  /// How the fraction was estimated.
  public var method = ""
  /// What differs from the main analysis; empty for nothing.
  public var varied = ""
  /// What it was changed to.
  public var value = ""
  /// Patients that the estimate rests on.
  public var patients = 0
  /// Of these, acquired.
  public var acquired = 0
  /// Of these, pre-existing.
  public var preexisting = 0
  /// Of these, indeterminate.
  public var indeterminate = 0
  /// Posterior mean, or the share of the calls, 0 to 1.
  public var estimate: Double?
  /// Posterior median, 0 to 1.
  public var median: Double?
  /// Lower end of the 95 % interval, 0 to 1.
  public var low: Double?
  /// Upper end of the 95 % interval, 0 to 1.
  public var high: Double?
  /// What to know, in words.
  public var note = ""

  /// Creates an empty row.
  public init() {}

  /// Writes the row.
  public func append(to table: inout TableWriter) {
    table.field(gene)
    table.field(className)
    table.field(method)
    table.field(varied)
    table.field(value)
    table.field(patients)
    table.field(acquired)
    table.field(preexisting)
    table.field(indeterminate)
    table.field(estimate)
    table.field(median)
    table.field(low)
    table.field(high)
    table.field(note)
    table.endRow()
  }
}
