import ClonalEvolution
import Testing
import TumorModel

/// Depth brings the truth out: the share of alternate reads decides, not how many there are.
@Suite("Laws: consistent in depth")
struct DepthTests {
  private static let depths = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000]
  private static let slack = 1e-3

  private func origins(_ share: Double, errorRate: Double?) throws -> [Lawful.Origin] {
    try Self.depths.map { depth in
      let count = Int((share * Double(depth)).rounded())
      return try #require(Lawful.origin((count, depth), errorRate: errorRate))
    }
  }

  /// A clone of 12 % of the cells at a purity of 0.6 shows in 3.6 % of the reads.
  @Test("a clone of 12 % of the cells", arguments: [nil, 3e-4] as [Double?])
  func clone(_ errorRate: Double?) throws {
    let found = try origins(0.036, errorRate: errorRate)
    for (before, after) in zip(found, found.dropFirst()) {
      #expect(after.preexisting >= before.preexisting - Self.slack)
      #expect(after.acquired <= before.acquired + Self.slack)
    }
    let last = try #require(found.last)
    #expect(last.preexisting > 0.99)
    #expect(last.call.label == .preexistingSubclonal)
    let fraction = try #require(last.call.earlier.cellFraction)
    #expect(fraction.low < 0.12 && fraction.high > 0.12)
  }

  @Test("reads at the rate of errors", arguments: [(3e-4, nil), (3e-4, 3e-4), (1e-5, 1e-5)])
  func errors(_ share: Double, _ errorRate: Double?) throws {
    let found = try origins(share, errorRate: errorRate)
    let last = try #require(found.last)
    #expect(last.acquired > 0.9)
    #expect(last.aboveThreshold < 0.01)
  }

  @Test func `no reads at all`() throws {
    let found = try origins(0, errorRate: nil)
    for (before, after) in zip(found, found.dropFirst()) {
      #expect(after.acquired >= before.acquired - Self.slack)
      #expect(after.aboveThreshold <= before.aboveThreshold + Self.slack)
    }
    #expect(found.allSatisfy { $0.call.label == .acquired })
  }

  @Test func `a mutation in every cell`() throws {
    for found in try origins(0.3, errorRate: nil) {
      #expect(found.acquired < 1e-3)
      #expect(found.call.label.isPreexisting)
    }
  }
}
