import DelimitedText
import Foundation

/// The results of one study: a folder of tables that belong together, sealed by `manifest.json`.
///
/// Opening it shows that the folder is whole: the manifest is there, it is of this version, and every
/// file that it names is as it was written.
public struct ResultsFolder: Sendable {
  /// When the files' checksums are compared with the manifest's.
  public enum Verification: Sendable {
    /// On opening.
    case onOpening
    /// Of some files by the caller, who reads them to their end: see ``verify(_:checksum:)``; of all
    /// others on opening.
    case whileReading(Set<String>)

    /// Whether a file's checksum is compared on opening.
    func isDue(_ name: String) -> Bool {
      switch self {
      case .onOpening: true
      case .whileReading(let names): !names.contains(name)
      }
    }
  }

  /// The folder.
  public let path: String
  /// How the results were made.
  public private(set) var manifest: Manifest
  private var verified = VerifiedFiles()

  /// Opens a folder.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - version: The version of metachron that reads it.
  ///   - verification: When checksums are compared.
  ///   - listsPatients: Whether the manifest's lists of patients, samples and treatments are read.
  /// - Throws: ``FileFailure`` when the folder or its manifest does not exist, ``TableFailure`` when
  ///   the results are incomplete, of another version, or do not belong together.
  /// - Complexity: O(bytes of all files) when verified on opening.
  public init(
    _ path: String, version: String, verification: Verification = .onOpening,
    listsPatients: Bool = true
  ) throws {
    self.path = FolderPath.plain(path)
    try Self.requireManifest(in: self.path)
    manifest = try Manifest.read(
      "\(self.path)/\(Manifest.fileName)", listsPatients: listsPatients)
    guard manifest.version == version else {
      throw TableFailure(
        path: "\(self.path)/\(Manifest.fileName)",
        "these results are of metachron \(manifest.version); expected those of \(version): make them "
          + "again with metachron run or metachron origins")
    }
    try Self.require(
      ResultTables.ofResults.map(\.fileName) + [ResultTables.summary], in: manifest.outputs,
      of: "\(self.path)/\(Manifest.fileName)")
    for output in manifest.outputs {
      guard access("\(self.path)/\(output.path)", F_OK) == 0 else {
        throw TableFailure(
          path: "\(self.path)/\(output.path)",
          "the file is missing; expected it, since \(Manifest.fileName) names it")
      }
    }
    for output in manifest.outputs where verification.isDue(output.path) {
      let (checksum, stamp) = try SHA256.checksum(stamping: "\(self.path)/\(output.path)")
      try verify(output.path, checksum: checksum)
      verified.add(output.path, stamp)
    }
  }

  /// The same folder without what the manifest lists of each patient, sample and input: a reader of
  /// many folders keeps them open by this.
  public var withoutLists: ResultsFolder {
    var folder = self
    (folder.manifest.patients, folder.manifest.samples) = ([], [])
    folder.manifest.inputs = []
    return folder
  }

  /// Checks that a seal names every file that its folder must have, and none outside of it.
  static func require(
    _ names: [String], in outputs: [Manifest.File], of seal: String
  ) throws(TableFailure) {
    let listed = Set(outputs.map(\.path))
    if let missing = names.first(where: { !listed.contains($0) }) {
      throw TableFailure(
        path: seal,
        "the outputs lack '\(missing)'; expected every file of the folder, as it was written")
    }
    if let outside = outputs.first(where: { !$0.isInside }) {
      throw TableFailure(
        path: seal,
        "the output '\(outside.path)' is outside of the folder; expected names in the folder")
    }
  }

  /// Compares a file's checksum with the manifest's.
  ///
  /// - Throws: ``TableFailure`` where they differ, or the manifest does not name the file.
  public func verify(_ name: String, checksum: String) throws(TableFailure) {
    guard manifest.outputs.contains(where: { $0.path == name && $0.sha256 == checksum }) else {
      throw TableFailure(
        path: "\(path)/\(name)",
        "does not belong to these results: it is not as \(Manifest.fileName) records it; expected "
          + "the file that the run wrote, unchanged")
    }
  }

  /// A table to read patient by patient.
  ///
  /// - Throws: As ``PatientTable/init(path:)``, and as ``reading(_:_:)``.
  public func table<Row: ResultRow>(of row: Row.Type) throws -> PatientTable<Row> {
    try reading(Row.table.fileName) { try PatientTable(path: $0) }
  }

  /// Opens or reads a file, and checks that it is the one that was compared with the manifest.
  ///
  /// - Parameters:
  ///   - name: The name in the folder.
  ///   - body: Takes the file's path.
  /// - Throws: ``TableFailure`` where another run has replaced it since, and what the body throws.
  public func reading<Value>(
    _ name: String, _ body: (_ path: String) throws -> Value
  ) throws -> Value {
    try verified.reading(name, of: path, seal: Manifest.fileName, body)
  }

  /// A table to read from first to last.
  ///
  /// - Throws: As ``RowStream/init(path:only:)``, and as ``reading(_:_:)``.
  public func stream<Row: ResultRow>(
    of row: Row.Type, only: [PartialKeyPath<Row>]? = nil
  ) throws -> RowStream<Row> {
    try reading(Row.table.fileName) { try RowStream(path: $0, only: only) }
  }

  /// Whether a folder holds a table that only results have, so that without a manifest they are cut.
  public static func holdsParts(_ folder: String) -> Bool {
    ResultTables.ofResults.contains { access("\(folder)/\($0.fileName)", F_OK) == 0 }
  }

  private static func requireManifest(in folder: String) throws {
    var isFolder: ObjCBool = false
    let wanted = "expected a folder that metachron origins or metachron run wrote"
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw FileFailure(path: folder, action: .read, code: ENOENT)
    }
    guard isFolder.boolValue else { throw FileFailure(path: folder, action: .read, code: ENOTDIR) }
    guard access("\(folder)/\(Manifest.fileName)", F_OK) != 0 else { return }
    if holdsParts(folder) {
      throw TableFailure(
        path: folder,
        "the results are incomplete: \(Manifest.fileName) is missing, so a run was interrupted while "
          + "it put its files in place; \(wanted): run it again")
    }
    throw FileFailure(path: "\(folder)/\(Manifest.fileName)", action: .read, code: ENOENT)
  }
}
