import Glibc
import NumericalMethods

/// A variational posterior of a mixture of clones: how many mutations each clone has, its cancer cell
/// fractions, and which mutations it has.
///
/// ```
/// q(π) = Dirichlet(a),  q(c_kd) = Categorical(t_kd),  q(z_n) = Categorical(r_n)
/// a_k = a0 + Σ_n r_nk
/// t_kdg ∝ exp(ln h_g + Σ_n r_nk l_ndg)
/// r_nk ∝ exp(ψ(a_k) − ψ(Σ a) + Σ_dg t_kdg l_ndg)
/// ```
/// with `l_ndg` the ln likelihood of the reads of mutation `n` in sample `d` at the fraction `g` and `h` its
/// prior. Classes that are no clones have likelihoods that nothing moves. Each step raises the evidence
/// lower bound or leaves it.
struct CloneMixture: Sendable {
  let problem: CloneProblem
  /// The number of clones.
  private(set) var clones: Int
  /// `t` of each sample as weights of the nodes, `[clone][node]`; see ``CloneFractions``.
  private(set) var fractions: [[Double]]
  /// `Σ_n r_nk l_nd` of each sample at the nodes, `[clone][node]`: what ``fractions`` are made from.
  private(set) var logFractions: [[Double]]
  /// ln of the sum over fractions of prior times likelihood, `[clone][sample]`.
  private(set) var logSums: [Double]
  /// `a`: of the clones, then of the other classes.
  private(set) var concentrations: [Double]
  /// `r`, `[pattern][clone or class]`.
  private(set) var shares: [Double]
  /// The evidence lower bound after the last ``assign()``.
  private(set) var bound = -Double.infinity
  private var hasSettled = false

  /// The clones and the other classes.
  var components: Int { clones + problem.classes }

  /// Starts from the fractions of clones.
  ///
  /// - Parameters:
  ///   - problem: The mutations.
  ///   - fractions: `t` of each sample as weights of the nodes, `[clone][node]`.
  ///   - mutations: The expected mutations of the clones and other classes; `nil` for clones of one size.
  init(_ problem: CloneProblem, fractions: [[Double]], mutations: [Double]? = nil) {
    self.problem = problem
    let clones = (fractions.first?.count ?? 0) / problem.fractions.nodes.count
    self.clones = clones
    self.fractions = fractions
    logFractions = fractions
    logSums = [Double](repeating: 0, count: clones * problem.samples)
    let usual =
      [Double](repeating: problem.mutations / Double(max(clones, 1)), count: clones)
      + [Double](repeating: Self.startOfClasses * problem.mutations, count: problem.classes)
    let priors =
      [Double](repeating: problem.priorOfClones, count: clones) + problem.priorOfClasses
    concentrations = zip(mutations ?? usual, priors).map { $0 + $1 }
    shares = [Double](
      repeating: 0, count: problem.patterns * (clones + problem.classes))
  }

  /// Starts from who belongs where.
  init(_ problem: CloneProblem, shares: [Double]) {
    self.problem = problem
    let count = shares.count / max(problem.patterns, 1)
    clones = count - problem.classes
    fractions = problem.tables.map {
      [Double](repeating: 0, count: (count - problem.classes) * $0.points)
    }
    logFractions = fractions
    logSums = [Double](repeating: 0, count: clones * problem.samples)
    concentrations = [Double](repeating: 1, count: count)
    self.shares = shares
    settle()
  }

  /// Takes who belongs where as known.
  ///
  /// - Parameters:
  ///   - problem: The mutations.
  ///   - groups: The clone of each pattern; `nil` for one that is of none, and counts for nothing.
  init(_ problem: CloneProblem, groups: [Int?]) {
    let numbers = Set(groups.compactMap { $0 }).sorted()
    let count = numbers.count + problem.classes
    var shares = [Double](repeating: 0, count: problem.patterns * count)
    for (pattern, group) in groups.enumerated() {
      guard let place = group.flatMap(numbers.firstIndex) else { continue }
      shares[pattern * count + place] = 1
    }
    self.init(problem, shares: shares)
  }

  /// The part of all mutations that each class which is no clone starts with.
  private static let startOfClasses = 0.01

