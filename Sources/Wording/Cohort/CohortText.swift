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

  /// The interval of a difference of two shares.
  package static func difference(_ low: Double, _ high: Double) -> String {
    "\(signed(low)) to \(signed(high))"
  }

  private static func signed(_ share: Double) -> String {
    let percent = Int((100 * share).rounded())
    return "\(percent > 0 ? "+" : "")\(percent) points"
  }

  private func targetLines(_ target: CohortTarget) -> [String] {
    let lines = [target.title] + FunnelWording(summary.funnel, of: target).lines.map { "  " + $0 }
    return lines + fractionLines(target) + exclusivityLines(target) + therapyLines(target)
  }

  private func fractionLines(_ target: CohortTarget) -> [String] {
    let fractions = CohortFractions(summary.fractions(of: target))
    return ([fractions.answer].compactMap { $0 } + fractions.rest).map { "  " + $0 }
  }

  private func exclusivityLines(_ target: CohortTarget) -> [String] {
    summary.overlaps(of: target).map { row in
      let name = "  With \(row.partner(of: target).title): "
      let note = row.note?.words ?? "not tested"
      guard let expected = row.expected, let p = row.midPExclusive,
        let together = row.midPCooccurring
      else { return name + note }
      return name
        + "\(row.both) of \(Wording.count(row.profiled, "patient")) profiled for both have both, "
        + "\(Wording.number(expected)) expected; mid-p: P(overlap <= observed) "
        + "\(Wording.number(p)), P(overlap >= observed) \(Wording.number(together)); "
        + (row.power.map { "power to show exclusivity \(Wording.number($0))" } ?? note)
    }
  }

  private func therapyLines(_ target: CohortTarget) -> [String] {
    summary.therapies(of: target).map { row in
      let counts =
        "  Begun between the biopsies, \(TreatmentWords.words(row.treatment)): \(row.exposed) of "
        + "\(row.exposed + row.unexposed) with the mutation; "
      guard let p = row.p, let low = row.differenceLow, let high = row.differenceHigh else {
        return counts + row.untestedWords
      }
      return counts
        + "difference of the share below \(Wording.percent(CohortSummary.threshold)) between treated "
        + "and untreated patients: \(Self.difference(low, high)) (95 %), p \(Wording.number(p))"
    }
  }

  private var geneLines: [String] {
    guard !summary.genes.isEmpty else { return ["Genes: no gene has a call"] }
    var lines = [
      "Acquired more often than the same patients' other mutations: \(summary.excessGenes) of "
        + "\(Wording.count(summary.testedGenes, "gene")) at a false discovery rate of "
        + "\(Wording.number(CohortSummary.falseDiscoveryRate)). The first ones (mutated: patients with a",
      "mutation in a later sample; observed: expected number of mutations below "
        + "\(Wording.percent(CohortSummary.threshold)) of the primary's tumour cells; expected: the same,",
      "if they were like these patients' other mutations; least p: what these patients could have given; "
        + "q: Benjamini-Hochberg):",
      "  " + Wording.padded("gene", 12) + Wording.right("mutated", 9)
        + Wording.right("observed", 10) + Wording.right("expected", 10) + Wording.right("p", 12)
        + Wording.right("mid-p", 12) + Wording.right("least p", 12) + Wording.right("q", 12),
    ]
    let asked = Set(summary.targets.map(\.gene))
    func count(_ value: Double?) -> String { value.map(Wording.expected) ?? "-" }
    func probability(_ value: Double?) -> String { value.map(Self.probability) ?? "-" }
    for (place, row) in summary.genes.enumerated()
    where place < Self.shownGenes || asked.contains(row.gene) {
      lines.append(
        "  " + Wording.padded(row.gene, 12) + Wording.right("\(row.mutated)", 9)
          + Wording.right(count(row.observed), 10) + Wording.right(count(row.expected), 10)
          + Wording.right(probability(row.p), 12) + Wording.right(probability(row.midP), 12)
          + Wording.right(probability(row.smallestP), 12) + Wording.right(probability(row.q), 12))
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

/// The genes that are acquired more often than the same patients' other mutations, in words.
package struct CohortExcess {
  /// The number of them, as a title.
  package let title: String
  /// The first genes, a sentence each.
  package let sentences: [String]

  /// Takes a summary; `nil` where no gene has a call.
  package init?(_ summary: CohortSummary) {
    guard !summary.genes.isEmpty else { return nil }
    title =
      "Acquired more often than other mutations: \(summary.excessGenes) of "
      + "\(Wording.count(summary.testedGenes, "gene")) at a false discovery rate of "
      + Wording.number(CohortSummary.falseDiscoveryRate)
    sentences = summary.genes.prefix(5).map(Self.sentence)
  }

  private static func sentence(_ row: CohortGeneRow) -> String {
    let mutated =
      "\(row.gene): mutated later in \(Wording.count(row.mutated, "patient"))"
      + (row.frequency.map { " (\(Wording.percent($0)))" } ?? "")
    guard let observed = row.observed, let expected = row.expected, let p = row.p,
      let least = row.smallestP, let information = row.information
    else { return mutated + "; not tested." }
    guard information > 0 else { return mutated + "; the reads cannot tell, p 1." }
    return mutated
      + "; of \(Wording.count(row.mutations, "mutation")), an expected \(Wording.expected(observed)) "
      + "below \(Wording.percent(CohortSummary.threshold)) of the primary's tumour cells, against "
      + "\(Wording.expected(expected)) if they were like the same patients' other mutations, p "
      + "\(Wording.probability(p)) (least possible \(Wording.probability(least)))"
      + (row.q.map { ", q \(Wording.probability($0))" } ?? "") + "."
  }
}
