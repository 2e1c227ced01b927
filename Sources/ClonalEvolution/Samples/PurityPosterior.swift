import Glibc

/// The density of a sample's purity at nodes that lie closest where it is greatest.
///
/// The likelihood of all mutations together may be a hundred times narrower than the prior, with
/// more than one top. Intervals beside high nodes are halved until neighbours differ little.
struct PurityPosterior: Sendable {
  /// Purities, rising.
  private(set) var nodes: [Double]
  /// ln of likelihood times prior density, up to one constant.
  private(set) var logDensity: [Double]

  /// Intervals narrower than this are not halved.
  static let finest = 0.003
  /// Modes nearer to each other than this are one: two nodes of the prior.
  static let leastDistance = 2 * 0.93 / 32
  /// How far below its modes a valley lies that parts them, in nats.
  private static let valley = 0.7
  /// How far below the top an interval is still halved, round by round.
  private static let depths = [40.0, 20, 10, 7, 7]

  /// Lays nodes.
  ///
  /// - Parameters:
  ///   - start: Purities to look at first, rising.
  ///   - logDensity: ln of likelihood times prior density at some purities.
  init(start: [Double], logDensity evaluate: ([Double]) -> [Double]) {
    nodes = start
    logDensity = evaluate(start)
    for depth in Self.depths {
      let added = intervalsToHalve(within: depth)
      guard !added.isEmpty else { break }
      let values = evaluate(added)
      let all = zip(nodes + added, logDensity + values).sorted { $0.0 < $1.0 }
      nodes = all.map(\.0)
      logDensity = all.map(\.1)
    }
  }

  private func intervalsToHalve(within depth: Double) -> [Double] {
    let top = logDensity.max() ?? 0
    var added: [Double] = []
    for i in nodes.indices.dropLast() where nodes[i + 1] - nodes[i] > Self.finest {
      let high = max(logDensity[i], logDensity[i + 1])
      guard high > top - depth else { continue }
      // Beside a node above both neighbours the true top may be much higher.
      let isBesideTop = isTop(i) || isTop(i + 1)
      if abs(logDensity[i + 1] - logDensity[i]) > 0.7 || (isBesideTop && bend(around: i) > 0.7) {
        added.append(0.5 * (nodes[i] + nodes[i + 1]))
      }
    }
    return added
  }

  private func isTop(_ i: Int) -> Bool {
    (i == 0 || logDensity[i - 1] <= logDensity[i])
      && (i == nodes.count - 1 || logDensity[i + 1] <= logDensity[i])
  }

  /// By how much the log-density falls over the nodes around an interval.
  private func bend(around i: Int) -> Double {
    let near = logDensity[max(0, i - 1)...min(nodes.count - 1, i + 2)]
    return (near.max() ?? 0) - (near.min() ?? 0)
  }

  /// ln of the mass: the integral of the density.
  var logMass: Double {
    let top = logDensity.max() ?? 0
    return top + log(masses(relativeTo: top).reduce(0, +))
  }

  /// The trapezoid rule's share of each node.
  private func masses(relativeTo top: Double) -> [Double] {
    nodes.indices.map { i in
      let left = i == 0 ? nodes[i] : nodes[i - 1]
      let right = i == nodes.count - 1 ? nodes[i] : nodes[i + 1]
      return exp(logDensity[i] - top) * 0.5 * (right - left)
    }
  }

  /// The modes, each with the nodes between its valleys.
  ///
  /// - Returns: By rising purity; weights in units of `exp(top)`.
  func modes(relativeTo top: Double, genome: AssumedGenome) -> [PurityMode] {
    let masses = masses(relativeTo: top)
    var tops = nodes.indices.filter { i in
      (i == 0 || logDensity[i - 1] < logDensity[i])
        && (i == nodes.count - 1 || logDensity[i + 1] <= logDensity[i])
    }
    func valley(_ left: Int, _ right: Int) -> Int {
      (left...right).min { logDensity[$0] < logDensity[$1] } ?? left
    }
    // The shallowest valley first.
    while tops.count > 1 {
      let depths = zip(tops, tops.dropFirst()).map { left, right -> Double in
        if nodes[right] - nodes[left] < Self.leastDistance { return 0 }
        return min(logDensity[left], logDensity[right]) - logDensity[valley(left, right)]
      }
      guard let place = depths.indices.min(by: { depths[$0] < depths[$1] }),
        depths[place] < Self.valley
      else { break }
      let isLeftHigher = logDensity[tops[place]] >= logDensity[tops[place + 1]]
      tops.remove(at: isLeftHigher ? place + 1 : place)
    }
    let ends = zip(tops, tops.dropFirst()).map(valley) + [nodes.count - 1]
    var first = 0
    return ends.compactMap { end in
      defer { first = end + 1 }
      return mode(of: first...end, masses: masses, genome: genome)
    }
  }

  /// All nodes as one mode of weight 1.
  func whole(genome: AssumedGenome) -> PurityMode {
    let masses = masses(relativeTo: logDensity.max() ?? 0)
    var whole =
      mode(of: 0...(nodes.count - 1), masses: masses, genome: genome)
      ?? PurityMode(nodes: [nodes[0]], shares: [1], weight: 1, genome: genome)
    whole.weight = 1
    return whole
  }

  private func mode(
    of range: ClosedRange<Int>, masses: [Double], genome: AssumedGenome
  ) -> PurityMode? {
    let weight = range.reduce(0) { $0 + masses[$1] }
    guard weight > 0 else { return nil }
    let best = masses[range].max() ?? 0
    let kept = range.filter { masses[$0] > 1e-4 * best }
    let sum = kept.reduce(0) { $0 + masses[$1] }
    return PurityMode(
      nodes: kept.map { nodes[$0] }, shares: kept.map { masses[$0] / sum }, weight: weight,
      genome: genome)
  }
}