  /// The expected number of mutations of a clone or, after the clones, of another class.
  func mutations(of component: Int) -> Double {
    concentrations[component]
      - (component < clones
        ? problem.priorOfClones : problem.priorOfClasses[component - clones])
  }

  // MARK: Steps

  /// Finds who belongs where, and the bound.
  mutating func assign() {
    let (patterns, count) = (problem.patterns, components)
    let sum = SpecialFunctions.digamma(concentrations.reduce(0, +))
    let logs = concentrations.map { SpecialFunctions.digamma($0) - sum }
    var total = 0.0
    // Taken out while it is filled, so that there is never a second copy.
    var filled: [Double] = []
    swap(&filled, &shares)
    filled.withUnsafeMutableBufferPointer { shares in
      guard let shares = shares.baseAddress else { return }
      start(shares, logs)
      for sample in 0..<problem.samples { addSample(sample, to: shares, stride: count) }
      for pattern in 0..<patterns {
        let row = shares + pattern * count
        var best = -Double.infinity
        for k in 0..<count { best = max(best, row[k]) }
        LaneFunctions.exponentials(of: row, minus: best, count: count, into: row)
        var norm = 0.0
        for k in 0..<count { norm += row[k] }
        let inverse = 1 / norm
        for k in 0..<count { row[k] *= inverse }
        total += problem.weights[pattern] * (best + log(norm))
      }
    }
    swap(&filled, &shares)
    // Before the fractions were found from who belongs where there is none.
    bound = hasSettled ? total + dirichletBound(logs) + fractionBound : -.infinity
  }

  /// Sets each row to E ln π, plus what is told of other classes.
  private func start(_ shares: UnsafeMutablePointer<Double>, _ logs: [Double]) {
    let (count, classes) = (components, problem.classes)
    problem.others.withUnsafeBufferPointer { others in
      logs.withUnsafeBufferPointer { logs in
        for pattern in 0..<problem.patterns {
          let row = shares + pattern * count
          for k in 0..<count { row[k] = logs[k] }
          for k in 0..<classes { row[clones + k] += others[pattern * classes + k] }
        }
      }
    }
  }

  /// Adds the expected ln likelihood of a sample's reads under each clone.
  private func addSample(
    _ sample: Int, to shares: UnsafeMutablePointer<Double>, stride count: Int
  ) {
    let table = problem.tables[sample]
    let (clones, samples) = (clones, problem.samples)
    guard table.rows > 0, clones > 0 else { return }
    let means = [Double](unsafeUninitializedCapacity: table.rows * clones) { means, filled in
      filled = table.rows * clones
      guard let means = means.baseAddress else { return }
      table.withValues { values in
        fractions[sample].withUnsafeBufferPointer { fractions in
          guard let fractions = fractions.baseAddress else { return }
          MatrixProduct.multiply(
            .init(rows: table.rows, inner: table.points, columns: clones), values, .plain,
            fractions, .transposed, into: means)
        }
      }
    }
    means.withUnsafeBufferPointer { means in
      problem.rows.withUnsafeBufferPointer { rows in
        guard let means = means.baseAddress else { return }
        for pattern in 0..<problem.patterns {
          let place = Int(rows[pattern * samples + sample])
          guard place >= 0 else { continue }
          let (row, mean) = (shares + pattern * count, means + place * clones)
          for k in 0..<clones { row[k] += mean[k] }
        }
      }
    }
  }

  /// The expected ln likelihood of each pattern under each clone, `[pattern][clone]`.
  func expectedLogs() -> [Double] {
    var logs = [Double](repeating: 0, count: problem.patterns * clones)
    logs.withUnsafeMutableBufferPointer { logs in
      guard let logs = logs.baseAddress else { return }
      for sample in 0..<problem.samples { addSample(sample, to: logs, stride: clones) }
    }
    return logs
  }

