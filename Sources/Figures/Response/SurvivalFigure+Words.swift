import Results
import Wording

extension SurvivalFigure {
  var finding: String {
    let name = EndpointWording.words(endpoint)
    let ratios = comparisons.filter { $0.quantity == .hazardRatio }
    if ratios.count == 1, let test = ratios.first, let ratio = test.value.value {
      let interval =
        test.value.low.flatMap { low in
          test.value.high.map { " (95 % interval \(Wording.number(low)) to \(Wording.number($0)))" }
        } ?? ""
      return
        "\(name): hazard ratio \(Wording.number(ratio))\(interval), \(test.group) against \(test.reference)."
    }
    let medians = comparisons.filter { $0.quantity == .median && groups.contains($0.group) }
    func words(_ row: SurvivalComparisonRow) -> String {
      row.value.value.map { "\(Wording.number($0.rounded())) days" } ?? "not reached"
    }
    // All patients together are no group among others, and need no name.
    if groups == [SurvivalRow.all], let only = medians.first {
      return "\(name) of \(Wording.count(Int(only.patients), "patient")): median \(words(only))."
    }
    // A title does not hold the medians of many groups: the curves show them.
    if groups.count > 3 { return "\(name) of \(groups.count) groups\(comparison(ratios))." }
    guard !medians.isEmpty else { return "\(name) of \(Wording.count(groups.count, "group"))." }
    let told = medians.map { "\($0.group) \(words($0))" }
    let test = comparisons.first { $0.quantity == .logRank }?.pValue
    return "\(name): median \(Wording.list(told))"
      + (test.map { "; log-rank p \(Wording.probability($0))" } ?? "") + "."
  }

  /// The test over all groups, and the range of their hazard ratios.
  private func comparison(_ ratios: [SurvivalComparisonRow]) -> String {
    let test = comparisons.first { $0.quantity == .logRank }?.pValue
    let known = ratios.filter { $0.value.value != nil }
      .sorted { ($0.value.value ?? 0) < ($1.value.value ?? 0) }
    var words = test.map { ": log-rank p \(Wording.probability($0))" } ?? ""
    if known.count > 1, let first = known.first, let last = known.last,
      let low = first.value.value, let high = last.value.value
    {
      words +=
        "\(words.isEmpty ? ":" : ";") hazard ratios against \(first.reference) from \(Wording.number(low)) "
        + "(\(first.group)) to \(Wording.number(high)) (\(last.group))"
    }
    return words
  }

  var caution: String {
    let events = groups.map { group in
      (name: group, events: rows.reduce(0) { $1.group == group ? $0 + $1.events : $0 })
    }
    let few =
      groups.count > 1
      ? ClinicalWording.caution(events: events)
      : events.first.flatMap { ClinicalWording.caution(events: $0.events, isComparison: false) }
    // What is said of curves as a whole, and of groups without one.
    let notes = comparisons.filter { $0.quantity == .fewMembers || isDrawnFew($0) }
      .map { "\($0.sentence)." }
    return ([few].compactMap(\.self) + notes).map { " \($0)" }.joined()
  }

  private func isDrawnFew(_ row: SurvivalComparisonRow) -> Bool {
    row.quantity == .fewAtRisk && groups.contains(row.group)
  }
}
