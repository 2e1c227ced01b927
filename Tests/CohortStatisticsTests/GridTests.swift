import CohortStatistics
import Foundation
import NumericalMethods
import Testing

@Suite struct AcquiredFractionGridTests {
  private func gridded(_ ratios: [Double]) -> AcquiredFractionGrid {
    var grid = AcquiredFractionGrid()
    for ratio in ratios { grid.add(ratio) }
    return grid
  }

  /// Ratios of several kinds: weak, strong, one-sided, certain.
  private static func ratios(_ kind: Int) -> [Double] {
    let source = RandomSource(seed: UInt64(kind))
    switch kind {
    case 0: return []
    case 1: return [Double](repeating: 0, count: 7)
    case 2: return (0..<5).map { $0 == 0 ? -27.6 : 27.6 }
    case 3: return (0..<40).map { _ in 2 * source.normal() + 1 }
    case 4: return (0..<1_500).map { _ in 4 * source.normal() + 2 }
    case 5: return (0..<300).map { $0 % 3 == 0 ? -.infinity : 1.5 * source.normal() }
    case 6: return (0..<600).map { $0 == 0 ? 27.6 : -27.6 }
    default: return (0..<900).map { _ in 9 * source.normal() - 6 }
    }
  }

  @Test(arguments: 0..<8) func `agrees with the exact mixture`(_ kind: Int) {
    let ratios = Self.ratios(kind)
    let grid = gridded(ratios)
    for prior in [BetaPrior.uniform, .jeffreys] {
      let exact = AcquiredFraction(logLikelihoodRatios: ratios, prior: prior)
      let found = grid.posterior(prior: prior)
      #expect(found.patients == ratios.count)
      #expect(abs(found.mean - exact.mean) < 1e-8, "\(found.mean) \(exact.mean)")
      #expect(abs(found.standardDeviation - exact.standardDeviation) < 1e-8)
      for level in [0.025, 0.5, 0.975] {
        #expect(
          abs(found.quantile(at: level) - exact.quantile(at: level)) < 1e-8,
          "\(level): \(found.quantile(at: level)) \(exact.quantile(at: level))")
      }
      let point = min(max(exact.mean, 0.01), 0.99)
      #expect(abs(found.density(at: point) / exact.density(at: point) - 1) < 1e-6)
      #expect(
        abs(found.cumulativeProbability(upTo: point) - exact.cumulativeProbability(upTo: point))
          < 1e-8)
    }
  }

  @Test func `stays exact where 100,000 patients make the posterior narrow`() throws {
    // Calls of B = e^±40 are certain for the reader, but go through the nodes.
    var sure = AcquiredFractionGrid()
    var counted = AcquiredFractionGrid()
    for patient in 0..<100_000 { sure.add(patient % 3 == 0 ? 40 : -40) }
    counted.add(acquired: 33_334, preexisting: 66_666)
    let exact = BetaDistribution(alpha: 33_335, beta: 66_667)
    for posterior in [sure.posterior(), counted.posterior()] {
      #expect(abs(posterior.mean - exact.mean) < 1e-9)
      #expect(abs(posterior.standardDeviation / exact.variance.squareRoot() - 1) < 1e-6)
      #expect(abs(posterior.quantile(at: 0.025) - exact.quantile(at: 0.025)) < 1e-9)
      #expect(abs(posterior.quantile(at: 0.975) - exact.quantile(at: 0.975)) < 1e-9)
    }
  }

  @Test func `parts merge in any order`() {
    let ratios = Self.ratios(4) + [.infinity, 0, -.infinity]
    let whole = gridded(ratios)
    var parts = stride(from: 0, to: ratios.count, by: 167).map {
      gridded(Array(ratios[$0..<min($0 + 167, ratios.count)]))
    }
    RandomSource(seed: 4).shuffle(&parts)
    var merged = AcquiredFractionGrid()
    for part in parts { merged.merge(part) }
    let (first, second) = (whole.posterior(), merged.posterior())
    #expect(merged.patients == ratios.count)
    #expect(abs(first.mean - second.mean) < 1e-12)
    #expect(abs(first.quantile(at: 0.1) - second.quantile(at: 0.1)) < 1e-12)
  }
}
