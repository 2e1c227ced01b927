import CohortStatistics

/// Which share of a patient's acquired mutations chance puts into a gene.
struct GeneShares {
  private let shares: [GeneShare?]

  /// How much genes are taken to differ at least, and at most: the shape of a gamma distribution.
  private static let shapes = 0.2...10.0

  /// Finds the shares.
  ///
  /// Without lengths they rest on the expected number `x` of the gene's mutations that were there
  /// before, shrunk towards the mean `m` of all genes: `x + k`, where `k = m² / (s² - m)` is the
  /// shape of the gamma distribution whose mean and variance `s²` the genes have, within
  /// 0.2...10. A gene that drives tumours from the start has too large a share, which hides an excess
  /// rather than make one.
  init(tally: CohortTally, names: [String], lengths: [String: Double]?) {
    if let lengths {
      let total = lengths.values.sorted().reduce(0, +)
      shares = names.map { name in lengths[name].map { GeneShare($0 / total) } }
      return
    }
    let counts = tally.genes.map { gene -> Double? in
      gene.mutated > 0 || gene.outcomes.contains { $0 > 0 }
        ? gene.preexistingMutations.value : nil
    }
    // In rising order the sums do not depend on the order of the patients.
    let known = counts.compactMap { $0 }.sorted()
    let added = Self.shape(of: known)
    let total = known.reduce(0, +) + added * Double(known.count)
    shares = counts.map { count in
      count.map { $0 + added < total ? GeneShare(mutations: $0 + added, of: total) : GeneShare(1) }
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
  func share(of number: Int) -> GeneShare? { number < shares.count ? shares[number] : nil }
}
