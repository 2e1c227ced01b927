package import Figures
import Results

/// The clones that stand beside results, where a run or a command has made them, their trees and migrations.
///
/// Tables that no run has made, or that were changed since, are none of the results.
package struct CloneTables: Sendable {
  private let mutations: PatientTable<CloneRow>?
  private let fractions: PatientTable<CloneFractionRow>?
  private let starts: PatientTable<CloneStartRow>?
  private let trees: PatientTable<TreeRow>?
  private let edges: PatientTable<TreeEdgeRow>?
  private let proportions: PatientTable<CloneProportionRow>?
  private let migrations: PatientTable<MigrationRow>?
  private let routes: PatientTable<MigrationEdgeRow>?

  /// Opens the tables of a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - record: What was made of what; `nil` for what the folder itself records.
  /// - Throws: `FileFailure` and `TableFailure` where a table cannot be read.
  package init(folder: String, record: RunRecord? = nil) throws {
    let stages = (record ?? RunRecord(folder: folder)).stages
    func tables(of stage: String) -> Set<String> {
      guard let stage = stages[stage], stage.isWhole(in: folder) else { return [] }
      return Set(stage.outputs.map(\.path))
    }
    func table<Row: ResultRow>(_ row: Row.Type, among names: Set<String>) throws
      -> PatientTable<Row>?
    {
      let name = Row.table.fileName
      return names.contains(name) ? try PatientTable(path: "\(folder)/\(name)") : nil
    }
    let ofClones = tables(of: RunRecord.clones)
    mutations = try table(CloneRow.self, among: ofClones)
    fractions = try table(CloneFractionRow.self, among: ofClones)
    starts = try table(CloneStartRow.self, among: ofClones)
    // Made with the clones, by one stage or one command.
    let ofTrees = ofClones.isEmpty ? [] : ofClones.union(tables(of: RunRecord.trees))
    trees = try table(TreeRow.self, among: ofTrees)
    edges = try table(TreeEdgeRow.self, among: ofTrees)
    proportions = try table(CloneProportionRow.self, among: ofTrees)
    let ofMigrations = ofClones.isEmpty ? [] : ofClones.union(tables(of: RunRecord.migration))
    migrations = try table(MigrationRow.self, among: ofMigrations)
    routes = try table(MigrationEdgeRow.self, among: ofMigrations)
  }

  /// The patients with clones, in the order of the table; empty where there are no tables.
  package var patients: [String] { fractions?.patients ?? [] }

  /// The comment lines of the clones.
  package var comments: [String] { fractions?.comments ?? [] }

  /// A patient's clones.
  ///
  /// - Throws: `TableFailure` at a field that holds no value of its column.
  package func clones(of patient: String) throws -> StudyClones {
    var clones = StudyClones()
    clones.mutations = try mutations?.rows(of: patient) ?? []
    clones.fractions = try fractions?.rows(of: patient) ?? []
    clones.starts = try starts?.rows(of: patient) ?? []
    clones.trees = try trees?.rows(of: patient) ?? []
    clones.edges = try edges?.rows(of: patient) ?? []
    clones.proportions = try proportions?.rows(of: patient) ?? []
    clones.migrations = try migrations?.rows(of: patient) ?? []
    clones.routes = try routes?.rows(of: patient) ?? []
    return clones
  }
}
