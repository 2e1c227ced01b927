import Foundation
import NumericalMethods
import Testing

@Suite struct RandomSourceTests {
  /// The counts must lie within 6 standard deviations of `draws · share`.
  static func requireShares(
    _ counts: [Int], _ shares: [Double], _ place: SourceLocation = #_sourceLocation
  ) {
    let draws = Double(counts.reduce(0, +))
    for (index, share) in shares.enumerated() {
      let spread = (draws * share * (1 - share)).squareRoot()
      let gap = abs(Double(counts[index]) - draws * share)
      #expect(gap <= 6 * spread + 1e-9, "\(index): \(counts[index])", sourceLocation: place)
    }
  }

  /// The mean of draws must lie within 6 standard errors.
  static func requireMean(
    _ mean: Double, _ variance: Double, _ place: SourceLocation = #_sourceLocation,
    _ draw: () -> Double
  ) {
    let draws = 40_000
    let values = (0..<draws).map { _ in draw() }
    let found = values.reduce(0, +) / Double(draws)
    #expect(
      abs(found - mean) < 6 * (variance / Double(draws)).squareRoot(), "\(found)",
      sourceLocation: place)
    let spread = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(draws)
    #expect(abs(spread / variance - 1) < 0.1, "variance \(spread)", sourceLocation: place)
  }

  @Test func `the same seed gives the same stream`() {
    let (first, second) = (RandomSource(seed: 7), RandomSource(seed: 7))
    for _ in 0..<2_000 { #expect(first.next() == second.next()) }
  }

  @Test func `streams differ, in all bits of the seed`() {
    let seeds: [UInt64] = [0, 1, 2, 4_357, 1 << 32, 1 << 63, .max]
    #expect(Set(seeds.map { RandomSource(seed: $0).next() }).count == seeds.count)
    let streams = (0..<50_000 as Range<UInt64>).map {
      RandomSource.seed(base: 20_190_107, stream: $0)
    }
    #expect(Set(streams).count == streams.count)
    #expect(RandomSource.seed(base: 1, stream: 0) != RandomSource.seed(base: 2, stream: 0))
  }

  @Test func `seeds follow splitmix64`() {
    // The generator's first two outputs from state 0.
    #expect(RandomSource.seed(base: 0, stream: 0) == 0xE220_A839_7B1D_CDAF)
    #expect(RandomSource.seed(base: 0, stream: 1) == 0x6E78_9E6A_A1B9_65F4)
  }

  @Test func `it serves the standard library`() {
    var source = RandomSource(seed: 3)
    let values = (0..<1_000).map { _ in Int.random(in: 0..<10, using: &source) }
    #expect(Set(values) == Set(0..<10))
  }

  @Test func `bits are fair`() {
    let source = RandomSource(seed: 11)
    var counts = [Int](repeating: 0, count: 64)
    let draws = 20_000
    for _ in 0..<draws {
      let bits = source.next()
      for bit in 0..<64 where bits >> UInt64(bit) & 1 == 1 { counts[bit] += 1 }
    }
    for count in counts { Self.requireShares([count, draws - count], [0.5, 0.5]) }
  }

  @Test func `continuous draws have their moments`() {
    let source = RandomSource(seed: 5)
    Self.requireMean(0.5, 1 / 12.0) { source.uniform() }
    Self.requireMean(0, 1) { source.normal() }
    Self.requireMean(6, 12) { source.gamma(shape: 3, scale: 2) }
    Self.requireMean(0.2, 0.2 * 0.8 / 11) { source.beta(2, 8) }
    Self.requireMean(0.25, 0.1875 / 9) { BetaDistribution(alpha: 2, beta: 6).sample(using: source) }
    let mean = 40.0
    Self.requireMean(mean, mean) { Double(source.poisson(mean: mean)) }
  }

  @Test func `binomial draws follow the probabilities`() {
    let source = RandomSource(seed: 13)
    let reads = Binomial(trials: 12, probability: 0.3)
    var counts = [Int](repeating: 0, count: 13)
    for _ in 0..<50_000 { counts[reads.sample(using: source)] += 1 }
    Self.requireShares(counts, (0...12).map { exp(reads.logProbability(of: $0)) })
  }

  @Test func `beta-binomial draws follow the probabilities`() {
    let source = RandomSource(seed: 17)
    let reads = BetaBinomial(trials: 15, mean: 0.3, precision: 6)
    var counts = [Int](repeating: 0, count: 16)
    for _ in 0..<50_000 { counts[reads.sample(using: source)] += 1 }
    Self.requireShares(counts, (0...15).map { exp(reads.logProbability(of: $0)) })
  }

  @Test func `Poisson draws follow the probabilities`() {
    let source = RandomSource(seed: 19)
    var counts = [Int](repeating: 0, count: 40)
    for _ in 0..<50_000 { counts[min(source.poisson(mean: 2.5), 39)] += 1 }
    // e^-λ λ^k / k!
    Self.requireShares(
      counts,
      (0..<39).map { exp(Double($0) * log(2.5) - 2.5 - SpecialFunctions.logGamma(Double($0) + 1)) })
  }

  @Test func `categories follow their weights`() {
    let source = RandomSource(seed: 23)
    let weights = [2.0, 0, 5, 3]
    var counts = [0, 0, 0, 0]
    for _ in 0..<50_000 { counts[source.discrete(weights: weights)] += 1 }
    Self.requireShares(counts, weights.map { $0 / 10 })
  }

  @Test func `every order of a shuffle is equally likely`() {
    let source = RandomSource(seed: 31)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<30_000 {
      var elements = [1, 2, 3]
      source.shuffle(&elements)
      counts[elements, default: 0] += 1
    }
    #expect(counts.count == 6)
    Self.requireShares(Array(counts.values), [Double](repeating: 1 / 6.0, count: 6))
  }

  @Test func `sure things need no chance`() {
    let source = RandomSource(seed: 37)
    #expect(source.binomial(trials: 9, probability: 0) == 0)
    #expect(source.binomial(trials: 9, probability: 1) == 9)
    #expect(source.betaBinomial(trials: 9, mean: 0, precision: 5) == 0)
    #expect(source.betaBinomial(trials: 9, mean: 1, precision: 5) == 9)
    #expect(source.poisson(mean: 0) == 0)
    #expect(source.index(below: 1) == 0)
  }
}
