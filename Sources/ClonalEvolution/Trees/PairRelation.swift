import Glibc

/// How two clones may stand to each other.
public enum PairRelation: String, Hashable, Sendable, CaseIterable {
  /// The first is an ancestor of the second.
  case ancestor
  /// The second is an ancestor of the first.
  case descendant
  /// Neither is an ancestor of the other.
  case branched
  /// They are one clone.
  case same
  /// None of these: a loss of loci in a part of the cells, or wrong copy numbers.
  case garbage

  /// ln of the probability of the reads of two clones under each relation.
  ///
  /// In each sample the two fractions `x` and `y` have an even density where the relation allows them: `y ≤ x`,
  /// `x ≤ y`, `x + y ≤ 1`, `x = y`, and anywhere; logarithms of the integrals add up over samples. The relations
  /// are those of J. A. Wintersinger and others, *Blood Cancer Discov.* 3, 208–219 (2022),
  /// doi:10.1158/2643-3230.BCD-21-0092; the densities integrate to 1 each.
  ///
  /// - Parameters:
  ///   - first: The likelihoods of the first clone, by sample.
  ///   - second: Those of the second, as many.
  ///   - cells: Cells of each fraction; the error falls with their square.
  public static func logEvidence(
    _ first: [CellFractionCurve], _ second: [CellFractionCurve], cells: Int = 400
  ) -> [PairRelation: Double] {
    precondition(first.count == second.count, "as many samples of both")
    var sums: [PairRelation: Double] = [:]
    let step = 1 / Double(cells)
    for (one, other) in zip(first, second) {
      let (x, y) = (one.cells(cells).values, other.cells(cells).values)
      let scale = one.logPeak + other.logPeak
      var (all, below) = (0.0, 0.0)
      var (ancestor, descendant, branched, same) = (0.0, 0.0, 0.0, 0.0)
      // Sums of x up to each cell.
      var before = 0.0
      var upTo = [Double](repeating: 0, count: cells)
      for cell in 0..<cells {
        ancestor += x[cell] * (below + 0.5 * y[cell])
        descendant += y[cell] * (before + 0.5 * x[cell])
        same += x[cell] * y[cell]
        upTo[cell] = before + 0.5 * x[cell]
        below += y[cell]
        before += x[cell]
      }
      for cell in 0..<cells { branched += y[cell] * upTo[cells - 1 - cell] }
      all = before * below
      let area = step * step
      sums[.ancestor, default: 0] += scale + log(2 * area * ancestor)
      sums[.descendant, default: 0] += scale + log(2 * area * descendant)
      sums[.branched, default: 0] += scale + log(2 * area * branched)
      sums[.same, default: 0] += scale + log(step * same)
      sums[.garbage, default: 0] += scale + log(area * all)
    }
    return sums
  }

  /// The probability of each relation, all alike before any read.
  public static func probabilities(_ logs: [PairRelation: Double]) -> [PairRelation: Double] {
    let best = logs.values.max() ?? 0
    guard best > -.infinity else { return logs.mapValues { _ in 0 } }
    let sum = allCases.reduce(0) { $0 + exp((logs[$1] ?? -.infinity) - best) }
    return logs.mapValues { exp($0 - best) / sum }
  }
}
