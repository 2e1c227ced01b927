import TumorModel

/// The posterior of a cancer cell fraction: atoms at 0 and 1 and a density between.
///
/// The density is held as the likelihood at a grid's nodes, scaled so that its integral with the
/// slab's prior density is 1.
struct CellFractionPosterior {
  let grid: CellFractionGrid
  /// A factor on each range of fractions, from weights that differ from the slab's own.
  private var binScale: [Double]?
  /// Quadrature weight times prior density at each node.
  let slabWeights: UnsafePointer<Double>
  /// `L(c) / L(S)` at each node.
  let density: UnsafePointer<Double>

  init(
    grid: CellFractionGrid, slabWeights: UnsafePointer<Double>, density: UnsafePointer<Double>
  ) {
    self.grid = grid
    self.slabWeights = slabWeights
    self.density = density
  }

  /// Gives each range of fractions a posterior share, its shape inside kept.
  ///
  /// - Parameter shares: Posterior weights of the ranges, in any scale.
  mutating func reweigh(_ shares: [Double]) {
    let total = shares.reduce(0, +)
    guard total > 0 else { return }
    var masses = [Double](repeating: 0, count: CellFractionGrid.bins)
    for panel in 0..<grid.panels { masses[grid.binOfPanel[panel]] += panelMass(panel, slabWeights) }
    binScale = zip(shares, masses).map { $1 > 1e-200 ? $0 / (total * $1) : 0 }
  }

  /// P(c >= threshold | sub-clonal).
  func aboveThreshold(_ threshold: Double) -> Double {
    let first = grid.panel(of: threshold)
    var total = 0.0
    var start = first * grid.order
    if grid.edges[first] < threshold {
      // A threshold inside a panel: what is below it comes off the panel's own mass.
      let mass = panelMass(first, slabWeights)
      total += mass - partialMass(first, to: threshold)
      start += grid.order
    }
    for panel in (start / grid.order)..<grid.panels { total += panelMass(panel, slabWeights) }
    return min(1, max(0, total))
  }

  /// The mean cancer cell fraction, given sub-clonal.
  var slabMean: Double {
    var total = 0.0
    for i in 0..<grid.nodes.count {
      total += scale(i / grid.order) * slabWeights[i] * density[i] * grid.nodes[i]
    }
    return total
  }

  private func scale(_ panel: Int) -> Double { binScale?[grid.binOfPanel[panel]] ?? 1 }

  /// Quantiles of the whole posterior, `inf {c : F(c) >= p}`.
  ///
  /// - Parameters:
  ///   - levels: Increasing, each in (0, 1).
  ///   - absent: P(c = 0).
  ///   - subclonal: P(0 < c < 1).
  /// - Returns: 0 for levels up to `absent`, 1 for levels beyond `absent + subclonal`.
  func quantiles(_ levels: [Double], absent: Double, subclonal: Double) -> [Double] {
    var results = [Double](repeating: 1, count: levels.count)
    var cumulative = 0.0
    var panel = 0
    var mass = panelMass(0, slabWeights)
    for (index, level) in levels.enumerated() {
      if level <= absent {
        results[index] = 0
        continue
      }
      if level > absent + subclonal || subclonal <= 0 { continue }
      let target = (level - absent) / subclonal
      while panel < grid.panels - 1, cumulative + mass < target {
        cumulative += mass
        panel += 1
        mass = panelMass(panel, slabWeights)
      }
      results[index] = invert(panel, target: min(target - cumulative, mass), weights: slabWeights)
    }
    return results
  }

  /// The median and the 5 % and 95 % quantiles.
  func summary(absent: Double, subclonal: Double) -> CellFractionSummary {
    let values = quantiles([0.05, 0.5, 0.95], absent: absent, subclonal: subclonal)
    return CellFractionSummary(median: values[1], low: values[0], high: values[2])
  }

  /// A quantile under presence with the uniform slab, whatever the slab of the analysis.
  func uniformQuantile(_ level: Double) -> Double {
    grid.weights.withUnsafeBufferPointer { buffer in
      guard let weights = buffer.baseAddress else { return 1 }
      var total = 0.0
      for i in 0..<grid.nodes.count { total += weights[i] * density[i] }
      let target = level * total
      var cumulative = 0.0
      for panel in 0..<grid.panels {
        let mass = panelMass(panel, weights)
        if cumulative + mass >= target || panel == grid.panels - 1 {
          return invert(panel, target: min(target - cumulative, mass), weights: weights)
        }
        cumulative += mass
      }
      return 1
    }
  }

  /// P(this cancer cell fraction + margin < other), both sub-clonal.
  func isExceeded(by other: CellFractionPosterior, margin: Double) -> Double {
    var total = 0.0
    for i in 0..<grid.nodes.count {
      let mass = scale(i / grid.order) * slabWeights[i] * density[i]
      if mass < 1e-9 { continue }
      let bound = grid.nodes[i] + margin
      if bound < 1 { total += mass * other.quickAbove(bound) }
    }
    return total
  }

  /// P(c >= threshold | sub-clonal), linear inside a panel.
  private func quickAbove(_ threshold: Double) -> Double {
    let first = grid.panel(of: threshold)
    let share =
      (grid.edges[first + 1] - threshold) / (grid.edges[first + 1] - grid.edges[first])
    var total = share * panelMass(first, slabWeights)
    for panel in (first + 1)..<max(first + 1, grid.panels) {
      total += panelMass(panel, slabWeights)
    }
    return total
  }

  private func panelMass(_ panel: Int, _ weights: UnsafePointer<Double>) -> Double {
    var total = 0.0
    for i in (panel * grid.order)..<((panel + 1) * grid.order) { total += weights[i] * density[i] }
    return scale(panel) * total
  }

  /// The density with its prior at a panel's nodes, given to `body`.
  private func withPanelValues<Result>(
    _ panel: Int, _ weights: UnsafePointer<Double>, _ body: (UnsafePointer<Double>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: grid.order) { values in
      let start = panel * grid.order
      let factor = scale(panel)
      for i in 0..<grid.order {
        values[i] = factor * density[start + i] * weights[start + i] / grid.weights[start + i]
      }
      return body(UnsafePointer(values.baseAddress ?? UnsafeMutablePointer(mutating: weights)))
    }
  }

  private func invert(_ panel: Int, target: Double, weights: UnsafePointer<Double>) -> Double {
    withPanelValues(panel, weights) { grid.invert($0, panel: panel, target: target) }
  }

  private func partialMass(_ panel: Int, to threshold: Double) -> Double {
    withPanelValues(panel, slabWeights) { grid.integral($0, panel: panel, to: threshold) }
  }
}
