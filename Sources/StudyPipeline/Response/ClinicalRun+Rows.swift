import CohortStatistics
import DrugResponse
import Results

extension CourseRow {
  init?(_ patient: ClinicalPatient) {
    guard let course = patient.course else { return nil }
    self.init()
    self.patient = patient.id
    group =
      patient.group
      ?? patient.mutation.map { $0.isMutated ? ClinicalRun.mutated : ClinicalRun.notMutated } ?? ""
    probability = patient.origin?.acquired
    (baseline, visits) = (course.baseline, course.visits.count)
    (best, bestChange) = (course.bestResponse, course.bestChange)
    progressionDay = course.progressionDay
    timeToResponse = course.timeToResponse
    (duration, hasEnded) = (
      course.durationOfResponse?.days, course.durationOfResponse?.isEvent
    )
    if let free = patient.followUps[Endpoint.progressionFree]?.time {
      (progressionFree, isProgressed) = (free.time, free.isEvent)
    }
    hasBenefit = course.hasClinicalBenefit
    if let all = patient.followUps[Endpoint.overall]?.time {
      (overall, hasDied) = (all.time, all.isEvent)
    }
  }
}

extension CourseVisitRow {
  static func rows(_ patient: ClinicalPatient) -> [CourseVisitRow] {
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
  init(_ step: KaplanMeier.Step, endpoint: String, group: String) {
    self.init()
    (self.endpoint, self.group, time) = (endpoint, group, step.time)
    (atRisk, events, censored) = (step.atRisk, step.events, step.censored)
    survival.value = step.survival
    (survival.low, survival.high) = (step.interval?.lower, step.interval?.upper)
  }

  /// The steps of a curve, and the days on which patients enter later than the start: the number at risk is constant
  /// between rows.
  static func rows(
    _ curve: KaplanMeier, _ times: [SurvivalTime], endpoint: String, group: String
  ) -> [SurvivalRow] {
    var rows = curve.steps.map { SurvivalRow($0, endpoint: endpoint, group: group) }
    let stepped = Set(rows.map(\.time))
    let entries = Set(times.map(\.entry).filter { $0 > 0 }).subtracting(stepped)
    guard !entries.isEmpty else { return rows }
    for day in entries {
      var row = SurvivalRow()
      (row.endpoint, row.group, row.time) = (endpoint, group, day)
      row.atRisk = curve.atRisk(at: day)
      let last = curve.step(at: day)
      row.survival.value = last?.survival ?? 1
      (row.survival.low, row.survival.high) = (last?.interval?.lower, last?.interval?.upper)
      rows.append(row)
    }
    return rows.sorted { $0.time < $1.time }
  }
}

extension SurvivalComparisonRow {
  /// Where events among few at risk took a part of the curve before others entered; `nil` where they did not.
  init?(fewAtRisk curve: KaplanMeier, endpoint: String, group: String) {
    guard let step = curve.lastEventBeforeEntries else { return nil }
    self.init()
    (self.endpoint, self.group, quantity) = (endpoint, group, .fewAtRisk)
    value.value = step.time
    (patients, events) = (step.atRisk, step.events)
  }
}

extension IntervalFields {
  /// A ratio with its interval; an end that is a million times away from 1 is no limit.
  static func ratio(_ value: Double, _ low: Double, _ high: Double) -> IntervalFields {
    var fields = IntervalFields()
    fields.value = value
    fields.low = low > 1e-6 ? low : nil
    fields.high = high < 1e6 ? high : nil
    return fields
  }
}
