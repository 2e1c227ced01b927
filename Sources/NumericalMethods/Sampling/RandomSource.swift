import CGSL

/// A stream of random numbers, determined by its seed.
///
/// The Mersenne Twister MT19937: M. Matsumoto and T. Nishimura, *ACM Trans. Model. Comput. Simul.* 8,
/// 3–30 (1998), doi:10.1145/272991.272995. Use one source per task, with ``seed(base:stream:)``, so that
/// results depend on the seeds and not on scheduling.
public final class RandomSource: RandomNumberGenerator {
  let generator: UnsafeMutablePointer<gsl_rng>

  /// Creates a stream.
  ///
  /// The library's own seeding uses 32 bits, so that among 100,000 streams two would be expected to
  /// coincide. Here, all 64 bits are used to fill the whole state.
  public init(seed: UInt64) {
    precondition(GSLRuntime.isPrepared)
    guard let generator = metachron_rng_alloc_mt19937() else {
      preconditionFailure("no memory for a random generator")
    }
    self.generator = generator
    gsl_rng_set(generator, UInt(truncatingIfNeeded: seed))
    // 624 words of state and a position, which the call above left at "used up".
    let words = 624
    precondition(
      gsl_rng_size(generator) == (words + 1) * MemoryLayout<UInt>.size,
      "the layout of mt19937 is the one known")
    guard let state = gsl_rng_state(generator)?.assumingMemoryBound(to: UInt.self) else {
      preconditionFailure("a generator has a state")
    }
    for index in 0..<words {
      let word = Self.seed(base: seed, stream: UInt64(index))
      state[index] = UInt(truncatingIfNeeded: word >> 32)
    }
  }

  deinit { gsl_rng_free(generator) }

  /// The seed of one of many streams.
  ///
  /// The splitmix64 generator started at `base`, at position `stream`: for one base, different
  /// streams have different seeds.
  public static func seed(base: UInt64, stream: UInt64) -> UInt64 {
    var bits = base &+ (stream &+ 1) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// The next 64 random bits.
  public func next() -> UInt64 {
    let high = UInt64(gsl_rng_get(generator))
    let low = UInt64(gsl_rng_get(generator))
    return high << 32 | low
  }

  /// A number in `0..<1`.
  public func uniform() -> Double { gsl_rng_uniform(generator) }

  /// An integer in `0..<bound`.
  ///
  /// - Parameter bound: From 1 to 4,294,967,295; anything else traps.
  public func index(below bound: Int) -> Int {
    precondition(bound >= 1 && bound <= Int(UInt32.max), "a bound within 1...2^32-1")
    return Int(gsl_rng_uniform_int(generator, UInt(bound)))
  }

  /// Puts the elements in random order.
  public func shuffle<Element>(_ elements: inout [Element]) {
    var remaining = elements.count
    while remaining > 1 {
      let chosen = index(below: remaining)
      remaining -= 1
      elements.swapAt(chosen, remaining)
    }
  }
}

/// A draw changes the state that all owners share.
@available(*, unavailable)
extension RandomSource: Sendable {}
