import Glibc

/// The likelihood of the proportion of patients below a threshold, over all distributions that have it.
///
/// `l(θ) = max { Σ w ln Σ L F : F(c < c*) = θ }`, concave in `θ`, and flat where reads cannot tell.
/// S. A. Murphy and A. W. van der Vaart, *J. Am. Stat. Assoc.* 95, 449–465 (2000),
/// doi:10.1080/01621459.2000.10474219.
final class ProfileLikelihood {
  /// A point of the profile.
  struct Point {
    let proportion: Double
    let logLikelihood: Double
    /// `d l / dθ`, the difference of the groups' multipliers.
    let slope: Double
  }

  private let solver: MixtureSolver
  private let problem: MixtureProblem
  /// Proportions fitted so far, and the components that carried mass there.
  private var fitted: [(proportion: Double, support: Set<Int>)] = []

  /// Points of the profile found so far.
  private var points: [Point] = []

  /// The best log-likelihood of all.
  let top: Double
  /// A proportion at which ``top`` is reached, strictly between 0 and 1 unless only an end does.
  let best: Double
  /// The best log-likelihood with no patient below.
  let atNone: Double
  /// The best log-likelihood with all patients below.
  let atAll: Double

  /// The mass from which on a component is tried first in the next fit; others enter if they must.
  private static let carrying = 1e-3

  /// Fits the two ends.
  ///
  /// - Parameters:
  ///   - solver: The cohort's solver.
  ///   - sides: The grid points on either side of the threshold.
  ///   - free: The best distribution over all grid points.
  init(
    _ solver: MixtureSolver, sides: ThresholdSides, free: MixtureFit
  ) throws(CellFractionError) {
    self.solver = solver
    problem = MixtureProblem([sides.below, sides.above])
    let none = try solver.maximise(
      .free(sides.above), masses: [1], hint: MixtureProblem.coarse(sides.above))
    let all = try solver.maximise(
      .free(sides.below), masses: [1], hint: MixtureProblem.coarse(sides.below))
    (atNone, atAll) = (none.logLikelihood, all.logLikelihood)
    top = max(free.logLikelihood, atNone, atAll)
    best = min(max(sides.share(of: free.masses), 1e-9), 1 - 1e-9)
    let count = sides.below.count
    func components(_ fit: MixtureFit, from first: Int) -> [Int] {
      fit.masses.indices.filter { fit.masses[$0] > Self.carrying }.map { first + $0 }
    }
    let below = components(all, from: 0)
    let above = components(none, from: count)
    let inside = problem.columns.indices.filter { free.masses[problem.columns[$0]] > Self.carrying }
    fitted = [
      (0, Set(above + inside + below.prefix(1))), (1, Set(below + inside + above.prefix(1))),
      (best, Set(inside + below + above)),
    ]
  }

  /// The profile at a proportion strictly between 0 and 1.
  func point(at proportion: Double) throws(CellFractionError) -> Point {
    let nearest = fitted.min {
      abs($0.proportion - proportion) < abs($1.proportion - proportion)
    }
    let fit = try solver.maximise(
      problem, masses: [proportion, 1 - proportion], hint: nearest?.support.sorted())
    var support: Set<Int> = []
    for group in 0..<2 {
      let members = fit.masses.indices.filter { problem.groups[$0] == group }
      let mass = group == 0 ? proportion : 1 - proportion
      support.formUnion(members.filter { fit.masses[$0] > Self.carrying * mass })
    }
    fitted.append((proportion, support))
    let point = Point(
      proportion: proportion, logLikelihood: fit.logLikelihood,
      slope: fit.multipliers[0] - fit.multipliers[1])
    points.append(point)
    return point
  }

