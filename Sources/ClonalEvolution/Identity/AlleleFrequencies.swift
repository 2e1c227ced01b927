import TumorModel

/// How frequent the alternate alleles of inherited variants are in the population.
///
/// A frequency that a file states is taken. One that is not stated is learnt from the study where
/// ten patients or more have reads there:
/// ```
/// q = (Σ 2 v + 4 · 0.3) / (2 N + 4)
/// ```
/// with `v` the share of alternate reads in one sample of each of `N` patients, of normal tissue
/// where there is some. Elsewhere it is 0.3, at which no genotype is rare. All are kept in 0.02...0.98:
/// a rare allele that is not rare in the study's population would weigh too much.
struct AlleleFrequencies: Sendable {
  /// The frequency where nothing is known.
  static let unknown = 0.3
  /// The fewest patients from whom a frequency is learnt.
  static let leastPatients = 10
  /// How many alleles of frequency ``unknown`` are added to those counted.
  private static let priorAlleles = 4.0
  private static let bounds = 0.02...0.98

  private struct Pool: Sendable {
    var dosage = 0.0
    var patients = 0
  }

  private var pools: [Variant: Pool] = [:]

  /// Adds a patient's reads.
  mutating func add(_ genotypes: GermlineGenotypes, tumors: Int) {
    let normalFirst =
      Array(genotypes.counts.indices.dropFirst(tumors))
      + Array(0..<min(tumors, genotypes.counts.count))
    for (index, site) in genotypes.sites.enumerated() where site.populationFrequency == nil {
      let read = normalFirst.lazy.compactMap { genotypes.counts[$0][index] }
        .first { $0.depth >= GenotypeBuffer.leastDepth }
      guard let share = read?.variantAlleleFrequency else { continue }
      pools[site.variant, default: Pool()].dosage += 2 * share
      pools[site.variant, default: Pool()].patients += 1
    }
  }

  /// The frequency of a site's alternate allele.
  func frequency(of site: GermlineGenotypes.Site) -> Double {
    var value = site.populationFrequency ?? Self.unknown
    if site.populationFrequency == nil, let pool = pools[site.variant],
      pool.patients >= Self.leastPatients
    {
      value =
        (pool.dosage + Self.priorAlleles * Self.unknown)
        / (2 * Double(pool.patients) + Self.priorAlleles)
    }
    return min(max(value, Self.bounds.lowerBound), Self.bounds.upperBound)
  }
}
