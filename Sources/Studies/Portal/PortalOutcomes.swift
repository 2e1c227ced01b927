public import DelimitedText
public import TumorModel

/// The clinical course of the patients of a cBioPortal study.
public struct PortalOutcomes: Sendable {
  /// Times of survival, by patient in the order of the table, then by end point.
  public let survival: [SurvivalOutcome]
  /// Treatments, in the order of the timeline tables.
  public let treatments: [Treatment]
  /// Notes of the disease's course, in the order of the timeline tables.
  public let statuses: [DiseaseStatus]
  /// The files that were read.
  public let inputs: [InputFile]
  /// What to know of the input.
  public let warnings: [Warning]

  /// Reads the table of patients and the timeline tables of a study folder; mutations are not needed.
  ///
  /// - Parameters:
  ///   - folder: The study's folder.
  ///   - policy: What becomes of rows that cannot be read.
  /// - Throws: `InputErrors` where the folder has no table of patients, or a table is refused.
  public static func read(
    folder: String, policy: RowPolicy = RowPolicy()
  ) throws(InputErrors) -> PortalOutcomes {
    let folder = FolderPath.plain(folder)
    var catalog = try PortalCatalog(folder)
    guard let patients = PortalFiles.patients(&catalog) else {
      throw ErrorCollector(path: folder).failure(
        .malformed(
          problem: "the study has no table of patients",
          expected: "data_clinical_patient.txt, or a meta file with datatype: PATIENT_ATTRIBUTES"))
    }
    let table = try OutcomeTable(patients, policy: policy)
    var timeline = CourseTimeline()
    let timelines = PortalFiles.timelines(catalog)
    for place in timelines { try timeline.read(place, policy: policy) }
    return PortalOutcomes(
      survival: table.outcomes, treatments: timeline.treatments, statuses: timeline.statuses,
      inputs: [InputFile(path: patients.path, role: .clinical)]
        + timelines.map { InputFile(path: $0.path, role: .timeline) },
      warnings: catalog.warnings + table.warnings + timeline.warnings)
  }
}
