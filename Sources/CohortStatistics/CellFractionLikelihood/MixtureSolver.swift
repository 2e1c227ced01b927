import Glibc

/// Finds the most likely mixing distribution with fixed masses of groups of grid points.
///
/// ```
/// maximise Σᵢ wᵢ ln Σⱼ Lᵢⱼ pⱼ   over p ≥ 0 with Σ_{j in group} pⱼ = mass of the group
/// ```
/// Concave, so that any stationary point is the optimum. A primal-dual interior point with a predictor
/// and a corrector solves it on the components that can carry mass; components whose gradient exceeds
/// their group's multiplier are then let in, until none is left. It stops on a certificate over all
/// components: by concavity no distribution is better than the one found by more than
/// `Σ mass · max gradient - Σ p · gradient`.
///
/// J. Kiefer and J. Wolfowitz, *Ann. Math. Stat.* 27, 887–906 (1956), doi:10.1214/aoms/1177728066, for
/// the estimator; R. Koenker and I. Mizera, *J. Am. Stat. Assoc.* 109, 674–685 (2014),
/// doi:10.1080/01621459.2013.869224, for interior points; S. Mehrotra, *SIAM J. Optim.* 2, 575–601
/// (1992), doi:10.1137/0802028, for predictor and corrector.
///
/// Buffers are reused from fit to fit; one solver serves one thread.
final class MixtureSolver {
  let matrix: LikelihoodMatrix
  /// The gap that ends a fit, in nats per unit of weight.
  static let tolerance = 1e-10
  private static let mostIterations = 200
  private var scratch: [Double]

  init(_ matrix: LikelihoodMatrix) {
    self.matrix = matrix
    scratch = [Double](repeating: 0, count: LikelihoodMatrix.block * matrix.columns)
  }

  /// The best distribution.
  ///
  /// - Parameters:
  ///   - problem: The components.
  ///   - masses: The groups' masses, above 0 each.
  ///   - hint: Components likely to carry mass, at least one of every group; `nil` for all.
  /// - Throws: ``CellFractionError/notConverged(gap:iterations:)``, which no data are known to cause.
  func maximise(
    _ problem: MixtureProblem, masses: [Double], hint: [Int]? = nil
  ) throws(CellFractionError) -> MixtureFit {
    let count = problem.columns.count
    var active = hint ?? Array(0..<count)
    var steps = 0
    let allowed = Self.tolerance * matrix.totalWeight
    while true {
      let isWhole = active.count == count
      let part = interiorPoint(problem, active, masses, allowed: isWhole ? allowed : 0.4 * allowed)
      steps += part.iterations
      var full = [Double](repeating: 0, count: count)
      for (index, component) in active.enumerated() { full[component] = part.masses[index] }
      let gradient = isWhole ? part.gradient : self.gradient(problem, full)
      let gap = Self.gap(problem, masses, full, gradient)
      let entering = isWhole ? [] : Self.entering(problem, gradient, part.multipliers, active)
      if gap <= allowed || isWhole || entering.isEmpty {
        // A gap a thousand times the tolerance still moves no end of an interval by 1e-6.
        guard gap <= 1e3 * allowed + 1e-12 else {
          if !isWhole {
            active = Array(0..<count)
            continue
          }
          throw .notConverged(gap: gap, iterations: steps)
        }
        return MixtureFit(
          logLikelihood: logLikelihood(problem, full), masses: full,
          multipliers: part.multipliers, gap: gap, iterations: steps)
      }
      active = (active + entering).sorted()
    }
  }

  /// How much a distribution may gain at most.
  private static func gap(
    _ problem: MixtureProblem, _ masses: [Double], _ p: [Double], _ gradient: [Double]
  ) -> Double {
    var best = [Double](repeating: -.infinity, count: problem.groupCount)
    var used = 0.0
    for (component, value) in gradient.enumerated() {
      best[problem.groups[component]] = max(best[problem.groups[component]], value)
      used += p[component] * value
    }
    return zip(masses, best).reduce(-used) { $0 + $1.0 * $1.1 }
  }

  /// The components that would gain most, with their neighbours.
  private static func entering(
    _ problem: MixtureProblem, _ gradient: [Double], _ multipliers: [Double], _ active: [Int]
  ) -> [Int] {
    let present = Set(active)
    func excess(_ component: Int, _ group: Int) -> Double {
      guard gradient.indices.contains(component), problem.groups[component] == group else {
        return -.infinity
      }
      return gradient[component] - multipliers[group]
    }
    var found: Set<Int> = []
    for component in gradient.indices {
      let group = problem.groups[component]
      let own = excess(component, group)
      if own > 0, own >= excess(component - 1, group), own >= excess(component + 1, group) {
        for near in (component - 1)...(component + 1)
        where excess(near, group) > -.infinity && !present.contains(near) { found.insert(near) }
      }
    }
    return Array(found)
  }

