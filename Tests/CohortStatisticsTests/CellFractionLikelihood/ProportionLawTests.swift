import CohortStatistics
import Foundation
import NumericalMethods
import Testing
import TumorModel

/// What must hold of proportions below a threshold whatever the reads.
@Suite struct ProportionLawTests {
  private static func cohort(_ patients: Int, seed: UInt64) throws -> [CellFractionCurve] {
    let source = RandomSource(seed: seed)
    return try (0..<patients).map { _ in
      let depth = 20 + source.index(below: 300)
      let purity = 0.2 + 0.6 * source.uniform()
      let fraction = source.uniform() < 0.6 ? 0 : exp(log(0.01) * source.uniform())
      let k = source.binomial(
        trials: depth, probability: SimulatedPrimary.alleleFraction(fraction, purity))
      return try SimulatedPrimary.curve(k, of: depth, purity: purity)
    }
  }

  private func curves(_ list: [CellFractionCurve], weight: Double = 1) throws -> CellFractionCurves
  {
    var curves = CellFractionCurves()
    for curve in list { try curves.add(curve, weight: weight) }
    return curves
  }

  private func expectAlike(
    _ first: ProportionBelowThreshold, _ second: ProportionBelowThreshold,
    _ tolerance: Double = 1e-6, _ place: SourceLocation = #_sourceLocation
  ) {
    for (one, two) in [
      (first.interval.lower, second.interval.lower), (first.interval.upper, second.interval.upper),
      (first.estimate.lower, second.estimate.lower), (first.estimate.upper, second.estimate.upper),
      (first.effectivePatients, second.effectivePatients),
      (first.fallAtNone, second.fallAtNone), (first.fallAtAll, second.fallAtAll),
    ] {
      #expect(abs(one - two) < tolerance * max(1, abs(one)), "\(one) \(two)", sourceLocation: place)
    }
  }

  @Test(arguments: [3, 17, 80])
  func `order, merging, splitting and scale of rows change nothing`(_ patients: Int) throws {
    let list = try Self.cohort(patients, seed: UInt64(patients))
    let main = try ProportionBelowThreshold(curves(list), threshold: 0.05)
    expectAlike(main, try ProportionBelowThreshold(curves(list.reversed()), threshold: 0.05))
    var halves = try curves(list, weight: 0.25)
    try halves.merge(curves(list, weight: 0.75))
    #expect(halves.distinctCurves == (try curves(list)).distinctCurves)
    expectAlike(main, try ProportionBelowThreshold(halves, threshold: 0.05))
    let scaled = try list.enumerated().map { index, curve in
      try CellFractionCurve(
        likelihoods: curve.logLikelihoods.map { exp($0 + Double(index % 7) * 9 - 30) })
    }
    expectAlike(main, try ProportionBelowThreshold(curves(scaled), threshold: 0.05))
  }

  @Test func `flat curves change nothing and are counted apart`() throws {
    let list = try Self.cohort(12, seed: 4)
    let main = try ProportionBelowThreshold(curves(list), threshold: 0.1)
    let padded = try ProportionBelowThreshold(
      curves([.flat()] + list + [.flat(), .flat()]), threshold: 0.1)
    expectAlike(main, padded)
    #expect(padded.patients == 12 && padded.patientsWithoutReads == 3)
    #expect(main.limits() == main.interval)
    #expect(abs(padded.limits().lower - 12 * main.interval.lower / 15) < 1e-6)
    #expect(abs(padded.limits().upper - (12 * main.interval.upper + 3) / 15) < 1e-6)
    // Beside a mutation with reads, one without says nothing either.
    var together = CellFractionCurves()
    for curve in list { try together.add(mutations: [curve, .flat()]) }
    expectAlike(main, try ProportionBelowThreshold(together, threshold: 0.1))
  }

