import TumorModel

/// Several samples of one side, or of both, that are compared together.
struct JointComparison {
  /// One side of it.
  struct Side {
    /// The indices of its samples, at least one.
    var samples: [Int]
    /// Whether they stand for all of the patient's samples of the side.
    var isJoint: Bool
  }

  var earlier: Side
  var later: Side
  /// Samples that are left out, being of another tumour or person than the others.
  var leftOut: [Int] = []
}

extension SampleOrder {
  /// The comparisons of several samples together: of all samples of the earliest time point with each later
  /// one, and with all later ones.
  ///
  /// - Parameters:
  ///   - samples: The patient's samples.
  ///   - pairs: What is known of each earlier with each later one: a sample of another tumour or person says
  ///     nothing of this tumour's past, nor of what became of it.
  func joints(of samples: [Sample], unlike pairs: [PairSummary]) -> [JointComparison] {
    if isUnknown { return [] }
    func areStrangers(_ earlier: Int, _ later: Int) -> Bool {
      pairs.contains { $0.earlier == earlier && $0.later == later && $0.forbidsLabels }
    }
    func comparison(_ later: [Int], among all: [Int]) -> JointComparison {
      let kin = earliest.filter { first in !later.allSatisfy { areStrangers(first, $0) } }
      let earlier = kin.isEmpty ? earliest : kin
      return JointComparison(
        earlier: .init(samples: earlier, isJoint: earliest.count > 1),
        later: .init(samples: later, isJoint: all.count > 1),
        leftOut: earliest.filter { !earlier.contains($0) } + all.filter { !later.contains($0) })
    }
    let after = later.filter { isAfterAllEarliest($0, of: samples) }
    var joints = earliest.count > 1 ? after.map { comparison([$0], among: [$0]) } : []
    // A sample whose place in time is not known may show what the earliest had.
    guard after.count == later.count else { return joints }
    let kin = after.filter { last in !earliest.allSatisfy { areStrangers($0, last) } }
    if kin.count > 1 { joints.append(comparison(kin, among: after)) }
    return joints
  }
}
