/// A clone that a kind of locus should show.
struct DepthQuestion: Hashable {
  let kind: Int32
  let cellFraction: Double
  let power: Double
}

extension DepthQuestion {
  /// The purities that a needed depth is averaged over, at most.
  private static let mostPurities = 8

  /// A sample's purities, merged by their means where there are many.
  static func purities(of model: SampleModel) -> [(purity: Double, weight: Double)] {
    let nodes = zip(model.purities, model.purityWeights).filter { $0.1 > 0 }
      .map { (purity: $0.0, weight: $0.1) }
    guard nodes.count > mostPurities else { return nodes }
    var groups = [(sum: Double, weight: Double)](repeating: (0, 0), count: mostPurities)
    var below = 0.0
    for node in nodes.sorted(by: { $0.purity < $1.purity }) {
      let group = min(mostPurities - 1, Int((below + 0.5 * node.weight) * Double(mostPurities)))
      groups[group].sum += node.weight * node.purity
      groups[group].weight += node.weight
      below += node.weight
    }
    return groups.filter { $0.weight > 0 }.map { ($0.sum / $0.weight, $0.weight) }
  }
}
