import TumorModel

/// A variant of a user's table while its rows are gathered.
struct UserVariant {
  let gene: String
  /// The protein change under its one name; empty where only the place is told.
  var change: String
  var variants: [GenomeBuild: Variant] = [:]
  var votes = ClassVotes()
  /// The rows that speak of the effect.
  var records: [EvidenceRecord] = []

  init(gene: String, change: String) { (self.gene, self.change) = (gene, change) }

  /// The entry of the rows, laid over what was known; `nil` where no row speaks of the effect.
  func entry(over known: VariantEntry?) -> VariantEntry? {
    guard let functionalClass = votes.functionalClass else { return nil }
    var conflict = known?.conflict ?? ""
    if let known, known.functionalClass != functionalClass {
      let sources =
        (known.pubMedIDs.map { "PMID \($0)" } + [known.otherSources].filter { !$0.isEmpty })
        .joined(separator: ", ")
      conflict =
        "The bundled table says \(known.functionalClass.rawValue)"
        + (sources.isEmpty ? "" : " (\(sources))") + (conflict.isEmpty ? "." : ": \(conflict)")
    }
    var seen: Set<String> = []
    let statements = records.map(\.statement).filter { !$0.isEmpty && seen.insert($0).inserted }
    let lines = records.map { String($0.line) }.joined(separator: ", ")
    let others = records.map(\.otherSources).filter { !$0.isEmpty && seen.insert($0).inserted }
    return VariantEntry(
      gene: gene, proteinChange: known?.proteinChange ?? change,
      synonyms: known?.synonyms ?? [],
      variants: (known?.variants ?? [:]).merging(variants) { $1 },
      functionalClass: functionalClass,
      evidence: statements.isEmpty
        ? "As the user's table says." : statements.joined(separator: " "),
      conflict: conflict, pubMedIDs: Set(records.flatMap(\.pubMedIDs)).sorted(),
      otherSources: (["user's table, line \(lines)"] + others).joined(separator: "; "),
      basis: .userTable)
  }
}
