import Glibc
import NumericalMethods
import Testing
import _TestSupport

@testable import ClonalEvolution

/// The variational posterior of a mixture of clones, against values of another program.
@Suite("A mixture of clones")
struct CloneMixtureTests {
  /// The six mutations in two samples of the reference cases, with binomial counts.
  private static func problem(_ inputs: JSONValue) -> (CloneProblem, shares: [Double]) {
    let purities = inputs["rho"].doubles
    let copies = inputs["nt"].double
    let error = inputs["e"].double
    let steps = 21
    let values = (0..<steps).map { Double($0) / Double(steps - 1) }
    let grid = CloneFractions(
      values: values, logPrior: values.map { _ in -log(Double(steps)) })
    let counts = inputs["counts"].array
    let tables = purities.indices.map { sample in
      var table = CloneTable(rows: counts.count, points: steps)
      for (row, mutation) in counts.enumerated() {
        let (k, n) = (mutation.array[sample].array[0].int, mutation.array[sample].array[1].int)
        for (g, c) in values.enumerated() {
          let f = error + (1 - 2 * error) * purities[sample] * c / copies
          table.values[row * steps + g] = Binomial(trials: n, probability: f).logProbability(of: k)
        }
      }
      return table
    }
    let rows = counts.indices.flatMap { row in purities.map { _ in Int32(row) } }
    let problem = CloneProblem(
      fractions: grid, tables: tables, rows: rows, weights: counts.map { _ in 1 },
      priorOfClones: inputs["alpha0"].double)
    return (problem, inputs["z0"].array.flatMap(\.doubles))
  }

  @Test("agrees with another program step by step", arguments: ReferenceCase.cases("vi_iterations"))
  func reference(_ row: ReferenceCase) throws {
    let (problem, shares) = Self.problem(row.inputs)
    let rounds = try #require(Int(row.name.split(separator: "/").last ?? ""))
    var mixture = CloneMixture(problem, shares: shares)
    mixture.assign()
    for _ in 1..<rounds {
      mixture.settle()
      mixture.assign()
    }
    #expect(row.agrees(mixture.bound, row.expected["elbo"].double))
    for (found, expected) in zip(mixture.concentrations, row.expected["alpha"].doubles) {
      #expect(row.agrees(found, expected))
    }
    let expected = row.expected["z"].array.flatMap(\.doubles)
    #expect(expected.count == mixture.shares.count)
    for (found, expected) in zip(mixture.shares, expected) { #expect(row.agrees(found, expected)) }
    for (clone, means) in row.expected["theta_mean"].array.enumerated() {
      for (sample, mean) in means.doubles.enumerated() {
        let points = problem.fractions.points
        let weights = mixture.fractions[sample][(clone * points.count)...]
        #expect(row.agrees(zip(weights, points).reduce(0) { $0 + $1.0 * $1.1 }, mean))
      }
    }
  }

  @Test("climbs as another program does", arguments: ReferenceCase.cases("vi_monotone_trace"))
  func trace(_ row: ReferenceCase) throws {
    let first = try #require(ReferenceCase.cases("vi_iterations").first)
    let (problem, shares) = Self.problem(first.inputs)
    var mixture = CloneMixture(problem, shares: shares)
    var trace: [Double] = []
    for _ in 0..<row.inputs["iters"].int {
      mixture.assign()
      trace.append(mixture.bound)
      mixture.settle()
    }
    for (found, expected) in zip(trace, row.expected["elbo_trace"].doubles) {
      #expect(row.agrees(found, expected))
    }
  }

  @Test("sums one clone's likelihoods", arguments: ReferenceCase.cases("em_grid_K1_loglik"))
  func oneClone(_ row: ReferenceCase) throws {
    let first = try #require(ReferenceCase.cases("vi_iterations").first)
    let (problem, _) = Self.problem(first.inputs)
    let mixture = CloneMixture(problem, shares: [Double](repeating: 1, count: problem.patterns))
    var total = 0.0
    for (sample, fraction) in row.expected["argmax"].doubles.enumerated() {
      let sums = mixture.logFractions[sample]
      let best = try #require(sums.indices.max { sums[$0] < sums[$1] })
      #expect(abs(problem.fractions.points[best] - fraction) < 1e-12)
      total += sums[best]
    }
    #expect(row.agrees(total, row.expected["loglik"].double))
  }

  @Test func `a merger and a parting raise the bound by what they say`() throws {
    let first = try #require(ReferenceCase.cases("vi_iterations").first)
    let (problem, _) = Self.problem(first.inputs)
    // Six mutations of three kinds in one clone are parted; each alone, they are merged.
    var one = CloneMixture(problem, shares: [Double](repeating: 1, count: 6))
    one.assign()
    one.settle()
    let before = one.bound
    let split = try #require(one.bestSplit(of: 0))
    let isParted = one.apply(split)
    #expect(isParted)
    #expect(one.clones == 2)
    #expect(one.bound >= before + split.gain - 1e-6)

    var six = CloneMixture(
      problem, shares: (0..<36).map { $0 % 7 == 0 ? 1 : 0 })
    six.assign()
    six.settle()
    let apart = six.bound
    let pair = try #require(six.bestMerger())
    #expect([[0, 1], [2, 3], [4, 5]].contains([pair.kept, pair.gone]))
    six.merge(pair.kept, pair.gone)
    #expect(six.bound > apart)
    #expect(six.clones == 5)
  }

  @Test func `fractions between nodes follow a smooth likelihood`() {
    let grid = CloneFractions.fine
    // ln of a normal density about 0.42 in the root of the fraction, narrower than a step.
    func log(_ c: Double) -> Double {
      let z = (c.squareRoot() - 0.648) / 0.006
      return -0.5 * z * z
    }
    let nodes = grid.nodes.map(log)
    var values = [Double](repeating: 0, count: grid.points.count)
    grid.spread(nodes, into: &values)
    // Between the first and the last two nodes there is no neighbour on one side.
    for (point, value) in zip(grid.points, values) where point > 0.003 && point < 0.95 {
      #expect(abs(value - log(point)) < 1e-6 * max(1, abs(value)))
    }
    // The weights of the nodes give the same mean of any such function.
    var probabilities = values
    grid.posterior(nodes, into: &probabilities)
    var weights = nodes
    grid.gather(probabilities, into: &weights)
    let other = grid.nodes.map { $0 * $0 - $0 }
    var spread = values
    grid.spread(other, into: &spread)
    let direct = zip(probabilities, spread).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(zip(weights, other).reduce(0) { $0 + $1.0 * $1.1 } - direct) < 1e-12)
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
  }
}
