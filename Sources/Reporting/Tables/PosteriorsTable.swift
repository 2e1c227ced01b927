public import TumorModel

/// Writes the rows of `posteriors.tsv`.
public enum PosteriorsTable {
  /// Appends the rows of a patient, in their order: the atom at 0, the ranges, the atom at 1.
  public static func append(
    _ origins: PatientOrigins, of patient: PatientEvidence, to table: inout TableWriter
  ) {
    let edges = EarlierPosterior.edges
    for posterior in origins.posteriors {
      let mutation = patient.mutations[posterior.mutation]
      func row(_ low: Double, _ high: Double, _ probability: Double) {
        table.field(patient.id)
        table.mutationField(mutation.variant)
        table.field(posterior.earlier.map { patient.samples[$0].id } ?? "*")
        table.field(patient.samples[posterior.later].id)
        table.field(low)
        table.field(high)
        table.field(probability)
        table.field(mutation.gene)
        table.field(mutation.proteinChange)
        table.endRow()
      }
      row(0, 0, posterior.absent)
      for (index, probability) in posterior.ranges.enumerated() {
        row(edges[index], edges[index + 1], probability)
      }
      row(1, 1, posterior.clonal)
    }
  }
}
