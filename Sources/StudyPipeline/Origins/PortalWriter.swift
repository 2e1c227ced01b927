package import Results
import TumorModel
import Wording

/// Writes a run's cBioPortal study and says why it cannot be one.
package struct PortalWriter {
  private let export: PortalExport

  package init(folder: String, inputs: [String] = []) throws {
    export = try PortalExport(folder: folder, inputs: inputs)
  }

  /// Checks that a folder holds no results, no cohort, and no study of a portal that another program
  /// wrote.
  ///
  /// - Throws: ``CommandFailure``.
  package static func requireOwn(_ folder: String) throws {
    let former = FormerResults(folder)
    let isOfResults = !former.inputPaths.isEmpty || ResultsFolder.holdsParts(folder)
    if isOfResults || CohortFolder.isSealed(folder) || CohortFolder.isIncomplete(folder) {
      throw CommandFailure(
        .usage,
        "\(folder): error: holds results or a cohort; expected a folder of its own for the cBioPortal "
          + "study, or --force to write it there anyway")
    }
    guard let name = PortalExport.foreignFile(in: folder) else { return }
    throw CommandFailure(
      .usage,
      "\(folder)/\(name): error: is a file that metachron did not write; expected another folder for "
        + "the cBioPortal study, or --force to replace it")
  }

  package var outputSets: [OutputSet] { export.outputSets }

  /// Adds the rows of some patients.
  ///
  /// - Throws: ``CommandFailure`` where a name or a missing assembly keeps the portal from loading
  ///   them; ``FileFailure``.
  package func write(_ piece: OriginsPiece) throws {
    guard let rows = piece.portal else { return }
    if rows.isBuildMissing {
      throw CommandFailure(
        .badData,
        "error: --export-cbioportal has to name the assembly of each mutation, which the study "
          + "does not tell; expected --build hg19 or hg38")
    }
    if let name = rows.invalidIDs.first {
      throw CommandFailure(
        .badData,
        "error: cBioPortal takes no identifier like '\(name)'; expected letters, digits, '.', '_' "
          + "and '-' in the names of patients and samples")
    }
    let build = piece.patients.lazy.compactMap(\.build).first
    try export.write(rows, build: build)
  }

  /// Puts the study in place.
  ///
  /// - Returns: What its reader should know.
  package func finish() throws -> String? {
    try export.finish()
    return export.omitted > 0 ? RunNotes.omittedFromPortal(export.omitted) : nil
  }
}
