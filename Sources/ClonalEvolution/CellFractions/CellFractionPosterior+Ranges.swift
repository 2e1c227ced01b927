extension CellFractionPosterior {
  /// P(range | sub-clonal) of the ranges between neighbouring edges.
  ///
  /// - Parameter edges: Cancer cell fractions that rise from 0 to 1, two or more.
  /// - Returns: Probabilities that add to 1, one fewer than the edges.
  func masses(between edges: [Double]) -> [Double] {
    var (cumulative, panel) = (0.0, 0)
    var mass = panelMass(0)
    let below = edges.map { edge in
      while panel < grid.panels - 1, grid.edges[panel + 1] <= edge {
        cumulative += mass
        panel += 1
        mass = panelMass(panel)
      }
      if edge >= grid.edges[panel + 1] { return cumulative + mass }
      return cumulative + min(mass, max(0, partialMass(panel, to: edge)))
    }
    // The polynomial of a panel may dip below 0 beside a narrow peak.
    let masses = zip(below, below.dropFirst()).map { max(0, $1 - $0) }
    let total = masses.reduce(0, +)
    return total > 0 ? masses.map { $0 / total } : zip(edges, edges.dropFirst()).map { $1 - $0 }
  }
}
