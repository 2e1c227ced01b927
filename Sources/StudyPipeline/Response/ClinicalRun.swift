import CohortStatistics
import DelimitedText
import DrugResponse
package import Results
import Studies

/// Responses and survival of patients, by groups that are known or uncertain.
package struct ClinicalRun: Sendable {
  /// What is known of the patients.
  package let source: ClinicalSource
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  package var seed: UInt64 = 1
  /// Draws of uncertain groups.
  package var draws = 200
  /// The group that others are compared with; `nil` for the largest.
  package var reference: String?
  /// Whether results of others may be replaced.
  package var replacesOthers = false

  package init(_ source: ClinicalSource) { self.source = source }

  /// The names of groups that results make.
  static let acquired = "acquired"
  static let preexisting = "pre-existing"
  static let mutated = "mutated"
  static let notMutated = "not mutated"

  /// The files of the run.
  package static let fileNames = [
    CourseRow.table.fileName, CourseVisitRow.table.fileName, ResponseRateRow.table.fileName,
    SurvivalRow.table.fileName, SurvivalComparisonRow.table.fileName,
  ]

  /// Computes all numbers and writes the tables.
  ///
  /// - Throws: ``CommandFailure`` where nothing is known of any patient or the reference is no group,
  ///   `FileFailure` when a table cannot be written.
  package func run() throws -> ClinicalSummary {
    let patients = source.patients
    guard patients.contains(where: { $0.course != nil || !$0.followUps.isEmpty }) else {
      throw CommandFailure(
        .badData,
        "error: no patient has an assessment or a follow-up; expected tumour assessments, or survival times "
          + "such as OS_MONTHS with OS_STATUS, or columns named with --time and --status")
    }
    if let reference, !groups.contains(reference) {
      throw CommandFailure(
        .badData,
        "error: no patient is of the group '\(reference)'\(NearestNames.hint(reference, among: groups))"
      )
    }
    var summary = ClinicalSummary()
    summary.patients = patients.count
    (summary.grouping, summary.groupedBy) = (source.grouping, source.groupedBy)
    summary.leftOut = ClinicalExclusion.allCases.compactMap { reason in
      source.leftOut[reason].flatMap { $0 > 0 ? .init(reason, $0) : nil }
    }
    summary.daysPerMonth = source.hasMonths ? SurvivalOutcome.Unit.daysPerMonth : nil
    summary.withoutStatus = source.withoutStatus
    summary.courses = patients.compactMap(CourseRow.init)
    summary.rates = rates(&summary)
    var steps: [SurvivalRow] = []
    for endpoint in endpoints { survive(endpoint, &steps, &summary) }
    guard let folder else { return summary }
    if !replacesOthers { try FormerResults(folder).requireOwn(Self.fileNames) }
    let outputs = try ResponseOutputs(
      try OutputSet(folder: folder, own: Set(Self.fileNames)), inputs: source.inputs,
      isSynthetic: source.isSynthetic, parameters: parameters, seed: seed)
    try outputs.write(summary.courses)
    try outputs.write(patients.flatMap(CourseVisitRow.rows))
    try outputs.write(summary.rates)
    try outputs.write(steps)
    try outputs.write(summary.survival)
    try outputs.commit()
    return summary
  }

  private var parameters: String {
    var words = ["draws=\(draws)", "groups=\(source.grouping.rawValue)"]
    if let by = source.groupedBy { words.append("by=\(by)") }
    if source.hasMonths { words.append("days_per_month=\(SurvivalOutcome.Unit.daysPerMonth)") }
    if let time = source.withoutStatus { words.append("events_without_status=\(time)") }
    return words.joined(separator: " ")
  }

  private var endpoints: [String] {
    let found = Set(source.patients.flatMap { $0.followUps.keys })
    return Endpoint.order.filter(found.contains) + found.subtracting(Endpoint.order).sorted()
  }

  /// The names of the known groups, that to compare with first.
  var groups: [String] {
    let names =
      switch source.grouping {
      case .none, .origin: [String]()
      case .column: columnGroups
      case .mutation: [Self.notMutated, Self.mutated]
      }
    guard let reference, names.contains(reference) else { return names }
    return [reference] + names.filter { $0 != reference }
  }

  /// The groups of a column: the largest first, with which the others are compared most surely, then by name.
  private var columnGroups: [String] {
    var counts: [String: Int] = [:]
    for group in source.patients.compactMap(\.group) { counts[group, default: 0] += 1 }
    let names = counts.keys.sorted()
    guard let first = names.max(by: { (counts[$0] ?? 0) < (counts[$1] ?? 0) }) else { return [] }
    // The first by name of several that are as large.
    let largest = names.first { counts[$0] == counts[first] } ?? first
    return [largest] + names.filter { $0 != largest }
  }

  // MARK: - Rates

  private func rates(_ summary: inout ClinicalSummary) -> [ResponseRateRow] {
    let assessed = source.patients.filter { $0.course != nil }
    guard !assessed.isEmpty else { return [] }
    var rows: [ResponseRateRow] = []
    var members: [(String, [ClinicalPatient])] = [(SurvivalRow.all, assessed)]
    var toldLater = 0
    members += groups.map { group in
      (group, assessed.filter { $0.groupAtStart(source.grouping) == group })
    }
    if source.grouping == .mutation {
      toldLater = assessed.count {
        $0.mutation != nil && $0.groupAtStart(.mutation) == nil
      }
    }
    for (name, members) in members where !members.isEmpty {
      for rate in ClinicalRate.allCases {
        let responders = members.count { rate.isMet(by: $0.course) }
        let interval = ProportionInterval.clopperPearson(responders, of: members.count)
        rows.append(
          ResponseRateRow(
            name, rate, Double(responders), of: Double(members.count),
            Double(responders) / Double(members.count), interval))
      }
    }
    let uncertain = assessed.filter { $0.origin != nil }
    let usable = uncertain.filter { !$0.isToldAfterStart }
    toldLater += uncertain.count - usable.count
    for (name, isFirst) in [(Self.preexisting, false), (Self.acquired, true)] {
      for rate in ClinicalRate.allCases {
        let found = UncertainRate(
          usable.compactMap { patient in
            patient.origin.map {
              .init(probability: $0.acquired, hasEvent: rate.isMet(by: patient.course))
            }
          }, inFirst: isFirst)
        guard let found else { continue }
        rows.append(
          ResponseRateRow(name, rate, found.events, of: found.members, found.value, found.interval))
      }
    }
    if toldLater > 0 { summary.leftOut.append(.init(.toldLater, toldLater)) }
    return rows
  }
}

