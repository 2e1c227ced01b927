import GenomicFiles
import Reporting
import TumorModel

/// A study's files as a source of patients.
struct StudySource: OriginsSource {
  let isSynthetic = false
  let inputs: [Manifest.File] = []
  let warnings: [String] = []
  let patientCount = 0

  init(sheet: String, build: GenomeBuild?) throws {
    throw CommandFailure(.analysisFailed, "error: study sheets cannot be read yet")
  }

  var studySize: Int { patientCount }

  func hasPair(at index: Int) -> Bool { false }

  func patient(at index: Int) throws -> PatientEvidence {
    throw CommandFailure(.analysisFailed, "error: study sheets cannot be read yet")
  }
}

extension CommandFailure {
  /// The failure behind an error of a reader.
  init?(inputError error: any Error) { nil }
}
