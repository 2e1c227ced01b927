import CohortStatistics

/// Which share of a patient's acquired mutations chance puts into a gene.
struct GeneShares {
  private let shares: [GeneShare?]
  /// What the shares are of, in words.
  let basis: String

  /// Finds the shares.
  ///
  /// Without lengths: the gene's expected number of mutations that were there before, plus one, over
  /// that of all genes. A gene that drives tumours from the start has too large a share, which hides
  /// an excess rather than make one.
  init(tally: CohortTally, names: [String], lengths: [String: Double]?) {
    if let lengths {
      let total = lengths.values.sorted().reduce(0, +)
      shares = names.map { name in lengths[name].map { GeneShare($0 / total) } }
      basis = "lengths of genes as given"
      return
    }
    let weights = tally.genes.map { gene -> Double? in
      gene.mutated > 0 || gene.outcomes.contains { $0 > 0 }
        ? gene.preexistingMutations.value + 1 : nil
    }
    // In rising order the sum does not depend on that of the patients.
    let total = weights.compactMap { $0 }.sorted().reduce(0, +)
    shares = weights.map { weight in
      weight.map { $0 < total ? GeneShare(mutations: $0, of: total) : GeneShare(1) }
    }
    basis =
      "the gene's share of the cohort's own mutations that were there before, one added to each "
      + "gene"
  }

  /// The share of a gene by the number of its name; `nil` where it is unknown.
  func share(of number: Int) -> GeneShare? { number < shares.count ? shares[number] : nil }
}
