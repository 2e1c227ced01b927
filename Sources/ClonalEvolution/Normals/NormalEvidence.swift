import NumericalMethods
import TumorModel

/// What a patient's normal samples say of the mutations found in the tumour.
///
/// Tumour cells in a normal sample show clonal mutations there; so their share is estimated first,
/// on clonal mutations alone, and a mutation counts as seen in the normal only where it is seen more
/// than that share explains.
struct NormalEvidence {
  /// Flags that the normals raise, one set per mutation; empty without normals.
  private(set) var flags: [OriginFlags] = []
  /// What to tell of the patient's pairs.
  private(set) var findings: [PairFinding] = []

  /// The fewest clonal mutations that a share of tumour cells is estimated on.
  static let leastSites = 3
  /// A clonal mutation with a greater share of the normal's reads is taken for germline.
  private static let germlineFrequency = 0.3
  /// The usual share of error reads in a normal sample, and in a fixed one at C>T and G>A.
  private static let errorRate = 1e-3
  private static let fixedErrorRate = 1e-2
  /// The precision of allele counts assumed of a normal sample.
  private static let precision = 300.0

  /// No normals.
  init() {}

  /// - Parameters:
  ///   - patient: The patient.
  ///   - evidence: The evidence of each tumour sample.
  ///   - backgrounds: What other normals show at each site; empty if nothing is known.
  init(patient: PatientEvidence, evidence: [SampleEvidence], backgrounds: [SiteBackground?]) {
    let supporting = patient.supporting
    guard !supporting.normals.isEmpty else { return }
    flags = [OriginFlags](repeating: [], count: patient.mutations.count)
    for (normal, observations) in zip(supporting.normals, supporting.normalObservations)
    where observations.contains(where: { ($0.counts?.depth ?? 0) > 0 }) {
      judge(normal, observations, patient, evidence, backgrounds)
    }
  }

  private mutating func judge(
    _ normal: Sample, _ observations: [SiteObservation], _ patient: PatientEvidence,
    _ evidence: [SampleEvidence], _ backgrounds: [SiteBackground?]
  ) {
    let isFixed = normal.isFixed
    let clonal = observations.indices.compactMap { site -> TumorInNormal.Site? in
      guard let counts = observations[site].counts, counts.depth > 0,
        (counts.variantAlleleFrequency ?? 1) < Self.germlineFrequency,
        !isFixed || !patient.mutations[site].variant.isDeamination,
        let copies = Self.clonalCopies(site, patient, evidence)
      else { return nil }
      return TumorInNormal.Site(counts: counts, tumorCopies: copies, multiplicity: 1)
    }
    let contamination = Self.share(of: clonal)
    if let contamination, contamination.isContaminated {
      let (low, high) = (contamination.interval.lowerBound, contamination.interval.upperBound)
      findings.append(
        .tumorInNormal(normal: normal.id, share: contamination.share, low: low, high: high))
    }
    var seen = 0
    for site in observations.indices {
      guard let counts = observations[site].counts, counts.alternate > 0 else { continue }
      let isDamage = isFixed && patient.mutations[site].variant.isDeamination
      let background = backgrounds.isEmpty ? nil : backgrounds[site]
      let rate = max(
        background?.mean ?? Self.errorRate, isDamage ? Self.fixedErrorRate : 0)
      let copies = Self.mostCopies(site, patient)
      let expected = Self.expected(counts, copies, contamination)
      if Self.exceeds(counts, rate, background?.precision), !(expected?.isExplained ?? false) {
        flags[site].insert(.seenInNormal)
        seen += 1
      }
      if isFromBlood(
        site, counts, expected: max(rate, expected?.frequency ?? 0), patient, evidence)
      {
        flags[site].insert(.possibleCloneInBlood)
      }
    }
    if seen > 0 { findings.append(.seenInNormal(normal: normal.id, mutations: seen)) }
  }

  // MARK: Tumour cells in the normal

  /// Copies per tumour cell where a site is clonal, on one copy, in every tumour sample that says
  /// something; `nil` elsewhere.
  private static func clonalCopies(
    _ site: Int, _ patient: PatientEvidence, _ evidence: [SampleEvidence]
  ) -> Int? {
    guard patient.mutations[site].variant.chromosome.isAutosome else { return nil }
    var copies: Int?
    for (index, sample) in evidence.enumerated() where sample.data.use[site] == .counted {
      let states = sample.likelihoods(site)
      guard states.clonal > states.subclonal, states.clonal > states.absent else { return nil }
      let copyNumber = patient.copyNumbers[index][site] ?? .normal
      guard copyNumber.major <= 1, copyNumber.total > 0 else { return nil }
      if copies == nil || copyNumber.total < copies ?? 0 { copies = copyNumber.total }
    }
    return copies
  }

  /// The share of tumour cells, sites that no share explains along with the others left out.
  private static func share(of sites: [TumorInNormal.Site]) -> TumorInNormal? {
    var kept = sites
    while kept.count >= leastSites, let fit = TumorInNormal(sites: kept, errorRate: errorRate) {
      let explained = kept.filter { site in
        !exceeds(
          site.counts, site.frequency(share: fit.share, errorRate: errorRate), precision)
      }
      if explained.count == kept.count { return fit }
      kept = explained
    }
    return nil
  }

  /// The most mutated copies, and total copies, that a tumour cell may have at a site.
  private static func mostCopies(
    _ site: Int, _ patient: PatientEvidence
  ) -> (mutated: Int, total: Int) {
    var most = (mutated: 1, total: 2)
    for copyNumbers in patient.copyNumbers {
      guard let copyNumber = copyNumbers[site], copyNumber.total > 0 else { continue }
      if copyNumber.major > most.mutated { most = (copyNumber.major, copyNumber.total) }
    }
    return most
  }

  /// What tumour cells in the normal make of its reads.
  private static func expected(
    _ counts: ReadCounts, _ copies: (mutated: Int, total: Int), _ contamination: TumorInNormal?
  ) -> (frequency: Double, isExplained: Bool)? {
    guard let contamination, contamination.isContaminated,
      let site = TumorInNormal.Site(
        counts: counts, tumorCopies: copies.total, multiplicity: copies.mutated)
    else { return nil }
    return (
      site.frequency(share: contamination.share, errorRate: contamination.errorRate),
      contamination.explains(site, precision: precision)
    )
  }

  /// Whether more reads are alternate than a frequency gives once in a thousand sites.
  private static func exceeds(_ counts: ReadCounts, _ mean: Double, _ precision: Double?) -> Bool {
    BetaBinomial(
      trials: Int(counts.depth), mean: mean, precision: precision ?? SampleModel.errorPrecision
    ).upperTailProbability(above: Int(counts.alternate) - 1) < TumorInNormal.significance
  }

  // MARK: Blood

  /// Whether a mutation that plasma alone shows is likelier a clone of blood cells.
  private func isFromBlood(
    _ site: Int, _ normal: ReadCounts, expected: Double, _ patient: PatientEvidence,
    _ evidence: [SampleEvidence]
  ) -> Bool {
    func shows(_ sample: SampleEvidence) -> Bool {
      sample.reachesCriticalCount(site)
    }
    guard !evidence.contains(where: { $0.data.sample.role != .plasma && shows($0) }) else {
      return false
    }
    return evidence.contains { sample in
      guard sample.data.sample.role == .plasma, shows(sample),
        let plasma = ReadCounts(
          alternate: Int(sample.data.alternate[site]), depth: Int(sample.data.depth[site])),
        let alternative = BloodAlternative(plasma: plasma, normal: normal, expected: expected)
      else { return false }
      return alternative.isLikelier
    }
  }
}
