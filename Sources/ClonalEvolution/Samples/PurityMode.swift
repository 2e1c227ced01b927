import TumorModel

/// One mode of a sample's purity, with the genome that it assumes.
struct PurityMode: Sendable {
  /// Purities, rising.
  var nodes: [Double]
  /// Their shares of the mode; they add to 1.
  var shares: [Double]
  /// The mode's share of the posterior.
  var weight: Double
  /// What is assumed of copy numbers that are not known.
  var genome: AssumedGenome
  /// The tumour's mean copy number, as stated or assumed.
  var ploidy: Double?
  /// The highest peak, and copies of the clonal mutations in it.
  var peakFrequency: Double?
  var peakMultiplicity: Int?
  /// What the mode rests on.
  var basis = PuritySolution.Basis.posterior
  /// Mutations with alternate reads.
  var mutations = 0

  /// The mean purity.
  var mean: Double { zip(nodes, shares).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The standard deviation of the purity.
  var deviation: Double {
    let mean = mean
    return zip(nodes, shares).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
      .squareRoot()
  }

  /// The 1 % and 99 % quantiles, a little widened: error rates, precision and the weights of the
  /// states are held at their estimates.
  var bounds: (low: Double, high: Double) {
    (
      max(0.02, quantile(0.01) - Self.boundSlack), min(1, quantile(0.99) + Self.boundSlack)
    )
  }

  private static let boundSlack = 0.015

  /// The purity below which a share `p` of the mode lies, linear between the nodes.
  func quantile(_ p: Double) -> Double {
    guard nodes.count > 1 else { return nodes.first ?? .nan }
    var below = 0.0
    for index in nodes.indices {
      if below + shares[index] >= p {
        // A node stands for the stretch to half-way to its neighbours.
        let left = index == 0 ? nodes[0] : 0.5 * (nodes[index - 1] + nodes[index])
        let right =
          index == nodes.count - 1 ? nodes[index] : 0.5 * (nodes[index] + nodes[index + 1])
        return left + (right - left) * (p - below) / max(shares[index], 1e-300)
      }
      below += shares[index]
    }
    return nodes[nodes.count - 1]
  }

  /// Few purities in place of the mode's nodes.
  ///
  /// - Parameter width: How wide the likelihood of one site is; a mode much narrower than that is
  ///   integrated by a rule of its moments.
  func rule(width: Double) -> (nodes: [Double], weights: [Double]) {
    let deviation = deviation
    if nodes.count <= 3 { return (nodes, shares) }
    if deviation < 0.002 { return ([mean], [1]) }
    let moments = MomentQuadrature(nodes: nodes, weights: shares)
    if deviation < 0.25 * width { return moments.two }
    if deviation < 0.7 * width { return moments.three }
    // A broad mode, by slices of equal mass.
    let count = min(12, nodes.count)
    return (
      (0..<count).map { quantile((Double($0) + 0.5) / Double(count)) },
      [Double](repeating: 1 / Double(count), count: count)
    )
  }
}
