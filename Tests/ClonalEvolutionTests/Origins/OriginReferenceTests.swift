import Foundation
import TumorModel
import Testing
import _TestSupport

@testable import ClonalEvolution

@Suite("Origins against reference values")
struct OriginReferenceTests {
  private func sample(
    _ inputs: JSONValue, error: Double, slab: @Sendable (Double) -> Double = { _ in 1 }
  ) -> ReferenceSample {
    ReferenceSample(
      alternate: inputs["k"].int, depth: inputs["n"].int, purity: inputs["rho"].double,
      copies: inputs["nt"].int, error: error, slab: slab)
  }

  @Test("joins two samples", arguments: ReferenceCase.cases("origin_pair"))
  func pair(_ row: ReferenceCase) throws {
    let error = row.inputs["error"].double
    let (p, m) = (
      sample(row.inputs["primary"], error: error).states,
      sample(row.inputs["met"], error: error).states
    )
    let prior = row.inputs["prior_3x3"].array.flatMap(\.doubles)
    // In logs, since the cases ask for probabilities near 1e-230.
    let (first, second) = ([p.absent, p.subclonal, p.clonal], [m.absent, m.subclonal, m.clonal])
    let logs = prior.indices.map { log(prior[$0]) + first[$0 / 3] + second[$0 % 3] }
    let best = try #require(logs.max())
    let evidence = best + log(logs.reduce(0) { $0 + exp($1 - best) })
    #expect(row.agrees(evidence, row.expected["log_evidence"].double))
    let joint = logs.map { exp($0 - evidence) }
    for (value, expected) in zip(joint, row.expected["joint"].array.flatMap(\.doubles)) {
      #expect(row.agrees(value, expected))
    }
    let origins = OriginProbabilities(states: JointProbabilities(joint))
    let classes = row.expected["classes"]
    #expect(row.agrees(origins.acquired, classes["acquired"].double))
    #expect(row.agrees(origins.preexistingSubclonal, classes["preexisting_subclonal"].double))
    #expect(row.agrees(origins.preexistingClonal, classes["preexisting_clonal"].double))
    #expect(row.agrees(origins.lost, classes["lost"].double))
    #expect(row.agrees(origins.artefact, classes["absent_or_artifact"].double))
    #expect(
      row.agrees(p.absent - p.subclonal, row.expected["log_bf_absent_vs_subclonal"].double))
  }

  @Test("depends on the slab near zero", arguments: ReferenceCase.cases("slab_sensitivity_bf"))
  func slabs(_ row: ReferenceCase) {
    let error = row.inputs["e"].double
    func factor(_ slab: @Sendable (Double) -> Double) -> Double {
      let states = sample(row.inputs, error: error, slab: slab).states
      return exp(states.absent - states.subclonal)
    }
    #expect(row.agrees(factor { _ in 1 }, row.expected["uniform"].double))
    #expect(row.agrees(factor { 3 * (1 - $0) * (1 - $0) }, row.expected["beta_1_3"].double))
    #expect(
      row.agrees(
        factor(SlabShape.logUniform.density), row.expected["loguniform_0.01_1"].double))
    #expect(
      row.agrees(
        factor { $0 < 0.01 ? 0 : 1 / ($0 * $0 * 99) }, row.expected["neutral_tail_0.01_1"].double))
  }

  @Test("excludes clones above a threshold", arguments: ReferenceCase.cases("threshold_estimand"))
  func threshold(_ row: ReferenceCase) throws {
    let sample = sample(
      row.inputs, error: row.inputs["e"].double, slab: SlabShape.mixed.density)
    let p = sample.posterior(row.inputs["weights_absent_sub_clonal"].doubles)
    #expect(row.agrees(p[0], row.expected["p_absent"].double))
    #expect(row.agrees(p[1], row.expected["p_subclonal"].double))
    #expect(row.agrees(p[2], row.expected["p_clonal"].double))
    for threshold in ["0.01", "0.05", "0.1", "0.2"] {
      let c = try #require(Double(threshold))
      let above = try #require(sample.withPosterior { $0.aboveThreshold(c) })
      let expected = row.expected["p_ge_\(threshold)"].double
      // Sums of numbers near 1 tell nothing smaller apart.
      #expect(
        expected > 1e-15
          ? row.agrees(p[1] * above + p[2], expected) : p[1] * above + p[2] < 1e-15)
    }
  }

  @Test("labels by the gate", arguments: ReferenceCase.cases("gate_decision"))
  func gate(_ row: ReferenceCase) throws {
    let error = row.inputs["e"].double
    let sample = sample(row.inputs, error: error, slab: SlabShape.mixed.density)
    let p = sample.posterior(row.inputs["weights_absent_sub_clonal"].doubles)
    let above = try #require(
      sample.withPosterior { $0.aboveThreshold(row.inputs["c_star"].double) })
    let power = try #require(
      DetectionPower(
        depth: row.inputs["n"].int, purity: row.inputs["rho"].double,
        tumorCopies: row.inputs["nt"].int, errorRate: error))
    #expect(row.agrees(power.power(at: 0.25), row.expected["power_at_ccf_0p25"].double))
    #expect(row.agrees(p[1] * above + p[2], row.expected["p_ge_c_star"].double))
    let gate = OriginGate(
      absent: p[0], subclonal: p[1], clonal: p[2], aboveThreshold: p[1] * above + p[2],
      power: power.power(at: 0.25))
    let names = ["preexisting_clonality_unclear": "preexisting", "absent_or_artifact": "artefact"]
    let expected = row.expected["label"].string
    #expect(gate.decision.label.rawValue == names[expected] ?? expected)
    #expect((gate.decision.reason != nil) == (gate.decision.label == .indeterminate))
  }

  @Test("finds the smallest clone", arguments: ReferenceCase.cases("lod95"))
  func limitOfDetection(_ row: ReferenceCase) throws {
    let power = try #require(
      DetectionPower(
        depth: row.inputs["n"].int, purity: row.inputs["rho"].double,
        tumorCopies: row.inputs["nt"].int, multiplicity: row.inputs["m"].int,
        errorRate: row.inputs["e"].double))
    #expect(power.criticalCount() == row.expected["k_crit"].int)
    #expect(row.agrees(power.power(at: 1), row.expected["power_clonal"].double))
    let limit = power.limitOfDetection(power: row.inputs["target_power"].double)
    if row.expected["lod_ccf"] == .null {
      #expect(limit == nil)
    } else {
      #expect(row.agrees(try #require(limit), row.expected["lod_ccf"].double))
    }
  }

  @Test("draws the power curve", arguments: ReferenceCase.cases("power_curve"))
  func powerCurve(_ row: ReferenceCase) throws {
    let power = try #require(
      DetectionPower(
        depth: row.inputs["n"].int, purity: row.inputs["rho"].double,
        errorRate: row.inputs["e"].double))
    #expect(power.criticalCount() == row.expected["k_crit"].int)
    for (c, expected) in zip(row.inputs["ccf"].doubles, row.expected["power"].doubles) {
      #expect(row.agrees(power.power(at: c), expected))
    }
  }

  @Test("joins two regions", arguments: ReferenceCase.cases("two_primary_regions"))
  func regions(_ row: ReferenceCase) throws {
    let error = row.inputs["e"].double
    let regions = row.inputs["regions"].array.map { inputs in
      (inputs, sample(inputs, error: error).states)
    }
    let absent = regions.reduce(0) { $0 + $1.1.absent }
    let independent = regions.reduce(0) { $0 + $1.1.subclonal }
    let patchy = regions.reduce(0) {
      $0
        + logSum(
          log(0.6) + $1.1.subclonal,
          log(0.4) + $1.1.absent)
    }
    #expect(
      row.agrees(
        exp(absent - independent), row.expected["bf_absent_vs_independent_ccf"].double))
    #expect(
      row.agrees(exp(absent - patchy), row.expected["bf_absent_vs_patchy_q0p6"].double))
    // One fraction in both: the product of likelihoods on a fine common grid.
    let samples = regions.map { sample($0.0, error: error) }
    let grid = try #require(samples.max { $0.grid.nodes.count < $1.grid.nodes.count }).grid
    let shared = zip(grid.nodes, grid.weights).reduce(0) { total, node in
      total + node.1
        * exp(
          samples.reduce(0) { $0 + $1.logLikelihood(at: node.0) })
    }
    #expect(
      row.agrees(exp(absent) / shared, row.expected["bf_absent_vs_shared_ccf"].double))
  }
}
