import DrugResponse
package import Results

/// The sentences of a report on patients under treatment.
package enum CourseWording {
  /// The title of a page on patients under treatment.
  ///
  /// - Parameters:
  ///   - patients: The patients with a course.
  ///   - survival: The numbers of survival, whose patients count where there are no courses.
  package static func title(patients: Int, _ survival: [SurvivalComparisonRow]) -> String {
    guard patients == 0, let all = followed(survival) else {
      return "Response to treatment of \(Wording.count(patients, "patient"))"
    }
    return "Survival of \(ClinicalNumbers.patients(all))"
  }

  /// Where a partial response begins, in words.
  package static let partialLimit =
    "\(Wording.percent(1 + TumorCourse.partialChange)) of the sum at the start"
  /// Where progression begins, in words.
  package static let progressionLimit =
    "\(Wording.percent(TumorCourse.progressiveChange)) and "
    + "\(Wording.number(TumorCourse.progressiveGrowth)) mm above the lowest sum so far"

  /// What stands above the rates of groups.
  ///
  /// - Parameter isUncertain: Whether the groups are calls with probabilities.
  package static func ratesCaption(isUncertain: Bool) -> String {
    isUncertain
      ? "95 % intervals in brackets: exact for all patients; those of groups also carry how uncertain the calls are."
      : "Exact 95 % intervals in brackets."
  }

  /// What is asked: of responses where tumours were measured, and otherwise of survival.
  package static func question(
    _ rates: [ResponseRateRow], patients: Int, _ survival: [SurvivalComparisonRow]
  ) -> String {
    guard patients == 0, rates.isEmpty, !survival.isEmpty else {
      return "How did the tumours respond, and for how long?"
    }
    return survival.contains { !$0.reference.isEmpty }
      ? "Do the groups differ in survival?" : "How long did the patients survive?"
  }

  /// The answer: the rate of responses among all patients; where no tumour was measured, how groups compare,
  /// or the medians.
  package static func answer(
    _ rates: [ResponseRateRow], patients: Int, _ survival: [SurvivalComparisonRow]
  ) -> String {
    if patients == 0, rates.isEmpty, !survival.isEmpty {
      let compared = comparison(survival)
      return compared.isEmpty ? medians(survival).joined(separator: " ") : compared
    }
    guard
      let all = rates.first(where: { $0.rate == .response && $0.group == SurvivalRow.all })
    else {
      return "\(Wording.count(patients, "patient")) without an assessment of target lesions."
    }
    return
      "Response in \(count(Double(all.responders))) of \(count(Double(all.patients))) patients: "
      + "\(percent(all.share))."
  }

  /// A number of patients, which need not be whole where groups are uncertain.
  private static func count(_ patients: Double) -> String { Wording.expected(patients) }

  private static func percent(_ share: IntervalFields) -> String {
    guard let low = share.low, let high = share.high else {
      return share.value.map { Wording.percent($0) } ?? "not determined"
    }
    return "\(Wording.percent(share.value ?? 0)), exact 95 % interval \(Wording.percent(low)) to "
      + Wording.percent(high)
  }

  /// What goes with the answer: how groups compare, clinical benefit and the medians of all patients.
  package static func sentences(
    _ rates: [ResponseRateRow], _ survival: [SurvivalComparisonRow]
  ) -> [String] {
    var sentences = comparisons(survival, isInAnswer: rates.isEmpty)
    if let row = rates.first(where: { $0.rate == .benefit && $0.group == SurvivalRow.all }) {
      sentences.append(
        "Clinical benefit in \(count(Double(row.responders))) of \(count(Double(row.patients))): \(percent(row.share))."
      )
    }
    return sentences + (rates.isEmpty && comparison(survival).isEmpty ? [] : medians(survival))
  }

  /// The medians of all patients.
  private static func medians(_ survival: [SurvivalComparisonRow]) -> [String] {
    survival.filter { $0.quantity == .median && $0.group == SurvivalRow.all }.map { row in
      let words = row.value.value.map { "\(ResponseCells.days($0)) days" } ?? "not reached"
      let interval =
        row.value.low == nil && row.value.high == nil
        ? ""
        : " (95 % interval \(row.value.low.map { ResponseCells.days($0) } ?? "not reached") to "
          + "\(row.value.high.map { ResponseCells.days($0) } ?? "not reached"))"
      return "\(EndpointWording.words(row.endpoint)): median \(words)\(interval), "
        + "\(ClinicalNumbers.events(row.events)) in \(ClinicalNumbers.patients(row.patients))."
    }
  }

  /// One patient's response and how long it lasted, in sentences.
  package static func sentences(_ row: CourseRow) -> [String] {
    var sentences: [String] = []
    let change = row.bestChange.map {
      ", the sum of target lesions at the least \(ResponseCells.change($0)) from the start"
    }
    sentences.append(
      "Best response by RECIST 1.1: \(row.best.words) (\(row.best.abbreviation))\(change ?? "").")
    if let start = row.timeToResponse {
      var words = "The response began on day \(ResponseCells.days(start))"
      if let duration = row.duration {
        words +=
          row.hasEnded == true
          ? " and lasted \(ResponseCells.days(duration)) days"
          : " and lasted at least \(ResponseCells.days(duration)) days, up to the last look"
      }
      sentences.append(words + ".")
    }
    if let day = row.progressionDay {
      sentences.append("Progression on day \(ResponseCells.days(day)).")
    } else if let days = row.progressionFree {
      sentences.append(
        row.isProgressed == true
          ? "No progression before death on day \(ResponseCells.days(days))."
          : "No progression up to the last look on day \(ResponseCells.days(days)).")
    }
    if !row.group.isEmpty { sentences.append("Group: \(row.group).") }
    return sentences
  }

  /// What to bear in mind.
  package static func cautions(
    _ courses: [CourseRow], _ rates: [ResponseRateRow], _ survival: [SurvivalComparisonRow]
  ) -> [String] {
    var sentences: [String] = []
    if !courses.isEmpty, courses.count < ClinicalWording.fewPatients {
      sentences.append(
        "\(Wording.count(courses.count, "patient")): the intervals are wide, and a few patients more or less "
          + "would change every number.")
    }
    for endpoint in survival.map(\.endpoint).distinct {
      let compared = survival.filter { $0.endpoint == endpoint && !$0.reference.isEmpty }
      guard let events = compared.map(\.events).min(),
        let words = ClinicalWording.caution(events: events, isComparison: true)
      else { continue }
      sentences.append("\(EndpointWording.words(endpoint)): \(words)")
    }
    let uncertain = courses.compactMap(\.probability).filter { $0 > 0.05 && $0 < 0.95 }
    if courses.contains(where: { $0.probability != nil }) {
      sentences.append(
        "Groups are calls, not facts: each patient counts in both groups with the probability of the call"
          + (uncertain.isEmpty
            ? "."
            : ", which is between 5 and 95 % for \(Wording.count(uncertain.count, "patient")). Their curves are mixtures of "
              + "both groups and lie closer together than the groups do; the hazard ratio allows for it.")
      )
    }
    if survival.contains(where: { $0.quantity == .immortalTime }) {
      sentences.append(
        "A patient is compared only because they lived to the biopsy that tells the group. Follow-up before it "
          + "is left out (immortal time), for no event could be in it.")
    }
    if survival.contains(where: { !$0.reference.isEmpty }) {
      sentences.append(
        "Groups were not drawn by lot: a difference between them is an association, not causation.")
    }
    if !courses.isEmpty {
      sentences.append(
        "The sum of target lesions is not the whole disease: new lesions and the progression of other lesions "
          + "are progression by themselves.")
    }
    return sentences
  }

  /// Patients of the courses who are not in the study.
  package static func notInStudy(_ count: Int, of all: Int) -> String? {
    count == 0
      ? nil
      : "\(Wording.grouped(count)) of \(Wording.count(all, "patient")) with courses \(count == 1 ? "is" : "are") "
        + "not in this study, and counted here."
  }

  /// How the numbers and pictures are read.
  package static let reading = [
    "Responses follow RECIST 1.1. Partial response: the sum of target lesions is at most \(partialLimit). "
      + "Progression: it is \(progressionLimit), or there is a new lesion. Clinical "
      + "benefit: a response, or stable disease for as long as the analysis asks (24 weeks unless it was "
      + "chosen otherwise).",
    "Kaplan–Meier curves fall at events; a bar across a curve is a patient who was last seen then. The rows below "
      + "are the patients at risk, which need not be whole where groups are uncertain. A hazard ratio above 1 "
      + "means that events come sooner in the first group.",
  ]

  /// How courses were analysed.
  package static let methods =
    "Rates have exact (Clopper–Pearson) intervals, survival log-log intervals; groups are compared by the log-rank "
    + "test and by Cox' model with Efron's ties. Where groups are uncertain, numbers are pooled over draws of them "
    + "by Rubin's rules."
}

extension ResponseCategory {
  /// The response in words.
  package var words: String {
    switch self {
    case .complete: "complete response"
    case .partial: "partial response"
    case .stable: "stable disease"
    case .progressive: "progressive disease"
    case .notEvaluable: "not evaluable"
    }
  }
}

/// That data on a page were simulated.
package enum SyntheticWording {
  /// A sentence for the head of a page; empty where nothing was simulated.
  ///
  /// - Parameters:
  ///   - parts: What the page tells of, such as `the experiment`, and whether it was simulated.
  package static func banner(_ parts: [(name: String, isSynthetic: Bool)]) -> String {
    let made = parts.filter(\.isSynthetic).map(\.name)
    let real = parts.filter { !$0.isSynthetic }.map(\.name)
    guard !made.isEmpty else { return "" }
    guard !real.isEmpty else {
      return "Synthetic data: simulated, no row is of a real patient or a real experiment."
    }
    return
      "Partly synthetic data: \(Wording.list(made)) \(made.count == 1 ? "was" : "were") simulated; "
      + "\(Wording.list(real)) \(real.count == 1 ? "was" : "were") not."
  }
}
