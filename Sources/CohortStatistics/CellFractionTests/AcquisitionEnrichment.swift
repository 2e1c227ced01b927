import Glibc

/// Is a gene acquired more often than the other mutations of the same patients?
///
/// `T = Σ u` over the gene's mutations, with `u = P(c < c* | reads)`. Under the null hypothesis it does
/// not matter which of a patient's mutations bear the gene's name, among those that reads could have
/// shown alike: mutations of a patient with at least ten are split at the median of their limits of
/// detection. The distribution of `T` under all exchanges is exact, by convolution, with `u` rounded to
/// sixtieths.
///
/// It needs no length of genes, and a gene mutated from the start in every patient is no false finding.
/// It cannot see a gene that is frequent among acquired and earlier mutations alike: show how often it
/// is mutated beside it. R. A. Fisher's exchange of labels; for the mid-p-value see H. O. Lancaster,
/// *J. Am. Stat. Assoc.* 56, 223–234 (1961), doi:10.1080/01621459.1961.10482105.
public struct AcquisitionEnrichment: Sendable {
  /// The result for one gene.
  public struct Test: Hashable, Sendable {
    /// The gene's mutations.
    public let mutations: Int
    /// `T`: the gene's mutations that were acquired, by expectation.
    public let observed: Double
    /// The mean of `T` under exchange.
    public let expected: Double
    /// The variance of `T` under exchange, the information of the test; 0 where the reads or the
    /// patients' other mutations cannot tell anything.
    public let information: Double
    /// `P(T ≥ observed)`; 1 without information.
    public let pValue: Double
    /// ``pValue`` with half the probability of what was seen; 1/2 without information.
    public let midP: Double
    /// The least ``pValue`` that these patients could have given.
    public let smallestP: Double
  }

  /// The steps of `u` in a test of up to 500 mutations; tests of more have fewer.
  public static let scale = 60

  /// The steps of `u` in a test of some mutations: sums of many need no steps finer than their own
  /// spread, and the time of a test grows with the square of the steps.
  static func scale(of mutations: Int) -> Int {
    mutations <= 500 ? scale : mutations <= 5_000 ? 20 : 10
  }

  /// The number of mutations from which on a patient's are split by their limits of detection.
  public static let fewestSplit = 10

  private struct Mutation {
    let score: Int32
    let pool: Int32
  }

  private var pools: [[Int32]] = []
  private var byGene: [Int: [Mutation]] = [:]

  /// Sorts mutations into pools within which names are exchangeable.
  ///
  /// - Parameter mutations: All mutations of all patients; one per patient and mutation, several later
  ///   samples united.
  public init(_ mutations: [ScoredMutation]) {
    for (_, own) in Dictionary(grouping: mutations, by: \.patient).sorted(by: { $0.key < $1.key }) {
      add(patient: own)
    }
  }

  /// Starts without mutations, for patients that come one by one.
  init() {}

  /// Adds all mutations of a patient.
  mutating func add(patient own: [ScoredMutation]) {
    var places: [Int: Int] = [:]
    for (mutation, stratum) in zip(own, Self.strata(own)) {
      let pool = places[stratum] ?? pools.count
      if places[stratum] == nil {
        places[stratum] = pool
        pools.append([])
      }
      let score = Int32((mutation.probabilityBelow * Double(Self.scale)).rounded())
      pools[pool].append(score)
      byGene[mutation.gene, default: []].append(Mutation(score: score, pool: Int32(pool)))
    }
  }

  /// The genes that have mutations, ascending.
  public var genes: [Int] { byGene.keys.sorted() }

  /// 0 and 1 for limits of detection up to and above the median, 2 for unknown ones.
  private static func strata(_ mutations: [ScoredMutation]) -> [Int] {
    let limits = mutations.compactMap(\.detectionLimit).sorted()
    guard mutations.count >= fewestSplit, !limits.isEmpty else {
      return [Int](repeating: 0, count: mutations.count)
    }
    let median = limits[(limits.count - 1) / 2]
    return mutations.map { $0.detectionLimit.map { $0 <= median ? 0 : 1 } ?? 2 }
  }

  /// Tests a gene.
  ///
  /// - Parameter gene: A gene; one without mutations gives a p-value of 1.
  /// - Complexity: Per pool, its mutations times the square of the gene's among them; then
  ///   convolutions over the range of likely sums.
  public func test(gene: Int) -> Test {
    let own = byGene[gene] ?? []
    let steps = Self.scale(of: own.count)
    func score(_ score: Int32) -> Int { (Int(score) * steps + Self.scale / 2) / Self.scale }
    var sums: [Sums] = []
    var (mean, variance, smallest, certain) = (0.0, 0.0, 1.0, 0)
    for (pool, members) in Dictionary(grouping: own, by: \.pool).sorted(by: { $0.key < $1.key }) {
      let scores = pools[Int(pool)].map(score)
      let drawn = members.count
      let average = Double(scores.reduce(0, +)) / Double(scores.count)
      mean += Double(drawn) * average
      let spread = scores.reduce(0) { $0 + pow(Double($1) - average, 2) } / Double(scores.count)
      guard drawn < scores.count, spread > 0 else {
        // Every exchange gives the same sum.
        certain += members.reduce(0) { $0 + score($1.score) }
        continue
      }
      variance +=
        Double(drawn) * spread * Double(scores.count - drawn) / Double(scores.count - 1)
      let part = Sums(of: drawn, from: scores)
      smallest *= part.masses[part.masses.count - 1]
      sums.append(part)
    }
    let scale = Double(steps)
    let total = own.reduce(0) { $0 + score($1.score) }
    let (at, above) = Sums.tail(of: sums, total - certain)
    let p = variance > 0 ? min(1, max(at + above, smallest)) : 1
    return Test(
      mutations: own.count, observed: Double(total) / scale, expected: mean / scale,
      information: variance / (scale * scale), pValue: p,
      midP: variance > 0 ? min(1, max(above + 0.5 * at, 0.5 * smallest)) : 0.5,
      smallestP: smallest)
  }
}
