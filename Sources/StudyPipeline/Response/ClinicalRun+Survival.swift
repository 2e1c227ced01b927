import CohortStatistics
import Foundation
import Results

extension ClinicalRun {
  /// A patient's follow-up in one group.
  private struct Member {
    let group: String
    let time: SurvivalTime
  }

  /// Adds the numbers and curves of one end point.
  func survive(
    _ endpoint: String, _ steps: inout [SurvivalRow], _ summary: inout ClinicalSummary
  ) {
    // By identifier, so that neither sums nor draws depend on the order of rows.
    let followed = source.patients.filter { $0.followUps[endpoint] != nil }
      .sorted { $0.id < $1.id }
    describe(
      SurvivalRow.all, endpoint, followed.compactMap { $0.followUps[endpoint]?.time }, horizon: nil,
      &steps, &summary)
    switch source.grouping {
    case .none: return
    case .column:
      compare(
        followed.compactMap { patient in
          patient.group.flatMap { group in
            patient.followUps[endpoint].map { Member(group: group, time: $0.time) }
          }
        }, endpoint, &steps, &summary)
    case .mutation: compareMutated(followed, endpoint, &steps, &summary)
    case .origin: pool(followed.filter { $0.origin != nil }, endpoint, &steps, &summary)
    }
  }

  // MARK: - One group

  private func describe(
    _ group: String, _ endpoint: String, _ times: [SurvivalTime], horizon: Double?,
    _ steps: inout [SurvivalRow], _ summary: inout ClinicalSummary
  ) {
    let curve = KaplanMeier(times)
    steps += SurvivalRow.rows(curve, times, endpoint: endpoint, group: group)
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
    if let few = SurvivalComparisonRow(fewAtRisk: curve, endpoint: endpoint, group: group) {
      summary.survival.append(few)
    }
    guard let end = horizon ?? times.map(\.time).max(), end > 0 else { return }
    var mean = row(.restrictedMean)
    let restricted = curve.restrictedMean(upTo: end)
    mean.horizon = end
    // Beyond the follow-up of a group its mean is not known.
    if !restricted.isExtended {
      mean.value.value = restricted.value
      (mean.value.low, mean.value.high) = (restricted.lower, restricted.upper)
    }
    summary.survival.append(mean)
  }

  // MARK: - Known groups

  private func compare(
    _ members: [Member], _ endpoint: String, _ steps: inout [SurvivalRow],
    _ summary: inout ClinicalSummary
  ) {
    let named = groups.map { group in
      (group, members.filter { $0.group == group }.map(\.time))
    }.filter { !$0.1.isEmpty }
    let horizon = KaplanMeier.commonHorizon(named.map(\.1))
    for (group, times) in named {
      describe(group, endpoint, times, horizon: horizon, &steps, &summary)
    }
    if named.count > 1 { summary.survival += tests(named, endpoint) }
  }

  /// The tests of known groups: log-rank over all, and Cox' model of each against the first.
  private func tests(
    _ groups: [(String, [SurvivalTime])], _ endpoint: String
  ) -> [SurvivalComparisonRow] {
    var rows: [SurvivalComparisonRow] = []
    var base = SurvivalComparisonRow()
    base.endpoint = endpoint
    base.patients = Double(groups.reduce(0) { $0 + $1.1.count })
    base.events = Double(groups.reduce(0) { $0 + $1.1.count(where: \.isEvent) })
    base.reference = groups[0].0
    if let test = LogRankTest(groups.map(\.1)) {
      var row = base
      (row.quantity, row.group) = (.logRank, groups.dropFirst().map(\.0).joined(separator: ", "))
      (row.value.value, row.pValue) = (test.chiSquared, test.pValue)
      rows.append(row)
    }
    // Without an event a group has no finite ratio; its row says so by an empty value, and the others have theirs.
    let ratios = Self.ratios(groups.filter { $0.1.contains(where: \.isEvent) }, to: groups[0].0)
    for (group, times) in groups.dropFirst() {
      var row = base
      (row.quantity, row.group) = (.hazardRatio, group)
      row.patients = Double(times.count + groups[0].1.count)
      row.events = Double((times + groups[0].1).count(where: \.isEvent))
      if let found = ratios[group] {
        row.value = .ratio(found.hazardRatio, found.lower, found.upper)
        row.pValue = found.pValue
      }
      rows.append(row)
    }
    return rows
  }

