/// The states of an earlier sample: absent, sub-clonal in one of several ranges, clonal.
enum EarlierStates {
  /// Number of states of the earlier sample.
  static let rows = CellFractionGrid.bins + 2
  /// Number of joint states.
  static let count = 3 * rows
  /// The row of clonal presence.
  static let clonal = rows - 1

  /// Splits the sub-clonal row of nine joint weights by the ranges' shares.
  static func expand(_ nine: [Double], binMasses: [Double]) -> [Double] {
    let total = binMasses.reduce(0, +)
    var result = Array(nine[0..<3])
    for mass in binMasses { result += nine[3..<6].map { $0 * mass / total } }
    return result + nine[6..<9]
  }

  /// Sums the ranges to the nine joint weights.
  static func collapse(_ states: [Double]) -> [Double] {
    var result = Array(states[0..<3]) + [0, 0, 0] + Array(states[(3 * clonal)..<count])
    for i in 3..<(3 * clonal) { result[3 + i % 3] += states[i] }
    return result
  }

  /// Sums the ranges of one site's joint states to nine.
  static func nine(_ states: UnsafePointer<Double>) -> JointProbabilities {
    var result = JointProbabilities()
    // Spelt out: a list of the cases would be allocated for every site.
    fill(&result, .absent, states)
    fill(&result, .subclonal, states)
    fill(&result, .clonal, states)
    return result
  }

  private static func fill(
    _ result: inout JointProbabilities, _ later: CellPresence, _ states: UnsafePointer<Double>
  ) {
    let column = later.rawValue
    result[.absent, later] = states[column]
    result[.clonal, later] = states[3 * clonal + column]
    var sum = 0.0
    for row in 1..<clonal { sum += states[3 * row + column] }
    result[.subclonal, later] = sum
  }

  /// The share of each range, summed over the later sample's states `columns`.
  static func binShares(_ states: UnsafePointer<Double>, columns: Range<Int>) -> BinValues {
    var result = BinValues.zero
    for row in 1..<clonal {
      for column in columns { result[row - 1] += states[3 * row + column] }
    }
    return result
  }
}

/// A value for each range of sub-clonal fractions; there are no more than eight.
typealias BinValues = SIMD8<Double>
