import DelimitedText
package import Results
import TumorModel
import VariantKnowledge

/// The mutation of a patient that a user asks for: `ERBB2:p.L755S`, `17:37880220:T>G`, or a gene alone.
package struct MutationQuery: Hashable, Sendable {
  package let text: String

  /// The calls that are meant.
  ///
  /// - Throws: ``CommandFailure`` when there is none, when several mutations are meant, or when the
  ///   query is not understood.
  package func calls(among calls: [OriginRow]) throws -> [OriginRow] {
    let query = VariantQuery(text)
    let found = calls.filter { matches($0, query) }
    let names = Set(found.map(\.mutation))
    if names.count == 1 { return found }
    if names.isEmpty {
      guard query != nil else {
        throw CommandFailure(
          .badData, "error: '\(text)' is not understood; expected \(VariantQuery.forms)")
      }
      throw CommandFailure(
        .badData,
        "error: the patient has no mutation '\(text)'"
          + NearestNames.hint(text, among: calls.map { $0.gene.isEmpty ? $0.mutation : label($0) }))
    }
    var seen: Set<String> = []
    let labels = found.map { "\(label($0)) (\($0.mutation))" }
      .filter { seen.insert($0).inserted }
    throw CommandFailure(
      .badData, "error: '\(text)' is ambiguous; specify one of: \(labels.joined(separator: ", "))")
  }

  private func label(_ call: OriginRow) -> String { "\(call.gene):\(call.proteinChange)" }

  private func matches(_ call: OriginRow, _ query: VariantQuery?) -> Bool {
    // A change that is no simple one is compared as text.
    let wanted = text.lowercased()
    let name = label(call).lowercased()
    if !call.proteinChange.isEmpty, wanted == name || wanted == name.replacing(":p.", with: ":") {
      return true
    }
    switch query {
    case nil: return false
    case .gene(let name): return !call.gene.isEmpty && VariantQuery.isGene(name, call.gene)
    case .change(let gene, let change):
      // `A2M` is a gene, and could be a change of a first methionine.
      guard let gene else { return VariantQuery.isGene(text, call.gene) || isChange(change, call) }
      return VariantQuery.isGene(gene, call.gene) && isChange(change, call)
    case .variant, .edit, .place:
      return call.variant.map { query?.means($0) ?? false } ?? false
    }
  }

  private func isChange(_ change: ProteinVariant, _ call: OriginRow) -> Bool {
    guard !call.proteinChange.isEmpty else { return false }
    let knowledge = VariantKnowledge.bundled
    return knowledge.normalizedChange(change.description, gene: call.gene)
      == knowledge.normalizedChange(call.proteinChange, gene: call.gene)
  }
}
