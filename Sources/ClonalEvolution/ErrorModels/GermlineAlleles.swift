import Glibc
import TumorModel

/// What heterozygous germline variants tell of a sample's allele counts.
///
/// A sample's own counts are used where the tumour has one copy of each allele on both sides of a
/// variant, for there every cell has half; a variant counts as heterozygous if the patient's normal
/// sample says so or, without one, if 0.3–0.7 of the reads are alternate. Where too few are left, the
/// counts of the normal sample stand in: they are of the same assay.
struct GermlineAlleles: Sendable {
  /// `s`: the precision of allele counts, at most ``mostPrecise``.
  let precision: Double
  /// `w`: alternate to reference odds of capture of a base change.
  let captureOdds: Double
  /// The variants it rests on.
  let sites: Int

  /// The fewest variants that are believed.
  static let leastSites = 30
  /// The least depth of a variant.
  private static let leastDepth = 20
  /// A precision at which counts are binomial to any depth that occurs.
  private static let mostPrecise = 1e5
  /// The prior deviation of ln w.
  private static let oddsDeviation = 0.1

  /// Estimates a sample's, or gives `nil` without enough variants.
  init?(patient: PatientEvidence, sample: Int) {
    guard let genotypes = patient.supporting.genotypes, sample < genotypes.counts.count else {
      return nil
    }
    let normals = genotypes.counts[patient.samples.count...]
    let normal = normals.max { Self.depth($0) < Self.depth($1) } ?? []
    let balanced = BalancedStretches(patient: patient, sample: sample)
    var own: [ReadCounts] = []
    for (index, site) in genotypes.sites.enumerated() {
      guard site.variant.kind == .snv, site.variant.chromosome.isAutosome,
        let reads = genotypes.counts[sample][index], reads.depth >= Self.leastDepth
      else { continue }
      let isHeterozygous =
        normal.isEmpty
        ? Self.isWithin(reads, 0.3...0.7)
        : normal[index].map { $0.depth >= Self.leastDepth && Self.isWithin($0, 0.2...0.8) } ?? false
      if isHeterozygous, balanced.contains(site.variant) { own.append(reads) }
    }
    if own.count >= Self.leastSites {
      self.init(own)
      return
    }
    let counts = zip(genotypes.sites, normal).compactMap { site, reads -> ReadCounts? in
      guard site.variant.kind == .snv, site.variant.chromosome.isAutosome, let reads,
        reads.depth >= Self.leastDepth, Self.isWithin(reads, 0.2...0.8)
      else { return nil }
      return reads
    }
    guard counts.count >= Self.leastSites else { return nil }
    self.init(counts)
  }

  /// Estimates from counts at heterozygous variants of balanced loci.
  init?(_ counts: [ReadCounts]) {
    guard let fit = AllelePrecision(snps: counts) else { return nil }
    precision = min(Self.mostPrecise, fit.precision)
    sites = fit.sites
    // Few variants would add a bias of chance: the estimate is shrunk towards none.
    let depth = counts.reduce(0) {
      $0 + Double($1.depth) / (1 + Double($1.depth) / (fit.precision + 1))
    }
    let variance = 1 / max(1, depth * fit.mean * (1 - fit.mean))
    let prior = Self.oddsDeviation * Self.oddsDeviation
    captureOdds = exp(log(fit.captureOdds) * prior / (prior + variance))
  }

  private static func depth(_ counts: [ReadCounts?]) -> Int {
    counts.reduce(0) { $0 + Int($1?.depth ?? 0) }
  }

  private static func isWithin(_ reads: ReadCounts, _ range: ClosedRange<Double>) -> Bool {
    range.contains(Double(reads.alternate) / Double(reads.depth))
  }
}

/// Where a sample's tumour cells have one copy of each allele, as far as its mutations tell.
///
/// Segments are known at mutations only; a place between two of them with one copy of each allele,
/// on the same chromosome, is taken to be like them.
private struct BalancedStretches {
  /// By chromosome, positions in rising order with whether the place is balanced.
  private var places: [Chromosome: [(position: Int, isBalanced: Bool)]] = [:]

  init(patient: PatientEvidence, sample: Int) {
    for (index, mutation) in patient.mutations.enumerated() {
      guard let copyNumber = patient.copyNumbers[sample][index] else { continue }
      places[mutation.variant.chromosome, default: []].append(
        (Int(mutation.variant.position), copyNumber.major == 1 && copyNumber.minor == 1))
    }
  }

  func contains(_ variant: Variant) -> Bool {
    guard let places = places[variant.chromosome] else { return false }
    let position = Int(variant.position)
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].position < position { low = middle + 1 } else { high = middle }
    }
    guard low > 0, low < places.count else { return false }
    return places[low - 1].isBalanced && places[low].isBalanced
  }
}
