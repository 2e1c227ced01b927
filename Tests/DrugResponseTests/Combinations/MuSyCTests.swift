@testable import DrugResponse
import Foundation
import NumericalMethods
import Testing

@Suite("Synergy of potency and of efficacy")
struct MuSyCTests {
  private let surface = MuSyCSurface(
    e0: 1, eInfinityA: 0.5, eInfinityB: 0.3, eInfinityBoth: 0.05,
    drugA: .init(ec50: 1e-7, slope: 0.9, potency: 8),
    drugB: .init(ec50: 3e-8, slope: 1.4, potency: 0.6))

  @Test func `a single drug has its own curve`() {
    for step in -3...3 {
      let (a, b) = (1e-7 * pow(10, Double(step)), 3e-8 * pow(10, Double(step)))
      #expect(abs(surface.response(a, 0) - surface.drugA.response(at: a)) < 1e-12)
      #expect(abs(surface.response(0, b) - surface.drugB.response(at: b)) < 1e-12)
    }
    #expect(abs(surface.response(0, 0) - 1) < 1e-12)
    #expect(abs(surface.response(1, 1) - 0.05) < 1e-3)
  }

  @Test func `far above one drug the other's EC50 is divided by its potency`() {
    // With B saturated, A moves cells between "B" and "both": a Hill curve at C_A / α.
    for dose in [1e-9, 1e-8, 1.25e-8, 1e-7, 1e-6] {
      let expected = HillCurve(
        e0: 0.3, eInfinity: 0.05, ec50: 1e-7 / 8, slope: 0.9
      ).response(at: dose)
      #expect(abs(surface.response(dose, 10) - expected) < 1e-4)
    }
  }

  @Test func `the states balance their flows`() {
    // The equilibrium of four states solved as linear equations, at one pair of doses.
    let (x, y) = (pow(2, 0.9), pow(0.5, 1.4))
    let (x2, y2) = (pow(8 * 2, 0.9), pow(0.6 * 0.5, 1.4))
    let n = [
      2 + x2 + y2, 2 * x + x2 * (x + y), 2 * y + y2 * (x + y),
      x * y2 + y * x2 + x2 * y2 * (x + y),
    ]
    #expect(abs(n[0] * (x + y) - n[1] - n[2]) < 1e-9)
    #expect(abs(n[1] * (1 + y2) - n[0] * x - n[3]) < 1e-9)
    #expect(abs(n[2] * (1 + x2) - n[0] * y - n[3]) < 1e-9)
    let expected =
      (n[0] + 0.5 * n[1] + 0.3 * n[2] + 0.05 * n[3]) / n.reduce(0, +)
    #expect(abs(surface.response(2e-7, 1.5e-8) - expected) < 1e-12)
  }

  @Test func `derivatives are those of finite differences`() {
    var values = surface.values
    (values[10], values[11]) = (0.3, -0.2)
    for (a, b) in [(1e-7, 3e-8), (1e-9, 1e-6), (5e-7, 1e-10)] {
      let exact = MuSyCProblem.evaluate(values, logA: log(a), logB: log(b)).gradient
      for index in 0..<12 {
        let step = 1e-6
        var (up, down) = (values, values)
        up[index] += step
        down[index] -= step
        let difference =
          (MuSyCProblem.evaluate(up, logA: log(a), logB: log(b)).response
            - MuSyCProblem.evaluate(down, logA: log(a), logB: log(b)).response) / (2 * step)
        #expect(abs(exact[index] - difference) < 1e-8, "parameter \(index)")
      }
    }
  }

  @Test func `a surface is recovered without noise`() throws {
    let points = SimulatedCurve.board(surface, noise: 0, RandomSource(seed: 1), replicates: 1)
    let fit = try MuSyCFit(try Checkerboard(points))
    #expect(fit.converged && fit.sumOfSquares < 1e-12)
    #expect(abs(log(fit.surface.potencyOfA / 8)) < 1e-4)
    #expect(abs(log(fit.surface.potencyOfB / 0.6)) < 1e-4)
    let efficacy = try #require(fit.surface.efficacy)
    #expect(abs(efficacy - 0.25 / 0.7) < 1e-4)
  }

