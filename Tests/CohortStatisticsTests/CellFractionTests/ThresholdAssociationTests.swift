import CohortStatistics
import Foundation
import NumericalMethods
import Testing
import _TestSupport

@Suite struct ThresholdAssociationTests {
  private static func mixedDepths() throws -> [CellFractionCurve] {
    let reference = CohortReference.values
    let row = try #require(reference.cases.first { $0.name == "24 patients of mixed depth" })
    return try row.patients.map {
      try SimulatedPrimary.curve($0.k, of: $0.n, purity: $0.purity, error: $0.eps, floor: -270)
    }
  }

  @Test func `the score test agrees with the reference`() throws {
    let row = CohortReference.values.association
    let patients = zip(try Self.mixedDepths(), row.x).map {
      ThresholdAssociation.Patient(curves: [$0], exposure: $1)
    }
    let test = try ThresholdAssociation(patients, threshold: row.cstar)
    #expect(abs(test.z - row.z) < 1e-4 && abs(test.pValue - row.p) < 1e-4)
    #expect(abs(test.information - row.information) < 1e-4)
    // Patients without reads change nothing, whatever their exposure.
    let padded = patients + [.init(curves: [.flat()], exposure: 1), .init(curves: [], exposure: 0)]
    let same = try ThresholdAssociation(padded, threshold: row.cstar)
    #expect(abs(same.z - test.z) < 1e-9 && same.patients == 24)
  }

  @Test func `the difference agrees with the reference, to its step`() throws {
    let row = CohortReference.values.compare
    let curves = try Self.mixedDepths()
    var groups = [CellFractionCurves(), CellFractionCurves()]
    for (index, exposure) in CohortReference.values.association.x.enumerated() {
      try groups[exposure == 1 ? 0 : 1].add(curves[index])
    }
    let found = try ProportionDifference(groups[0], groups[1], threshold: row.cstar)
    #expect(abs(found.pValue - row.p) < 0.005)
    #expect(abs(found.lower - row.low) < 0.011 && abs(found.upper - row.high) < 0.011)
    let turned = try ProportionDifference(groups[1], groups[0], threshold: row.cstar)
    #expect(abs(turned.lower + found.upper) < 1e-3 && abs(turned.upper + found.lower) < 1e-3)
    #expect(abs(turned.pValue - found.pValue) < 1e-5)
  }

  @Test func `one clear patient against four opposite ones leaves equality open`() throws {
    let (present, absent) = (
      try SimulatedPrimary.curve(2_500, of: 10_000, purity: 0.5),
      try SimulatedPrimary.curve(0, of: 10_000, purity: 0.5)
    )
    var (one, four) = (CellFractionCurves(), CellFractionCurves())
    try one.add(present)
    for _ in 0..<4 { try four.add(absent) }
    let found = try ProportionDifference(one, four, threshold: 0.1)
    // All or none of clear patients allow ln 20: -ln(1 - θ₁) - 4 ln θ₂ = ln 20 at 0.819 and 0.725.
    #expect(found.lower == -1 && abs(found.upper - 0.094) < 0.005, "\(found.upper)")
    let turned = try ProportionDifference(four, one, threshold: 0.1)
    #expect(turned.upper == 1 && turned.lower < 0)
  }

  @Test func `gains against losses agree with the reference`() throws {
    let row = CohortReference.values.gainLoss
    let pairs = try Self.mixedDepths().enumerated().map { index, earlier in
      GainLossTest.Pair(
        earlier: earlier,
        later: try SimulatedPrimary.curve(index < 16 ? 25 : 0, of: 100, purity: 0.5, floor: -270))
    }
    let test = try GainLossTest(pairs, threshold: row.cstar)
    #expect(abs(test.pValue - row.p) < row.tolerance)
    #expect(abs(test.gained - row.gained) < row.tolerance)
    #expect(abs(test.lost - row.lost) < row.tolerance)
    let turned = try GainLossTest(
      pairs.map { .init(earlier: $0.later, later: $0.earlier) }, threshold: row.cstar)
    #expect(abs(turned.pValue - test.pValue) < 1e-6)
    #expect(abs(turned.gained - test.lost) < 1e-4)
  }

