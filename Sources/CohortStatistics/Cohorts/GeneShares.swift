/// The share of a patient's acquired mutations that falls into each gene by chance.
///
/// Derived for this package. Poisson counts with gamma distributed rates, whose shape the counts of
/// all give: D. Clayton and J. Kaldor, *Biometrics* 43, 671–681 (1987), doi:10.2307/2532003.
public struct GeneShares: Sendable {
  private let shares: [GeneShare?]

  /// The smallest and largest shape of the gamma distribution of genes' mutability.
  ///
  /// A larger one would tie a gene to the mutability of the others.
  private static let shapes = 0.2...2.0

  /// Computes the shares, indexed by the number of the gene's name.
  ///
  /// Without lengths they are based on the expected number `x` of the gene's pre-existing
  /// mutations: `(x + k) / Σ (x + k)`, where `k = m² / (s² - m)` is the shape of the gamma
  /// distribution that gives the genes' numbers their mean `m` and variance `s²`, within 0.2...2. A
  /// gene that drives tumours from the start gets too large a share, which hides an excess rather
  /// than creating one.
  ///
  /// - Parameters:
  ///   - tally: The cohort.
  ///   - names: The genes' names.
  ///   - lengths: Callable lengths above 0, or `nil`; a gene without one has no share.
  ///   - isNamed: Whether a name is that of a gene; another stands for mutations outside genes.
  public init(
    tally: CohortTally, names: [String], lengths: [String: Double]?,
    isNamed: (String) -> Bool = { _ in true }
  ) {
    if let lengths {
      let total = lengths.values.sorted().reduce(0, +)
      shares = names.map { name in lengths[name].map { GeneShare(min(1, $0 / total)) } }
      return
    }
    let counts = tally.genes.map { gene -> Double? in
      gene.mutated > 0 || gene.outcomes.contains { $0 > 0 }
        ? gene.preexistingMutations.value : nil
    }
    // Mutations outside genes count among all, and say nothing of how genes differ.
    let isGene = counts.indices.map { isNamed(names[$0]) }
    // In rising order the sums do not depend on the order of the patients.
    let known = counts.indices.compactMap { isGene[$0] ? counts[$0] : nil }.sorted()
    let added = Self.shape(of: known)
    let total = counts.compactMap { $0 }.sorted().reduce(0, +) + added * Double(known.count)
    shares = counts.enumerated().map { number, count in
      guard let count, isGene[number] else { return nil }
      return count + added < total ? GeneShare(mutations: count + added, of: total) : GeneShare(1)
    }
  }

  private static func shape(of counts: [Double]) -> Double {
    guard counts.count > 1 else { return 1 }
    let number = Double(counts.count)
    let mean = counts.reduce(0, +) / number
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (number - 1)
    guard variance > mean else { return shapes.upperBound }
    let shape = mean * mean / (variance - mean)
    return min(max(shape, shapes.lowerBound), shapes.upperBound)
  }

  /// The share of a gene by the number of its name; `nil` where it is unknown.
  public func share(of number: Int) -> GeneShare? {
    number < shares.count ? shares[number] : nil
  }
}
