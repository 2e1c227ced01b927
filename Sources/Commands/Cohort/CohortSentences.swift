import Reporting

/// What a cohort says of one gene, in whole sentences: the words of the report.
struct CohortSentences {
  let summary: CohortSummary
  let target: CohortTarget

  /// All sentences, the funnel first.
  var sentences: [String] {
    [funnel, leftOut, outcome].compactMap { $0 } + fractions
      + summary.overlaps(of: target).map(overlap) + summary.therapies(of: target).map(therapy)
  }

  private func step(_ name: String) -> CohortFunnelRow? {
    summary.funnel.first {
      $0.gene == target.gene && $0.className == target.className && $0.step == name
    }
  }

  private var funnel: String {
    let className = target.className.replacing("_", with: " ")
    let steps = [
      ("mutated", "have a mutation of \(target.gene) in a later sample"),
      ("of_class", "have one that is \(className)"),
      ("compared", "also have an earlier sample"), ("assessable", "can be assessed"),
    ].filter { $0.0 != "of_class" || target.className != CohortTarget.any }
    return "Of \(Wording.count(step("patients")?.patients ?? 0, "patient")), "
      + Wording.list(steps.map { "\(Wording.grouped(step($0)?.patients ?? 0)) \($1)" }) + "."
  }

  private var leftOut: String? {
    let reasons = ["mutated", "of_class", "compared", "assessable"].compactMap(step)
      .filter { ($0.fellOut ?? 0) > 0 }.map { Wording.spaced($0.why) }
    guard !reasons.isEmpty else { return nil }
    return "The others drop out on the way: \(reasons.joined(separator: "; "))."
  }

  private var outcome: String? {
    guard let assessable = step("assessable")?.patients, assessable > 0 else { return nil }
    let words = [
      ("acquired", "acquired the mutation"), ("preexisting", "had it before (pre-existing)"),
      ("indeterminate", "could not be told (indeterminate"), ("lost", "lost it"),
      ("artefact", "show an artefact rather than a mutation"),
    ]
    let parts = words.compactMap { name, words -> String? in
      guard let row = step(name),
        row.patients > 0 || ["acquired", "preexisting"].contains(name)
      else { return nil }
      guard name == "indeterminate" else { return "\(row.patients) \(words)" }
      return "\(row.patients) \(words)" + (row.why.isEmpty ? ")" : ": \(Wording.spaced(row.why)))")
    }
    let why =
      step("indeterminate")?.why.contains("underpowered") == true
      ? " Underpowered: the earlier sample has too few reads, or too few tumour cells, to show "
        + "the mutation, had it been there." : ""
    return "Of the \(Wording.count(assessable, "assessable patient")), \(Wording.list(parts))."
      + why
  }

  private var fractions: [String] {
    let rows = summary.fractions(of: target)
    guard let main = rows.first(where: { $0.method == "mixture" && $0.varied.isEmpty }) else {
      return []
    }
    guard let mean = main.estimate, let low = main.low, let high = main.high else {
      return ["The acquired fraction is not known: \(main.note)."]
    }
    var lines = [
      "The acquired fraction is estimated as \(Wording.number(mean)), with a 95 % interval from "
        + "\(Wording.number(low)) to \(Wording.number(high)) "
        + "(\(Wording.count(main.patients, "patient"))). Each patient counts as far as the reads "
        + "tell the two answers apart; the indeterminate ones count too, but little."
    ]
    let calls = rows.filter { $0.varied.isEmpty && $0.method != "mixture" }
    if let first = calls.first, first.patients > 0 {
      let intervals = calls.compactMap { row -> String? in
        guard let low = row.low, let high = row.high else { return nil }
        return "\(CohortSummary.methodWords[row.method] ?? row.method) "
          + "\(Wording.number(low)) to \(Wording.number(high))"
      }
      lines.append(
        "By definite calls alone, \(first.acquired) of \(first.patients) acquired it; the usual "
          + "95 % intervals for that are: \(intervals.joined(separator: ", ")).")
    }
    let changed = rows.filter { !$0.varied.isEmpty && $0.varied != "missing" }
    let estimates = changed.compactMap(\.estimate)
    if let low = estimates.min(), let high = estimates.max() {
      lines.append(
        "Under other priors, thresholds and assumptions the estimate lies between "
          + "\(Wording.number(low)) and \(Wording.number(high)) (\(changed.count) variations).")
    }
    for row in rows where row.varied == "missing" && row.value == "no_earlier_sample" {
      if row.note != "none is missing" { lines.append("Missing primaries: \(row.note).") }
    }
    return lines
  }

  private func overlap(_ row: CohortExclusivityRow) -> String {
    let other = summary.partner(of: target, in: row).title
    guard let expected = row.expected, let few = row.pExclusive, let many = row.pCooccurring,
      let power = row.power
    else { return "\(target.title) and \(other): \(row.note)." }
    return "\(target.title) and \(other): \(row.both) of "
      + "\(Wording.count(summary.patientsWithLaterSample, "patient")) with a later sample have both; "
      + "if the two had nothing to do with each other, \(Wording.number(expected)) would be "
      + "expected. Seeing so few has p \(Wording.number(few)), so many p \(Wording.number(many)). "
      + "Even if no patient ever had both, a cohort like this one would show it with a power of "
      + "\(Wording.number(power))"
      + (power < 0.8 && few > 0.05 ? ": it cannot tell whether they exclude each other." : ".")
  }

  private func therapy(_ row: CohortTherapyRow) -> String {
    let name = TreatmentWords.words(row.treatment)
    let acquired = row.acquiredExposed + row.acquiredUnexposed
    let without = row.withoutExposed + row.withoutUnexposed
    let counts =
      "Treatment (\(name)) begun between the biopsies: \(row.acquiredExposed) of "
      + "\(Wording.count(acquired, "patient")) who acquired the mutation, \(row.withoutExposed) of "
      + "\(without) without it"
    guard let p = row.p else { return "\(counts). It cannot be tested: \(row.note)." }
    let odds = row.oddsRatio.map(CohortSummary.odds) ?? "not defined"
    let range =
      row.low.flatMap { low in row.high.map { (low, $0) } }
      .map { " (95 % interval \(CohortSummary.odds($0.0)) to \(CohortSummary.odds($0.1)))" } ?? ""
    return "\(counts); odds ratio \(odds)\(range), p \(Wording.number(p)). An association, if any, "
      + "is no proof of a cause."
  }
}
