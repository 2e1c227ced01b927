import CohortStatistics
import DelimitedText
import DrugResponse
import Foundation
package import Results

/// Responses and survival of patients, by groups that are known or uncertain.
package struct ClinicalRun: Sendable {
  package var patients: [ClinicalPatient]
  /// The files that were read.
  package var inputs: [String]
  package var isSynthetic = false
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  package var seed: UInt64 = 1
  /// Draws of uncertain groups.
  package var draws = 200
  /// Whether results of others may be replaced.
  package var replacesOthers = false

  package init(patients: [ClinicalPatient], inputs: [String]) {
    (self.patients, self.inputs) = (patients, inputs)
  }

  /// The names of the two groups of uncertain patients.
  package static let acquired = "acquired"
  package static let preexisting = "pre-existing"

  /// The files of the run.
  package static let fileNames = [
    CourseRow.table.fileName, CourseVisitRow.table.fileName, ResponseRateRow.table.fileName,
    SurvivalRow.table.fileName, SurvivalComparisonRow.table.fileName,
  ]

  /// Computes all numbers and writes the tables.
  ///
  /// - Throws: ``CommandFailure`` where nothing is known of any patient, `FileFailure` when a table cannot be
  ///   written.
  package func run() throws -> ClinicalSummary {
    guard patients.contains(where: { $0.course != nil || !$0.followUps.isEmpty }) else {
      throw CommandFailure(
        .badData,
        "error: no patient has an assessment or a follow-up; expected tumour assessments, or survival times"
      )
    }
    var summary = ClinicalSummary()
    summary.patients = patients.count
    summary.courses = patients.compactMap(CourseRow.init)
    summary.rates = rates()
    var steps: [SurvivalRow] = []
    for endpoint in endpoints { survive(endpoint, &steps, &summary) }
    guard let folder else { return summary }
    if !replacesOthers { try FormerResults(folder).requireOwn(Self.fileNames) }
    let outputs = try ResponseOutputs(
      try OutputSet(folder: folder, own: Set(Self.fileNames)), inputs: inputs,
      isSynthetic: isSynthetic, parameters: "draws=\(draws)", seed: seed)
    try outputs.write(summary.courses)
    try outputs.write(patients.flatMap(CourseVisitRow.rows))
    try outputs.write(summary.rates)
    try outputs.write(steps)
    try outputs.write(summary.survival)
    try outputs.commit()
    return summary
  }

  private var endpoints: [String] {
    let found = Set(patients.flatMap { $0.followUps.keys })
    let usual = [Endpoint.progressionFree, Endpoint.duration, Endpoint.overall]
    return usual.filter(found.contains) + found.subtracting(usual).sorted()
  }

  private var groups: [String] {
    var seen: Set<String> = []
    return patients.compactMap(\.group).filter { seen.insert($0).inserted }
  }

  // MARK: Rates

  private func rates() -> [ResponseRateRow] {
    let assessed = patients.filter { $0.course != nil }
    guard !assessed.isEmpty else { return [] }
    var rows: [ResponseRateRow] = []
    let sets =
      [(SurvivalRow.all, assessed)]
      + groups.map { group in (group, assessed.filter { $0.group == group }) }
    for (name, members) in sets where !members.isEmpty {
      for rate in ClinicalRate.allCases {
        var row = ResponseRateRow()
        (row.group, row.rate, row.patients) = (name, rate, members.count)
        row.responders = members.count { rate.isMet(by: $0.course) }
        row.share.value = Double(row.responders) / Double(row.patients)
        let interval = ProportionInterval.clopperPearson(row.responders, of: row.patients)
        (row.share.low, row.share.high) = (interval.lower, interval.upper)
        rows.append(row)
      }
    }
    return rows
  }

  // MARK: Survival

  private func survive(
    _ endpoint: String, _ steps: inout [SurvivalRow], _ summary: inout ClinicalSummary
  ) {
    let followed = patients.compactMap { patient in
      patient.followUps[endpoint].map { (patient: patient, time: $0) }
    }
    let all = followed.map(\.time)
    describe(SurvivalRow.all, endpoint, all, horizon: nil, &steps, &summary)
    let named = groups.map { group in
      (group, followed.filter { $0.patient.group == group }.map(\.time))
    }
    .filter { !$0.1.isEmpty }
    if named.count > 1 {
      let horizon = named.compactMap { $0.1.map(\.time).max() }.min()
      for (group, times) in named {
        describe(group, endpoint, times, horizon: horizon, &steps, &summary)
      }
      summary.survival += tests(named, endpoint)
    }
    let uncertain = followed.compactMap { entry in
      entry.patient.acquired.map {
        (entry.patient, UncertainGroups.Patient(entry.time, probability: $0))
      }
    }
    guard uncertain.count > 1 else { return }
    pool(uncertain, endpoint, &steps, &summary)
  }

  private func describe(
    _ group: String, _ endpoint: String, _ times: [SurvivalTime], horizon: Double?,
    _ steps: inout [SurvivalRow], _ summary: inout ClinicalSummary
  ) {
    let curve = KaplanMeier(times)
    steps += curve.steps.map { SurvivalRow($0, endpoint: endpoint, group: group) }
    func row(_ quantity: SurvivalQuantity) -> SurvivalComparisonRow {
      var row = SurvivalComparisonRow()
      (row.endpoint, row.group, row.quantity) = (endpoint, group, quantity)
      row.patients = Double(times.count)
      row.events = Double(times.count(where: \.isEvent))
      return row
    }
    var median = row(.median)
    let quantile = curve.quantile()
    (median.value.value, median.value.low, median.value.high) = (
      quantile.time, quantile.lower, quantile.upper
    )
    summary.survival.append(median)
    guard let end = horizon ?? times.map(\.time).max(), end > 0 else { return }
    var mean = row(.restrictedMean)
    let restricted = curve.restrictedMean(upTo: end)
    mean.value.value = restricted.value
    (mean.value.low, mean.value.high) = (restricted.lower, restricted.upper)
    mean.horizon = end
    summary.survival.append(mean)
  }

  /// The tests of known groups: log-rank over all, and Cox' model of each against the first.
  private func tests(
    _ groups: [(String, [SurvivalTime])], _ endpoint: String
  ) -> [SurvivalComparisonRow] {
    var rows: [SurvivalComparisonRow] = []
    let all = groups.flatMap(\.1)
    var base = SurvivalComparisonRow()
    base.endpoint = endpoint
    base.patients = Double(all.count)
    base.events = Double(all.count(where: \.isEvent))
    base.reference = groups[0].0
    if let test = LogRankTest(groups.map(\.1)) {
      var row = base
      (row.quantity, row.group) = (.logRank, groups.dropFirst().map(\.0).joined(separator: ", "))
      (row.value.value, row.pValue) = (test.chiSquared, test.pValue)
      rows.append(row)
    }
    let covariates = groups.enumerated().flatMap { place, group in
      group.1.map { _ in (1..<groups.count).map { $0 == place ? 1.0 : 0 } }
    }
    // Without events in a group there is no finite ratio: the row then says so by its empty value.
    let model = try? CoxModel(all, covariates: covariates)
    for (place, group) in groups.enumerated().dropFirst() {
      var row = base
      (row.quantity, row.group) = (.hazardRatio, group.0)
      if let found = model?.coefficients[place - 1] {
        (row.value.value, row.value.low, row.value.high) = (
          found.hazardRatio, found.lower, found.upper
        )
        row.pValue = found.pValue
      }
      rows.append(row)
    }
    return rows
  }

  /// The numbers of groups that calls make likely and not certain.
  private func pool(
    _ patients: [(ClinicalPatient, UncertainGroups.Patient)], _ endpoint: String,
    _ steps: inout [SurvivalRow], _ summary: inout ClinicalSummary
  ) {
    // Time before the biopsy that told the group is time in which nobody could die.
    let known = patients.map { $0.0.known[endpoint] ?? 0 }
    let times = patients.map(\.1.survival)
    let immortal = ImmortalTime(times, known: known)
    let delayed = ImmortalTime.delayedEntry(times, known: known)
    let usable = zip(patients, delayed).compactMap { patient, time in
      time.map { UncertainGroups.Patient($0, probability: patient.1.probability) }
    }
    var base = SurvivalComparisonRow()
    base.endpoint = endpoint
    (base.group, base.reference) = (Self.acquired, Self.preexisting)
    base.patients = Double(usable.count)
    base.events = Double(usable.count { $0.survival.isEvent })
    if immortal.share > 0 {
      var row = base
      row.quantity = .immortalTime
      row.value.value = immortal.share
      row.patients = Double(immortal.patients)
      summary.survival.append(row)
    }
    guard usable.count > 1 else { return }
    let groups = UncertainGroups(usable, draws: draws, seed: seed)
    for isFirst in [true, false] {
      let name = isFirst ? Self.acquired : Self.preexisting
      for step in groups.weightedCurve(inFirst: isFirst).steps {
        var row = SurvivalRow(step, endpoint: endpoint, group: name)
        let pooled = groups.survival(at: step.time, inFirst: isFirst)
        (row.survival.low, row.survival.high) = (pooled?.interval.lower, pooled?.interval.upper)
        steps.append(row)
      }
    }
    var row = base
    row.quantity = .hazardRatio
    if let ratio = groups.logHazardRatio() {
      (row.value.value, row.value.low, row.value.high) = (
        exp(ratio.value), exp(ratio.lower), exp(ratio.upper)
      )
      row.pValue = ratio.pValue
    }
    summary.survival.append(row)
  }
}