  @Test func `no information leaves everything open`() throws {
    var nobody = CellFractionCurves()
    for count in [0, 1, 5] {
      if count > 0 { try nobody.add(.flat(), weight: Double(count)) }
      let found = try ProportionBelowThreshold(nobody, threshold: 0.05)
      #expect(found.interval == .whole && found.estimate == .whole)
      #expect(found.identification == .none && found.effectivePatients == 0)
      #expect(found.limits() == .whole)
      #expect(try StrictAbsence(nobody).upperLimit == 1)
    }
    // One read of a tumour of 2 % purity is not flat, and says next to nothing.
    let vague = try SimulatedPrimary.curve(0, of: 1, purity: 0.02)
    let found = try ProportionBelowThreshold(
      curves([CellFractionCurve](repeating: vague, count: 20)), threshold: 0.05)
    #expect(found.interval == .whole)
  }

  @Test func `more patients without alternate reads never lower the limits`() throws {
    var list = try [(6, 60), (0, 80), (9, 70), (0, 90)].map {
      try SimulatedPrimary.curve($0.0, of: $0.1, purity: 0.6)
    }
    var last = ProportionInterval(lower: 0, upper: 0)
    for _ in 0..<12 {
      let next = try ProportionBelowThreshold(curves(list), threshold: 0.1).interval
      #expect(next.lower >= last.lower - 1e-7 && next.upper >= last.upper - 1e-7)
      last = next
      list.append(try SimulatedPrimary.curve(0, of: 120, purity: 0.6))
    }
    #expect(last.lower > 0.4)
  }

  @Test func `the proportion grows with the threshold`() throws {
    let curves = try curves(Self.cohort(40, seed: 11))
    let found = try ProportionBelowThreshold.standardThresholds.map {
      try ProportionBelowThreshold(curves, threshold: $0)
    }
    for (low, high) in zip(found, found.dropFirst()) {
      #expect(low.estimate.lower <= high.estimate.upper + 1e-6)
    }
    let strict = try StrictAbsence(curves).upperLimit
    #expect(strict <= 1 && strict > 0.3)
  }

  @Test func `clear reads give the mid-p interval`() throws {
    for (below, all) in [(7, 10), (0, 6), (4, 4), (30, 50)] {
      let list = try (0..<all).map {
        try SimulatedPrimary.curve($0 < below ? 0 : 2_500, of: 10_000, purity: 0.5)
      }
      let found = try ProportionBelowThreshold(curves(list), threshold: 0.1).interval
      // P(K ≥ below) - P(K = below) / 2 at the lower limit is 2.5 %, and likewise above.
      if below > 0 {
        let lower = Binomial(trials: all, probability: found.lower)
        let tail =
          lower.upperTailProbability(above: below) + 0.5 * exp(lower.logProbability(of: below))
        #expect(abs(tail - 0.025) < 1e-4, "\(below) of \(all)")
      } else {
        #expect(found.lower == 0)
      }
      if below < all {
        let upper = Binomial(trials: all, probability: found.upper)
        let tail =
          upper.cumulativeProbability(upTo: below) - 0.5 * exp(upper.logProbability(of: below))
        #expect(abs(tail - 0.025) < 1e-4, "\(below) of \(all)")
      } else {
        #expect(found.upper == 1)
      }
    }
  }

  @Test func `extreme rows are fitted`() throws {
    let grid = CellFractionGrid.standard
    let source = RandomSource(seed: 3)
    for round in 0..<60 {
      var curves = CellFractionCurves()
      let patients = 1 + source.index(below: 30)
      for _ in 0..<patients {
        // Ratios down to 1e-270, without any shape, some of them impossible.
        let depth = [1.0, 30, 620, 2_000][source.index(below: 4)]
        let logs = (0..<grid.count).map { _ in
          source.uniform() < 0.05 && round % 2 == 0 ? -Double.infinity : -depth * source.uniform()
        }
        guard logs.contains(where: { $0 > -.infinity }) else { continue }
        try curves.add(
          CellFractionCurve(logLikelihoods: logs),
          weight: [0, 1e-6, 1, 1, 1e4][source.index(below: 5)])
      }
      for threshold in [0.003, 0.05, 0.9] {
        let found = try ProportionBelowThreshold(curves, threshold: threshold)
        #expect(found.interval.lower <= found.estimate.lower + 1e-7)
        #expect(found.estimate.upper <= found.interval.upper + 1e-7)
        #expect(found.fallAtNone >= 0 && found.fallAtAll >= 0)
        #expect(found.effectivePatientsBelow <= found.effectivePatients)
      }
      #expect(try (0...1).contains(StrictAbsence(curves).upperLimit))
    }
  }

