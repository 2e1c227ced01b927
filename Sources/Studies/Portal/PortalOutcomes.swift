public import DelimitedText
import Glibc
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

  /// Whether a path is the folder of a study rather than a file.
  ///
  /// - Throws: `InputErrors` for a folder that is none.
  public static func isFolder(_ path: String) throws(InputErrors) -> Bool {
    var status = stat()
    guard stat(StandardInput.place(of: path), &status) == 0, status.st_mode & S_IFMT == S_IFDIR
    else { return false }
    let folder = FolderPath.plain(path)
    if access(folder + "/" + PortalFiles.studyName, F_OK) == 0 || PortalFiles.resembles(folder) {
      return true
    }
    throw ErrorCollector(path: folder).failure(
      .unreadable(
        problem: "is a directory without data_clinical_patient.txt",
        expected: "a table of tumour assessments, or the folder of a cBioPortal study",
        category: .noInput))
  }

  /// Reads the table of patients and the timeline tables of a study folder; mutations are not needed.
  ///
  /// - Parameters:
  ///   - folder: The study's folder.
  ///   - time: Columns of a time beside the usual ones.
  ///   - policy: What becomes of rows that cannot be read.
  /// - Throws: `InputErrors` where the folder has no table of patients, or a table is refused.
  public static func read(
    folder: String, time: TimeColumns? = nil, policy: RowPolicy = RowPolicy()
  ) throws(InputErrors) -> PortalOutcomes {
    let folder = FolderPath.plain(folder)
    var catalog = try PortalCatalog(folder)
    guard let patients = PortalFiles.patients(&catalog) else {
      throw ErrorCollector(path: folder).failure(
        .malformed(
          problem: "the study has no table of patients",
          expected: "data_clinical_patient.txt, or a meta file with datatype: PATIENT_ATTRIBUTES"))
    }
    let table = try OutcomeTable(patients, own: time, policy: policy)
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
