package import Results
import TumorModel

/// The mutation that a user asks for: `ERBB2:p.L755S`, `17:37880220:T>G`, or a gene alone.
package struct MutationQuery: Hashable, Sendable {
  package let text: String

  /// The calls that are meant.
  ///
  /// - Throws: ``CommandFailure`` when there is none, or when a gene has several mutations.
  package func calls(among calls: [OriginRow]) throws -> [OriginRow] {
    let found = calls.filter(matches)
    let names = Set(found.map(\.mutation))
    if names.count == 1 { return found }
    if names.isEmpty {
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

  private func matches(_ call: OriginRow) -> Bool {
    let wanted = text.lowercased()
    let gene = call.gene.lowercased()
    if !gene.isEmpty {
      if wanted == gene { return true }
      let change = call.proteinChange.lowercased()
      let short = change.hasPrefix("p.") ? String(change.dropFirst(2)) : change
      if !short.isEmpty, wanted == "\(gene):\(change)" || wanted == "\(gene):\(short)" {
        return true
      }
    }
    return variant.map { $0 == call.variant } ?? false
  }

  private var variant: Variant? { Self.variant(text) }

  /// Reads `chromosome:position:ref>alt`, so that every spelling of a change is one.
  static func variant(_ text: String) -> Variant? {
    let parts = text.split(separator: ":")
    guard parts.count == 3, let chromosome = Chromosome(String(parts[0])),
      let position = Int(parts[1])
    else { return nil }
    let alleles = parts[2].split(separator: ">", omittingEmptySubsequences: false)
    guard alleles.count == 2 else { return nil }
    return Variant(
      chromosome: chromosome, position: position, reference: String(alleles[0]),
      alternate: String(alleles[1]))
  }
}
