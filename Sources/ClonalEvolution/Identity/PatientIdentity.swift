public import TumorModel

/// Whether the samples of one patient are of one person.
///
/// At least ``leastSites`` inherited variants have to be read in both samples, each on an autosome
/// and ``spacing`` bases or more from the one before it, since neighbours are inherited together.
/// The two match if the log-likelihood ratio is above ln 10⁴, and do not below its negative.
public struct PatientIdentity: Sendable {
  /// The fewest inherited variants of a verdict.
  public static let leastSites = 20
  /// The least distance of two inherited variants that count, in bases.
  public static let spacing = 20_000

  private let buffer: GenotypeBuffer?
  private let owners: [SampleOwner?]
  private let recorded: [StudyIdentity.PairKey: PairIdentity]
  private let patient: String
  private let samples: [String]

  init(
    patient: String, samples: [Sample], genotypes: GermlineGenotypes?, study: StudyIdentity
  ) {
    self.patient = patient
    self.samples = samples.map(\.id)
    owners = samples.map { study.owners[$0.id] }
    recorded = study.recorded
    buffer = genotypes.map { genotypes in
      let sites = Self.spaced(genotypes.sites)
      var buffer = GenotypeBuffer(
        frequencies: sites.map { study.frequencies.frequency(of: genotypes.sites[$0]) },
        capacity: samples.count)
      for (sample, counts) in zip(samples, genotypes.counts) {
        buffer.append(sites.map { counts[$0] }, isTumor: sample.role != .normal)
      }
      return buffer
    }
  }

  /// What is known of two samples, tumour samples counted first and normal ones after them.
  public func pair(earlier: Int, later: Int) -> PairIdentity {
    let key = StudyIdentity.PairKey(
      patient: patient, earlier: samples[earlier], later: samples[later])
    if let known = recorded[key] { return known }
    var result = PairIdentity(earlierOwner: owners[earlier], laterOwner: owners[later])
    guard let buffer else { return result }
    result.sites = buffer.sites(earlier, later)
    guard result.sites > 0 else { return result }
    let ratio = buffer.logLikelihoodRatio(earlier, later)
    result.logLikelihoodRatio = ratio
    result.verdict = Self.verdict(ratio, sites: result.sites)
    return result
  }

  /// The verdict of a ratio over so many sites.
  static func verdict(_ ratio: Double, sites: Int) -> IdentityVerdict {
    guard sites > 0 else { return .notTested }
    guard sites >= leastSites, abs(ratio) > SampleIdentity.threshold else { return .undecided }
    return ratio > 0 ? .match : .mismatch
  }

  /// Sites of autosomes that are far enough apart; sites are sorted.
  static func spaced(_ sites: [GermlineGenotypes.Site]) -> [Int] {
    var kept: [Int] = []
    for (index, site) in sites.enumerated() where site.variant.chromosome.isAutosome {
      if let last = kept.last, sites[last].variant.chromosome == site.variant.chromosome,
        site.variant.position - sites[last].variant.position < spacing
      {
        continue
      }
      kept.append(index)
    }
    return kept
  }
}
