import ClonalEvolution
import Testing
import TumorModel

/// No value of a parameter is special: near its limit the answer is near the limit's.
@Suite("Laws: continuous in error rate, purity and precision")
struct ContinuityTests {
  @Test(arguments: [(15, 3_000), (0, 3_000), (2, 500), (3, 100)])
  func `as the error rate falls to 0`(_ reads: (Int, Int)) throws {
    let found = try [1e-6, 1e-7, 1e-8, 1e-9, 1e-12].map {
      try #require(Lawful.origin(reads, errorRate: $0)).preexisting
    }
    #expect(found.allSatisfy { $0.isFinite })
    #expect((found.max() ?? 1) - (found.min() ?? 0) < 0.02, "\(found)")
  }

  private static let purities = [
    0.3, 0.2, 0.1, 0.05, 0.04, 0.031, 0.03, 0.029, 0.02, 0.01, 0.005, 0.002, 0.001, 5e-4, 1e-4,
  ]

  @Test(arguments: [100, 3_000, 30_000])
  func `as the purity falls to 1 in 10,000`(_ depth: Int) throws {
    let found = try Self.purities.map { try #require(Lawful.origin((0, depth), purity: $0)) }
    for (index, pair) in zip(found, found.dropFirst()).enumerated() {
      let (before, after) = pair
      let place = "purity \(Self.purities[index]) to \(Self.purities[index + 1])"
      #expect(after.aboveThreshold >= before.aboveThreshold - 1e-4, "\(place)")
      #expect(after.acquired <= before.acquired + 1e-4, "\(place)")
    }
    // At neighbouring purities the answer is nearly the same.
    for (above, below) in [(0.031, 0.03), (0.03, 0.029), (0.0201, 0.0199), (0.0501, 0.0499)] {
      let (a, b) = (
        try #require(Lawful.origin((0, depth), purity: above)),
        try #require(Lawful.origin((0, depth), purity: below))
      )
      #expect(abs(a.acquired - b.acquired) < 0.02)
      #expect(abs(a.aboveThreshold - b.aboveThreshold) < 0.02)
    }
  }

  @Test(arguments: [(0, 200), (3, 200), (40, 200), (60, 200), (15, 3_000)])
  func `as the precision rises to infinity`(_ reads: (Int, Int)) throws {
    let found = try [1e5, 1e7, 1e9, Double.infinity].map { precision in
      try #require(Lawful.origin(reads) { $0.precision = precision })
    }
    let limit = try #require(found.last)
    for value in found.dropFirst() {
      #expect(abs(value.preexisting - limit.preexisting) < 1e-3)
      #expect(abs(value.acquired - limit.acquired) < 1e-3)
      #expect(abs(value.aboveThreshold - limit.aboveThreshold) < 1e-3)
    }
    #expect(found.allSatisfy { $0.preexisting.isFinite && $0.acquired.isFinite })
  }

  /// The precision of one sample is that sample's: a binomial one leaves the other as it was.
  @Test func `an infinite precision still reads the counts`() throws {
    for (reads, isThere) in [((0, 500), false), ((30, 500), true), ((150, 500), true)] {
      let found = try #require(Lawful.origin(reads) { $0.precision = .infinity })
      #expect((found.preexisting > 0.9) == isThere)
      #expect((found.acquired > 0.7) == !isThere)
    }
  }

  @Test(arguments: [1e-4, 5e-4, 0.002, 0.01, 0.03, 0.3, 1], [0, 1, 7, 1_000])
  func `every purity has an answer that adds to one`(_ purity: Double, _ count: Int) throws {
    for laterPurity in [1e-4, 0.02, 1] {
      let found = try #require(
        Lawful.origin((count, 1_000), (500, 1_000), purity: purity, laterPurity: laterPurity))
      let sum = found.acquired + found.preexisting + found.lost + found.artefact
      #expect(abs(sum - 1) < 1e-6)
      #expect((0...1).contains(found.aboveThreshold))
    }
  }
}