  /// Finds the numbers of mutations and the cancer cell fractions from who belongs where.
  mutating func settle() {
    hasSettled = true
    let (count, samples, patterns) = (components, problem.samples, problem.patterns)
    var numbers = [Double](repeating: 0, count: count)
    shares.withUnsafeBufferPointer { shares in
      numbers.withUnsafeMutableBufferPointer { numbers in
        for pattern in 0..<patterns {
          let weight = problem.weights[pattern]
          for k in 0..<count { numbers[k] += weight * shares[pattern * count + k] }
        }
      }
    }
    for k in 0..<count {
      concentrations[k] =
        numbers[k] + (k < clones ? problem.priorOfClones : problem.priorOfClasses[k - clones])
    }
    guard clones > 0 else { return }
    for sample in 0..<samples {
      let table = problem.tables[sample]
      let tallies = tallies(sample)
      let clones = clones
      logFractions[sample].withUnsafeMutableBufferPointer { sums in
        tallies.withUnsafeBufferPointer { tallies in
          guard let sums = sums.baseAddress, let tallies = tallies.baseAddress else { return }
          for index in 0..<(clones * table.points) { sums[index] = 0 }
          table.withValues { values in
            MatrixProduct.multiply(
              .init(rows: clones, inner: table.rows, columns: table.points), tallies, .transposed,
              values, into: sums)
          }
        }
      }
      finish(sample)
    }
  }

  /// The mutations of each clone at each row of a sample's table, `[row][clone]`.
  func tallies(_ sample: Int) -> [Double] {
    let (count, clones, samples) = (components, clones, problem.samples)
    var tallies = [Double](repeating: 0, count: problem.tables[sample].rows * clones)
    tallies.withUnsafeMutableBufferPointer { tallies in
      shares.withUnsafeBufferPointer { shares in
        problem.rows.withUnsafeBufferPointer { rows in
          problem.weights.withUnsafeBufferPointer { weights in
            guard let tallies = tallies.baseAddress, let shares = shares.baseAddress else { return }
            for pattern in 0..<problem.patterns {
              let place = Int(rows[pattern * samples + sample])
              guard place >= 0 else { continue }
              let (into, from) = (tallies + place * clones, shares + pattern * count)
              let weight = weights[pattern]
              for k in 0..<clones { into[k] += weight * from[k] }
            }
          }
        }
      }
    }
    return tallies
  }

  /// Makes probabilities of a sample's fractions.
  private mutating func finish(_ sample: Int) {
    let (points, samples, clones) = (problem.tables[sample].points, problem.samples, clones)
    let grid = problem.fractions
    var sums = [Double](repeating: 0, count: clones)
    logFractions[sample].withUnsafeBufferPointer { logs in
      fractions[sample].withUnsafeMutableBufferPointer { fractions in
        guard let logs = logs.baseAddress, let fractions = fractions.baseAddress else { return }
        for clone in 0..<clones {
          sums[clone] = grid.posteriorNodes(
            logs + clone * points, into: fractions + clone * points)
        }
      }
    }
    for clone in 0..<clones { logSums[clone * samples + sample] = sums[clone] }
  }

  // MARK: The bound

  /// E ln p(π) − E ln q(π).
  private func dirichletBound(_ logs: [Double]) -> Double {
    let priors =
      [Double](repeating: problem.priorOfClones, count: clones) + problem.priorOfClasses
    let logGamma = SpecialFunctions.logGamma
    var value = logGamma(priors.reduce(0, +)) - logGamma(concentrations.reduce(0, +))
    for k in 0..<components {
      value += logGamma(concentrations[k]) - logGamma(priors[k])
      value += (priors[k] - concentrations[k]) * logs[k]
    }
    return value
  }

  /// E ln p(c) − E ln q(c) of all clones and samples: ln of the sum over fractions, less the expected
  /// ln likelihood.
  private var fractionBound: Double {
    var value = logSums.reduce(0, +)
    for sample in 0..<problem.samples {
      for (weight, log) in zip(fractions[sample], logFractions[sample]) { value -= weight * log }
    }
    return value
  }

  // MARK: Moving

  /// Repeats both steps until the bound rises by less than a part of itself.
  ///
  /// - Returns: The bound after each step.
  @discardableResult
  mutating func climb(rounds: Int, tolerance: Double) -> [Double] {
    var trace: [Double] = []
    for _ in 0..<rounds {
      let last = bound
      settle()
      assign()
      trace.append(bound)
      if bound - last <= tolerance * abs(bound) { break }
    }
    return trace
  }

  /// Replaces the shares of clones, in another number of them.
  mutating func replace(shares new: [Double], clones count: Int) {
    self = CloneMixture(problem, shares: new)
    precondition(clones == count, "as many clones as shares")
  }
}
