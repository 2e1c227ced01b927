import Glibc
import TumorModel

/// The search for all purities that a sample's mutations are consistent with.
///
/// For each genome that the copy numbers allow, the likelihood of the sample's mutations as a
/// function of one purity that they share, times the prior of an unknown purity; its modes over all
/// genomes are the solutions.
///
/// The relation of allele fractions to purity and copy numbers is that of S. L. Carter et al., *Nat.
/// Biotechnol.* 30, 413–421 (2012), doi:10.1038/nbt.2203; the search from mutations alone is derived here.
struct PuritySearch {
  /// The fit whose likelihood is used.
  let fit: SampleModelFit
  /// The model so far: error rates and precision.
  let model: SampleModel
  /// The sites that the likelihood rests on.
  let sites: [Int]

  /// Modes with less of the posterior are dropped.
  static let leastWeight = 0.05
  /// A single mode wider than this share of the prior's deviation is not resolved.
  private static let unresolved = 0.6
  /// The prior's standard deviation: Beta(4, 6).
  private static let priorDeviation = 0.1477
  /// With fewer mutations that show a read, modes are of chance: all that fits is one solution.
  static let leastMutations = 20
  /// The least share of sites without a copy number at which a doubled genome is considered.
  private static let unknownShare = 0.5

  /// The solutions of at least ``leastWeight``, by rising purity; their weights add to 1.
  func modes() -> [PurityMode] {
    let peak = highestPeak()
    let posteriors = genomes.map { genome -> (AssumedGenome, PurityPosterior) in
      let fit = fit.assuming(genome)
      let start = starts(peak: peak, genome: genome)
      return (
        genome,
        PurityPosterior(start: start) { purities in
          zip(purities, fit.logMarginals(sites: sites, purities: purities, model: model)).map {
            log(genome.weight) + Self.logPrior($0) + $1
          }
        }
      )
    }
    let top = posteriors.compactMap { $0.1.logDensity.max() }.max() ?? 0
    guard mutations >= Self.leastMutations else {
      var whole = posteriors[0].1.whole(genome: posteriors[0].0)
      explain(&whole, by: peak, isAlone: true)
      return [whole]
    }
    var modes = posteriors.flatMap { $0.1.modes(relativeTo: top, genome: $0.0) }
    let total = modes.reduce(0) { $0 + $1.weight }
    modes = modes.filter { $0.weight >= Self.leastWeight * total }
    let kept = modes.reduce(0) { $0 + $1.weight }
    for index in modes.indices {
      modes[index].weight /= kept
      explain(&modes[index], by: peak, isAlone: modes.count == 1)
    }
    return modes.sorted { ($0.mean, $0.genome.ploidy) < ($1.mean, $1.genome.ploidy) }
  }

  /// ln of Beta(4, 6) on [0.05, 0.98], up to a constant.
  private static func logPrior(_ purity: Double) -> Double {
    3 * log(purity) + 5 * log(max(1 - purity, 1e-9))
  }

  /// Mutations with alternate reads.
  private var mutations: Int { (0..<fit.data.count).count { fit.data.showsRead($0) } }

  /// Genomes that the sample may have.
  private var genomes: [AssumedGenome] {
    guard mutations >= Self.leastMutations else { return [.usual] }
    let unknown = sites.count { fit.data.kinds[Int(fit.data.kind[$0])].copyNumber == nil }
    guard Double(unknown) >= Self.unknownShare * Double(sites.count) else { return [.usual] }
    guard let ploidy = fit.data.sample.ploidy else { return AssumedGenome.allCases }
    return ploidy < 2.7 ? [.usual] : ploidy > 3.3 ? [.doubled] : AssumedGenome.allCases
  }

