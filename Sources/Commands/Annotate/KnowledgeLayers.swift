import GenomicFiles
import VariantKnowledge

/// The bundled tables with a user's table on top.
struct KnowledgeLayers: Sendable {
  /// The tables.
  let knowledge: VariantKnowledge
  /// The user's table; `nil` where there is none.
  let userTable: String?
  /// What the user should know of the table.
  let warnings: [String]

  /// Reads a user's table.
  ///
  /// - Parameter path: The table; `nil` for the bundled tables alone.
  /// - Throws: `InputErrors` with the faults of the table.
  init(userTable path: String?) throws {
    userTable = path
    guard let path else {
      (knowledge, warnings) = (.bundled, [])
      return
    }
    let table = try EvidenceTable(
      path: path, functionalClasses: FunctionalClass.allCases.map(\.rawValue))
    let layers = VariantKnowledge.bundled.layered(with: table.records)
    knowledge = layers.knowledge
    let notes = layers.notes.map {
      Warning($0.text, at: TextLocation(path: path, line: $0.line)).description
    }
    let shown = 20
    warnings =
      table.warnings.map(\.description) + notes.prefix(shown)
      + (notes.count > shown ? ["\(path): warning: and \(notes.count - shown) more"] : [])
  }
}
