import CohortStatistics
import Foundation
import Results
import Testing
import TumorModel

@testable import Wording

@Suite("Proportions below a threshold in words")
struct ProportionWordingTests {
  private func curve(_ k: Int, of n: Int, purity: Double = 0.5) throws -> CellFractionCurve {
    try CellFractionCurve(
      logLikelihoods: CellFractionGrid.standard.points.map { fraction in
        let f = 1e-3 + 0.998 * purity * fraction / 2
        return Double(k) * log(f) + Double(n - k) * log1p(-f)
      })
  }

  private func cohort(_ reads: [(k: Int, n: Int)], purity: Double = 0.5) throws
    -> CellFractionCurves
  {
    var curves = CellFractionCurves()
    for read in reads {
      try curves.add(read.n == 0 ? .flat() : curve(read.k, of: read.n, purity: purity))
    }
    return curves
  }

  private static let study = [(0, 100), (0, 150), (0, 150), (0, 200), (12, 150)]

  private func row(
    _ proportion: ProportionBelowThreshold, varied: FractionVariation? = nil
  ) -> CohortFractionRow {
    CohortFractionRow(proportion, of: CohortTarget(gene: "G", className: .any), varied: varied)
  }

  @Test func `each degree of identification has its sentence`() throws {
    func sentence(_ curves: CellFractionCurves, _ threshold: Double) throws -> String {
      try #require(row(ProportionBelowThreshold(curves, threshold: threshold)).sentence)
    }
    let claim = "of the sampled primary's tumour cells carried the mutation"
    let study = try cohort(Self.study)
    #expect(
      try sentence(study, 0.05)
        == "In an estimated 80 % of patients like these 5 less than 5 % \(claim) (95 % interval 32 % to 99 %)."
    )
    #expect(
      try sentence(study, 0.25) == "In at least 29 % of 5 patients less than 25 % \(claim) (95 %).")
    #expect(
      try sentence(study, 0.01)
        == "Hardly identified: the primaries of 5 patients fit anything from 0 % to 99 % of "
        + "patients in whom less than 1 % \(claim).")
    let shallow = try cohort([(k: Int, n: Int)](repeating: (0, 25), count: 10), purity: 0.2)
    #expect(
      try sentence(shallow, 0.05)
        == "Not identified: the primaries of 10 patients fit every fraction from none to all of "
        + "patients in whom less than 5 % \(claim).")
    let present = try cohort([(k: Int, n: Int)](repeating: (40, 200), count: 10))
    #expect(try sentence(present, 0.1).hasPrefix("In at most "))
    // A limit is not rounded to none or to all.
    var few = row(try ProportionBelowThreshold(present, threshold: 0.1))
    (few.low, few.high) = (0, 0.0031)
    #expect(try #require(few.sentence).hasPrefix("In at most 0.4 % of 10 patients "))
    #expect(try sentence(cohort([(0, 500)]), 0.05).contains("the primaries of 1 patient fit"))
  }

  @Test func `what the reads are worth and who is missing`() throws {
    let all = try ProportionBelowThreshold(cohort(Self.study + [(0, 0), (0, 0)]), threshold: 0.05)
    let worth = try #require(row(all).effectivePatientsSentence)
    #expect(worth.hasPrefix("These speak like "))
    #expect(worth.hasSuffix(" patients with clear reads."))
    var missing = row(all, varied: .missing)
    (missing.low, missing.high) = (all.limits().lower, all.limits().upper)
    #expect(
      missing.missingSentence
        == "2 more have no primary that covers the gene: if less than 5 % of the cells carried the "
        + "mutation in none or in all of them, the limits would be 23 % to 99 %.")
    let complete = try row(ProportionBelowThreshold(cohort(Self.study), threshold: 0.05))
    #expect(complete.missingSentence == nil)
    #expect(complete.effectivePatientsSentence?.hasSuffix(" with clear reads.") == true)
  }

  @Test func `strict absence has no lower limit, and the union its own sentence`() throws {
    let curves = try cohort(Self.study)
    let lower = try cohort(Self.study, purity: 0.4)
    let absence = try PrimaryAbsence(
      curves, thresholds: [0.05], variations: [(.lowerPurity, lower)])
    var strict = CohortFractionRow()
    (strict.threshold, strict.low, strict.high) = (0, 0, absence.strictAbsence.upperLimit)
    #expect(
      strict.sentence == "No cell at all: at most 98 %; reads cannot give a lower limit.")
    strict.high = 0.996
    #expect(strict.sentence == nil, "at most 100 % says nothing")
    let answer = try #require(absence.answers.first)
    var union = row(answer.main, varied: .union)
    (union.low, union.high) = (answer.union.lower, answer.union.upper)
    #expect(union.rangeSentence == "Whatever the purity and error: 29 % to 99 %.")
    let varied = try #require(answer.varied.first)
    #expect(varied.assumption.words == "purity lower by 0.1")
    #expect(
      row(varied.proportion, varied: .assumption(.lowerPurity)).lowerPuritySentence
        == "If every purity were 0.1 lower: 29 % to 99 %.")
    #expect(CurveAssumption.lowerErrorRate.words == "error rate divided by 3")
  }
}
