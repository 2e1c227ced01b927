import ClonalEvolution
import CohortStatistics
package import Results
import TumorModel

extension OriginsSummary {
  /// The width of the column of labels.
  private static let labelWidth = 2 + (OriginLabel.allCases.map(\.words.count).max() ?? 0)

  /// The summary for a person.
  package var text: String {
    var lines = [
      "\(Wording.count(patients, "patient")), \(comparedPatients) with an earlier and a later "
        + "sample: \(Wording.count(pairs, "pair")), \(Wording.count(mutations, "mutation"))",
      "",
      "  \(Wording.count(calls.total, "call")), one per pair and mutation of the patient:",
    ]
    let total = max(1, calls.total)
    for label in OriginLabel.allCases {
      let count = calls[label]
      let share = Wording.percent(Double(count) / Double(total), decimals: 1)
      lines.append(
        "  \(Wording.padded(label.words, Self.labelWidth))\(Wording.right(Wording.grouped(count), 12))"
          + Wording.right(share, 9))
    }
    let named = reasons.kinds.map { "\(reasons[$0]) \($0.words)" }
    if !named.isEmpty { lines.append("  (indeterminate: \(named.joined(separator: ", ")))") }
    if isOfCalledMutations { lines += [""] + calledOnlyLines }
    for gene in genes { lines += [""] + gene.lines }
    lines += [""] + weakLines
    if reasons[.notAssessable] > 0 {
      lines += notAssessableLines
    }
    if independentPairs > 0 {
      lines.append(
        "Independent tumours: \(Wording.count(independentPairs, "pair")); no origins are called.")
    }
    if doubtfulPairs > 0 {
      lines.append(
        "Not from one patient: \(Wording.count(doubtfulPairs, "pair")); no origins are called. "
          + "metachron identity says more.")
    }
    if !assumptionLines.isEmpty { lines += ["", "Assumed:"] + assumptionLines }
    lines += [
      "",
      "Acquired means: \(GateText.acquired) a cancer cell fraction of "
        + "\(Wording.exact(threshold)). For research use only.",
    ]
    return lines.joined(separator: "\n")
  }

  /// What the calls rest on where the input does not say.
  private var assumptionLines: [String] {
    var lines: [String] = []
    if estimatedPurities > 0 {
      lines.append(
        "  purity was not given for \(estimatedPurities) of "
          + "\(Wording.count(pairedSamples, "sample")); it was estimated from their mutations")
    }
    if assumedCopyNumbers > 0 {
      lines.append(
        "  copy number was not known for \(Wording.grouped(assumedCopyNumbers)) of "
          + "\(Wording.count(calls.total, "call")); usual copy numbers were averaged over")
    }
    if censoredCalls > 0 {
      lines.append(
        "  \(Wording.count(censoredCalls, "call")) read a missing row as: the caller's rule failed "
          + "(\(callerRule)) at a depth like those of the sample's called sites, wherever its assay "
          + "looked")
      if blindCalls > 0 {
        lines.append(
          "  for \(Wording.grouped(blindCalls)) of them no file says whether the assay looked there, and "
            + "absence is taken for granted: name `targets` in the sheet, or add data_gene_panel_matrix.txt, "
            + "its panels and case_lists/cases_sequenced.txt to the study folder")
      }
    } else if uncalled == .missing, reasons[.notAssessable] > 0, !isOfCalledMutations {
      lines.append("  a missing row is uninformative; it is not read as zero reads")
    }
    return lines
  }

  var callerRule: String {
    "fewer than \(callerMinimumAlternate) alternate reads or a frequency below "
      + Wording.number(callerMinimumFrequency)
  }

  /// The calls that are not assessable, a line for each cause: what helps one does not help another.
  private var notAssessableLines: [String] {
    let told = isOfCalledMutations ? problems[.uncalled] : 0
    let total = reasons[.notAssessable] - told
    if total == 0 { return [] }
    var lines = [
      "Not assessable\(told > 0 ? " for other reasons" : ""): \(Wording.count(total, "call")), by cause:"
    ]
    lines += problems.kinds.filter { told == 0 || $0 != .uncalled }.map { cause in
      "  \(Wording.grouped(problems[cause])): \(cause.words). \(cause.remedy(sample: "that sample"))"
    }
    if total > problems.total - told {
      lines.append(
        "  \(Wording.grouped(total + told - problems.total)): one of the two samples says nothing. Give counts at "
          + "these sites (rows with t_alt_count 0), or use --uncalled censored.")
    }
    return lines
  }

  private var weakLines: [String] {
    let later =
      laterUnderpowered == 0
      ? ""
      : "\(Wording.count(laterUnderpowered, "call")) \(laterUnderpowered == 1 ? "lacks" : "lack") power "
        + "in the later sample"
    guard underpoweredPairs > 0 else {
      guard calls.total > reasons[.notAssessable] else {
        return ["Power: not known, since no call can be assessed."]
      }
      return [
        later.isEmpty
          ? "Power: no pair is underpowered."
          : "Power: no earlier sample is underpowered; \(later)."
      ]
    }
    let what =
      "Weakest link: \(underpoweredPairs) of \(Wording.count(pairs, "pair")) would miss an earlier "
      + "clone of \(GateWords.clone) too often at most sites"
    return [what + (underpoweredPairs > weakest.count ? "; the weakest:" : ":")]
      + weakest.map { pair in
        let depth = pair.medianDepth.map { "median depth \($0)" } ?? "no depth"
        let purity = pair.purity.map { "purity \(Wording.number($0))" } ?? "purity unknown"
        return "  \(pair.patient) (\(pair.earlierSample) to \(pair.laterSample)): \(depth), "
          + "\(purity); \(pair.underpowered) of \(Wording.count(pair.assessed, "site"))"
      } + (later.isEmpty ? [] : ["Beside these, \(later)."])
  }
}

extension GeneSummary {
  /// At most this many calls are listed.
  private static let listed = 40

  /// The gene's part of the summary.
  package var lines: [String] {
    let target = CohortTarget(gene: gene, className: className)
    var lines = [target.title] + FunnelWording(funnel, of: target).lines.map { "  " + $0 }
    for call in calls.prefix(Self.listed) {
      let label = call.label.words + (call.reason.map { " (\($0.words))" } ?? "")
      let probability = call.probability.map { "P \(Wording.number($0))" } ?? "P –"
      let power = call.detectionPower.map { "power \(Wording.number($0))" } ?? "power –"
      lines.append(
        "  \(Wording.padded(call.patient, 10)) \(Wording.padded(call.mutation, 16)) "
          + "\(call.earlierSample ?? "all earlier samples") to \(call.laterSample ?? "all later samples"): \(label); \(probability), \(power)"
          + (call.functionalClass.map { ", \($0.replacing("_", with: " "))" } ?? ""))
    }
    if calls.count > Self.listed { lines.append("  and \(calls.count - Self.listed) more") }
    if calls.isEmpty { lines.append("  no call" + missingWords) }
    return lines
  }

  /// Why there may be no call.
  private var missingWords: String {
    guard self[.mutated] == 0 else { return "" }
    return ": no later sample has a mutation of '\(gene)'" + GeneNameHint.words(for: gene)
  }
}
