public import TumorModel

/// All patients of a study sheet with what their files tell, in a compact form.
///
/// A patient's evidence is put together when it is asked for, so that a large study can be analysed
/// patient by patient. About 48 bytes are held for each row of a mutation table, besides each text
/// once.
public struct Study: Sendable {
  struct SampleData: Sendable {
    let sample: Sample
    /// Sorted by site, one a site.
    var rows: [MutationRow]
    /// Whether an absent row says that the caller's rule failed.
    let isCalled: Bool
    let profile: CopyNumberProfile?
    let targets: TargetRegions?
  }

  struct Patient: Sendable {
    let id: String
    let sex: Sex?
    let samples: [SampleData]
    /// Their rows are looked up at the tumour samples' sites and add none.
    let normals: [SampleData]
  }

  /// What the reader of a result should know of the input.
  public let warnings: [Warning]
  /// The files that were read, the sheet first, each once.
  public let inputs: [InputFile]
  /// The reference assembly, where it is known.
  public let build: GenomeBuild?
  /// Lines of treatment, where a file tells them.
  public let treatments: [Treatment]
  let store: VariantStore
  let entries: [Patient]

  /// How many patients have a tumour sample.
  public var patientCount: Int { entries.count }

  /// The patients' identifiers in the sheet's order.
  public var patientIDs: [String] { entries.map(\.id) }

  /// The tumour samples of a patient in the sheet's order.
  ///
  /// - Precondition: `0 <= index < patientCount`.
  public func samples(ofPatientAt index: Int) -> [Sample] { entries[index].samples.map(\.sample) }

  /// The normal samples of a patient in the sheet's order.
  ///
  /// - Precondition: `0 <= index < patientCount`.
  public func normals(ofPatientAt index: Int) -> [Sample] { entries[index].normals.map(\.sample) }

  /// The evidence of every patient at once.
  ///
  /// - Complexity: O(sites x samples), and as much memory: see ``patient(at:)`` for large studies.
  public var patients: [PatientEvidence] { entries.indices.map { patient(at: $0) } }
}
