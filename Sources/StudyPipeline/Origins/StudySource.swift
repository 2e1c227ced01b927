import DelimitedText
package import GenomicFiles
package import Results
package import Studies
package import TumorModel
import VariantKnowledge

/// A study's files as a source of patients.
package struct StudySource: OriginsSource {
  package let isSynthetic: Bool
  package let study: Study

  /// Reads a study sheet and what it names.
  ///
  /// - Throws: `InputErrors` with the faults of the first file that has any.
  package init(sheet: String, options: ReadOptions = ReadOptions()) throws {
    study = try StudyReader.read(sheet: sheet, options: options)
    isSynthetic = FirstLine.isSynthetic(sheet)
  }

  /// A study that was read before.
  package init(_ study: Study, sheet: String) {
    self.study = study
    isSynthetic = FirstLine.isSynthetic(sheet)
  }

  package var patientCount: Int { study.patientCount }

  package var inputs: [Manifest.File] {
    study.inputs.map {
      Manifest.File(
        path: $0.path, role: $0.role.rawValue, sha256: InputChecksum.ofIndex($0) ?? "")
    }
  }

  package func requireUnchanged() throws {
    var stamps = InputStamps()
    stamps.merge(study.stamps)
    try stamps.requireUnchanged(study.inputs.map(\.path))
  }

  package var treatments: [ManifestTreatment] { study.treatments.map { ManifestTreatment($0) } }

  package var warnings: [String] { (study.warnings + study.reversals).map(\.description) }

  package func patientID(at index: Int) -> String { study.patientID(at: index) }

  package func hasPair(at index: Int) -> Bool { study.samples(ofPatientAt: index).count > 1 }

  /// A patient's evidence, in which a mutation at a known place has the name of that place.
  package func patient(at index: Int) -> PatientEvidence {
    study.patient(at: index).named(by: .bundled)
  }

  package func calls(
    of patient: PatientEvidence, at index: Int, sample: Int
  ) -> (file: CallFile, lines: [Int])? {
    study.calls(ofPatientAt: index, sample: sample, mutations: patient.mutations)
  }
}

extension CommandFailure {
  /// The failure behind an error of a reader.
  package init?(inputError error: any Error) {
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
