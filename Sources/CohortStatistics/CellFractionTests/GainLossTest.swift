import Glibc
import NumericalMethods

/// Do more patients gain a mutation than lose it between two samples, both known through reads only?
///
/// A joint distribution of the earlier and the later cancer cell fraction is fitted without assumptions,
/// on up to eight cells each: gained is below the threshold earlier and not later, lost the reverse.
/// The likelihood ratio compares it with the best distribution that gains as many as it loses, the null
/// hypothesis of McNemar's test; unlike that test on calls it is not misled by samples of different
/// depth.
public struct GainLossTest: Hashable, Sendable {
  /// The curves of one patient's two samples.
  public struct Pair: Hashable, Sendable {
    /// The earlier sample.
    public let earlier: CellFractionCurve
    /// The later sample.
    public let later: CellFractionCurve
    /// The patients that it stands for: `1/M` for each of `M` mutations of one patient.
    public let weight: Double

    /// Creates a pair.
    ///
    /// - Parameters:
    ///   - earlier: The earlier sample's curve.
    ///   - later: The later sample's.
    ///   - weight: Above 0 and finite; anything else traps.
    public init(earlier: CellFractionCurve, later: CellFractionCurve, weight: Double = 1) {
      precondition(weight > 0 && weight < .infinity, "a weight above 0")
      (self.earlier, self.later, self.weight) = (earlier, later, weight)
    }
  }

  /// The proportion that gained, in the best distribution.
  public let gained: Double
  /// The proportion that lost, in the best distribution.
  public let lost: Double
  /// The p-value of equal proportions, two-sided, `χ²` on one degree of freedom.
  public let pValue: Double

  /// Tests the pairs.
  ///
  /// - Parameters:
  ///   - pairs: One per patient, or several whose weights add to 1.
  ///   - threshold: `c*`, strictly between 0 and 1.
  ///   - grid: The grid of all curves.
  /// - Throws: ``CellFractionError``.
  /// - Complexity: About fifteen fits of 64 cells.
  public init(
    _ pairs: [Pair], threshold: Double, grid: CellFractionGrid = .standard
  ) throws(CellFractionError) {
    guard threshold > 0, threshold < 1 else { throw .invalidThreshold(threshold) }
    let cells = Self.cells(threshold, grid)
    let isBelow = cells.map { $0.allSatisfy { grid.points[$0] < threshold * (1 - 1e-9) } }
    var table = CurveTable(columns: cells.count * cells.count, most: .max)
    for pair in pairs {
      guard pair.earlier.grid == grid, pair.later.grid == grid else { throw .curveOfOtherGrid }
      if pair.earlier.isFlat, pair.later.isFlat { continue }
      let (earlier, later) = (Self.mean(pair.earlier, cells), Self.mean(pair.later, cells))
      let products = earlier.flatMap { first in later.map { first * $0 } }
      let largest = products.max() ?? 1
      table.add(
        products.map { max($0 / largest, exp(CellFractionCurve.lowest)) }, weight: pair.weight)
    }
    guard !table.weights.isEmpty else {
      (gained, lost, pValue) = (0, 0, 1)
      return
    }
    var groups: [[Int]] = [[], [], []]
    for first in cells.indices {
      for second in cells.indices {
        let group = isBelow[first] == isBelow[second] ? 2 : isBelow[first] ? 0 : 1
        groups[group].append(first * cells.count + second)
      }
    }
    let solver = MixtureSolver(
      LikelihoodMatrix(
        rows: table.rows, weights: table.weights, columns: cells.count * cells.count))
    let all = Array(0..<(cells.count * cells.count))
    let free = try solver.maximise(.free(all), masses: [1])
    gained = groups[0].reduce(0) { $0 + free.masses[$1] }
    lost = groups[1].reduce(0) { $0 + free.masses[$1] }
    let equal = try Self.bestOfEqual(solver, MixtureProblem(groups))
    let fall = max(0, free.logLikelihood - equal)
    pValue = min(1, 2 * StandardNormal.upperTailProbability(above: (2 * fall).squareRoot()))
  }

  /// The best log-likelihood of distributions that gain as many as they lose.
  private static func bestOfEqual(
    _ solver: MixtureSolver, _ problem: MixtureProblem
  ) throws(CellFractionError) -> Double {
    var best = -Double.infinity
    var (low, high) = (1e-6, 0.5 - 1e-6)
    for _ in 0..<50 {
      let mass = 0.5 * (low + high)
      let fit = try solver.maximise(problem, masses: [mass, mass, 1 - 2 * mass])
      best = max(best, fit.logLikelihood)
      let slope = fit.multipliers[0] + fit.multipliers[1] - 2 * fit.multipliers[2]
      if abs(slope) * (high - low) < 1e-7 { break }
      if slope > 0 { low = mass } else { high = mass }
    }
    return best
  }

  /// Grid points in cells that get wider away from the threshold; it divides two of them.
  private static func cells(_ threshold: Double, _ grid: CellFractionGrid) -> [[Int]] {
    let edges = [
      0.005, 0.02, threshold / 1.5, threshold * (1 - 1e-9), threshold * 1.5, 0.35, 0.7,
    ]
    let places = grid.points.map { point in edges.count { $0 < point } }
    return Dictionary(grouping: grid.points.indices, by: { places[$0] })
      .sorted { $0.key < $1.key }.map(\.value)
  }

  private static func mean(_ curve: CellFractionCurve, _ cells: [[Int]]) -> [Double] {
    cells.map { cell in
      cell.reduce(0) { $0 + exp(curve.logLikelihoods[$1]) } / Double(cell.count)
    }
  }
}
