import DelimitedText
import Foundation

/// A cohort's folder of tables, sealed by `cohort.json`.
///
/// Opening it shows that the folder is whole: the seal is there, it is of this version, and every
/// table that it names is as it was written.
public struct CohortFolder: Sendable {
  /// The name of a cohort's folder inside the results that it was made from.
  public static let innerName = "cohort"

  /// The folder.
  public let path: String
  /// What the cohort says.
  public let summary: CohortSummary
  private var verified = VerifiedFiles()

  /// Opens a folder, or the cohort inside a folder of results.
  ///
  /// - Parameters:
  ///   - path: The folder that `metachron cohort` wrote, or one of results.
  ///   - version: The version of metachron that reads it.
  ///   - verification: When checksums are compared.
  /// - Throws: ``FileFailure`` when there is no cohort, ``TableFailure`` when it is incomplete, of
  ///   another version, or its tables do not belong together.
  /// - Complexity: O(bytes of all files) when verified on opening.
  public init(
    _ path: String, version: String, verification: ResultsFolder.Verification = .onOpening
  ) throws {
    self.path = Self.path(for: path)
    let seal = "\(self.path)/\(CohortSummary.fileName)"
    if Self.isIncomplete(self.path) {
      throw TableFailure(
        path: self.path,
        "the cohort is incomplete: \(CohortSummary.fileName) is missing, so metachron cohort was "
          + "interrupted while it put its files in place; expected a whole cohort: make it again")
    }
    guard Self.isSealed(self.path) else {
      throw FileFailure(path: seal, action: .read, code: ENOENT)
    }
    summary = try JSONText.read(
      CohortSummary.self, from: seal, what: "the summary that metachron cohort wrote")
    guard summary.version == version else {
      throw TableFailure(
        path: seal,
        "this cohort is of metachron \(summary.version); expected one of \(version): make it again "
          + "with metachron cohort")
    }
    try ResultsFolder.require(
      ResultTables.ofCohort.map(\.fileName), in: summary.outputs, of: seal)
    for output in summary.outputs {
      let file = "\(self.path)/\(output.path)"
      guard access(file, F_OK) == 0 else {
        throw TableFailure(
          path: file,
          "the file is missing; expected it, since \(CohortSummary.fileName) names it")
      }
      if verification.isDue(output.path) {
        let (checksum, stamp) = try SHA256.checksum(stamping: file)
        try verify(output.path, checksum: checksum)
        verified.add(output.path, stamp)
      }
    }
  }

  /// Where a folder's cohort is: in the folder itself, or inside it.
  ///
  /// The cohort of results is inside of them: a `cohort.json` beside their tables is none of theirs.
  public static func path(for folder: String) -> String {
    let plain = FolderPath.plain(folder)
    if isSealed(plain) { return plain }
    let inner = "\(plain)/\(innerName)"
    return isSealed(inner) || (isOfResults(plain) && holdsParts(inner)) ? inner : plain
  }

  /// Whether a folder is one of a cohort, or of results with a cohort inside.
  public static func exists(in folder: String) -> Bool { isSealed(path(for: folder)) }

  /// Whether a folder holds tables of a cohort without the seal, as an interrupted `metachron
  /// cohort` leaves it.
  public static func isIncomplete(_ folder: String) -> Bool {
    !isOfResults(folder) && access("\(folder)/\(CohortSummary.fileName)", F_OK) != 0
      && holdsParts(folder)
  }

  /// Whether a folder itself is one of a cohort.
  public static func isSealed(_ folder: String) -> Bool {
    !isOfResults(folder) && access("\(folder)/\(CohortSummary.fileName)", F_OK) == 0
  }

  private static func isOfResults(_ folder: String) -> Bool {
    access("\(folder)/\(Manifest.fileName)", F_OK) == 0
  }

  private static func holdsParts(_ folder: String) -> Bool {
    ResultTables.ofCohort.contains { access("\(folder)/\($0.fileName)", F_OK) == 0 }
  }

  /// Whether the cohort was made from results as their manifest records them.
  public func isMade(from manifest: Manifest) -> Bool {
    summary.folders.contains { Self.isMade($0, from: manifest) }
  }

  /// Whether what a cohort has read of a folder is what a manifest records, by checksums alone: a
  /// folder may have been copied or moved since.
  public static func isMade(
    _ folder: CohortSummary.Folder, from manifest: Manifest
  ) -> Bool {
    let name = OriginRow.table.fileName
    let written = Dictionary(
      manifest.outputs.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    return folder.tables.contains { URL(filePath: $0.path).lastPathComponent == name }
      && folder.tables.allSatisfy {
        written[URL(filePath: $0.path).lastPathComponent] == $0.sha256
      }
  }

  /// Compares a file's checksum with that in the seal.
  ///
  /// - Throws: ``TableFailure`` where they differ, or the seal does not name the file.
  public func verify(_ name: String, checksum: String) throws(TableFailure) {
    guard summary.outputs.contains(where: { $0.path == name && $0.sha256 == checksum }) else {
      throw TableFailure(
        path: "\(path)/\(name)",
        "does not belong to this cohort: it is not as \(CohortSummary.fileName) records it; expected "
          + "the file that metachron cohort wrote, unchanged")
    }
  }

  /// A table to read from first to last.
  ///
  /// - Throws: As ``RowStream/init(path:only:)``.
  public func stream<Row: ResultRow>(
    of row: Row.Type, only: [PartialKeyPath<Row>]? = nil
  ) throws -> RowStream<Row> {
    try verified.reading(Row.table.fileName, of: path, seal: CohortSummary.fileName) {
      try RowStream(path: $0, only: only)
    }
  }

  /// All rows of a table.
  ///
  /// - Throws: As ``RowStream/init(path:only:)``, and ``TableFailure`` at a field that holds no value of
  ///   its column.
  public func rows<Row: ResultRow>(of row: Row.Type) throws -> [Row] {
    try stream(of: row).rest()
  }
}
