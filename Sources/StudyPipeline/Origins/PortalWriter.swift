package import Results
import TumorModel
import Wording

/// Writes a run's cBioPortal study and says why it cannot be one.
package struct PortalWriter {
  private let export: PortalExport

  package init(folder: String, inputs: [String] = []) throws {
    export = try PortalExport(folder: folder, inputs: inputs)
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
    guard export.omitted > 0 else { return nil }
    return "warning: \(Wording.count(export.omitted, "row")) on chromosomes that cBioPortal does "
      + "not have left out of its study"
  }
}