  @Test func `a board without wells of either drug alone has a surface and no scores`() throws {
    let points = SimulatedCurve.board(surface, noise: 0, RandomSource(seed: 1), doses: 8)
    let board = try Checkerboard(points.filter { $0.doseA > 0 && $0.doseB > 0 })
    let fit = try MuSyCFit(board)
    #expect(abs(log(fit.surface.potencyOfA / 8)) < 1e-3 && fit.isPlausible)
    #expect(throws: Checkerboard.Problem.drugA(.tooFewDoses(distinct: 0))) {
      try SynergyScores(board)
    }
  }

  @Test func `changed slopes are recovered where they are asked for`() throws {
    let bent = MuSyCSurface(
      e0: 1, eInfinityA: 0.5, eInfinityB: 0.3, eInfinityBoth: 0.05,
      drugA: .init(ec50: 1, slope: 0.9, potency: 2, cooperativity: 1.8),
      drugB: .init(ec50: 1, slope: 1.4, potency: 1, cooperativity: 0.6))
    let board = try Checkerboard(
      SimulatedCurve.board(bent, noise: 0, RandomSource(seed: 1), doses: 8, replicates: 1))
    let fit = try MuSyCFit(board, fitsCooperativity: true)
    #expect(fit.parameters == 12)
    #expect(abs(log(fit.surface.cooperativityOfA / 1.8)) < 1e-3)
    #expect(abs(log(fit.surface.cooperativityOfB / 0.6)) < 1e-3)
    #expect(try MuSyCFit(board).sumOfSquares > 1e-4)
  }

  @Test func `t intervals of the terms cover`() throws {
    let truth: [MuSyCFit.Term: Double] = [
      .potencyOfA: 8, .potencyOfB: 0.6, .efficacy: 0.25 / 0.7, .eInfinityBoth: 0.05, .ec50A: 1e-7,
      .ec50B: 3e-8,
    ]
    var covered: [MuSyCFit.Term: Int] = [:]
    for index in 0..<300 {
      let random = RandomSource(seed: RandomSource.seed(base: 61, stream: UInt64(index)))
      let fit = try MuSyCFit(
        try Checkerboard(SimulatedCurve.board(surface, noise: 0.03, random)))
      for (term, value) in truth where fit.estimate(term)?.contains(value) == true {
        covered[term, default: 0] += 1
      }
    }
    for term in MuSyCFit.Term.allCases {
      #expect((276...296).contains(try #require(covered[term])), "\(term)")
    }
  }

  @Test func `bootstrap intervals depend on the seed alone and cover`() throws {
    let board = try Checkerboard(
      SimulatedCurve.board(surface, noise: 0.03, RandomSource(seed: 8), doses: 5))
    let first = try CombinationBootstrap(board, replicates: 40, seed: 1)
    #expect(try CombinationBootstrap(board, replicates: 40, seed: 1) == first)
    #expect(try CombinationBootstrap(board, replicates: 40, seed: 2) != first)
    #expect(first.source == .replicates && first.replicates == 40)
    #expect(first.cellExcess.count == 25)
    var (potency, excess) = (0, 0)
    let exact = try SynergyScores(
      try Checkerboard(
        SimulatedCurve.board(surface, noise: 0, RandomSource(seed: 1), doses: 5)))
    let bliss = try #require(exact.meanExcess(.bliss))
    for index in 0..<60 {
      let random = RandomSource(seed: RandomSource.seed(base: 71, stream: UInt64(index)))
      let board = try Checkerboard(
        SimulatedCurve.board(surface, noise: 0.03, random, doses: 5))
      let result = try CombinationBootstrap(board, replicates: 200, seed: 3)
      if try #require(result.terms[.potencyOfA]).contains(8) { potency += 1 }
      if try #require(result.meanExcess[.bliss]).contains(bliss) { excess += 1 }
    }
    #expect((51...60).contains(potency) && (51...60).contains(excess))
  }

  @Test func `single wells are resampled around the surface`() throws {
    let board = try Checkerboard(
      SimulatedCurve.board(surface, noise: 0.03, RandomSource(seed: 9), replicates: 1))
    let result = try CombinationBootstrap(board, replicates: 30, seed: 1)
    #expect(result.source == .surface)
    let term = try #require(result.terms[.efficacy])
    #expect(term.lower < term.value && term.value < term.upper)
  }
}
