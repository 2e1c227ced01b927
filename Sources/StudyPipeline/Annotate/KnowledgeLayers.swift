import TumorModel
import DelimitedText
import GenomicFiles
package import VariantKnowledge
import Wording

/// The bundled tables with a user's table on top.
package struct KnowledgeLayers: Sendable {
  /// The tables.
  package let knowledge: VariantKnowledge
  /// The user's table; `nil` where there is none.
  package let userTable: String?
  /// What the user should know of the table.
  package let warnings: [String]

  /// Reads a user's table.
  ///
  /// - Parameter path: The table; `nil` for the bundled tables alone.
  /// - Throws: `InputErrors` with the faults of the table.
  package init(userTable path: String?) throws {
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
      Warning($0.words, at: TextLocation(path: path, line: $0.line)).description
    }
    let shown = 20
    warnings =
      table.warnings.map(\.description) + notes.prefix(shown)
      + (notes.count > shown ? ["\(path): warning: and \(notes.count - shown) more"] : [])
  }
}
