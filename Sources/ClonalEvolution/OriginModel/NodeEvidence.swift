import Glibc
import NumericalMethods

/// The evidence of each site of a fit about the nodes of one grid.
final class NodeEvidence {
  /// The number of nodes.
  let nodes: Int
  /// `p(θ) Π_j m_j(θ)` of each node, relative to the greatest.
  let total: UnsafeMutablePointer<Double>
  /// The nodes whose weight is not negligible whatever site is left out.
  let active: UnsafeMutablePointer<Int32>
  private(set) var activeCount: Int
  /// Evidence of no site.
  let ones: UnsafePointer<Double>

  private let logPrior: [Double]
  private let sites: Int
  /// `m_i(θ)`, `[site][node]`.
  private let evidence: UnsafeMutablePointer<Double>
  private let products: UnsafeMutablePointer<Double>
  private let logs: UnsafeMutablePointer<Double>
  private let lastLogs: UnsafeMutablePointer<Double>

  /// The least and the greatest evidence of a site relative to all of it: four of them multiply
  /// without leaving the range of numbers.
  static let limits = (least: 1e-70, greatest: 1e70)
  /// A node this far below the best in ln is left out from then on: two sites at least speak against
  /// it as plainly as one may.
  private static let reach = 345.0

  /// Starts from the prior.
  init(logPrior: [Double], sites: Int) {
    self.logPrior = logPrior
    self.sites = sites
    nodes = logPrior.count
    func room(_ count: Int, _ value: Double) -> UnsafeMutablePointer<Double> {
      let room = UnsafeMutablePointer<Double>.allocate(capacity: max(count, 1))
      room.initialize(repeating: value, count: max(count, 1))
      return room
    }
    total = room(nodes, 0)
    evidence = room((sites + 1) * nodes, 1)
    ones = UnsafePointer(evidence + sites * nodes)
    products = room(nodes, 1)
    logs = room(nodes, 0)
    lastLogs = room(nodes, 0)
    active = .allocate(capacity: max(nodes, 1))
    active.initialize(repeating: 0, count: max(nodes, 1))
    activeCount = nodes
    let best = logPrior.max() ?? 0
    for node in 0..<nodes {
      total[node] = exp(logPrior[node] - best)
      active[node] = Int32(node)
    }
  }

  deinit {
    total.deallocate()
    evidence.deallocate()
    products.deallocate()
    logs.deallocate()
    lastLogs.deallocate()
    active.deallocate()
  }

  /// A site's evidence.
  @inline(__always)
  func row(_ index: Int) -> UnsafeMutablePointer<Double> { evidence + index * nodes }

  /// The nodes that are averaged over.
  ///
  /// Nodes that were left out have no weight, so that all together are as good as a list of the others,
  /// and worked on eight at a time unless the list is short.
  ///
  /// - Parameter share: The part of all nodes up to which a list is the faster.
  @inline(__always)
  func activeNodes(listedUpTo share: Double) -> LaneKernels.Nodes {
    let isListed = Double(activeCount) <= share * Double(nodes)
    return LaneKernels.Nodes(active, count: isListed ? activeCount : nodes, of: nodes)
  }

  /// Takes weights in place of the prior's.
  func take(_ weights: [Double]) {
    for node in 0..<nodes { total[node] = weights[node] }
  }

  /// Takes another's evidence.
  func take(_ other: NodeEvidence) {
    total.update(from: other.total, count: nodes)
    active.update(from: other.active, count: nodes)
    logs.update(from: other.logs, count: nodes)
    activeCount = other.activeCount
    evidence.update(from: other.evidence, count: (sites + 1) * nodes)
  }

  /// Takes the mean of others' weights, all sites together and without each.
  func mix(_ others: [NodeEvidence], shares: [Double], bySite: [[Double]]) {
    // Into the room of sums that no round needs here.
    let (rest, weights) = (products, logs)
    func addAll(_ shares: [Double], without index: Int?, to sums: UnsafeMutablePointer<Double>) {
      sums.update(repeating: 0, count: nodes)
      for (other, share) in zip(others, shares) {
        let factor = share / other.write(without: index, into: weights)
        for node in 0..<nodes { sums[node] += factor * weights[node] }
      }
    }
    addAll(shares, without: nil, to: total)
    activeCount = 0
    for node in 0..<nodes where total[node] > 0 {
      active[activeCount] = Int32(node)
      activeCount += 1
    }
    for (index, shares) in bySite.enumerated() {
      addAll(shares, without: index, to: rest)
      let own = row(index)
      for node in 0..<nodes {
        own[node] =
          rest[node] > 0
          ? min(max(total[node] / rest[node], Self.limits.least), Self.limits.greatest)
          : Self.limits.greatest
      }
    }
  }

  /// Writes the nodes' weights, a site's own evidence left out or none; returns their sum.
  private func write(without index: Int?, into weights: UnsafeMutablePointer<Double>) -> Double {
    let own = index.map { UnsafePointer(row($0)) } ?? ones
    if activeCount < nodes { weights.update(repeating: 0, count: nodes) }
    var sum = 0.0
    for place in 0..<activeCount {
      let node = Int(active[place])
      weights[node] = total[node] / own[node]
      sum += weights[node]
    }
    return sum
  }

  /// The nodes' weights, a site's own evidence left out or none; they add to 1.
  func weights(without index: Int?) -> [Double] {
    [Double](unsafeUninitializedCapacity: nodes) { buffer, count in
      count = nodes
      guard let weights = buffer.baseAddress else { return }
      let sum = write(without: index, into: weights)
      for node in 0..<nodes { weights[node] /= sum }
    }
  }

  /// The mean of a value of each node, a site's own evidence left out or none.
  func mean(_ values: [Double], without index: Int?) -> Double {
    let own = index.map { UnsafePointer(row($0)) } ?? ones
    var (sum, weight) = (0.0, 0.0)
    values.withUnsafeBufferPointer { values in
      for place in 0..<activeCount {
        let node = Int(active[place])
        let share = total[node] / own[node]
        weight += share
        sum += share * values[node]
      }
    }
    return sum / weight
  }

  /// Multiplies the prior with the evidence of all sites.
  ///
  /// - Parameter rows: -1 for sites of which the sample says nothing.
  func settle(_ rows: [Int]) {
    lastLogs.update(from: logs, count: nodes)
    LaneKernels.columnProducts(
      evidence, marks: rows, columns: nodes, mantissas: products, exponents: logs)
    for place in 0..<activeCount {
      let node = Int(active[place])
      logs[node] = logPrior[node] + (logs[node] * Self.log2 + log(products[node]))
    }
    weigh()
  }

  /// Goes on along the last step of the weights' logarithms.
  func leap(_ reach: Double) {
    for place in 0..<activeCount {
      let node = Int(active[place])
      logs[node] += reach * (logs[node] - lastLogs[node])
    }
    weigh()
  }

  private func weigh() {
    var best = -Double.infinity
    for place in 0..<activeCount { best = max(best, logs[Int(active[place])]) }
    var kept = 0
    for place in 0..<activeCount {
      let node = Int(active[place])
      let value = logs[node] - best
      total[node] = value < -Self.reach ? 0 : exp(value)
      if value >= -Self.reach {
        active[kept] = Int32(node)
        kept += 1
      }
    }
    activeCount = kept
  }

  private static let log2 = log(2.0)
}
