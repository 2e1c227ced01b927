import TumorModel

/// The posterior of a cancer cell fraction: atoms at 0 and 1 and a density between.
///
/// The density is held as the likelihood at a grid's nodes, scaled so that its integral with the
/// slab's prior density is 1.
///
/// Derived here; a posterior over a grid of cancer cell fractions follows D. A. Landau et al., *Cell* 152,
/// 714–726 (2013), doi:10.1016/j.cell.2013.01.019.
struct CellFractionPosterior {
  let grid: CellFractionGrid
  /// A factor on each range of fractions, from weights that differ from the slab's own.
  private var binScale = BinValues(repeating: 1)
  /// Quadrature weight times prior density at each node.
  let slabWeights: UnsafePointer<Double>
  /// `L(c) / L(S)` at each node.
  let density: UnsafePointer<Double>
  /// The integral over each panel, where it is known already.
  private let masses: UnsafePointer<Double>?

  init(
    grid: CellFractionGrid, slabWeights: UnsafePointer<Double>, density: UnsafePointer<Double>,
    masses: UnsafePointer<Double>? = nil
  ) {
    self.grid = grid
    self.slabWeights = slabWeights
    self.density = density
    self.masses = masses
  }

  /// Gives each range of fractions a posterior share, its shape inside kept.
  ///
  /// - Parameter shares: Posterior weights of the ranges, in any scale; 0 beyond the last.
  mutating func reweigh(_ shares: BinValues) {
    let total = shares.sum()
    guard total > 0 else { return }
    var masses = BinValues.zero
    for panel in 0..<grid.panels { masses[grid.binOfPanel[panel]] += rawMass(panel) }
    binScale = (shares / (total * masses)).replacing(with: 0, where: masses .<= 1e-200)
  }

  /// P(c >= threshold | sub-clonal).
  func aboveThreshold(_ threshold: Double) -> Double {
    let first = grid.panel(of: threshold)
    var total = 0.0
    var start = first * grid.order
    if grid.edges[first] < threshold {
      // A threshold inside a panel: what is below it comes off the panel's own mass.
      total += panelMass(first) - partialMass(first, to: threshold)
      start += grid.order
    }
    for panel in (start / grid.order)..<grid.panels { total += panelMass(panel) }
    return min(1, max(0, total))
  }

  /// P(c >= threshold | sub-clonal) with a posterior share for each range of fractions, its shape inside
  /// kept.
  ///
  /// - Parameter weights: Posterior weights of the ranges, in any scale; the reads and the reference
  ///   density alone where they are `nil` or 0.
  func aboveThreshold(_ threshold: Double, weights: BinValues?) -> Double {
    let share = weights.flatMap {
      RangesAbove(threshold: threshold).share(of: $0) { partAbove(threshold, inBin: $0) }
    }
    return share ?? aboveThreshold(threshold)
  }

  /// The part of a range of fractions that lies at or above a threshold between its ends.
  private func partAbove(_ threshold: Double, inBin bin: Int) -> Double {
    var (above, total) = (0.0, 0.0)
    for panel in 0..<grid.panels where grid.binOfPanel[panel] == bin {
      let mass = panelMass(panel)
      total += mass
      if grid.edges[panel] >= threshold {
        above += mass
      } else if grid.edges[panel + 1] > threshold {
        above += mass - partialMass(panel, to: threshold)
      }
    }
    return total > 0 ? min(1, max(0, above / total)) : 0.5
  }

  private func scale(_ panel: Int) -> Double { binScale[grid.binOfPanel[panel]] }