  @Test func `no information gives p of 1 and all differences`() throws {
    let flat = (0..<10).map {
      ThresholdAssociation.Patient(curves: [.flat()], exposure: Double($0 % 2))
    }
    let test = try ThresholdAssociation(flat, threshold: 0.05)
    #expect(test.pValue == 1 && test.z == 0 && test.information == 0)
    let same = try SimulatedPrimary.curve(0, of: 50, purity: 0.5)
    let alike = (0..<10).map {
      ThresholdAssociation.Patient(curves: [same], exposure: Double($0 % 2))
    }
    #expect(try ThresholdAssociation(alike, threshold: 0.05).pValue == 1)
    let nobody = try ProportionDifference(
      CellFractionCurves(), CellFractionCurves(), threshold: 0.05)
    #expect(nobody.lower == -1 && nobody.upper == 1 && nobody.pValue == 1)
    #expect(try GainLossTest([.init(earlier: .flat(), later: .flat())], threshold: 0.1).pValue == 1)
  }

  /// The curve of a drawn tumour.
  private func curve(
    _ absent: Double, depth: Double, _ source: RandomSource
  ) throws -> CellFractionCurve {
    let purity = 0.25 + 0.5 * source.uniform()
    let fraction = source.uniform() < absent ? 0 : 0.02 * exp(log(50) * source.uniform())
    let n = max(4, source.poisson(mean: depth))
    let k = source.binomial(
      trials: n, probability: SimulatedPrimary.alleleFraction(fraction, purity))
    return try SimulatedPrimary.curve(k, of: n, purity: purity)
  }

  @Test func `depths that differ between groups fake no association`() throws {
    func reject(_ absent: (Double, Double)) throws -> Double {
      var rejected = 0
      for seed in 0..<120 {
        let source = RandomSource(seed: UInt64(seed))
        let patients = try (0..<80).map { index in
          let isExposed = index % 2 == 0
          return ThresholdAssociation.Patient(
            curves: [
              try curve(isExposed ? absent.0 : absent.1, depth: isExposed ? 500 : 30, source)
            ], exposure: isExposed ? 1 : 0)
        }
        if try ThresholdAssociation(patients, threshold: 0.1).pValue <= 0.05 { rejected += 1 }
      }
      return Double(rejected) / 120
    }
    // 0.133 is exceeded with a probability of 1e-4 at a true 0.05.
    #expect(try reject((0.5, 0.5)) <= 0.133)
    #expect(try reject((0.9, 0.2)) > 0.9)
  }

  @Test func `samples of different depth fake no gains`() throws {
    func reject(_ gained: Double, laterDepth: Double) throws -> Int {
      try (0..<60).count { seed in
        let source = RandomSource(seed: UInt64(seed))
        let pairs = try (0..<40).map { _ in
          // Gained, lost as often, or the same in both.
          let change = source.uniform()
          let earlier = change < gained ? 1.0 : change < gained + 0.15 ? 0 : 0.5
          let later = change < gained ? 0.0 : change < gained + 0.15 ? 1 : 0.5
          return GainLossTest.Pair(
            earlier: try curve(earlier, depth: 400, source),
            later: try curve(later, depth: laterDepth, source))
        }
        return try GainLossTest(pairs, threshold: 0.1).pValue <= 0.05
      }
    }
    // At a true 0.05 more than 11 of 60 have a probability of 1e-4.
    #expect(try reject(0.15, laterDepth: 25) <= 11)
    // Two in five clones stay below the threshold and are no gain.
    #expect(try reject(0.8, laterDepth: 200) > 30)
  }
}
