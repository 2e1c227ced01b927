import Reporting

/// The tables of a results folder, opened once and read patient by patient.
struct ResultsReader {
  private struct Table {
    let reader: ResultTableReader
    let groups: [String: ResultTableReader.Group]

    init(_ table: ResultTable, in folder: String) throws {
      reader = try ResultTableReader(path: "\(folder)/\(table.fileName)")
      groups = Dictionary(try reader.groups().map { ($0.key, $0) }) { first, _ in first }
    }

    func rows(of patient: String) throws -> [ResultsFolder.Row] {
      guard let group = groups[patient] else { return [] }
      var rows: [ResultsFolder.Row] = []
      try reader.forEachRow(of: group) { row in
        var fields: [String: String] = [:]
        for (index, name) in reader.columns.enumerated() { fields[name] = row.text(index) }
        rows.append(ResultsFolder.Row(fields: fields))
        return true
      }
      return rows
    }
  }

  private let manifest: Manifest
  private let origins: Table
  private let pairs: Table
  private let sensitivity: Table
  private let puritySolutions: Table?

  init(folder: String, manifest: Manifest) throws {
    self.manifest = manifest
    origins = try Table(.origins, in: folder)
    pairs = try Table(.pairs, in: folder)
    sensitivity = try Table(.sensitivity, in: folder)
    let name = ResultTable.puritySolutions.fileName
    puritySolutions =
      manifest.outputs.contains { $0.path == name }
      ? try Table(.puritySolutions, in: folder) : nil
  }

  /// What the tables say of a patient.
  func patient(_ id: String) throws -> ResultsFolder {
    ResultsFolder(
      manifest: manifest, origins: try origins.rows(of: id), pairs: try pairs.rows(of: id),
      sensitivity: try sensitivity.rows(of: id),
      puritySolutions: try puritySolutions?.rows(of: id) ?? [])
  }
}
