import TumorModel
import CohortStatistics
import DelimitedText
package import Results

/// A cohort's summary as text for a person.
package struct CohortText {
  private let summary: CohortSummary

  /// Genes that are listed.
  private static let shownGenes = 10

  /// Takes a summary.
  package init(_ summary: CohortSummary) { self.summary = summary }

  /// The text.
  package var text: String {
    var lines = [
      "\(Wording.count(summary.patients, "patient")) of "
        + "\(Wording.count(summary.folders.count, "folder")), \(summary.comparablePatients) with an "
        + "earlier and a later sample that can be compared"
    ]
    for target in summary.targets { lines += [""] + targetLines(target) }
    lines += [""] + geneLines
    lines += [""] + summary.caveats.map(\.words)
    lines.append("For research use only.")
    return lines.joined(separator: "\n")
  }

  /// An odds ratio, which may be infinite.
  package static func odds(_ value: Double) -> String {
    value.isInfinite ? "infinity" : Wording.number(value)
  }

  /// The interval of an odds ratio, to follow a comma or a bracket.
  package static func oddsRange(_ low: Double, _ high: Double) -> String {
    switch (low <= 0, high.isInfinite) {
    case (true, true): "without bounds"
    case (false, true): "\(Wording.number(low)) or more"
    case (true, false): "\(Wording.number(high)) or less"
    case (false, false): "\(Wording.number(low)) to \(Wording.number(high))"
    }
  }

  private func targetLines(_ target: CohortTarget) -> [String] {
    let lines = [target.title] + FunnelWording(summary.funnel, of: target).lines.map { "  " + $0 }
    return lines + fractionLines(target) + exclusivityLines(target) + therapyLines(target)
  }

  private func fractionLines(_ target: CohortTarget) -> [String] {
    let fractions = CohortFractions(summary.fractions(of: target))
    guard let main = fractions.main else { return [] }
    guard let mean = main.estimate, let low = main.low, let high = main.high else {
      return ["  Acquired fraction: \(main.note?.words ?? "not known")"]
    }
    var lines = [
      "  Acquired fraction, by likelihood ratios: \(Wording.number(mean)) "
        + "(95 % \(Wording.number(low)) to \(Wording.number(high)), "
        + "\(Wording.count(main.patients, "patient")))"
    ]
    if let first = fractions.byCalls.first, first.patients > 0 {
      lines.append(
        "  By definite calls alone: \(first.acquired) of \(first.patients); \(fractions.intervals)")
    }
    if let range = fractions.range {
      lines.append(
        "  Under other priors, thresholds and assumptions: \(Wording.number(range.low)) to "
          + "\(Wording.number(range.high)) (\(fractions.varied.count) variations)")
    }
    if let missing = fractions.missing { lines.append("  Missing primaries: \(missing.words)") }
    return lines
  }

  private func exclusivityLines(_ target: CohortTarget) -> [String] {
    summary.overlaps(of: target).map { row in
      let name = "  With \(row.partner(of: target).title): "
      let note = row.note?.words ?? "not tested"
      guard let expected = row.expected, let p = row.pExclusive, let together = row.pCooccurring
      else { return name + note }
      return name
        + "\(row.both) of \(Wording.count(summary.patientsWithLaterSample, "patient")) with a later "
        + "sample have both, \(Wording.number(expected)) expected; P(overlap <= observed) "
        + "\(Wording.number(p)), P(overlap >= observed) \(Wording.number(together)); "
        + (row.power.map { "power to show exclusivity \(Wording.number($0))" } ?? note)
    }
  }

  private func therapyLines(_ target: CohortTarget) -> [String] {
    summary.therapies(of: target).map { row in
      let counts =
        "  Begun between the biopsies, \(TreatmentWords.words(row.treatment)): "
        + "\(row.acquiredExposed) of \(row.acquiredExposed + row.acquiredUnexposed) who acquired "
        + "the mutation, \(row.withoutExposed) of "
        + "\(row.withoutExposed + row.withoutUnexposed) without the mutation; "
      guard let p = row.p else { return counts + (row.note?.words ?? "not tested") }
      let odds = row.oddsRatio.map(Self.odds) ?? "not defined"
      let range =
        row.low.flatMap { low in row.high.map { (low, $0) } }
        .map { " (95 % \(Self.oddsRange($0.0, $0.1)))" } ?? ""
      return counts + "odds ratio \(odds)\(range), p \(Wording.number(p))"
    }
  }

  private var geneLines: [String] {
    guard !summary.genes.isEmpty else { return ["Genes: no gene has a call"] }
    var lines = [
      "Acquired in more patients than chance explains: \(summary.excessGenes) of "
        + "\(Wording.count(summary.testedGenes, "gene")) at a false discovery rate of "
        + "\(Wording.number(CohortSummary.falseDiscoveryRate)). The first ones (observed: sum of",
      "probabilities over the patients; acquired and so on: patients by their calls; q: "
        + "Benjamini-Hochberg):",
      "  " + Wording.padded("gene", 12) + Wording.right("observed", 10)
        + Wording.right("expected", 10) + Wording.right("acquired", 10)
        + Wording.right("pre-exist.", 11) + Wording.right("lost", 6) + Wording.right("p", 14)
        + Wording.right("q", 14),
    ]
    let asked = Set(summary.targets.map(\.gene))
    for (place, row) in summary.genes.enumerated()
    where place < Self.shownGenes || asked.contains(row.gene) {
      lines.append(
        "  " + Wording.padded(row.gene, 12) + Wording.right(Wording.number(row.observed), 10)
          + Wording.right(row.expected.map { Wording.number($0) } ?? "-", 10)
          + Wording.right("\(row.acquired)", 10) + Wording.right("\(row.preexisting)", 11)
          + Wording.right("\(row.lost)", 6)
          + Wording.right(row.p.map(Self.probability) ?? "-", 14)
          + Wording.right(row.q.map(Self.probability) ?? "-", 14))
    }
    return lines
  }

  /// A p-value with two significant digits.
  private static func probability(_ value: Double) -> String {
    guard value > 0, value < 0.01 else { return Wording.number(value) }
    var (scaled, exponent) = (value, 0)
    while scaled < 1 {
      scaled *= 10
      exponent += 1
    }
    var table = TableWriter(capacity: 64)
    table.append((scaled * 10).rounded() / 10)
    return "\(table.text)e-\(exponent)"
  }
}

/// The genes that are acquired more often than chance explains, in words.
package struct CohortExcess {
  /// The number of them, as a title.
  package let title: String
  /// The first genes, a sentence each.
  package let sentences: [String]

  /// Takes a summary; `nil` where no gene has a call.
  package init?(_ summary: CohortSummary) {
    guard !summary.genes.isEmpty else { return nil }
    title =
      "Acquired more often than by chance: \(summary.excessGenes) of "
      + "\(Wording.count(summary.testedGenes, "gene")) at a false discovery rate of "
      + Wording.number(CohortSummary.falseDiscoveryRate)
    sentences = summary.genes.prefix(5).map { row in
      "\(row.gene): called acquired in \(Wording.count(row.acquired, "patient")); the "
        + "probabilities that a mutation was acquired sum to \(Wording.number(row.observed)) "
        + "patients, \(row.expected.map(Wording.number) ?? "unknown") expected by chance"
        + (row.p.map { ", p \(Wording.number($0))" } ?? "")
        + (row.q.map { ", q \(Wording.number($0))" } ?? "") + "."
    }
  }
}