  /// The median and the 5 % and 95 % quantiles of the whole posterior, `inf {c : F(c) >= p}`.
  ///
  /// - Parameters:
  ///   - absent: P(c = 0).
  ///   - subclonal: P(0 < c < 1).
  ///   - levels: Other levels than those, rising.
  /// - Returns: 0 for levels up to `absent`, 1 for levels beyond `absent + subclonal`.
  func summary(
    absent: Double, subclonal: Double,
    levels: (low: Double, median: Double, high: Double) = (0.05, 0.5, 0.95)
  ) -> CellFractionSummary {
    var (cumulative, panel, mass) = (0.0, 0, panelMass(0))
    // Levels rise, so that each search goes on where the last one ended.
    func quantile(_ level: Double) -> Double {
      if level <= absent { return 0 }
      if level > absent + subclonal || subclonal <= 0 { return 1 }
      let target = (level - absent) / subclonal
      while panel < grid.panels - 1, cumulative + mass < target {
        cumulative += mass
        panel += 1
        mass = panelMass(panel)
      }
      return invert(panel, target: min(target - cumulative, mass), weights: slabWeights)
    }
    let low = quantile(levels.low)
    let median = quantile(levels.median)
    return CellFractionSummary(median: median, low: low, high: quantile(levels.high))
  }

  /// A quantile under presence with the uniform slab, whatever the slab of the analysis.
  func uniformQuantile(_ level: Double) -> Double {
    grid.weights.withUnsafeBufferPointer { buffer in
      guard let weights = buffer.baseAddress else { return 1 }
      let panels = grid.panels
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: panels) { masses in
        var total = 0.0
        for panel in 0..<panels {
          masses[panel] = scale(panel) * sum(panel, weights)
          total += masses[panel]
        }
        let target = level * total
        var cumulative = 0.0
        for panel in 0..<panels {
          let mass = masses[panel]
          if cumulative + mass >= target || panel == panels - 1 {
            return invert(panel, target: min(target - cumulative, mass), weights: weights)
          }
          cumulative += mass
        }
        return 1
      }
    }
  }

  /// P(this cancer cell fraction + margin < other), both sub-clonal.
  func isExceeded(by other: CellFractionPosterior, margin: Double) -> Double {
    let panels = grid.panels
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: panels + 1) { above in
      // P(other >= edge) at each edge of a panel.
      above[panels] = 0
      for panel in stride(from: panels - 1, through: 0, by: -1) {
        above[panel] = above[panel + 1] + other.panelMass(panel)
      }
      var total = 0.0
      var bounding = 0
      for panel in 0..<panels {
        let factor = scale(panel)
        for i in (panel * grid.order)..<((panel + 1) * grid.order) {
          let bound = grid.nodes[i] + margin
          if bound >= 1 { return total }
          // Nodes rise, so that the panel that holds the bound does too; linear inside a panel.
          while grid.edges[bounding + 1] <= bound { bounding += 1 }
          let (low, high) = (grid.edges[bounding], grid.edges[bounding + 1])
          let share = (high - bound) / (high - low)
          total +=
            factor * slabWeights[i] * density[i]
            * (share * above[bounding] + (1 - share) * above[bounding + 1])
        }
      }
      return total
    }
  }

  func panelMass(_ panel: Int) -> Double { scale(panel) * rawMass(panel) }

  private func rawMass(_ panel: Int) -> Double { masses?[panel] ?? sum(panel, slabWeights) }

  private func sum(_ panel: Int, _ weights: UnsafePointer<Double>) -> Double {
    var total = 0.0
    for i in (panel * grid.order)..<((panel + 1) * grid.order) { total += weights[i] * density[i] }
    return total
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

  func partialMass(_ panel: Int, to threshold: Double) -> Double {
    withPanelValues(panel, slabWeights) { grid.integral($0, panel: panel, to: threshold) }
  }
}

extension CellFractionPosterior {
  /// The cancer cell fraction were the mutation there: by the reads and the reference density alone,
  /// every cell with at most half of the weight; from 0 on where presence is not certain.
  ///
  /// - Parameters:
  ///   - subclonal: The posterior of presence in some cells.
  ///   - clonal: That of presence in every cell.
  func givenPresence(subclonal: Double, clonal: Double) -> CellFractionSummary {
    let present = subclonal + clonal
    guard present > 0 else { return summary(absent: 0, subclonal: 1) }
    let everyCell = min(Self.greatestEveryCell, clonal / present)
    var summary = summary(absent: 0, subclonal: 1 - everyCell)
    if present < Self.certainPresence { summary.low = 0 }
    return summary
  }

  /// The most weight that "every cell" has in an interval: half, and no tie for the median.
  private static let greatestEveryCell = 0.501
  private static let certainPresence = 0.95
}
