import DelimitedText

/// What a VCF's reader counts on its way, to be told in one warning each.
struct VCFTally {
  var records = 0
  /// Rows that make sites.
  var rows = 0
  var withoutCounts = 0
  /// The line of the first record whose reads could not be counted.
  var firstWithoutCounts = 0
  /// Records on chromosomes that the reference genome lacks.
  var elsewhere = 0
  private var skipped = [Int](repeating: 0, count: AlternateAllele.allCases.count)

  mutating func skip(_ kind: AlternateAllele) { skipped[kind.rawValue] += 1 }

  func warnings(filters: VCFFilters, at location: TextLocation) -> [Warning] {
    var texts: [String] = []
    if records == 0 { texts.append("the file has no record") }
    if filters.leftOut > 0 {
      texts.append(
        "\(counted(filters.leftOut, "record")) of \(records) left out by filters: \(filters.summary); "
          + "--include-filter NAME takes them in")
    }
    let alleles = AlternateAllele.allCases.filter { skipped[$0.rawValue] > 0 }
    if !alleles.isEmpty {
      let parts = alleles.map { "\(skipped[$0.rawValue]) \($0.words)" }
      texts.append("alternate alleles that are not read: \(parts.joined(separator: ", "))")
    }
    if withoutCounts > 0 {
      texts.append(
        "\(counted(withoutCounts, "call")) without read counts that are understood, the first on line "
          + "\(firstWithoutCounts): not assessable, which is not zero reads")
    }
    if elsewhere > 0 {
      texts.append(
        "\(counted(elsewhere, "record")) on chromosomes that the reference genome lacks: "
          + "not left-aligned")
    }
    return texts.map { Warning($0, at: location) }
  }
}
