import ClonalEvolution
import NumericalMethods
import Testing
import TumorModel

@Suite("Peaks of allele frequencies")
struct FrequencyPeaksTests {
  /// Counts about some frequencies, so many of each.
  private static func counts(
    _ peaks: [(frequency: Double, count: Int)], depth: Int = 150, precision: Double = 300,
    seed: UInt64 = 11
  ) throws -> [ReadCounts] {
    let random = RandomSource(seed: seed)
    return try peaks.flatMap { peak in
      try (0..<peak.count).map { _ in
        let alternate = random.betaBinomial(
          trials: depth, mean: peak.frequency, precision: precision)
        return try #require(ReadCounts(alternate: alternate, depth: depth))
      }
    }
  }

  @Test func `one peak stays one`() throws {
    let found = try #require(
      FrequencyPeaks(try Self.counts([(0.3, 60)]), precision: 300))
    #expect(found.peaks.count == 1)
    #expect(abs(found.peaks[0].frequency - 0.3) < 0.015)
    #expect(found.highest == found.peaks[0])
    #expect(found.mutations == 60)
  }

  @Test func `the highest of two is taken though the other is taller`() throws {
    let found = try #require(
      FrequencyPeaks(try Self.counts([(0.4, 25), (0.15, 75)]), precision: 300))
    #expect(found.peaks.count == 2)
    let highest = try #require(found.highest)
    #expect(abs(highest.frequency - 0.4) < 0.03)
    #expect(abs(highest.share - 0.25) < 0.08)
  }

  @Test func `a high peak of a few mutations is passed over`() throws {
    let found = try #require(
      FrequencyPeaks(try Self.counts([(0.75, 6), (0.3, 94)]), precision: 300))
    #expect(try #require(found.peaks.first).frequency > 0.6)
    #expect(abs(try #require(found.highest).frequency - 0.3) < 0.03)
  }

  @Test func `few or shallow mutations have none`() throws {
    #expect(FrequencyPeaks(try Self.counts([(0.3, 7)]), precision: 300) == nil)
    #expect(FrequencyPeaks(try Self.counts([(0.3, 60)], depth: 29), precision: 300) == nil)
    #expect(FrequencyPeaks([], precision: .infinity) == nil)
  }

  @Test func `binomial counts are fitted too`() throws {
    let counts = try Self.counts([(0.4, 40), (0.2, 40)], depth: 400, precision: 1e6)
    let found = try #require(FrequencyPeaks(counts, precision: .infinity))
    #expect(found.peaks.count == 2)
    #expect(abs(found.peaks[1].frequency - 0.2) < 0.02)
  }
}
