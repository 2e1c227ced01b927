package import ClonalEvolution
package import GenomicFiles
package import Results
package import TumorModel

/// Where an origin analysis takes its patients from: a study's files, or earlier results.
package protocol OriginsSource: Sendable {
  /// Patients in the order of the tables.
  var patientCount: Int { get }
  /// Whether the study was simulated.
  var isSynthetic: Bool { get }
  /// The files that were read.
  var inputs: [Manifest.File] { get }
  /// Lines of treatment, where the study tells them.
  var treatments: [ManifestTreatment] { get }
  /// What the reader of the results should know.
  var warnings: [String] { get }

  /// A patient's name.
  func patientID(at index: Int) -> String
  /// Whether a patient has at least two tumour samples.
  func hasPair(at index: Int) -> Bool
  /// The evidence of a patient, built on demand.
  func patient(at index: Int) throws -> PatientEvidence
  /// The VCF of a tumour sample, with each mutation's line in it; `nil` where there is none.
  func calls(
    of patient: PatientEvidence, at index: Int, sample: Int
  ) -> (file: CallFile, lines: [Int])?
  /// What an earlier run wrote of a patient whose evidence is not at hand; `nil` for all others.
  func recordedPatient(at index: Int) throws -> RecordedPatient?
  /// The choices by which ``recordedPatient(at:)`` was written; `nil` where there is no such patient.
  var recordedParameters: OriginParameters? { get }
  /// Checks that the files are as they were before they were read.
  func requireUnchanged() throws
  /// What the study tells of whose samples are whose.
  func identity(threads: Int) async throws -> StudyIdentity
}

extension OriginsSource {
  package func requireUnchanged() throws {}
  package func calls(
    of patient: PatientEvidence, at index: Int, sample: Int
  ) -> (file: CallFile, lines: [Int])? { nil }
  package func recordedPatient(at index: Int) throws -> RecordedPatient? { nil }
  package var recordedParameters: OriginParameters? { nil }
  package func identity(threads: Int) async throws -> StudyIdentity { StudyIdentity() }
}

extension OriginsSource {
  package var treatments: [ManifestTreatment] { [] }
}

extension OriginsSource {
  /// The inputs with their checksums, each file read once.
  package func checkedInputs() throws -> [Manifest.File] {
    var checksums: [String: String] = [:]
    return try inputs.map { input in
      guard input.sha256.isEmpty else { return input }
      let checksum = try checksums[input.path] ?? SHA256.checksum(ofFile: input.path)
      checksums[input.path] = checksum
      return Manifest.File(path: input.path, role: input.role, sha256: checksum)
    }
  }
}
