import Glibc
import TumorModel

/// What the reads of many samples say of their genotypes, packed for comparing all with all.
///
/// With `a_G` the likelihood of genotype `G` over its mean under the population's genotypes `π_G`,
/// two samples are of one person rather than two by
/// ```
/// LLR = Σ ln Σ_G π_G a_G(first) a_G(second)
/// ```
/// A sample holds `√π_G a_G` at every site, eight sites side by side, so that a site costs three
/// products. A site that was not read holds `√π_G`, and adds `ln 1` whatever the other sample has.
struct GenotypeBuffer: Sendable {
  /// Reads that a site needs in a sample.
  static let leastDepth = 8
  /// Blocks of eight sites multiplied before logarithms are taken: no factor is beyond e±8.
  private static let batch = 32

  private let blocks: Int
  private let words: Int
  private var values: [SIMD8<Double>]
  private var masks: [UInt64]
  private let priors: [SIMD3<Double>]
  /// How many samples there are.
  private(set) var count = 0

  /// Creates a buffer without samples.
  ///
  /// - Parameter frequencies: The frequency of the alternate allele at each site, in (0, 1).
  init(frequencies: [Double], capacity: Int) {
    blocks = (frequencies.count + 7) / 8
    words = (frequencies.count + 63) / 64
    priors = frequencies.map { SIMD3((1 - $0) * (1 - $0), 2 * $0 * (1 - $0), $0 * $0) }
    values = []
    masks = []
    values.reserveCapacity(capacity * 3 * blocks)
    masks.reserveCapacity(capacity * words)
  }

  /// Adds a sample.
  ///
  /// - Parameters:
  ///   - counts: Its reads at each site.
  ///   - isTumor: Whether its alleles may be out of balance.
  mutating func append(_ counts: [ReadCounts?], isTumor: Bool) {
    precondition(counts.count == priors.count, "one count a site")
    let emission = GenotypeEmission(isTumor: isTumor)
    // Sites that fill up the last block say nothing in any sample.
    let start = values.count
    values.append(
      contentsOf: repeatElement(SIMD8(repeating: (1.0 / 3).squareRoot()), count: 3 * blocks))
    masks.append(contentsOf: repeatElement(0, count: words))
    let mask = masks.count - words
    for (site, prior) in priors.enumerated() {
      var weights = SIMD3(repeating: 1.0)
      if let counts = counts[site], counts.depth >= Self.leastDepth {
        weights = emission.relativeLikelihoods(counts)
        weights /= (prior * weights).sum()
        masks[mask + site / 64] |= 1 << UInt64(site % 64)
      }
      weights *= prior.squareRoot()
      for genotype in 0..<3 {
        values[start + genotype * blocks + site / 8][site % 8] = weights[genotype]
      }
    }
    count += 1
  }

  /// Sites read in both of two samples.
  func sites(_ first: Int, _ second: Int) -> Int {
    (0..<words).reduce(0) {
      $0 + (masks[first * words + $1] & masks[second * words + $1]).nonzeroBitCount
    }
  }

  /// Whether a sample was read anywhere.
  func isRead(_ sample: Int) -> Bool { sites(sample, sample) > 0 }

  /// One person against two, in nats; 0 where no site was read in both.
  ///
  /// - Complexity: O(sites), about 2 ns a site.
  func logLikelihoodRatio(_ first: Int, _ second: Int) -> Double {
    values.withUnsafeBufferPointer { values in
      let (a, b) = (3 * blocks * first, 3 * blocks * second)
      var sum = 0.0
      var block = 0
      while block < blocks {
        var product = SIMD8(repeating: 1.0)
        let last = min(block + Self.batch, blocks)
        while block < last {
          let none = values[a + block] * values[b + block]
          let one = values[a + blocks + block] * values[b + blocks + block]
          let both = values[a + 2 * blocks + block] * values[b + 2 * blocks + block]
          product *= none + one + both
          block += 1
        }
        for lane in 0..<8 { sum += log(product[lane]) }
      }
      return sum
    }
  }
}
