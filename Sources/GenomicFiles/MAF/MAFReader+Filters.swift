import DelimitedText
import TumorModel

/// Which rows of a mutation table are no somatic calls.
extension MAFReader {
  /// What a row's FILTER and Mutation_Status make of it; what is left out is counted.
  ///
  /// - Parameters:
  ///   - normal: The matched normal's counts.
  ///   - gene: The number of the row's gene.
  ///   - genes: The texts of genes.
  mutating func verdict(
    _ line: Bytes, _ normal: MutationCounts?, gene: UInt32, _ genes: ByteInterner
  ) -> CallFilters.Verdict {
    if columns.limit > columns.needed { furtherEnds.split(ends.rest(of: line)) }
    if isCut { cutRows += 1 }
    let status = optionalField(columns.status, of: line)
    // A count and no call: nobody left it out.
    if status.matches("UNCALLED") {
      uncalledRows += 1
      return .left
    }
    var verdict = CallFilters.Verdict.passed
    if columns.filter != nil {
      let (judged, text) = filters.judge(optionalField(columns.filter, of: line))
      verdict = judged
      if judged == .left { filters.leave(text) }
    }
    if verdict != .left, let name = Self.filterName(ofStatus: status, normal) {
      verdict = filters.keepsOut(name) ? .left : .included
      if verdict == .left { filters.leave(name) }
    }
    if verdict == .left, filters.watchesGenes { filters.leave(gene: gene, in: genes) }
    return verdict
  }

  /// The name under which a Mutation_Status keeps a row out; `nil` for a somatic mutation and for
  /// values that say nothing.
  ///
  /// As in a VCF the normal's reads come before the label: below a fifth of ten reads or more an
  /// allele is not inherited, whatever the status says.
  private static func filterName(ofStatus status: Bytes, _ normal: MutationCounts?) -> String? {
    if status.matches("Germline") {
      if let normal, MatchedNormals.contradicts(germline: normal) { return nil }
      return CallFilters.germline
    }
    if status.matches("LOH") { return CallFilters.lossOfHeterozygosity }
    if status.matches("Wildtype") { return CallFilters.wildType }
    return status.matches("None") ? CallFilters.noMutation : nil
  }

  /// Whether the row, split, ends before a column of filters or statuses.
  private var isCut: Bool {
    columns.limit > columns.needed && furtherEnds.count < columns.limit - columns.needed
  }

  /// A field that a row need not have; empty where it is missing.
  private func optionalField(_ column: Int?, of line: Bytes) -> Bytes {
    guard let column else { return Bytes(start: nil, count: 0) }
    if column < columns.needed { return text(column, of: line) }
    let place = column - columns.needed
    let rest = ends.rest(of: line)
    guard place < furtherEnds.count else { return Bytes(start: nil, count: 0) }
    let field = furtherEnds.field(place, of: rest).trimmed
    return field.isMissing ? Bytes(start: nil, count: 0) : field
  }
}