  private func logLikelihood(_ problem: MixtureProblem, _ p: [Double]) -> Double {
    let (columns, masses) = Self.pooled(problem, p)
    return columns.withUnsafeBufferPointer { columns in
      masses.withUnsafeBufferPointer { masses in
        guard let base = masses.baseAddress else { return 0 }
        return matrix.logLikelihood(in: columns, masses: base)
      }
    }
  }

  /// Grid points with mass, each once, and their masses.
  private static func pooled(_ problem: MixtureProblem, _ p: [Double]) -> ([Int], [Double]) {
    var total: [Int: Double] = [:]
    for (component, mass) in p.enumerated() where mass > 0 {
      total[problem.columns[component], default: 0] += mass
    }
    let columns = total.keys.sorted()
    return (columns, columns.map { total[$0] ?? 0 })
  }

  /// The gradient in all components.
  private func gradient(_ problem: MixtureProblem, _ p: [Double]) -> [Double] {
    var columns = [Int](repeating: 0, count: matrix.columns)
    for column in columns.indices { columns[column] = column }
    var masses = [Double](repeating: 0, count: matrix.columns)
    for (component, mass) in p.enumerated() { masses[problem.columns[component]] += mass }
    var gradient = masses
    columns.withUnsafeBufferPointer { columns in
      masses.withUnsafeBufferPointer { masses in
        scratch.withUnsafeMutableBufferPointer { scratch in
          gradient.withUnsafeMutableBufferPointer { gradient in
            guard let masses = masses.baseAddress, let scratch = scratch.baseAddress,
              let gradient = gradient.baseAddress
            else { return }
            matrix.derivatives(
              in: columns, masses: masses, scratch: scratch, gradient: gradient, curvature: nil)
          }
        }
      }
    }
    return problem.columns.map { gradient[$0] }
  }

  private struct Part {
    var masses: [Double]
    var gradient: [Double]
    var multipliers: [Double]
    var iterations: Int
  }

