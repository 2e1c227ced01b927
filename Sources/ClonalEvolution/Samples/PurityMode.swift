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
  /// What the mode rests on.
  var basis = PuritySolution.Basis.posterior

  /// Modes with less of the posterior are dropped.
  static let leastWeight = 0.05
  /// With fewer mutations that show a read, modes are of chance: all that fits is one solution.
  static let leastMutations = 20

  /// The mean purity.
  var mean: Double { zip(nodes, shares).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The 1 % and 99 % quantiles.
  var bounds: (low: Double, high: Double) {
    let gaps = zip(nodes, nodes.dropFirst()).map { $1 - $0 }
    let margin = 0.5 * (gaps.max() ?? 0)
    let low = quantile(0.01)
    // Where purity is known to a factor, half a step is a factor too.
    return (max(1e-4, 0.5 * low, low - margin), min(1, quantile(0.99) + margin))
  }

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

  /// The modes of a grid's posterior, by rising purity: runs of nodes of one genome around each
  /// greatest weight, parted at the least between.
  static func modes(of grid: CloneGrid, weights: [Double], data: SampleData) -> [PurityMode] {
    let shown = (0..<data.count).count { data.showsRead($0) }
    var modes: [PurityMode] = []
    for genome in AssumedGenome.allCases {
      let own = grid.purities.indices.filter { grid.isDoubled[$0] == (genome == .doubled) }
      guard !own.isEmpty else { continue }
      let values = own.map { weights[$0] }
      for run in shown < leastMutations ? [0..<own.count] : runs(values) {
        let weight = values[run].reduce(0, +)
        var mode = PurityMode(
          nodes: run.map { grid.purities[own[$0]] },
          shares: run.map { values[$0] / max(weight, 1e-300) }, weight: weight, genome: genome)
        mode.ploidy = data.sample.ploidy ?? (own.count < grid.count ? genome.ploidy : nil)
        if shown == 0 { mode.basis = .prior }
        modes.append(mode)
      }
    }
    modes = modes.filter { $0.weight >= leastWeight }
    let kept = modes.reduce(0) { $0 + $1.weight }
    for index in modes.indices { modes[index].weight /= kept }
    return modes.sorted { ($0.mean, $0.genome.ploidy) < ($1.mean, $1.genome.ploidy) }
  }

  /// Ranges around the local maxima of some values.
  private static func runs(_ values: [Double]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for i in 1..<max(1, values.count - 1)
    where values[i] < values[i - 1] && values[i] <= values[i + 1] {
      runs.append(start..<i)
      start = i
    }
    runs.append(start..<values.count)
    return runs
  }
}
