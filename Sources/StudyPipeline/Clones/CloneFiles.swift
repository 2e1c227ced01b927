import DelimitedText
import Foundation
import Results

/// The files of a clustering, of trees and of migrations, written as patients come.
struct CloneFiles {
  /// What the files are of.
  enum Stage: CaseIterable {
    case clones
    case trees
    case migration

    /// Its name in the record of a run.
    var name: String {
      switch self {
      case .clones: RunRecord.clones
      case .trees: RunRecord.trees
      case .migration: RunRecord.migration
      }
    }
  }

  /// A table or another file.
  enum Part: Int, CaseIterable {
    case mutations, fractions, starts, samples, origins, clusters
    case trees, edges, proportions, places, document, newick, graph
    case migrations, routes

    /// What it is of.
    var stage: Stage {
      switch self {
      case .mutations, .fractions, .starts, .samples, .origins, .clusters: .clones
      case .trees, .edges, .proportions, .places, .document, .newick, .graph: .trees
      case .migrations, .routes: .migration
      }
    }

    /// The kind of its rows; `nil` for what is no table.
    var row: (any ResultRow.Type)? {
      switch self {
      case .mutations: CloneRow.self
      case .fractions: CloneFractionRow.self
      case .starts: CloneStartRow.self
      case .samples: CloneSampleRow.self
      case .origins: CloneOriginRow.self
      case .clusters: ClusterRow.self
      case .trees: TreeRow.self
      case .edges: TreeEdgeRow.self
      case .proportions: CloneProportionRow.self
      case .places: DriverPlaceRow.self
      case .migrations: MigrationRow.self
      case .routes: MigrationEdgeRow.self
      case .document, .newick, .graph: nil
      }
    }

    /// Its name in the folder.
    var fileName: String {
      switch self {
      case .document: TreeFiles.document
      case .newick: TreeFiles.newick
      case .graph: TreeFiles.graph
      default: row.map { CloneFiles.name(of: $0) } ?? ""
      }
    }
  }

  private static func name<Row: ResultRow>(of row: Row.Type) -> String { Row.table.fileName }

  /// The names of all files.
  static let names = Part.allCases.map(\.fileName)

  /// The names of the files of a stage.
  static func names(of stage: Stage) -> [String] {
    Part.allCases.filter { $0.stage == stage }.map(\.fileName)
  }

  /// The rows of some patients, by table.
  struct Texts: Sendable {
    private var tables = [TableWriter](repeating: TableWriter(), count: Part.allCases.count)

    subscript(part: Part) -> TableWriter {
      get { tables[part.rawValue] }
      _modify { yield &tables[part.rawValue] }
    }

    mutating func append<Row: ResultRow>(_ rows: [Row], to part: Part) {
      for row in rows { tables[part.rawValue].append(row) }
    }
  }

  private let files: [(part: Part, file: OutputFile)]

  /// Begins the files.
  ///
  /// - Throws: `FileFailure` when one cannot be written.
  init(_ outputs: OutputSet, _ parts: [Part], header: TableHeader, isSynthetic: Bool) throws {
    func start<Row: ResultRow>(_ row: Row.Type, _ part: Part) -> TableWriter {
      var text = TableWriter()
      // For programs that read what PyClone-VI writes: its header comes first.
      if part == .clusters { text.appendHeader(of: row) } else { header.append(to: &text, of: row) }
      return text
    }
    files = try parts.map { part in
      let file = try outputs.file(part.fileName)
      if let row = part.row { try file.write(start(row, part)) }
      switch part {
      case .document: try file.write(TreeFiles.documentStart)
      case .graph: try file.write(TreeFiles.graphStart(isSynthetic: isSynthetic))
      default: break
      }
      return (part, file)
    }
  }

  /// Writes what was found of some patients.
  ///
  /// - Parameters:
  ///   - texts: Their rows.
  ///   - histories: Their trees.
  ///   - isFirst: Whether no trees were written before.
  func write(_ texts: Texts, _ histories: [CloneHistory], isFirst: Bool) throws {
    for (part, file) in files {
      switch part {
      case .document:
        for (place, history) in histories.enumerated() {
          let separator = isFirst && place == 0 ? "\n" : ",\n"
          try file.write(separator + (try JSONText.text(history)))
        }
      case .newick: try file.write(TreeFiles.newick(histories))
      case .graph: try file.write(TreeFiles.graph(histories))
      default: try file.write(texts[part])
      }
    }
  }

  /// Ends the files.
  ///
  /// - Parameter found: The numbers of all patients.
  func finish(_ found: TreesSummary) throws {
    for (part, file) in files {
      if part == .document { try file.write(TreeFiles.documentEnd(found)) }
      try file.finish()
    }
  }

  /// The files that are there, of one stage or of all.
  func written(by stage: Stage? = nil) -> [OutputFile] {
    files.filter { stage == nil || $0.part.stage == stage }.map(\.file)
  }
}
