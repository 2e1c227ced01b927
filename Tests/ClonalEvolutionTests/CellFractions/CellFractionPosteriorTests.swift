import Foundation
import NumericalMethods
import TumorModel
import Testing
import _TestSupport

@testable import ClonalEvolution

@Suite("Cancer cell fractions of one sample")
struct CellFractionPosteriorTests {
  @Test("agrees with closed forms", arguments: ReferenceCase.cases("ccf_posterior"))
  func reference(_ row: ReferenceCase) throws {
    let inputs = row.inputs
    // The cases give multiplicity weights that the timing prior of the copy numbers yields.
    let copies = inputs["nt"].int
    let sample = ReferenceSample(
      alternate: inputs["k"].int, depth: inputs["n"].int, purity: inputs["rho"].double,
      copies: copies, error: inputs["e01"].double, major: copies == 3 ? 2 : 1)
    let p = sample.posterior(inputs["weights"].doubles)
    #expect(row.agrees(sample.states.absent, row.expected["logL0"].double))
    #expect(row.agrees(sample.states.subclonal, row.expected["log_slab"].double))
    #expect(row.agrees(sample.states.clonal, row.expected["logL1"].double))
    #expect(row.agrees(p[0], row.expected["p_absent"].double))
    #expect(row.agrees(p[1], row.expected["p_subclonal"].double))
    #expect(row.agrees(p[2], row.expected["p_clonal"].double))
    let wide = try #require(
      sample.withPosterior {
        $0.summary(absent: p[0], subclonal: p[1], levels: (0.025, 0.5, 0.975))
      })
    let narrow = try #require(sample.withPosterior { $0.summary(absent: p[0], subclonal: p[1]) })
    #expect(row.agrees(wide.low, row.expected["q025"].double))
    #expect(row.agrees(narrow.low, row.expected["q05"].double))
    #expect(row.agrees(narrow.median, row.expected["median"].double))
    // The quantile is found to a few parts in a thousand million.
    #expect(abs(narrow.high - row.expected["q95"].double) < 1e-8)
    #expect(row.agrees(wide.high, row.expected["q975"].double))
  }

  @Test("integrates beta slabs", arguments: ReferenceCase.cases("slab_evidence_beta"))
  func betaSlab(_ row: ReferenceCase) {
    let (a, b) = (row.inputs["a"].double, row.inputs["b"].double)
    let (k, n, e) = (row.inputs["k"].int, row.inputs["n"].int, row.inputs["e"].double)
    let slope = (1 - 2 * e) * row.inputs["rho"].double / 2
    // End-point singularities of a, b < 1 vanish in θ with c = sin²θ.
    let normaliser = SpecialFunctions.logBeta(a, b)
    let rule = GaussLegendre.table(points: 16)
    let panels = 400
    let edges = (0...panels).map { 0.5 * Double.pi * Double($0) / Double(panels) }
    let evidence = zip(edges, edges.dropFirst()).reduce(0) { sum, edge in
      sum
        + rule.integrate(over: edge.0...edge.1) { theta in
          let c = sin(theta) * sin(theta)
          let logDensity = (a - 0.5) * log(c) + (b - 0.5) * log(1 - c) - normaliser + log(2)
          return exp(
            logDensity
              + BetaBinomialBatch.logProbability(
                alternate: k, depth: n, mean: e + slope * c, precision: .infinity))
        }
    }
    #expect(row.agrees(log(evidence), row.expected["log_evidence"].double))
  }

  @Test("keeps overdispersion", arguments: ReferenceCase.cases("slab_evidence_betabinomial"))
  func betaBinomialSlab(_ row: ReferenceCase) {
    // λ = (1 − 2 ε) ρ / 2 for a diploid locus.
    let error = row.inputs["e"].double
    let purity = row.inputs["lam"].double * 2 / (1 - 2 * error)
    let sample = ReferenceSample(
      alternate: row.inputs["k"].int, depth: row.inputs["n"].int, purity: purity, copies: 2,
      error: error, precision: row.inputs["s"].double)
    #expect(row.agrees(sample.states.subclonal, row.expected["log_evidence"].double))
  }

  @Test("averages over an unknown purity", arguments: ReferenceCase.cases("unknown_purity"))
  func unknownPurity(_ row: ReferenceCase) {
    // ∫ L(ρ) Beta(ρ; 4, 6) dρ by Gauss–Legendre nodes.
    let table = GaussLegendre.table(points: 64)
    let normaliser = SpecialFunctions.logBeta(4, 6)
    var clonal = 0.0
    var slab = 0.0
    for (node, weight) in zip(table.nodes, table.weights) {
      let purity = 0.5 * (node + 1)
      let density =
        0.5 * weight * exp(3 * log(purity) + 5 * log(1 - purity) - normaliser)
      let sample = ReferenceSample(
        alternate: row.inputs["k"].int, depth: row.inputs["n"].int, purity: purity, copies: 2,
        error: row.inputs["e"].double)
      clonal += density * exp(sample.states.clonal)
      slab += density * exp(sample.states.subclonal)
    }
    #expect(row.agrees(log(clonal), row.expected["logL_clonal"].double))
    #expect(row.agrees(log(slab), row.expected["log_slab"].double))
    #expect(
      row.agrees(
        clonal / (clonal + slab), row.expected["p_clonal_given_present_equal_prior"].double)
    )
  }

  @Test("bounds an unseen clone", arguments: ReferenceCase.cases("ub95_primary_ccf"))
  func upperBound(_ row: ReferenceCase) throws {
    let sample = ReferenceSample(
      alternate: row.inputs["k"].int, depth: row.inputs["n"].int,
      purity: row.inputs["rho"].double, copies: row.inputs["nt"].int,
      error: row.inputs["e"].double)
    let bound = try #require(sample.withPosterior { $0.uniformQuantile(0.95) })
    #expect(row.agrees(bound, row.expected["bayes_uniform_slab"].double))
  }

  @Test("tests one fraction in two samples", arguments: ReferenceCase.cases("stable_ccf_log_bf"))
  func stable(_ row: ReferenceCase) throws {
    // The reference fixes the multiplicity; a slope of ρ m / D stands for it.
    func evidence(_ inputs: JSONValue) -> (log: Double, at: (Double) -> Double) {
      let purity = inputs["rho"].double
      let slope =
        purity * inputs["m"].double / (purity * inputs["nt"].double + (1 - purity) * 2)
      let likelihood = { (c: Double) in
        exp(
          BetaBinomialBatch.logProbability(
            alternate: inputs["k"].int, depth: inputs["n"].int,
            mean: 1e-3 + (1 - 2e-3) * slope * c, precision: .infinity))
      }
      return (log(integral(likelihood)), likelihood)
    }
    func integral(_ f: (Double) -> Double) -> Double {
      let table = GaussLegendre.table(points: 400)
      return zip(table.nodes, table.weights).reduce(0) { $0 + 0.5 * $1.1 * f(0.5 * ($1.0 + 1)) }
    }
    let (first, second) = (evidence(row.inputs["s1"]), evidence(row.inputs["s2"]))
    let same = log(integral { first.at($0) * second.at($0) })
    #expect(
      row.agrees(
        same - first.log - second.log, row.expected["log_bf_same_vs_independent"].double))
  }

  @Test func `production accuracy is 1e-6 of the fine grid`() throws {
    for (k, n, purity) in [(0, 120, 0.5), (9, 120, 0.5), (30, 100, 0.6), (41, 3000, 0.3)] {
      let fine = ReferenceSample(
        alternate: k, depth: n, purity: purity, copies: 2, error: 1e-3, precision: 300,
        slab: SlabShape.mixed.density)
      let coarse = CellFractionGrid(
        thresholds: [], depth: n, precision: 300, errorPrecision: 1e4, errorRate: 1e-3,
        slope: 0.998 * purity / 2, order: 12, resolution: 6)
      let logs = coarse.nodes.map(fine.logLikelihood)
      let best = logs.max() ?? 0
      let sum = coarse.nodes.indices.reduce(0) {
        $0 + coarse.weights[$1] * SlabShape.mixed.density(at: coarse.nodes[$1])
          * exp(logs[$1] - best)
      }
      #expect(abs(best + log(sum) - fine.states.subclonal) < 1e-6)
    }
  }

  @Test func `more alternate reads never lower the median`() throws {
    var last = 0.0
    for k in 0...120 {
      let sample = ReferenceSample(
        alternate: k, depth: 120, purity: 0.6, copies: 2, error: 1e-3, precision: 300)
      let p = sample.posterior([0.3, 0.3, 0.4])
      let median = try #require(
        sample.withPosterior { $0.summary(absent: p[0], subclonal: p[1]).median })
      #expect(median >= last - 1e-9)
      last = median
    }
  }

  @Test(arguments: [0.01, 0.05, 0.07, 0.3, 0.55])
  func `ranges keep their weights above a threshold`(_ threshold: Double) throws {
    let sample = ReferenceSample(
      alternate: 9, depth: 120, purity: 0.6, copies: 2, error: 1e-3, precision: 300,
      slab: SlabShape.mixed.density)
    let (plain, same, moved) = try #require(
      sample.withPosterior { posterior in
        // The weights that the density itself gives the ranges.
        var own = BinValues.zero
        for panel in 0..<posterior.grid.panels {
          own[posterior.grid.binOfPanel[panel]] += posterior.panelMass(panel)
        }
        var upper = own
        upper[CellFractionGrid.bins - 1] += 1
        return (
          posterior.aboveThreshold(threshold), posterior.aboveThreshold(threshold, weights: own),
          posterior.aboveThreshold(threshold, weights: upper)
        )
      })
    #expect(abs(plain - same) < 1e-9)
    // As much again, all of it above the threshold.
    #expect(abs(moved - (plain + 1) / 2) < 1e-6)
  }
}
