import NumericalMethods
import TumorModel

/// A clone that a kind of locus should show.
struct DepthQuestion: Hashable {
  let kind: Int32
  let cellFraction: Double
  let power: Double
}

extension SampleEvidence {
  /// The purities that a needed depth is averaged over, at most.
  private static let depthPurities = 8

  /// The depth at which a clone would be detected at a site with a power; `nil` where the locus is
  /// not assessable whatever the reads.
  ///
  /// By the error model, the copy numbers and the precision of the call; many purities are merged to
  /// eight. Found once for each kind of locus.
  func depthNeeded(_ site: Int, for cellFraction: Double, power: Double) -> DepthNeeded? {
    guard data.kind[site] >= 0 else { return nil }
    let question = DepthQuestion(
      kind: data.kind[site], cellFraction: cellFraction, power: power)
    if let known = depthsNeeded[question] { return known }
    let locus = locus(question.kind)
    let means = locus.expectedFrequencies(
      at: cellFraction, purities: Self.merged(model, to: Self.depthPurities))
    let depth = DetectionPower.leastDepth { depth in
      let count = locus.criticalCount(depth: depth, alpha: Self.alpha)
      var found = 0.0
      for part in means {
        found +=
          part.weight
          * BetaBinomialBatch.upperTail(
            from: count, depth: depth, mean: part.mean, precision: part.precision)
      }
      return found >= power
    }
    let needed = depth.map(DepthNeeded.reads) ?? .unattainable
    depthsNeeded[question] = needed
    return needed
  }

  /// A sample's purities, merged by their means where there are more than `count`.
  private static func merged(
    _ model: SampleModel, to count: Int
  ) -> [(purity: Double, weight: Double)] {
    let nodes = zip(model.purities, model.purityWeights).filter { $0.1 > 0 }
      .map { (purity: $0.0, weight: $0.1) }
    guard nodes.count > count else { return nodes }
    var groups = [(sum: Double, weight: Double)](repeating: (0, 0), count: count)
    var below = 0.0
    for node in nodes.sorted(by: { $0.purity < $1.purity }) {
      let group = min(count - 1, Int((below + 0.5 * node.weight) * Double(count)))
      groups[group].sum += node.weight * node.purity
      groups[group].weight += node.weight
      below += node.weight
    }
    return groups.filter { $0.weight > 0 }.map { ($0.sum / $0.weight, $0.weight) }
  }
}

extension LocusModel {
  /// The expected shares of alternate reads of a clone on one copy, and their precision; weights add
  /// to 1. Equal ones are merged.
  func expectedFrequencies(
    at cellFraction: Double, purities: [(purity: Double, weight: Double)]
  ) -> [(mean: Double, precision: Double, weight: Double)] {
    var result: [(mean: Double, precision: Double, weight: Double)] = []
    for (purity, weight) in purities {
      for state in states {
        let (mean, precision) = expected(state, purity: purity, cellFraction: cellFraction)
        let share = weight * state.weight
        if let same = result.firstIndex(where: { $0.mean == mean && $0.precision == precision }) {
          result[same].weight += share
        } else {
          result.append((mean, precision, share))
        }
      }
    }
    return result
  }
}