  /// The hazard ratios to the first group, each with its group's name.
  ///
  /// A group all of whose events come before those of the others, as a single patient's may, has none. It is left
  /// out, which leaves the likelihood of the others as it is in the limit, and they keep theirs.
  private static func ratios(
    _ groups: [(String, [SurvivalTime])], to reference: String
  ) -> [String: CoxModel.Coefficient] {
    guard groups.count > 1, groups[0].0 == reference else { return [:] }
    let covariates = groups.enumerated().flatMap { place, group in
      group.1.map { _ in (1..<groups.count).map { $0 == place ? 1.0 : 0 } }
    }
    do throws(CoxModel.Problem) {
      let model = try CoxModel(groups.flatMap(\.1), covariates: covariates)
      return Dictionary(uniqueKeysWithValues: zip(groups.dropFirst().map(\.0), model.coefficients))
    } catch .monotone(let covariate) {
      var others = groups
      others.remove(at: covariate + 1)
      return ratios(others, to: reference)
    } catch {
      return [:]
    }
  }

  // MARK: - Mutated or not

  /// Compares patients whose gene is mutated with the others, each from the last biopsy on.
  ///
  /// A patient may be in the results only because of a later biopsy, to which nobody could be dead. Counted from an
  /// earlier one as not mutated, all of that time would be free of events, and the mutation would seem to kill. By the last
  /// biopsy all is known that the results tell, so that no patient changes the group after it.
  private func compareMutated(
    _ followed: [ClinicalPatient], _ endpoint: String, _ steps: inout [SurvivalRow],
    _ summary: inout ClinicalSummary
  ) {
    var members: [Member] = []
    var told: [(time: SurvivalTime, day: Double)] = []
    var (undated, unusable) = (0, 0)
    for patient in followed {
      guard let mutation = patient.mutation, let followUp = patient.followUps[endpoint] else {
        continue
      }
      let (time, own) = (followUp.time, mutation.isMutated ? Self.mutated : Self.notMutated)
      guard let origin = followUp.origin, let day = mutation.last else {
        undated += 1
        members.append(Member(group: own, time: time))
        continue
      }
      // A biopsy without a day may be later still.
      if !mutation.areDated { undated += 1 }
      let known = max(0, day - origin)
      told.append((time, known))
      guard let rest = time.part(from: known) else {
        unusable += 1
        continue
      }
      members.append(Member(group: own, time: rest))
    }
    note(told, undated: undated, unusable: unusable, endpoint, &summary)
    compare(members, endpoint, &steps, &summary)
  }

  /// Tells of time in which nobody could die, and of patients for whom it cannot be told.
  func note(
    _ told: [(time: SurvivalTime, day: Double)], undated: Int, unusable: Int, _ endpoint: String,
    _ summary: inout ClinicalSummary
  ) {
    let immortal = ImmortalTime(told.map(\.time), known: told.map(\.day))
    if immortal.share > 0 {
      var row = SurvivalComparisonRow()
      (row.endpoint, row.quantity) = (endpoint, .immortalTime)
      row.group =
        source.grouping == .origin ? Self.acquired : SurvivalRow.all
      row.value.value = immortal.share
      row.patients = Double(immortal.patients)
      row.events = Double(told.count { $0.time.isEvent })
      summary.survival.append(row)
    }
    if unusable > 0 {
      summary.leftOut.append(.init(.endedBefore, unusable, endpoint: endpoint))
    }
    if undated > 0 { summary.leftOut.append(.init(.undated, undated, endpoint: endpoint)) }
  }
}

extension SurvivalTime {
  /// The follow-up from a time on; `nil` where there is none.
  ///
  /// A follow-up that ends at 0 is still one from 0 on.
  func part(from start: Double) -> SurvivalTime? {
    let entry = max(entry, start)
    guard time > entry || (time == 0 && entry == 0) else { return nil }
    return SurvivalTime(time: time, isEvent: isEvent, entry: entry, weight: weight)
  }
}
