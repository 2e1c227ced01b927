public import TumorModel

/// Writes the rows of `trajectories.tsv`.
public enum TrajectoriesTable {
  /// Appends the rows of a patient, in the order of the points.
  ///
  /// - Parameter functionalClass: The class of a variant in the knowledge table; `nil` for none.
  /// - Complexity: About half a microsecond a point.
  public static func append(
    _ origins: PatientOrigins, of patient: PatientEvidence, to table: inout TableWriter,
    functionalClass: (Mutation) -> String?
  ) {
    // Looked up once a mutation, not once a point.
    let classes = patient.mutations.map { functionalClass($0) ?? "" }
    for point in origins.trajectories {
      let mutation = patient.mutations[point.mutation]
      table.field(patient.id)
      table.mutationField(mutation.variant)
      table.field(patient.samples[point.sample].id)
      table.field(patient.samples[point.sample].day)
      table.countFields(patient.observations[point.sample][point.mutation])
      table.fractionFields(point.cellFraction)
      table.field(point.presence)
      table.field(point.isFirstDetectable ? "true" : "false")
      table.field(mutation.gene)
      table.field(mutation.proteinChange)
      table.field(point.isLastExcluded ? "true" : "false")
      table.field(mutation.classification)
      table.field(classes[point.mutation])
      table.field(patient.observations[point.sample][point.mutation].absenceName)
      table.endRow()
    }
  }
}