  /// The chance that the cancer cell fraction of each of some curves lies below the threshold, under the
  /// best distribution with a proportion there.
  ///
  /// - Parameter rows: The curves, one after another.
  /// - Returns: For each curve; last, for one that says nothing.
  func probabilities(
    of rows: [Double], at proportion: Double
  ) throws(CellFractionError) -> [Double] {
    let columns = solver.matrix.columns
    let count = rows.count / columns
    guard proportion > 0, proportion < 1 else {
      return [Double](repeating: proportion, count: count + 1)
    }
    let fit = try solver.maximise(problem, masses: [proportion, 1 - proportion])
    let carrying = fit.masses.indices.filter { fit.masses[$0] > 0 }
    var result = [Double](repeating: proportion, count: count + 1)
    for row in 0..<count {
      var (below, all) = (0.0, 0.0)
      for component in carrying {
        let value = fit.masses[component] * rows[row * columns + problem.columns[component]]
        all += value
        if problem.groups[component] == 0 { below += value }
      }
      result[row] = all > 0 ? min(1, below / all) : proportion
    }
    return result
  }

  /// Where the profile has fallen by a drop on one side of ``best``; the end of `0...1` if it never does.
  ///
  /// Newton's method on the root of twice the fall, which is nearly a line, kept between the nearest
  /// points known inside and outside; with a slope at both, the cubic through them. A step from within
  /// 3e-4 of the drop is the last: it is exact to 1e-8.
  func limit(drop: Double, isUpper: Bool) throws(CellFractionError) -> Double {
    let edge = isUpper ? 1.0 : 0.0
    if top - (isUpper ? atAll : atNone) <= drop { return edge }
    let side = points.filter { isUpper ? $0.proportion > best : $0.proportion < best }
    var inside = side.filter { top - $0.logLikelihood <= drop }
      .max { abs($0.proportion - best) < abs($1.proportion - best) }
    var outside = side.filter { top - $0.logLikelihood > drop }
      .min { abs($0.proportion - best) < abs($1.proportion - best) }
    let weight = solver.matrix.totalWeight
    let spread = (2 * drop * max(best * (1 - best), 0.25 / weight) / weight).squareRoot()
    for _ in 0..<100 {
      let (near, far) = (inside?.proportion ?? best, outside?.proportion ?? edge)
      if abs(near - far) < 1e-10 { return near }
      var next =
        side.isEmpty && inside == nil && outside == nil
        ? best + (isUpper ? spread : -spread) : step(to: drop, inside, outside)
      if !((next - near) * (next - far) < 0) { next = 0.5 * (near + far) }
      let point = try point(at: next)
      let fall = top - point.logLikelihood
      if fall > drop { outside = point } else { inside = point }
      if abs(fall - drop) < max(3e-4 * drop, 2 * MixtureSolver.tolerance * weight) {
        let last = step(to: drop, inside, outside)
        return last > min(near, far) && last < max(near, far) ? last : next
      }
    }
    return inside?.proportion ?? best
  }

  /// Where the points on either side put the drop; not a number where they do not say.
  private func step(to drop: Double, _ inside: Point?, _ outside: Point?) -> Double {
    func root(_ point: Point) -> Double { (2 * (top - point.logLikelihood)).squareRoot() }
    let target = (2 * drop).squareRoot()
    let known = [inside, outside].compactMap { $0 }.filter {
      top - $0.logLikelihood > 1e-4 && $0.slope != 0
    }
    guard let first = known.first else { return .nan }
    // dθ/dr of the proportion as a function of the root r.
    func pace(_ point: Point) -> Double { -root(point) / point.slope }
    guard let second = known.dropFirst().first else {
      return first.proportion + (target - root(first)) * pace(first)
    }
    let length = root(second) - root(first)
    let t = (target - root(first)) / length
    let (start, end) = (first.proportion, second.proportion)
    return start * (1 + 2 * t) * (1 - t) * (1 - t) + end * t * t * (3 - 2 * t)
      + length * t * (1 - t) * (pace(first) * (1 - t) - pace(second) * t)
  }
}
