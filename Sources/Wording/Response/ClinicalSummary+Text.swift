package import Results

extension ClinicalSummary {
  /// The summary for a person.
  package var text: String {
    var lines = [
      courses.isEmpty
        ? "\(Wording.count(patients, "patient")), without tumour assessments"
        : "\(Wording.count(patients, "patient")), \(courses.count) with assessments"
    ]
    if let words = groupWords { lines.append(words) }
    lines += leftOut.filter { $0.endpoint == nil }.map { "  \($0.sentence)" }
    if let daysPerMonth {
      lines.append("Times in months count as \(Wording.exact(daysPerMonth)) days per month.")
    }
    if let withoutStatus {
      lines.append(
        "\(withoutStatus) has no status: every recorded time counts as an event, and patients without one "
          + "are left out.")
    }
    if !rates.isEmpty { lines += ["", "Responses"] + rateLines }
    for endpoint in endpoints {
      lines += ["", EndpointWording.words(endpoint)]
      lines += leftOut.filter { $0.endpoint == endpoint }.map { "  \($0.sentence)" }
      let rows = survival.filter { $0.endpoint == endpoint }
      lines += rows.map { "  \($0.sentence)" }
      if let warning = Self.warning(rows) { lines.append("  \(warning)") }
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }

  private var endpoints: [String] {
    survival.map(\.endpoint).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private var groupWords: String? {
    guard let groupedBy else { return nil }
    switch grouping {
    case .none: return nil
    case .column: return "Groups: \(groupedBy)"
    case .origin:
      return
        "Groups: whether the mutation of \(groupedBy) was acquired; patients count in both with the "
        + "probability of the call"
    case .mutation:
      return
        "Groups: whether \(groupedBy) has a mutation that changes the protein; patients count from their "
        + "last biopsy on"
    }
  }

  private var rateLines: [String] {
    var lines = rates.map { row in
      let interval =
        "\(Wording.percent(row.share.low ?? 0)) to \(Wording.percent(row.share.high ?? 1))"
      let responders = Wording.expected(row.responders)
      // "About below 0.1" says it twice.
      let isBelow = row.responders > 0 && row.responders < 0.05
      let isExact = row.patients == row.patients.rounded() || isBelow
      let share = row.share.value.map { ", \(Wording.percent($0))" } ?? ""
      return
        "  \(row.group): \(row.rate.words) in \(isExact ? "" : "about ")\(responders) of "
        + "\(Wording.expected(row.patients))\(share) (95 % interval \(interval))"
    }
    let small = rates.filter { $0.patients < Double(ClinicalWording.fewPatients) }.map(\.group)
    let names = small.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if !names.isEmpty {
      lines.append(
        "  Fewer than \(ClinicalWording.fewPatients) patients (\(Wording.list(names))): too few for a conclusion "
          + "about the rate.")
    }
    if grouping == .origin { lines.append("  \(ClinicalWording.expectedPatients)") }
    return lines
  }

  /// What is said of small numbers; `nil` where they are not small.
  private static func warning(_ rows: [SurvivalComparisonRow]) -> String? {
    let medians = rows.filter { $0.quantity == .median }
    guard rows.contains(where: { !$0.reference.isEmpty }) else {
      return medians.first { $0.group == SurvivalRow.all }.flatMap {
        ClinicalWording.caution(events: $0.events, isComparison: false)
      }
    }
    return ClinicalWording.caution(
      events: medians.filter { $0.group != SurvivalRow.all }.map { ($0.group, $0.events) })
  }
}

extension ClinicalSummary.LeftOut {
  /// The patients in a sentence.
  package var sentence: String {
    let who = Wording.count(patients, "patient")
    switch reason {
    case .notRecorded: return "\(who) in no group: not recorded"
    case .differs: return "\(who) in no group: samples of the patient differ"
    case .notInResults: return "\(who) in no group: not in the results"
    case .notAssessed: return "\(who) in no group: no sample was looked at for the gene"
    case .withoutCall:
      return "\(who) in no group: no call tells where a mutation of the gene came from"
    case .toldLater:
      return
        "\(who) in no group for rates: the biopsy that tells the group is later than the start "
        + "of treatment"
    case .endedBefore:
      return "\(who) left out: follow-up ended by the last biopsy that tells the group"
    case .undated:
      return
        "\(who) counted from the start or an earlier biopsy, since the day of a biopsy is not known: immortal "
        + "time is not all taken out"
    }
  }
}

extension SurvivalComparisonRow {
  /// The number in a sentence.
  package var sentence: String {
    let middle = value.value
    func days(_ value: Double?) -> String {
      value.map { "\(Wording.number($0.rounded()))" } ?? "not reached"
    }
    func interval(_ number: (Double) -> String, open: String = "not reached") -> String {
      value.low == nil && value.high == nil
        ? ""
        : " (95 % interval \(value.low.map(number) ?? open) to \(value.high.map(number) ?? open))"
    }
    let p = pValue.map { ", p \(Wording.probability($0))" } ?? ""
    switch quantity {
    case .median:
      let unit = middle.map { $0.rounded() == 1 ? " day" : " days" } ?? ""
      return "\(group): median \(days(middle))\(unit)"
        + "\(interval { days($0) }), \(ClinicalWording.counted(events, "event")) in "
        + ClinicalWording.counted(patients, "patient")
    case .restrictedMean:
      guard let middle else {
        return
          "\(group): no mean of the first \(days(horizon)) days, since follow-up of the group ends before"
      }
      return
        "\(group): mean \(days(middle)) \(middle.rounded() == 1 ? "day" : "days") of the first \(days(horizon))"
        + interval { days($0) }
    case .logRank:
      return
        "\(group) against \(reference): log-rank chi-squared \(middle.map(Wording.number) ?? "none")\(p)"
    case .hazardRatio:
      guard let middle else {
        return
          "\(group) against \(reference): no hazard ratio, since events do not tell the groups apart or one has none"
      }
      return
        "\(group) against \(reference): hazard ratio \(Wording.number(middle))\(interval(Wording.number, open: "no limit"))\(p)"
    case .immortalTime:
      return
        "\(Wording.percent(middle ?? 0)) of the follow-up was before the last biopsy that tells the group, to "
        + "which every patient had to live; patients count from that biopsy on"
    case .fewAtRisk:
      return
        "\(group): an event on day \(days(middle)) with \(ClinicalWording.counted(patients, "patient")) at risk, "
        + "before others enter: the curve rests on few up to then, and later entries do not restore it"
    case .fewMembers:
      return
        "\(group): \(ClinicalWording.counted(patients, "patient")) expected in the group: too few for a curve, "
        + "a median or a comparison"
    }
  }
}
