public import TumorModel

/// Writes the rows of `timeline.tsv`.
public enum TimelineTable {
  /// Appends a patient's samples in the study sheet's order, then the treatments by their first day.
  ///
  /// - Parameters:
  ///   - patient: The patient, by the manifest's entry.
  ///   - samples: The patient's tumour samples.
  ///   - treatments: The patient's lines of treatment.
  public static func append(
    _ patient: ManifestPatient, samples: [Sample], treatments: [ManifestTreatment],
    to table: inout TableWriter
  ) {
    for sample in samples {
      table.field(patient.id)
      table.field("sample")
      table.field(sample.day)
      table.emptyField()
      table.field(sample.id)
      table.field(sample.knownRole?.rawValue ?? "")
      table.emptyField()
      table.field(sample.order)
      table.field(sample.site ?? "")
      table.field(sample.specimen?.rawValue ?? "")
      table.field(sample.purity?.value)
      table.field(sample.ploidy)
      endRow(of: patient, in: &table)
    }
    let ordered = treatments.enumerated().sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }
    for (_, treatment) in ordered {
      table.field(patient.id)
      table.field("treatment")
      table.field(treatment.start)
      table.field(treatment.stop)
      table.field(treatment.agent)
      table.field(treatment.kind)
      table.field(treatment.bestResponse)
      table.emptyFields(5)
      endRow(of: patient, in: &table)
    }
  }

  private static func endRow(of patient: ManifestPatient, in table: inout TableWriter) {
    table.field(patient.sex ?? "")
    table.field(patient.build ?? "")
    table.endRow()
  }
}
