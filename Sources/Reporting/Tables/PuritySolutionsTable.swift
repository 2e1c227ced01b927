public import TumorModel

/// Writes the rows of `purity_solutions.tsv`.
public enum PuritySolutionsTable {
  /// Appends the rows of a patient, in their order.
  public static func append(
    _ origins: PatientOrigins, of patient: PatientEvidence, to table: inout TableWriter
  ) {
    var last: Int?
    var number = 0
    for solution in origins.purities {
      number = solution.sample == last ? number + 1 : 1
      last = solution.sample
      table.field(patient.id)
      table.field(patient.samples[solution.sample].id)
      table.field(number)
      table.field(solution.purity)
      table.field(solution.low)
      table.field(solution.high)
      table.field(solution.weight)
      table.field(solution.ploidy)
      table.field(solution.peakFrequency)
      table.field(solution.peakMultiplicity)
      table.field(solution.mutations)
      table.field(solution.basis.rawValue)
      table.field(solution.isChosen ? "true" : "false")
      table.endRow()
    }
  }
}
