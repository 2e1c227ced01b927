import DrugResponse
import Foundation
import NumericalMethods
import Testing

@Suite("Whether a combination restores sensitivity")
struct RestorationTests {
  /// Fulvestrant as drug A and neratinib as drug B on cells with their own EC50 of A.
  private func board(
    ec50: Double, potency: Double, eInfinityA: Double = 0.05, eInfinityB: Double = 0.6,
    independent: Bool = false, noise: Double = 0.03, seed: UInt64
  ) throws -> Checkerboard {
    let random = RandomSource(seed: seed)
    let surface = MuSyCSurface(
      e0: 1, eInfinityA: eInfinityA, eInfinityB: eInfinityB,
      eInfinityBoth: eInfinityA * eInfinityB,
      drugA: .init(ec50: ec50, slope: 1.2, potency: potency), drugB: .init(ec50: 1e-8, slope: 1.2))
    let (a, b) = (
      [0] + (0..<9).map { 1e-10 * pow(4, Double($0)) }, [0, 3e-9, 1e-8, 3e-8, 1e-7, 3e-7]
    )
    var points: [CombinationPoint] = []
    for doseA in a {
      for doseB in b {
        for _ in 0..<3 {
          let response =
            independent
            ? surface.drugA.response(at: doseA) * surface.drugB.response(at: doseB)
            : surface.response(doseA, doseB)
          points.append(
            CombinationPoint(
              doseA: doseA, doseB: doseB, response: response + noise * random.normal()))
        }
      }
    }
    return try Checkerboard(points)
  }

  private func wildType(_ seed: UInt64) throws -> SensitivitySlices {
    SensitivitySlices(try board(ec50: 1e-9, potency: 1, independent: true, seed: seed))
  }

  @Test func `a mutant that B makes as sensitive as the wild type`() throws {
    for seed in 0..<20 {
      let result = SensitivityRestoration(
        mutant: try board(ec50: 3e-8, potency: 30, seed: UInt64(seed)),
        wildType: try wildType(100 + UInt64(seed)))
      guard case .restores(let dose) = result.verdict else {
        Issue.record("\(seed): \(result.verdict)")
        continue
      }
      #expect(dose >= 1e-8)
      let resistance = try #require(result.resistance)
      #expect(resistance.lower > 10 && resistance.upper < 100)
      #expect(try #require(result.interactionPValue) < 1e-6)
      let last = try #require(result.shifts.last)
      #expect(try #require(last.mutantShift).lower > 10)
      #expect(try #require(last.wildTypeShift).contains(1) || last.doseB > 0)
    }
  }

  @Test func `drugs that act independently only add`() throws {
    var verdicts: [SensitivityRestoration.Verdict: Int] = [:]
    for seed in 0..<20 {
      let result = SensitivityRestoration(
        mutant: try board(ec50: 3e-8, potency: 1, independent: true, seed: UInt64(seed)),
        wildType: try wildType(100 + UInt64(seed)))
      verdicts[result.verdict, default: 0] += 1
    }
    // Never a restoration; at most a rare shift by chance.
    #expect(verdicts[.onlyAdds, default: 0] >= 17)
    #expect(verdicts.keys.allSatisfy { if case .restores = $0 { false } else { true } })
  }

  @Test func `a partial shift sensitizes and does not restore`() throws {
    let result = SensitivityRestoration(
      mutant: try board(ec50: 1e-7, potency: 6, seed: 3), wildType: try wildType(4))
    guard case .sensitizes = result.verdict else {
      Issue.record("\(result.verdict)")
      return
    }
    #expect(result.shifts.allSatisfy { ($0.gap?.lower ?? 9) > 2 })
  }

  @Test
  func `a mutant that A does not touch alone can be restored, with a bound for its resistance`()
    throws
  {
    // Above the highest dose without B, 100,000 times more potent with it.
    let result = SensitivityRestoration(
      mutant: try board(ec50: 1e-4, potency: 100_000, seed: 5), wildType: try wildType(6))
    guard case .restores = result.verdict else {
      Issue.record("\(result.verdict)")
      return
    }
    let resistance = try #require(result.resistance)
    #expect(resistance.upper == .infinity && resistance.lower > 100)
    #expect(result.mutant.slices[0].logDose == nil)
    #expect(try #require(result.shifts.last?.mutantShift).upper == .infinity)
  }

  @Test func `cells that are no more resistant, or unknown, are said to be`() throws {
    let same = SensitivityRestoration(
      mutant: try board(ec50: 1e-9, potency: 1, independent: true, seed: 7),
      wildType: try wildType(8))
    #expect(same.verdict == .notResistant)
    let blunt = SensitivitySlices(
      try board(ec50: 1e-9, potency: 1, eInfinityA: 0.8, independent: true, seed: 9))
    let unknown = SensitivityRestoration(
      mutant: try board(ec50: 3e-8, potency: 30, seed: 10), wildType: blunt)
    #expect(unknown.verdict == .cannotBeTold(.wildTypeNotInhibited))
    let noisy = SensitivityRestoration(
      mutant: try board(ec50: 2.2e-9, potency: 1, independent: true, noise: 0.25, seed: 11),
      wildType: SensitivitySlices(
        try board(ec50: 1e-9, potency: 1, independent: true, noise: 0.25, seed: 12)))
    #expect(noisy.verdict == .cannotBeTold(.resistanceUncertain))
  }

  @Test func `untouched with and without B is no evidence that B only adds`() throws {
    let result = SensitivityRestoration(
      mutant: try board(ec50: 1e-3, potency: 1, independent: true, seed: 13),
      wildType: try wildType(14))
    #expect(result.verdict == .cannotBeTold(.noCurveInMutant))
  }
}
