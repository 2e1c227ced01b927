import TumorModel

/// The mutation that a user asks for: `ERBB2:p.L755S`, `17:37880220:T>G`, or a gene alone.
struct MutationQuery: Hashable, Sendable {
  let text: String

  /// The rows of `origins.tsv` that are meant.
  ///
  /// - Throws: ``CommandFailure`` when there is none, or when a gene has several mutations.
  func rows(among rows: [ResultsFolder.Row]) throws -> [ResultsFolder.Row] {
    let found = rows.filter(matches)
    let names = Set(found.map(\.mutationName))
    if names.count == 1 { return found }
    if names.isEmpty {
      let known = rows.map { $0["gene"].isEmpty ? $0.mutationName : label($0) }
      throw CommandFailure(
        .badData,
        "error: the patient has no mutation '\(text)'" + NearestNames.hint(text, among: known))
    }
    var seen: Set<String> = []
    let labels = found.map { "\(label($0)) (\($0.mutationName))" }
      .filter { seen.insert($0).inserted }
    throw CommandFailure(
      .badData, "error: '\(text)' is not unique; say which: \(labels.joined(separator: ", "))")
  }

  private func label(_ row: ResultsFolder.Row) -> String {
    "\(row["gene"]):\(row["protein_change"])"
  }

  private func matches(_ row: ResultsFolder.Row) -> Bool {
    let wanted = text.lowercased()
    let gene = row["gene"].lowercased()
    if !gene.isEmpty {
      if wanted == gene { return true }
      let change = row["protein_change"].lowercased()
      let short = change.hasPrefix("p.") ? String(change.dropFirst(2)) : change
      if !short.isEmpty, wanted == "\(gene):\(change)" || wanted == "\(gene):\(short)" {
        return true
      }
    }
    return variant.map { $0 == Self.variant(row.mutationName) } ?? false
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
