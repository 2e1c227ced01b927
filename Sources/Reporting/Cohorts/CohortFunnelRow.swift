/// A row of `funnel.tsv`: a step from all patients to an outcome.
public struct CohortFunnelRow: Codable, Hashable, Sendable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that counts.
  public var className = ""
  /// How far the patients come.
  public var step = ""
  /// Patients that come so far.
  public var patients = 0
  /// Patients of the step before that do not; `nil` of an outcome.
  public var fellOut: Int?
  /// Why they do not.
  public var why = ""

  /// Creates an empty row.
  public init() {}

  /// Writes the row.
  public func append(to table: inout TableWriter) {
    table.field(gene)
    table.field(className)
    table.field(step)
    table.field(patients)
    table.field(fellOut)
    table.field(why)
    table.endRow()
  }
}