  @Test func `every patient but one, and what other assumptions change`() throws {
    let list = try Self.cohort(9, seed: 21)
    let whole = try curves(list)
    let other = try curves(Self.cohort(9, seed: 22))
    let absence = try PrimaryAbsence(
      whole, thresholds: [0.05, 0.25], variations: [(.higherErrorRate, other)])
    #expect(absence.answers.map(\.main.threshold) == [0.05, 0.25])
    for answer in absence.answers {
      #expect(answer.leavingOneOut.count == 9)
      let without = try ProportionBelowThreshold(
        curves(Array(list[..<4] + list[5...])), threshold: answer.main.threshold)
      expectAlike(answer.leavingOneOut[4], without)
      let varied = try ProportionBelowThreshold(other, threshold: answer.main.threshold)
      expectAlike(try #require(answer.varied.first).proportion, varied)
      #expect(answer.union.lower == min(answer.main.interval.lower, varied.interval.lower))
      #expect(answer.union.upper == max(answer.main.interval.upper, varied.interval.upper))
    }
    let many = try PrimaryAbsence(curves(Self.cohort(13, seed: 1)), thresholds: [0.05])
    #expect(many.answers.first?.leavingOneOut.isEmpty == true)
    #expect(many.answers.first?.rangeLeavingOneOut == nil)
  }

  @Test func `regions of one lesion multiply`() throws {
    let first = try SimulatedPrimary.curve(1, of: 60, purity: 0.4)
    let second = try SimulatedPrimary.curve(2, of: 90, purity: 0.4)
    let both = try SimulatedPrimary.curve(3, of: 150, purity: 0.4)
    let product = try first.multiplied(by: second)
    for (one, two) in zip(product.logLikelihoods, both.logLikelihoods) {
      #expect(abs(one - two) < 1e-9)
    }
    #expect(try first.multiplied(by: .flat()) == first)
  }

  @Test func `what is no likelihood, weight or threshold is refused`() throws {
    let count = CellFractionGrid.standard.count
    #expect(throws: CellFractionError.curveOfOtherGrid) {
      try CellFractionCurve(likelihoods: [1, 2])
    }
    #expect(throws: CellFractionError.impossibleReads) {
      try CellFractionCurve(likelihoods: [Double](repeating: 0, count: count))
    }
    var values = [Double](repeating: 1, count: count)
    values[3] = .nan
    #expect(throws: CellFractionError.invalidLikelihood(point: 3)) {
      try CellFractionCurve(likelihoods: values)
    }
    values[3] = -1
    #expect(throws: CellFractionError.invalidLikelihood(point: 3)) {
      try CellFractionCurve(likelihoods: values)
    }
    #expect(throws: CellFractionError.invalidGrid) {
      try CellFractionGrid(points: [0, 0.5, 0.5, 1])
    }
    var curves = CellFractionCurves()
    #expect(throws: CellFractionError.invalidWeight) { try curves.add(.flat(), weight: -1) }
    for threshold in [0, 1, -0.1, .nan] {
      #expect(throws: CellFractionError.self) {
        try ProportionBelowThreshold(curves, threshold: threshold)
      }
    }
    #expect(throws: CellFractionError.invalidLevel) {
      try ProportionBelowThreshold(curves, threshold: 0.5, level: 1)
    }
  }

  @Test func `a fit is optimal by its gradient`() throws {
    let list = try Self.cohort(60, seed: 8)
    let fit = try CellFractionDistribution(fittedTo: curves(list))
    #expect(abs(fit.masses.reduce(0, +) - 1) < 1e-9)
    #expect(fit.masses.allSatisfy { $0 >= 0 })
    var gradient = [Double](repeating: 0, count: fit.masses.count)
    for curve in list {
      let row = curve.logLikelihoods.map { exp($0) }
      let mixed = zip(row, fit.masses).reduce(0) { $0 + $1.0 * $1.1 }
      for index in row.indices { gradient[index] += row[index] / mixed }
    }
    // No point could carry more mass to advantage: Kiefer and Wolfowitz's condition.
    #expect((gradient.max() ?? .infinity) <= 60 * (1 + 1e-9))
  }
}
