import GenomicFiles
import Reporting
import TumorModel

/// A study's files as a source of patients.
struct StudySource: OriginsSource {
  let isSynthetic: Bool
  let study: Study

  /// Reads a study sheet and what it names.
  ///
  /// - Throws: `InputErrors` with the faults of the first file that has any.
  init(sheet: String, options: ReadOptions = ReadOptions()) throws {
    study = try StudyReader.read(sheet: sheet, options: options)
    isSynthetic = FirstLine.of(sheet).hasPrefix("# synthetic")
  }

  /// A study that was read before.
  init(_ study: Study, sheet: String) {
    self.study = study
    isSynthetic = FirstLine.of(sheet).hasPrefix("# synthetic")
  }

  var patientCount: Int { study.patientCount }

  var studySize: Int { study.patientCount }

  var inputs: [Manifest.File] {
    study.inputs.map {
      Manifest.File(
        path: $0.path, role: $0.role.rawValue, sha256: InputChecksum.ofIndex($0) ?? "")
    }
  }

  var treatments: [ManifestTreatment] { study.treatments.map { ManifestTreatment($0) } }

  var warnings: [String] { study.warnings.map(\.description) }

  func hasPair(at index: Int) -> Bool { study.samples(ofPatientAt: index).count > 1 }

  func patient(at index: Int) -> PatientEvidence { study.patient(at: index) }

  func calls(
    of patient: PatientEvidence, at index: Int, sample: Int
  ) -> (file: CallFile, lines: [Int])? {
    study.calls(ofPatientAt: index, sample: sample, mutations: patient.mutations)
  }
}

extension CommandFailure {
  /// The failure behind an error of a reader.
  init?(inputError error: any Error) {
    guard let errors = error as? InputErrors else { return nil }
    let status: ExitStatus =
      switch errors.category {
      case .badData: .badData
      case .noInput: .noInput
      case .inputOutput: .inputOutput
      }
    self.init(status, errors.description)
  }
}
