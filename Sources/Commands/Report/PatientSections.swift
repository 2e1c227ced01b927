import Reporting
import TumorModel

/// The sections of a report's patients, each made on demand.
struct PatientSections: Sendable {
  /// The patients with a pair of samples, under the names that the report shows.
  let patients: [StudyResults.Patient]
  /// All patients of the study, under the same names.
  let all: [StudyResults.Patient]
  /// How the results were made, under the same names.
  let manifest: Manifest
  /// Genes whose calls are told in words.
  let genes: Set<String>

  /// The patients' names in the tables.
  private let originalIDs: [String]
  private let reader: ResultsReader
  private let names: Pseudonyms?
  private let folder: String
  private let builds: [String: GenomeBuild]
  private let treatments: [String: [TreatmentBand]]

  /// Reads what the sections share.
  init(folder: String, isPseudonymised: Bool) throws {
    let study = try StudyResults(folder: folder)
    reader = try ResultsReader(folder: folder, manifest: study.manifest)
    let names = isPseudonymised ? Pseudonyms(study.manifest) : nil
    let manifest = names?.renamed(study.manifest) ?? study.manifest
    all = names.map { names in study.patients.map { names.renamed($0) } } ?? study.patients
    let compared = study.patients.filter { !$0.calls.isEmpty }
    originalIDs = compared.map(\.id)
    patients = all.filter { !$0.calls.isEmpty }
    genes = Knowledge.bundled.genes.union(manifest.genes)
    builds = Dictionary(
      manifest.patients.compactMap { patient in
        patient.build.flatMap { GenomeBuild(spelling: $0) }.map { (patient.id, $0) }
      }, uniquingKeysWith: { first, _ in first })
    treatments = manifest.treatmentsByPatient
    (self.manifest, self.names, self.folder) = (manifest, names, folder)
  }

  /// The section of the patient at a place of ``patients``.
  func section(_ index: Int) throws -> ReportPatient {
    let id = originalIDs[index]
    var results = try reader.patient(id, genes: genes)
    if let names { results = names.renamed(results, of: id, manifest: manifest) }
    return try PatientSection(
      patient: patients[index], results: results, manifest: manifest,
      build: builds[patients[index].id],
      treatments: treatments[patients[index].id] ?? [], genes: genes,
      folder: folder, originalID: id
    ).section()
  }
}
