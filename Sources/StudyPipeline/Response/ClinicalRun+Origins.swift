import CohortStatistics
import Foundation
import Results

extension ClinicalRun {
  // MARK: - Uncertain groups

  /// The numbers of groups that calls make likely and not certain.
  func pool(
    _ patients: [ClinicalPatient], _ endpoint: String, _ steps: inout [SurvivalRow],
    _ summary: inout ClinicalSummary
  ) {
    var members: [UncertainGroups.Patient] = []
    var told: [(time: SurvivalTime, day: Double)] = []
    var (undated, unusable) = (0, 0)
    for patient in patients {
      guard let origin = patient.origin, let followUp = patient.followUps[endpoint] else {
        continue
      }
      var time: SurvivalTime? = followUp.time
      if let start = followUp.origin, let day = origin.told {
        told.append((followUp.time, max(0, day - start)))
        time = followUp.time.part(from: max(0, day - start))
      } else {
        undated += 1
      }
      guard let time else {
        unusable += 1
        continue
      }
      members.append(UncertainGroups.Patient(time, probability: origin.acquired))
    }
    note(told, undated: undated, unusable: unusable, endpoint, &summary)
    guard members.count > 1 else { return }
    var row = SurvivalComparisonRow()
    row.endpoint = endpoint
    (row.group, row.reference) = (Self.acquired, Self.preexisting)
    row.patients = Double(members.count)
    row.events = Double(members.count { $0.survival.isEvent })
    let groups = UncertainGroups(members, draws: draws, seed: seed)
    for (name, isFirst) in [(Self.preexisting, false), (Self.acquired, true)] {
      var median = row
      (median.group, median.reference, median.quantity) = (name, "", .median)
      let weights = members.map { isFirst ? $0.probability : 1 - $0.probability }
      median.patients = weights.reduce(0, +)
      median.events = zip(members, weights).reduce(0) { $1.0.survival.isEvent ? $0 + $1.1 : $0 }
      guard groups.hasMembers(inFirst: isFirst) else {
        median.quantity = .fewMembers
        summary.survival.append(median)
        continue
      }
      let curve = groups.weightedCurve(inFirst: isFirst)
      var rows = SurvivalRow.rows(
        curve, members.map(\.survival), endpoint: endpoint, group: name)
      let pooled = groups.survival(at: rows.map(\.time), inFirst: isFirst)
      for (place, interval) in zip(rows.indices, pooled) {
        (rows[place].survival.low, rows[place].survival.high) = (
          interval?.interval.lower, interval?.interval.upper
        )
      }
      steps += rows
      // The band holds for single times, so that no interval of the median follows from it.
      median.value.value = curve.quantile().time
      summary.survival.append(median)
      if let few = SurvivalComparisonRow(fewAtRisk: curve, endpoint: endpoint, group: name) {
        summary.survival.append(few)
      }
    }
    guard [true, false].allSatisfy(groups.hasMembers) else { return }
    row.quantity = .hazardRatio
    // Draws in which a group has no event have no ratio: of fewer than half of the draws nothing is told.
    if let ratio = groups.logHazardRatio(), 2 * ratio.draws >= draws {
      row.value = .ratio(exp(ratio.value), exp(ratio.lower), exp(ratio.upper))
      row.pValue = ratio.pValue
    }
    summary.survival.append(row)
  }
}
