import Results

extension CourseWording {
  /// Most comparisons that an answer tells by themselves.
  private static let mostInAnswer = 2
  /// Most comparisons that are told in sentences.
  private static let mostTold = 6

  private static func ratios(_ survival: [SurvivalComparisonRow]) -> [SurvivalComparisonRow] {
    survival.filter { $0.quantity == .hazardRatio && !$0.reference.isEmpty }
  }

  /// How the groups compare in survival, for an answer; empty without groups.
  ///
  /// A few comparisons are told by themselves, many are counted.
  static func comparison(_ survival: [SurvivalComparisonRow]) -> String {
    let ratios = ratios(survival)
    guard ratios.count > mostInAnswer else {
      return ratios.map { sentence($0, survival) }.joined(separator: " ")
    }
    let differing = ratios.count { verdict($0.value) != .open }
    return "Of \(Wording.count(ratios.count, "comparison")) of groups, \(differing) "
      + "\(differing == 1 ? "has" : "have") a 95 % interval of the hazard ratio that excludes 1; "
      + "p values are not corrected for their number."
  }

  /// The comparisons in sentences, those that show a difference first where there are many.
  ///
  /// - Parameter isInAnswer: Whether the answer tells a few of them already.
  static func comparisons(
    _ survival: [SurvivalComparisonRow], isInAnswer: Bool
  ) -> [String] {
    let ratios = ratios(survival)
    if isInAnswer && ratios.count <= mostInAnswer { return [] }
    guard ratios.count > mostTold else { return ratios.map { sentence($0, survival) } }
    let told = ratios.filter { verdict($0.value) != .open }.prefix(mostTold)
    let rest = ratios.count - told.count
    return (isInAnswer ? [] : [comparison(survival)]) + told.map { sentence($0, survival) }
      + (rest > 0
        ? [
          "\(Wording.count(rest, "comparison")) more: see \(SurvivalComparisonRow.table.fileName)."
        ]
        : [])
  }

  /// The patients followed for any end point; `nil` where there is none.
  static func followed(_ survival: [SurvivalComparisonRow]) -> Double? {
    survival.filter { $0.group == SurvivalRow.all && $0.reference.isEmpty }.map(\.patients).max()
  }

  private enum Verdict { case sooner, later, open }

  private static func verdict(_ ratio: IntervalFields) -> Verdict {
    if let low = ratio.low, low > 1 { return .sooner }
    if let high = ratio.high, high < 1 { return .later }
    return .open
  }

  private static func sentence(
    _ row: SurvivalComparisonRow, _ survival: [SurvivalComparisonRow]
  ) -> String {
    let start = "\(EndpointWording.words(row.endpoint)): "
    let pair = "\(row.group) and \(row.reference)"
    guard row.value.value != nil else {
      // Groups that events tell apart altogether have none either; the log-rank test does.
      let p = survival.first {
        $0.quantity == .logRank && $0.endpoint == row.endpoint && $0.group == row.group
          && $0.reference == row.reference
      }?.pValue
      return start + "there is no hazard ratio of \(pair)"
        + (p.map { "; log-rank p \(Wording.probability($0))." }
          ?? ", since events do not tell them apart or one has none.")
    }
    let ratio =
      "hazard ratio \(ResponseCells.number(row.value))"
      + (row.pValue.map { ", p \(Wording.probability($0))" } ?? "")
    let words =
      switch verdict(row.value) {
      case .sooner: "events come sooner in \(row.group) than in \(row.reference) (\(ratio))."
      case .later: "events come later in \(row.group) than in \(row.reference) (\(ratio))."
      case .open: "no difference is shown between \(pair) (\(ratio))."
      }
    let caution = ClinicalWording.caution(events: row.events, isComparison: true)
    return start + words + (caution.map { " \($0)" } ?? "")
  }
}

/// Numbers of patients and events in words; they need not be whole where groups are uncertain.
enum ClinicalNumbers {
  /// Patients, such as `1 patient` or `2.9 patients`.
  static func patients(_ count: Double) -> String { words(count, "patient") }

  /// Events.
  static func events(_ count: Double) -> String { words(count, "event") }

  private static func words(_ count: Double, _ name: String) -> String {
    "\(Wording.expected(count)) \(count == 1 ? name : name + "s")"
  }
}
