public import TumorModel

/// Writes the rows of `sensitivity.tsv`.
public enum SensitivityTable {
  /// Appends the rows of a patient, in their order.
  public static func append(
    _ origins: PatientOrigins, of patient: PatientEvidence, to table: inout TableWriter
  ) {
    for row in origins.sensitivity {
      let mutation = patient.mutations[row.mutation]
      table.field(patient.id)
      table.mutationField(mutation.variant)
      table.field(row.earlier.map { patient.samples[$0].id } ?? "*")
      table.field(patient.samples[row.later].id)
      table.field(row.varied)
      table.field(row.value)
      table.probabilityFields(row.probabilities)
      table.field(row.label.rawValue)
      table.field(row.flips ? "true" : "false")
      table.field(mutation.gene)
      table.field(mutation.proteinChange)
      table.endRow()
    }
  }
}
