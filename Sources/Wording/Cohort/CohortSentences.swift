import CohortStatistics
package import Results
import TumorModel

/// What a cohort says of one gene, in whole sentences: the words of the report.
package struct CohortSentences {
  private let summary: CohortSummary
  private let target: CohortTarget

  /// The rows of pairs of genes that are told.
  private let overlaps: [CohortExclusivityRow]
  /// The pairs of genes that are told, each a set of two symbols.
  package let pairs: Set<Set<String>>

  /// Takes a cohort and one of the genes that it was asked for.
  ///
  /// - Parameter told: Pairs of genes that were told already; each is told once, whatever the classes.
  package init(
    summary: CohortSummary, target: CohortTarget, leavingOut told: Set<Set<String>> = []
  ) {
    (self.summary, self.target) = (summary, target)
    // Of several classes of the partner, the one that was asked about, or else the first.
    let all = summary.overlaps(of: target)
    let rows = all.filter { summary.targets.contains($0.partner(of: target)) } + all
    var pairs = told
    let chosen = rows.filter { pairs.insert([$0.geneA, $0.geneB]).inserted }
    overlaps = all.filter(chosen.contains)
    self.pairs = pairs
  }

  /// The answer: the funnel, what it comes to, and the acquired fraction with its interval.
  package var answer: [String] { [words.sentence, outcome, fractions.first].compactMap { $0 } }

  /// All that the answer leaves out: who was excluded, other estimates, other genes and treatments.
  package var sentences: [String] {
    [leftOut].compactMap { $0 } + fractions.dropFirst() + overlaps.map(overlap)
      + summary.therapies(of: target).map(therapy)
  }

  private func step(_ step: FunnelStep) -> CohortFunnelRow? {
    summary.row(.step(step), of: target)
  }

  private var words: FunnelWording { FunnelWording(summary.funnel, of: target) }

  private var leftOut: String? {
    words.excluded.map { "The others are excluded on the way: \($0)." }
  }

  private var outcome: String? {
    guard let assessable = step(.assessable)?.patients, assessable > 0 else { return nil }
    let isUnderpowered = CohortOutcome.allCases.contains { outcome in
      summary.row(.outcome(outcome), of: target)?.reasons.elements.contains {
        $0.reason == .call(.underpowered)
      } ?? false
    }
    return "Of the \(Wording.count(assessable, "assessable patient")): "
      + "\(Wording.list(words.outcomes))."
      + (isUnderpowered
        ? " Underpowered: the earlier sample has too few reads, or too few tumour cells, to show "
          + "the mutation, had it been there." : "")
  }

  private var fractions: [String] {
    let fractions = CohortFractions(summary.fractions(of: target))
    guard let main = fractions.main else { return [] }
    guard let mean = main.estimate, let low = main.low, let high = main.high else {
      return ["The acquired fraction is not known\(main.note.map { ": \($0.words)" } ?? "")."]
    }
    var lines = [
      "The acquired fraction is estimated as \(Wording.number(mean)), with a 95 % interval from "
        + "\(Wording.number(low)) to \(Wording.number(high)) "
        + "(\(Wording.count(main.patients, "patient"))). Each patient counts as far as the reads "
        + "tell the two answers apart; the indeterminate ones count too, but little."
    ]
    if let first = fractions.byCalls.first, first.patients > 0 {
      lines.append(
        "By definite calls alone, \(first.acquired) of \(first.patients) acquired it; the usual "
          + "95 % intervals for that are: \(fractions.intervals).")
    }
    if let range = fractions.range {
      lines.append(
        "Under other priors, thresholds and assumptions the estimate lies between "
          + "\(Wording.number(range.low)) and \(Wording.number(range.high)) "
          + "(\(fractions.varied.count) variations).")
    }
    if let missing = fractions.missing { lines.append("Missing primaries: \(missing.words).") }
    return lines
  }

  private func overlap(_ row: CohortExclusivityRow) -> String {
    let other = row.partner(of: target).title
    guard let expected = row.expected, let few = row.pExclusive, let many = row.pCooccurring,
      let power = row.power
    else {
      return "\(target.title) and \(other): \(row.note?.words ?? "not tested")."
    }
    return "\(target.title) and \(other): \(row.both) of "
      + "\(Wording.count(summary.patientsWithLaterSample, "patient")) with a later sample have both; "
      + "if the two were independent, \(Wording.number(expected)) would be expected. "
      + "P(overlap <= observed) is \(Wording.probability(few)), P(overlap >= observed) is "
      + "\(Wording.probability(many)). Even if no patient ever had both, a cohort like this one would show "
      + "it with a power of \(Wording.number(power))"
      + (row.isInconclusive ? ": it cannot tell whether they exclude each other." : ".")
  }

  private func therapy(_ row: CohortTherapyRow) -> String {
    let name = TreatmentWords.words(row.treatment)
    let acquired = row.acquiredExposed + row.acquiredUnexposed
    let without = row.withoutExposed + row.withoutUnexposed
    let counts =
      "Treatment (\(name)) begun between the biopsies: \(row.acquiredExposed) of "
      + "\(Wording.count(acquired, "patient")) who acquired the mutation, \(row.withoutExposed) of "
      + "\(without) without it"
    guard let p = row.p else {
      return "\(counts). It cannot be tested\(row.note.map { ": \($0.words)" } ?? "")."
    }
    let odds = row.oddsRatio.map(CohortText.odds) ?? "not defined"
    let range =
      row.low.flatMap { low in row.high.map { (low, $0) } }
      .map { " (95 % interval \(CohortText.oddsRange($0.0, $0.1)))" } ?? ""
    return "\(counts); odds ratio \(odds)\(range), p \(Wording.number(p)). An association, if any, "
      + "does not prove a cause."
  }
}

/// A gene's rows of `fractions.tsv`, sorted by what they are for.
struct CohortFractions {
  /// The estimate by likelihood ratios.
  let main: CohortFractionRow?
  /// The estimates by definite calls.
  let byCalls: [CohortFractionRow]
  /// The estimates under other assumptions, those with missing patients left out.
  let varied: [CohortFractionRow]
  /// What patients without an earlier sample could change; `nil` where there are none.
  let missing: CohortNote?

  init(_ rows: [CohortFractionRow]) {
    main = rows.first(where: \.isMain)
    byCalls = rows.filter { $0.varied == nil && $0.method != .mixture }
    varied = rows.filter { $0.varied != nil && $0.varied != .missing }
    missing =
      rows.first {
        $0.varied == .missing && $0.value == FunnelExit.noEarlierSample.rawValue
          && $0.note != .noneMissing
      }?.note
  }

  /// The least and the greatest estimate under other assumptions.
  var range: (low: Double, high: Double)? {
    let estimates = varied.compactMap(\.estimate)
    guard let low = estimates.min(), let high = estimates.max() else { return nil }
    return (low, high)
  }

  /// The intervals by definite calls, with their names.
  var intervals: String {
    byCalls.compactMap { row in
      row.low.flatMap { low in
        row.high.map {
          "\(row.method.words) \(Wording.number(low)) to \(Wording.number($0))"
        }
      }
    }.joined(separator: ", ")
  }
}
