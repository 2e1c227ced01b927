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

  /// The least and the greatest evidence of a site relative to all of it: four of them multiply
  /// without leaving the range of numbers.
  private static let limits = (least: 1e-70, greatest: 1e70)
  private static let block = 4
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
    active.deallocate()
  }

  /// A site's evidence.
  @inline(__always)
  func row(_ index: Int) -> UnsafeMutablePointer<Double> { evidence + index * nodes }

  /// Evidence within the limits.
  @inline(__always)
  static func bounded(_ value: Double) -> Double {
    min(max(value, limits.least), limits.greatest)
  }

  /// Takes weights in place of the prior's.
  func take(_ weights: [Double]) {
    for node in 0..<nodes { total[node] = weights[node] }
  }

  /// The nodes' weights, a site's own evidence left out or none; they add to 1.
  func weights(without index: Int?) -> [Double] {
    let own = index.map { UnsafePointer(row($0)) } ?? ones
    var weights = [Double](repeating: 0, count: nodes)
    for place in 0..<activeCount {
      let node = Int(active[place])
      weights[node] = total[node] / own[node]
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// Multiplies the prior with the evidence of all sites.
  ///
  /// - Parameter rows: -1 for sites of which the sample says nothing.
  func settle(_ rows: [Int]) {
    for place in 0..<activeCount {
      let node = Int(active[place])
      (logs[node], products[node]) = (logPrior[node], 1)
    }
    var pending = 0
    for (index, row) in rows.enumerated() where row >= 0 {
      let own = self.row(index)
      for place in 0..<activeCount {
        let node = Int(active[place])
        products[node] *= own[node]
      }
      pending += 1
      if pending == Self.block {
        flush()
        pending = 0
      }
    }
    if pending > 0 { flush() }
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

  private func flush() {
    for place in 0..<activeCount {
      let node = Int(active[place])
      logs[node] += log(products[node])
      products[node] = 1
    }
  }
}
