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
  /// Mutations that a sample other than a primary shows, once each.
  var seenLater: [Mutation] = []
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
    let primaries = Set(samples.filter { $0.role == .primary }.map(\.id))
    var mutations: Set<String> = []
    var seen: Set<String> = []
    if let trajectories {
      let columns = try Columns(trajectories.reader)
      try trajectories.copy(patient.id, to: &recorded.trajectories) { row in
        let name = row.text(columns.mutation)
        mutations.insert(name)
        guard columns.isSeen(row), !primaries.contains(row.text(columns.sample)),
          seen.insert(name).inserted, let mutation = columns.mutation(row)
        else { return }
        recorded.seenLater.append(mutation)
      }
    }
    try purities?.copy(patient.id, to: &recorded.purities)
    recorded.mutations = mutations.count
    return recorded
  }

  /// Columns of `trajectories.tsv` by their places.
  private struct Columns {
    let mutation, sample, alternate, gene, proteinChange: Int
    /// What earlier versions did not write.
    let classification, observation: Int?

    init(_ table: ResultTableReader) throws {
      mutation = try table.column("mutation")
      sample = try table.column("sample")
      alternate = try table.column("alt")
      gene = try table.column("gene")
      proteinChange = try table.column("protein_change")
      classification = table.columns.firstIndex(of: "variant_class")
      observation = table.columns.firstIndex(of: "observation")
    }

    /// Whether the sample shows the mutation, with counts or without.
    func isSeen(_ row: ResultTableReader.Row) -> Bool {
      (row.int(alternate) ?? 0) > 0 || observation.map { row.text($0) } == "without_counts"
    }

    /// The mutation; `nil` where its name cannot be read.
    func mutation(_ row: ResultTableReader.Row) -> Mutation? {
      MutationQuery.variant(row.text(mutation)).map {
        Mutation(
          variant: $0, gene: row.text(gene), proteinChange: row.text(proteinChange),
          classification: classification.map { row.text($0) } ?? "")
      }
    }
  }
}
