package import Figures
package import Results

/// The tables of a results folder, opened once and read patient by patient, from any thread.
package struct StudyTables: Sendable {
  /// The folder.
  package let folder: ResultsFolder
  /// The patients in the order of the manifest.
  package var patients: [String] { folder.manifest.patients.map(\.id) }

  private let origins: PatientTable<OriginRow>
  private let pairs: PatientTable<PairRow>
  private let trajectories: PatientTable<TrajectoryRow>
  private let samples: [String: [ManifestSample]]
  private let treatments: [String: [ManifestTreatment]]

  /// Opens the tables.
  ///
  /// - Throws: ``CommandFailure`` where the folder has no results, and the errors of `ResultsFolder`
  ///   and `PatientTable`.
  package init(_ path: String) throws {
    folder = try ResultsFolder(opening: path)
    origins = try folder.table(of: OriginRow.self)
    pairs = try folder.table(of: PairRow.self)
    trajectories = try folder.table(of: TrajectoryRow.self)
    samples = Dictionary(grouping: folder.manifest.samples, by: \.patient)
    treatments = Dictionary(grouping: folder.manifest.treatments ?? [], by: \.patient)
      .mapValues { lines in
        lines.enumerated().sorted {
          ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
        }.map(\.element)
      }
  }

  /// Whether a patient has a pair of samples, and so calls.
  package func hasCalls(_ patient: String) -> Bool { origins.contains(patient) }

  /// What the tables tell of a patient; posteriors are left out.
  ///
  /// - Throws: `TableFailure` at a field that holds no value of its column.
  package func patient(_ id: String) throws -> StudyPatient {
    var patient = StudyPatient(id: id)
    patient.calls = try origins.rows(of: id)
    patient.pairs = try pairs.rows(of: id)
    patient.trajectories = try trajectories.rows(of: id)
    patient.samples = samples[id] ?? []
    patient.treatments = treatments[id] ?? []
    return patient
  }

  /// All pairs of the study.
  package func allPairs() throws -> [PairRow] { try pairs.rows() }
}