  /// The optimum over some components.
  private func interiorPoint(
    _ problem: MixtureProblem, _ active: [Int], _ groupMasses: [Double], allowed: Double
  ) -> Part {
    let size = active.count
    let groupCount = problem.groupCount
    let group = active.map { problem.groups[$0] }
    // A grid point in two groups is one column of the likelihood.
    let columns = Array(Set(active.map { problem.columns[$0] })).sorted()
    let place = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    let column = active.map { place[problem.columns[$0]] ?? 0 }
    var members = [Int](repeating: 0, count: groupCount)
    for value in group { members[value] += 1 }
    var p = group.map { groupMasses[$0] / Double(members[$0]) }
    var z = [Double](repeating: 0, count: size)
    var multipliers = [Double](repeating: 0, count: groupCount)
    var gradient = z
    var pooled = [Double](repeating: 0, count: columns.count)
    var columnGradient = pooled
    var curvature = [Double](repeating: 0, count: columns.count * columns.count)
    var system = [Double](repeating: 0, count: size * size)
    var factor = CholeskyFactor(size: size)
    var solutions = [Double](repeating: 0, count: size * (groupCount + 1))
    var affine = z
    let weight = matrix.totalWeight
    var iteration = 0

    func differentiate() {
      for index in pooled.indices { pooled[index] = 0 }
      for index in 0..<size { pooled[column[index]] += p[index] }
      columns.withUnsafeBufferPointer { columns in
        pooled.withUnsafeBufferPointer { pooled in
          scratch.withUnsafeMutableBufferPointer { scratch in
            columnGradient.withUnsafeMutableBufferPointer { gradient in
              curvature.withUnsafeMutableBufferPointer { curvature in
                guard let pooled = pooled.baseAddress, let scratch = scratch.baseAddress,
                  let gradient = gradient.baseAddress
                else { return }
                matrix.derivatives(
                  in: columns, masses: pooled, scratch: scratch, gradient: gradient,
                  curvature: curvature.baseAddress)
              }
            }
          }
        }
      }
      for index in 0..<size { gradient[index] = columnGradient[column[index]] }
    }

    differentiate()
    for index in 0..<groupCount { multipliers[index] = -.infinity }
    for index in 0..<size {
      multipliers[group[index]] = max(multipliers[group[index]], gradient[index])
    }
    for index in 0..<groupCount { multipliers[index] += 0.05 * weight }
    for index in 0..<size { z[index] = multipliers[group[index]] - gradient[index] }

    var residual = z
    var complement = z
    var dz = z
    var dp = z
    /// How much these components could gain at most, and the sum of products of mass and slack.
    func state() -> (gap: Double, barrier: Double) {
      var best = [Double](repeating: -.infinity, count: groupCount)
      var (used, barrier) = (0.0, 0.0)
      for index in 0..<size {
        best[group[index]] = max(best[group[index]], gradient[index])
        used += p[index] * gradient[index]
        barrier += p[index] * z[index]
      }
      return (zip(groupMasses, best).reduce(-used) { $0 + $1.0 * $1.1 }, barrier)
    }

    var (gap, barrier) = state()
    while gap > allowed, iteration < Self.mostIterations {
      iteration += 1
      for index in 0..<size {
        residual[index] = gradient[index] + z[index] - multipliers[group[index]]
      }
      // Products far below the gap have run ahead of the gradient: they are set back.
      let average = max(barrier, 0.1 * gap) / Double(size)

      for i in 0..<size {
        let row = column[i]
        for j in 0...i {
          let other = column[j]
          let (a, b) = row >= other ? (row, other) : (other, row)
          system[i * size + j] = curvature[a * columns.count + b]
        }
        system[i * size + i] += z[i] / p[i]
      }
      system.withUnsafeBufferPointer { system in
        if let base = system.baseAddress { factor.factorise(base) }
      }
      // One solution per group for the multipliers, then one per right-hand side.
      for value in 0..<groupCount {
        for index in 0..<size {
          solutions[(value + 1) * size + index] = group[index] == value ? 1 : 0
        }
        solutions.withUnsafeMutableBufferPointer {
          if let base = $0.baseAddress { factor.solve(base + (value + 1) * size) }
        }
      }
      var missing = groupMasses
      for index in 0..<size { missing[group[index]] -= p[index] }

      /// Newton's direction to given products of mass and slack.
      func direction() -> [Double] {
        for index in 0..<size { solutions[index] = residual[index] + complement[index] / p[index] }
        solutions.withUnsafeMutableBufferPointer {
          if let base = $0.baseAddress { factor.solve(base) }
        }
        var right = missing.map { -$0 }
        var left = [Double](repeating: 0, count: groupCount * groupCount)
        for index in 0..<size {
          right[group[index]] += solutions[index]
          for value in 0..<groupCount {
            left[group[index] * groupCount + value] += solutions[(value + 1) * size + index]
          }
        }
        let change = Self.solveSmall(left, right)
        for index in 0..<size {
          var step = solutions[index]
          for value in 0..<groupCount {
            step -= solutions[(value + 1) * size + index] * change[value]
          }
          dp[index] = step
          dz[index] = (complement[index] - z[index] * step) / p[index]
        }
        return change
      }
      func largestStep(_ share: Double) -> Double {
        var step = 1.0
        for index in 0..<size {
          if dp[index] < 0 { step = min(step, -share * p[index] / dp[index]) }
          if dz[index] < 0 { step = min(step, -share * z[index] / dz[index]) }
        }
        return step
      }

      // Late steps fall back on a plain centred direction, which is slow and sure.
      let isPlain = iteration > 60
      for index in 0..<size { complement[index] = -p[index] * z[index] }
      var centring = 0.3
      if !isPlain {
        _ = direction()
        let reach = largestStep(1)
        var reached = 0.0
        for index in 0..<size {
          reached += (p[index] + reach * dp[index]) * (z[index] + reach * dz[index])
          affine[index] = dp[index] * dz[index]
        }
        let ratio = reached / max(barrier, 1e-300)
        centring = min(1, ratio * ratio * ratio)
      }
      for index in 0..<size {
        complement[index] =
          centring * average - p[index] * z[index] - (isPlain ? 0 : affine[index])
      }
      let change = direction()
      // A step that all but empties a row's mixture leaves the region where Newton's model holds.
      var step = largestStep(isPlain ? 0.9 : 0.99)
      let (before, slack, old) = (p, z, multipliers)
      for attempt in 0..<8 {
        for index in 0..<size {
          p[index] = before[index] + step * dp[index]
          z[index] = slack[index] + step * dz[index]
        }
        for value in 0..<groupCount { multipliers[value] = old[value] + step * change[value] }
        differentiate()
        let last = gap
        (gap, barrier) = state()
        if gap <= 3 * last || attempt == 7 { break }
        gap = last
        step *= 0.3
      }
      if !gap.isFinite {
        // Rounding has the last word; the caller judges the gap.
        (p, z, multipliers) = (before, slack, old)
        differentiate()
        break
      }
    }
    return Part(masses: p, gradient: gradient, multipliers: multipliers, iterations: iteration)
  }

  /// A few equations by elimination with pivots; rows of `left` one after another.
  private static func solveSmall(_ left: [Double], _ right: [Double]) -> [Double] {
    let size = right.count
    if size == 1 { return [right[0] / left[0]] }
    var (a, b) = (left, right)
    for step in 0..<size {
      var pivot = step
      for row in step..<size where abs(a[row * size + step]) > abs(a[pivot * size + step]) {
        pivot = row
      }
      if pivot != step {
        for column in 0..<size { a.swapAt(step * size + column, pivot * size + column) }
        b.swapAt(step, pivot)
      }
      for row in 0..<size where row > step {
        let ratio = a[row * size + step] / a[step * size + step]
        for column in step..<size { a[row * size + column] -= ratio * a[step * size + column] }
        b[row] -= ratio * b[step]
      }
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for column in 0..<size where column > row { b[row] -= a[row * size + column] * b[column] }
      b[row] /= a[row * size + row]
    }
    return b
  }
}
