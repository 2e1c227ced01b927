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

  /// The answer: the funnel, what it comes to, and in how many patients the primary lacked the mutation.
  package var answer: [String] { [words.sentence, outcome, fractions.answer].compactMap { $0 } }

  /// In how many patients the primary lacked the mutation, and what such a number is.
  package var fraction: [String] { [fractions.answer, fractions.basis].compactMap { $0 } }

  /// All that the answer leaves out: who was excluded, other estimates, other genes and treatments.
  package var sentences: [String] {
    [leftOut].compactMap { $0 } + fractions.rest + overlaps.map(overlap)
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
    return "Of the \(Wording.count(assessable, "assessable patient")): "
      + "\(Wording.list(words.outcomes))."
      + (words.underpowered.map { " \($0)" } ?? "")
  }

  private var fractions: CohortFractions { CohortFractions(summary.fractions(of: target)) }

  private func overlap(_ row: CohortExclusivityRow) -> String {
    let other = row.partner(of: target).title
    guard let expected = row.expected, let few = row.midPExclusive, let many = row.midPCooccurring,
      let power = row.power
    else {
      return "\(target.title) and \(other): \(row.note?.words ?? "not tested")."
    }
    return "\(target.title) and \(other): \(row.both) of "
      + "\(Wording.count(row.profiled, "patient")) profiled for both have both; "
      + "if the two were independent, \(Wording.number(expected)) would be expected. "
      + "The mid-p of P(overlap <= observed) is \(Wording.probability(few)), of P(overlap >= observed) "
      + "\(Wording.probability(many)). Even if no patient ever had both, a cohort like this one "
      + "would show it with a power of \(Wording.number(power))"
      + (row.isInconclusive ? ": it cannot tell whether they exclude each other." : ".")
  }

  private func therapy(_ row: CohortTherapyRow) -> String {
    let name = TreatmentWords.words(row.treatment)
    let counts =
      "Treatment (\(name)) begun between the biopsies: \(row.exposed) of "
      + "\(Wording.count(row.exposed + row.unexposed, "patient")) with the mutation and known "
      + "treatments"
    guard let p = row.p, let low = row.differenceLow, let high = row.differenceHigh else {
      return "\(counts). It cannot be tested: \(row.untestedWords)."
    }
    return "\(counts). Difference of the share below \(Wording.percent(CohortSummary.threshold)) "
      + "between treated and untreated patients: \(CohortText.difference(low, high)) (95 %), p "
      + "\(Wording.number(p)). An association, if any, does not prove a cause."
  }
}

/// A gene's rows of `fractions.tsv`, sorted by what they are for.
struct CohortFractions {
  private let rows: [CohortFractionRow]
  /// The answer at the main threshold.
  let main: CohortFractionRow?

  init(_ rows: [CohortFractionRow]) {
    self.rows = rows
    main = rows.first(where: \.isMain)
  }

  /// The answer in one sentence.
  var answer: String? {
    guard let main else { return nil }
    guard main.patients > 0 else {
      return "In how many patients the primary lacked the mutation is not known: no patient's "
        + "earlier reads say anything."
    }
    return main.sentence
  }

  /// What the number of the answer is, which is no count of calls; `nil` where it has no number.
  var basis: String? {
    guard let main, main.patients > 0, main.sentence != nil else { return nil }
    return switch main.identification {
    case .lowerLimit:
      "That is the lower end of the 95 % interval, which reaches up to all of them: more patients "
        + "would narrow it."
    case .upperLimit:
      "That is the upper end of the 95 % interval, which reaches down to none of them: more patients "
        + "would narrow it."
    case .bothLimits:
      "That is an estimate from the reads of all of them, not a count of calls."
    case .some(.none), .hardly, nil: nil
    }
  }

  /// All that the answer leaves out: what it rests on, other assumptions and thresholds.
  var rest: [String] {
    guard let main, main.patients > 0 else { return [] }
    let own = rows.filter { $0.threshold == main.threshold && $0.varied != nil }
    let others = rows.filter { $0.threshold != main.threshold && $0.varied == nil }
    return [main.effectivePatientsSentence].compactMap { $0 }
      + own.compactMap(\.missingSentence) + own.compactMap(\.lowerPuritySentence)
      + own.compactMap(\.rangeSentence) + others.compactMap(\.sentence)
  }
}
