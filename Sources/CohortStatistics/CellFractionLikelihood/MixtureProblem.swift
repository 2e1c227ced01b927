/// Which grid points a mixing distribution may use, and which of them share a fixed mass.
///
/// A component is a grid point in a group; a point may stand in several groups.
struct MixtureProblem: Hashable, Sendable {
  /// The grid point of each component.
  let columns: [Int]
  /// The group of each component, from 0 on.
  let groups: [Int]
  /// The number of groups.
  let groupCount: Int

  /// The free problem over some points: one group.
  static func free(_ columns: [Int]) -> MixtureProblem {
    MixtureProblem(
      columns: columns, groups: [Int](repeating: 0, count: columns.count), groupCount: 1)
  }

  /// Every third of some columns and the last, to start from.
  static func coarse(_ columns: [Int]) -> [Int] {
    columns.indices.filter { $0 % 3 == 0 || $0 == columns.count - 1 }
  }

  /// A problem of several groups of points, none of them empty.
  init(_ groups: [[Int]]) {
    columns = groups.flatMap { $0 }
    self.groups = groups.enumerated().flatMap { group, columns in
      [Int](repeating: group, count: columns.count)
    }
    groupCount = groups.count
  }

  private init(columns: [Int], groups: [Int], groupCount: Int) {
    (self.columns, self.groups, self.groupCount) = (columns, groups, groupCount)
  }
}

/// The most likely mixing distribution whose groups have given masses.
struct MixtureFit: Sendable {
  /// `Σ w ln(Σ p L)`, in nats.
  let logLikelihood: Double
  /// The mass of each component.
  let masses: [Double]
  /// What a little more mass of a group would add to the log-likelihood, per unit of mass.
  let multipliers: [Double]
  /// How far the log-likelihood may be from the optimum, in nats.
  let gap: Double
  /// The Newton steps taken.
  let iterations: Int
}
