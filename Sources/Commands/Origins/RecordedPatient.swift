import Foundation
import Reporting
import TumorModel

/// A patient without a pair, as an earlier run wrote the rows.
///
/// Their reads are in no table of calls, so nothing is inferred anew of them.
struct RecordedPatient: Sendable {
  var patient: ManifestPatient
  var samples: [Sample]
  /// Rows of `trajectories.tsv`.
  var trajectories = TableWriter(capacity: 1 << 12)
  /// Rows of `purity_solutions.tsv`.
  var purities = TableWriter(capacity: 1 << 8)
  /// How many mutations the rows are of.
  var mutations = 0
}

/// The rows that an earlier run wrote of patients, found by patient.
struct RecordedPatients: Sendable {
  private struct Table {
    let reader: ResultTableReader
    let groups: [String: ResultTableReader.Group]
    /// Where each of today's columns stands; `nil` for those that the file lacks.
    let places: [Int?]

    /// - Throws: What reading throws; there is no table where the file is missing.
    init?(_ kind: ResultTable, folder: String) throws {
      let path = "\(folder)/\(kind.fileName)"
      guard access(path, F_OK) == 0 else { return nil }
      let reader = try ResultTableReader(path: path)
      self.reader = reader
      groups = Dictionary(try reader.groups().map { ($0.key, $0) }) { first, _ in first }
      places = kind.columns.map { reader.columns.firstIndex(of: $0.name) }
    }

    /// Copies a patient's rows in today's columns; calls a closure with each.
    func copy(
      _ patient: String, to text: inout TableWriter,
      each: (ResultTableReader.Row) -> Void = { _ in }
    ) throws {
      guard let group = groups[patient] else { return }
      try reader.forEachRow(of: group) { row in
        for place in places {
          if let place { text.field(row.text(place)) } else { text.emptyField() }
        }
        text.endRow()
        each(row)
        return true
      }
    }
  }

  private let trajectories: Table?
  private let purities: Table?

  /// Opens the tables of a results folder.
  ///
  /// - Throws: What reading them throws.
  init(folder: String) throws {
    trajectories = try Table(.trajectories, folder: folder)
    purities = try Table(.puritySolutions, folder: folder)
  }

  /// The rows of a patient.
  ///
  /// - Throws: What reading them throws.
  func patient(_ patient: ManifestPatient, samples: [Sample]) throws -> RecordedPatient {
    var recorded = RecordedPatient(patient: patient, samples: samples)
    var mutations: Set<String> = []
    if let trajectories {
      let column = try trajectories.reader.column("mutation")
      try trajectories.copy(patient.id, to: &recorded.trajectories) {
        mutations.insert($0.text(column))
      }
    }
    try purities?.copy(patient.id, to: &recorded.purities)
    recorded.mutations = mutations.count
    return recorded
  }
}
