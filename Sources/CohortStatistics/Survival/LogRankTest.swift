import NumericalMethods

/// The log-rank test of equal survival in two or more groups.
///
/// At each event time the events of a group are compared with their expectation under a common hazard;
/// the variance is hypergeometric. N. Mantel, *Cancer Chemother. Rep.* 50, 163–170 (1966).
public struct LogRankTest: Hashable, Sendable {
  /// The events of each group.
  public let observed: [Double]
  /// The events of each group expected under a common hazard.
  public let expected: [Double]
  /// The variance of the first group's events.
  public let variance: Double
  /// The statistic.
  public let chiSquared: Double
  /// The degrees of freedom: the number of groups minus one.
  public let degreesOfFreedom: Int
  /// The p-value.
  public let pValue: Double

  /// Compares groups.
  ///
  /// - Parameter groups: The follow-up of each group; at least two groups, or it traps.
  /// - Returns: `nil` where no event tells the groups apart.
  /// - Complexity: O(`n` log `n` + `times · groups²`).
  public init?(_ groups: [[SurvivalTime]]) {
    precondition(groups.count >= 2, "two groups or more")
    let times = Array(
      Set(groups.joined().filter(\.isEvent).map(\.time))
    ).sorted()
    let count = groups.count
    let tallies = groups.map { GroupTally($0, at: times) }
    var observed = [Double](repeating: 0, count: count)
    var expected = observed
    var covariance = [[Double]](repeating: observed, count: count)
    for index in times.indices {
      let atRisk = tallies.map { $0.atRisk[index] }
      let events = tallies.map { $0.events[index] }
      let (total, all) = (atRisk.reduce(0, +), events.reduce(0, +))
      let spread = total > 1 ? all * (total - all) / (total - 1) : 0
      for group in 0..<count {
        observed[group] += events[group]
        expected[group] += all * atRisk[group] / total
        for other in 0..<count {
          let share = (group == other ? 1 : 0) - atRisk[other] / total
          covariance[group][other] += spread * atRisk[group] / total * share
        }
      }
    }
    let kept = 0..<(count - 1)
    let excess = kept.map { observed[$0] - expected[$0] }
    guard
      let solution = SymmetricSystem.solve(
        kept.map { row in kept.map { covariance[row][$0] } }, excess)
    else { return nil }
    self.observed = observed
    self.expected = expected
    variance = covariance[0][0]
    chiSquared = max(0, zip(excess, solution).reduce(0) { $0 + $1.0 * $1.1 })
    degreesOfFreedom = count - 1
    pValue = ChiSquared(degreesOfFreedom: Double(count - 1))
      .upperTailProbability(above: chiSquared)
  }
}

/// The numbers at risk and with an event at given times.
private struct GroupTally {
  let atRisk: [Double]
  let events: [Double]

  init(_ patients: [SurvivalTime], at times: [Double]) {
    let exits = patients.sorted { $0.time < $1.time }
    let entries = patients.map { ($0.entry, $0.weight) }.sorted { $0.0 < $1.0 }
    var (exit, entry, present) = (0, 0, 0.0)
    var (atRisk, events): ([Double], [Double]) = ([], [])
    for time in times {
      while entry < entries.count, entries[entry].0 < time || (time == 0 && entries[entry].0 == 0) {
        present += entries[entry].1
        entry += 1
      }
      while exit < exits.count, exits[exit].time < time {
        present -= exits[exit].weight
        exit += 1
      }
      var happened = 0.0
      var index = exit
      while index < exits.count, exits[index].time == time {
        if exits[index].isEvent { happened += exits[index].weight }
        index += 1
      }
      atRisk.append(max(0, present))
      events.append(happened)
    }
    (self.atRisk, self.events) = (atRisk, events)
  }
}
