import Reporting
import TumorModel

/// The rows of one patient in a results folder.
struct ResultsFolder: Sendable {
  /// A row by the names of its columns.
  struct Row: Hashable, Sendable {
    let fields: [String: String]

    subscript(name: String) -> String { fields[name] ?? "" }
    func int(_ name: String) -> Int? { Int(self[name]) }
    func double(_ name: String) -> Double? { Double(self[name]) }
  }

  let manifest: Manifest
  let origins: [Row]
  let pairs: [Row]
  let sensitivity: [Row]
  /// Empty in results of versions that did not write them.
  let puritySolutions: [Row]
  /// Posteriors of earlier cancer cell fractions, where they were asked for.
  var posteriors: [Row] = []

  /// Takes the rows of a patient.
  init(
    manifest: Manifest, origins: [Row], pairs: [Row], sensitivity: [Row], puritySolutions: [Row]
  ) {
    self.puritySolutions = puritySolutions
    self.manifest = manifest
    self.origins = origins
    self.pairs = pairs
    self.sensitivity = sensitivity
  }

  /// Reads what a results folder says of a patient.
  ///
  /// - Throws: ``FileFailure`` where a file is missing, ``CommandFailure`` for an unknown patient.
  init(_ folder: String, patient: String) throws {
    manifest = try Manifest.read("\(folder)/\(Manifest.fileName)")
    origins = try Self.rows(of: .origins, in: folder, patient: patient)
    guard !origins.isEmpty else {
      let known = manifest.patients.map(\.id)
      if known.contains(patient) {
        throw CommandFailure(
          .badData,
          "error: patient '\(patient)' has no pair of an earlier and a later sample in \(folder)")
      }
      throw CommandFailure(
        .badData,
        "error: patient '\(patient)' is not in \(folder)" + NearestNames.hint(patient, among: known)
      )
    }
    pairs = try Self.rows(of: .pairs, in: folder, patient: patient)
    sensitivity = try Self.rows(of: .sensitivity, in: folder, patient: patient)
    let hasSolutions = manifest.outputs.contains {
      $0.path == ResultTable.puritySolutions.fileName
    }
    puritySolutions =
      hasSolutions ? try Self.rows(of: .puritySolutions, in: folder, patient: patient) : []
  }

  private static func rows(
    of table: ResultTable, in folder: String, patient: String
  ) throws -> [Row] {
    let reader = try ResultTableReader(path: "\(folder)/\(table.fileName)")
    guard reader.columns.first == "patient" else {
      throw ResultTableReader.Failure(
        "\(reader.path): error: the first column is '\(reader.columns.first ?? "")'; expected "
          + "'patient'")
    }
    var rows: [Row] = []
    try reader.forEachRow(startingWith: Array("\(patient)\t".utf8)) { row in
      var fields: [String: String] = [:]
      for (index, name) in reader.columns.enumerated() { fields[name] = row.text(index) }
      rows.append(Row(fields: fields))
      return true
    }
    return rows
  }
}

extension ResultsFolder.Row {
  /// `chromosome:position:ref>alt` of a row of `origins.tsv`.
  var mutationName: String {
    "\(self["chromosome"]):\(self["position"]):\(self["ref"])>\(self["alt"])"
  }

  /// `ERBB2 p.L755S`, or the change itself where names are missing.
  var title: String {
    let change = self["protein_change"].isEmpty ? mutationName : self["protein_change"]
    return self["gene"].isEmpty ? change : "\(self["gene"]) \(change)"
  }
}