extension ClinicalRate {
  fileprivate func isMet(by course: TumorCourse?) -> Bool {
    switch self {
    case .response: course?.bestResponse.isResponse ?? false
    case .benefit: course?.hasClinicalBenefit ?? false
    }
  }
}

extension CourseRow {
  fileprivate init?(_ patient: ClinicalPatient) {
    guard let course = patient.course else { return nil }
    self.init()
    (self.patient, group, probability) = (patient.id, patient.group ?? "", patient.acquired)
    (baseline, visits) = (course.baseline, course.visits.count)
    (best, bestChange) = (course.bestResponse, course.bestChange)
    progressionDay = course.progressionDay
    timeToResponse = course.timeToResponse
    (duration, hasEnded) = (
      course.durationOfResponse?.days, course.durationOfResponse?.isEvent
    )
    let free = course.progressionFreeSurvival
    (progressionFree, isProgressed) = (free.days, free.isEvent)
    hasBenefit = course.hasClinicalBenefit
  }
}

extension CourseVisitRow {
  fileprivate static func rows(_ patient: ClinicalPatient) -> [CourseVisitRow] {
    (patient.course?.visits ?? []).map { visit in
      var row = CourseVisitRow()
      (row.patient, row.day, row.response) = (patient.id, visit.day, visit.response)
      (row.change, row.changeFromNadir) = (visit.change, visit.changeFromNadir)
      row.hasNewLesion = visit.hasNewLesion
      return row
    }
  }
}

extension SurvivalRow {
  fileprivate init(_ step: KaplanMeier.Step, endpoint: String, group: String) {
    self.init()
    (self.endpoint, self.group, time) = (endpoint, group, step.time)
    (atRisk, events, censored) = (step.atRisk, step.events, step.censored)
    survival.value = step.survival
    (survival.low, survival.high) = (step.interval?.lower, step.interval?.upper)
  }
}
