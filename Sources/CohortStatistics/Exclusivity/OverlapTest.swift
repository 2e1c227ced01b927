/// Tests whether two genes are mutated together more or less often than burdens explain.
///
/// A patient has both with the probability ``MutationRates/jointRates(first:second:)`` if they are
/// independent but for the burden. If patients did not have their own rates, hypermutated tumours
/// would make any two genes seem to co-occur; and if the limit set by the burden were ignored,
/// patients with one or two mutated genes would make any two seem to exclude each other.
///
/// Given which patients have the first gene, and how many have the second, the overlap is the sum of
/// the second gene's independent draws inside, conditioned on the sum inside and outside:
/// ```
/// P(K = k) ∝ P(Σ inside = k) P(Σ outside = second - k)
/// ```
/// two Poisson-binomial distributions. With equal burdens this is Fisher's exact test. The simpler
/// test that uses only totals lets the genes' frequencies vary, and is therefore more conservative;
/// it is that of S. Canisius, J. W. M. Martens and L. F. A. Wessels, *Genome Biol.* 17, 261 (2016),
/// doi:10.1186/s13059-016-1114-x.
public struct OverlapTest: Hashable, Sendable {
  /// The level at which exclusivity counts as shown.
  public static let level = 0.05
  /// The power at which a negative test becomes informative.
  public static let adequatePower = 0.8

  /// Whether a test is inconclusive about exclusivity: it does not show any, and could hardly have
  /// done so.
  ///
  /// - Parameters:
  ///   - pExclusive: `P(K ≤ overlap)`.
  ///   - power: The power to show exclusivity, 0 to 1.
  public static func isInconclusive(pExclusive: Double, power: Double) -> Bool {
    power < adequatePower && pExclusive > level
  }

  /// The patients with both genes mutated.
  public let overlap: Int
  /// The number expected, given the patients' rates.
  public let expected: Double
  /// `P(K ≤ overlap)`, small where the genes exclude each other.
  public let pExclusive: Double
  /// `P(K ≥ overlap)`, small where they occur together.
  public let pCooccurring: Double
  /// ``pExclusive`` with half of the probability of the overlap seen.
  public var midPExclusive: Double { max(0, pExclusive - 0.5 * probabilityOfOverlap) }
  /// ``pCooccurring`` with half of the probability of the overlap seen.
  public var midPCooccurring: Double { max(0, pCooccurring - 0.5 * probabilityOfOverlap) }
  /// Both tails hold what was seen.
  private var probabilityOfOverlap: Double { max(0, pExclusive + pCooccurring - 1) }

  /// The smallest possible value of ``pExclusive`` in this cohort, reached at the smallest possible
  /// overlap.
  ///
  /// 0 stands for anything below 1e-120.
  public let smallestExclusiveP: Double
  /// The probability that a cohort of this size and these rates, in which no patient has both genes,
  /// gives ``pExclusive`` of at most the level; 0 where the numbers force an overlap.
  public let exclusivityPower: Double
  /// The overlap that the numbers force, because patients have every gene mutated or because the
  /// two genes together have more patients than the cohort.
  public let leastOverlap: Int

  /// Tests two genes, given the burdens of the patients with the first.
  ///
  /// - Parameters:
  ///   - overlap: The patients with both genes mutated, at least 0; anything else traps.
  ///   - firstByBurden: The patients with the first gene mutated, by their number of mutated genes.
  ///     The rarer gene should be the first.
  ///   - second: The number of patients with the second gene mutated.
  ///   - rates: The rates of the cohort.
  ///   - level: The level of ``exclusivityPower``, within `0..<1`; anything else traps.
  /// - Throws: ``UndefinedResult`` when the overlap exceeds a gene's patients, a burden has more
  ///   patients than the cohort, or the rates include no genes with these numbers.
  public init(
    overlap: Int, firstByBurden: [Int: Int], second: Int, rates: MutationRates,
    level: Double = Self.level
  ) throws(UndefinedResult) {
    let first = firstByBurden.values.reduce(0, +)
    let pair = try GenePair(overlap: overlap, first: first, second: second, rates: rates)
    let null = try pair.conditional(on: firstByBurden)
    self.init(overlap: overlap, pair: pair, null: null, level: level)
  }

  /// Tests two genes when only totals are known.
  ///
  /// - Parameters:
  ///   - overlap: The patients with both genes mutated, at least 0; anything else traps.
  ///   - first: The number of patients with the first gene mutated.
  ///   - second: The number of patients with the second gene mutated.
  ///   - rates: The rates of the cohort.
  ///   - level: The level of ``exclusivityPower``, within `0..<1`; anything else traps.
  /// - Throws: ``UndefinedResult`` when the overlap exceeds a gene's patients or the rates include
  ///   no genes with these numbers.
  public init(
    overlap: Int, first: Int, second: Int, rates: MutationRates, level: Double = Self.level
  ) throws(UndefinedResult) {
    let pair = try GenePair(overlap: overlap, first: first, second: second, rates: rates)
    self.init(overlap: overlap, pair: pair, null: pair.unconditional, level: level)
  }

  /// Compares the overlap with the probabilities of 0, 1, … under independence.
  private init(overlap: Int, pair: GenePair, null: OverlapNull, level: Double) {
    requireLevel(level)
    let masses = null.masses
    let at = overlap < masses.count ? masses[overlap] : 0
    let below = masses.prefix(overlap).reduce(0, +)
    let above = masses.dropFirst(overlap + 1).reversed().reduce(0, +)
    self.overlap = overlap
    expected = masses.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    pExclusive = min(1, below + at)
    pCooccurring = min(1, above + at)
    smallestExclusiveP = min(1, masses[null.least])
    leastOverlap = null.least
    exclusivityPower =
      null.least == 0
      ? ExclusivityPower(
        first: pair.counts(pair.ofFirst), second: pair.counts(pair.ofSecond),
        smallest: smallestExclusiveP
      ).value(level: level) : 0
  }
}