extension ClinicalPatient {
  /// The group when treatment began; `nil` where it is not known then.
  ///
  /// Where the days of treatment and biopsies cannot be compared, all biopsies count as taken before.
  fileprivate func groupAtStart(_ grouping: ClinicalGrouping) -> String? {
    guard grouping == .mutation, let mutation else { return grouping == .column ? group : nil }
    let start = treatmentStart ?? .infinity
    if mutation.isMutated {
      if mutation.shown ?? start <= start { return ClinicalRun.mutated }
      return mutation.notSeen.map { $0 <= start } ?? false ? ClinicalRun.notMutated : nil
    }
    return mutation.notSeen ?? start <= start ? ClinicalRun.notMutated : nil
  }

  /// Whether the biopsy that tells the origin is known to be later than the start of treatment.
  fileprivate var isToldAfterStart: Bool {
    guard let treatmentStart, let told = origin?.told else { return false }
    return told > treatmentStart
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

extension ResponseRateRow {
  fileprivate init(
    _ group: String, _ rate: ClinicalRate, _ responders: Double, of patients: Double,
    _ share: Double, _ interval: ProportionInterval
  ) {
    self.init()
    (self.group, self.rate, self.responders, self.patients) = (group, rate, responders, patients)
    (self.share.value, self.share.low, self.share.high) = (share, interval.lower, interval.upper)
  }
}
