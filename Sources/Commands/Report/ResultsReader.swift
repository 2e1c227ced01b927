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

    /// A patient's rows; only those of some genes where they are given.
    func rows(of patient: String, genes: Set<String>? = nil) throws -> [ResultsFolder.Row] {
      guard let group = groups[patient] else { return [] }
      let gene = try genes.map { (names: $0, column: try reader.column("gene")) }
      var rows: [ResultsFolder.Row] = []
      try reader.forEachRow(of: group) { row in
        if let gene, !gene.names.contains(row.text(gene.column)) { return true }
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
  private let posteriors: Table?

  init(folder: String, manifest: Manifest) throws {
    self.manifest = manifest
    origins = try Table(.origins, in: folder)
    pairs = try Table(.pairs, in: folder)
    sensitivity = try Table(.sensitivity, in: folder)
    // Earlier versions did not write these.
    func newer(_ table: ResultTable) throws -> Table? {
      manifest.outputs.contains { $0.path == table.fileName }
        ? try Table(table, in: folder) : nil
    }
    puritySolutions = try newer(.puritySolutions)
    posteriors = try newer(.posteriors)
  }

  /// What the tables say of a patient; of posteriors only those of the genes.
  func patient(_ id: String, genes: Set<String>) throws -> ResultsFolder {
    var results = ResultsFolder(
      manifest: manifest, origins: try origins.rows(of: id), pairs: try pairs.rows(of: id),
      sensitivity: try sensitivity.rows(of: id),
      puritySolutions: try puritySolutions?.rows(of: id) ?? [])
    results.posteriors = try posteriors?.rows(of: id, genes: genes) ?? []
    return results
  }
}