  /// Nodes over the prior's range, and where the peak's explanations lie.
  private func starts(peak: Peak?, genome: AssumedGenome) -> [Double] {
    // Every second node of the prior; halving adds what matters.
    var nodes = (0..<16).map { 0.05 + 0.93 * (Double($0) + 0.5) / 16 }
    for (purity, _) in explanations(of: peak, genome: genome) where (0.05...0.98).contains(purity) {
      if !nodes.contains(where: { abs($0 - purity) < PurityPosterior.finest }) {
        nodes.append(purity)
      }
    }
    return nodes.sorted()
  }

  // MARK: Peaks

  /// The highest peak of allele frequencies among sites of one copy number.
  private struct Peak {
    var frequency: Double
    /// `nil` where it is not known.
    var copyNumber: CopyNumber?
  }

  private func highestPeak() -> Peak? {
    let data = fit.data
    var counts: [CopyNumber?: [ReadCounts]] = [:]
    for site in 0..<data.count where data.use[site] == .counted && data.kind[site] >= 0 {
      let kind = data.kinds[Int(data.kind[site])]
      guard kind.change != .indel, kind.normalCopies == 2, data.alternate[site] >= 3,
        let reads = ReadCounts(alternate: Int(data.alternate[site]), depth: Int(data.depth[site])),
        reads.depth >= FrequencyPeaks.leastDepth
      else { continue }
      counts[kind.copyNumber, default: []].append(reads)
    }
    // One copy of each allele tells most plainly; else what most sites have.
    let normal = CopyNumber(major: 1, minor: 1)
    let enough = 2 * FrequencyPeaks.leastMutations
    let chosen =
      (counts[normal]?.count ?? 0) >= enough
      ? normal
      : counts.max {
        ($0.value.count, Self.place($1.key)) < ($1.value.count, Self.place($0.key))
      }?.key ?? nil
    guard let found = counts[chosen],
      let highest = FrequencyPeaks(found, precision: model.precision)?.highest
    else { return nil }
    return Peak(frequency: highest.frequency, copyNumber: chosen)
  }

  /// Orders copy numbers, so that ties do not depend on hashing.
  private static func place(_ copyNumber: CopyNumber?) -> Int {
    copyNumber.map { 1000 * $0.major + $0.minor } ?? -1
  }

  /// The purities at which the peak's mutations are clonal, by copies.
  private func explanations(
    of peak: Peak?, genome: AssumedGenome
  ) -> [(purity: Double, multiplicity: Int)] {
    guard let peak else { return [] }
    let copyNumbers =
      peak.copyNumber.map { [$0] }
      ?? genome.copyNumbers.entries.filter { $0.weight >= 0.05 }.map(\.copyNumber)
    let error = model.error(.generic)
    let frequency = (peak.frequency - error.rate) / (1 - error.rate - error.missRate)
    return copyNumbers.flatMap { copyNumber in
      (1...max(1, copyNumber.major)).compactMap { copies in
        Purity.fromPeak(
          frequency, tumorCopies: Double(copyNumber.total), multiplicity: Double(copies)
        ).map { ($0.value, copies) }
      }
    }
  }

  private func explain(_ mode: inout PurityMode, by peak: Peak?, isAlone: Bool) {
    let data = fit.data
    mode.mutations = mutations
    mode.peakFrequency = peak?.frequency
    let isUnknown = genomes.count > 1
    mode.ploidy = data.sample.ploidy ?? (isUnknown ? mode.genome.ploidy : nil)
    if isAlone, mode.deviation > Self.unresolved * Self.priorDeviation {
      mode.basis = .prior
      return
    }
    let (low, high) = mode.bounds
    let mean = mode.mean
    // The usual copy number comes first, so that it stands where several explain the peak.
    let fitting = explanations(of: peak, genome: mode.genome).filter {
      $0.purity >= low && $0.purity <= high
    }
    guard let nearest = fitting.min(by: { abs($0.purity - mean) < abs($1.purity - mean) }) else {
      return
    }
    mode.peakMultiplicity = nearest.multiplicity
    mode.basis = .peak
  }
}
