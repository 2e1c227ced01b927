import Glibc
import TumorModel

/// What one sample of a side, or several together, say of a patient's sites beside the posterior:
/// likelihoods, fractions, power, P(c >= c*) and Bayes factors.
///
/// Several are joined as the fit joins them: see ``RegionPresence``.
struct SideEvidence {
  /// The index of the only sample; `nil` for several.
  let sample: Int?
  /// The samples' indices and their evidence.
  let samples: [Int]
  let regions: [SampleEvidence]
  private let isOfAll: Bool

  /// One sample, or several together.
  ///
  /// - Parameters:
  ///   - samples: Their indices, at least one.
  ///   - evidence: The evidence of each sample of the patient.
  ///   - isJoint: Whether the samples stand for all of their side, be it one only.
  ///   - isEarlier: Whether they are the earlier side, of which every cell is every cell of all samples.
  init(
    _ samples: [Int], of evidence: [SampleEvidence], isJoint: Bool = false,
    isEarlier: Bool = true
  ) {
    self.samples = samples
    isOfAll = isEarlier
    sample = isJoint || samples.count > 1 ? nil : samples[0]
    regions = samples.map { evidence[$0] }
  }

  /// The samples that say something of a site.
  private func telling(_ site: Int) -> [SampleEvidence] {
    regions.filter { $0.isAssessable(site) }
  }

  /// Whether any of the samples says something of a site.
  func isAssessable(_ site: Int) -> Bool { regions.contains { $0.isAssessable(site) } }

  /// Whether any of the samples has an alternate read at a site.
  func showsRead(_ site: Int) -> Bool { regions.contains { $0.showsRead(site) } }

  /// Whether any of the samples is judged by its caller's rule rather than by counts.
  func isCensored(_ site: Int) -> Bool { regions.contains { $0.isCensored(site) } }

  // MARK: Detection

  /// P(detect | CCF 0.25) in at least one sample.
  func power(_ site: Int) -> Double {
    regions.count == 1
      ? 1 - (1 - regions[0].power(site)) : Self.power(regions.map { $0.power(site) })
  }

  /// The same of the samples' own powers, 0 for one that says nothing.
  static func power(_ powers: [Double]) -> Double { 1 - powers.reduce(1) { $0 * (1 - $1) } }

  /// The smallest LOD95 of the samples; `nil` if none has one.
  func limitOfDetection(_ site: Int) -> Double? {
    regions.count == 1
      ? regions[0].limitOfDetection(site)
      : regions.compactMap { $0.limitOfDetection(site) }.min()
  }

  // MARK: Cancer cell fractions

  /// ln L of absence, of presence in some and of presence in every cell, up to a constant; of several
  /// samples that of at least one of them.
  func likelihoods(_ site: Int) -> StateLikelihoods {
    if regions.count == 1 { return regions[0].likelihoods(site) }
    let telling = telling(site)
    guard telling.count > 1 else {
      return telling.first?.likelihoods(site) ?? .uninformative
    }
    let presence = RegionPresence(samples: telling.count, isOfAll: isOfAll)
    defer { presence.free() }
    let states = OriginCells.states
    for (index, region) in telling.enumerated() {
      region.densities.write(site, into: presence.own + index * states)
    }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: states) { joint in
      guard let start = joint.baseAddress else { return .uninformative }
      presence.combine(into: start)
      var subclonal = 0.0
      for (bin, mass) in CellFractionBins.referenceMasses.enumerated() {
        subclonal += mass * joint[bin + 1]
      }
      let least = Double.leastNormalMagnitude
      return StateLikelihoods(
        absent: log(max(joint[0], least)), subclonal: log(max(subclonal, least)),
        clonal: log(max(joint[states - 1], least)))
    }
  }

  /// P(c >= c* | sub-clonal) of a site, each range of fractions weighted as `binShares` say.
  func aboveThreshold(_ site: Int, binShares: BinValues) -> Double {
    let threshold = regions[0].parameters.threshold
    return withPosterior(site) { $0.aboveThreshold(threshold, weights: binShares) }
  }

  /// Runs `body` with the posterior of the cancer cell fraction, of several samples in those that have the
  /// mutation.
  func withPosterior<Result>(_ site: Int, _ body: (CellFractionPosterior) -> Result) -> Result {
    if regions.count == 1 { return regions[0].withPosterior(site, body) }
    let telling = telling(site)
    if telling.count <= 1 { return (telling.first ?? regions[0]).withPosterior(site, body) }
    let density = patchyDensity(telling, site: site)
    let densities = telling[0].densities
    return densities.slabWeights.withUnsafeBufferPointer { weights in
      density.withUnsafeBufferPointer { density in
        guard let weights = weights.baseAddress, let density = density.baseAddress else {
          preconditionFailure("a grid has nodes")
        }
        return body(
          CellFractionPosterior(grid: densities.grid, slabWeights: weights, density: density))
      }
    }
  }

  /// See `CellFractionPosterior.givenPresence`, found once for each site where one sample speaks.
  func givenPresence(_ site: Int, subclonal: Double, clonal: Double) -> CellFractionSummary {
    if regions.count == 1 {
      return regions[0].givenPresence(site, subclonal: subclonal, clonal: clonal)
    }
    return withPosterior(site) { $0.givenPresence(subclonal: subclonal, clonal: clonal) }
  }

  /// Evidence for absence from all samples against three kinds of presence.
  func bayesFactors(_ site: Int) -> RegionBayesFactors? {
    guard sample == nil else { return nil }
    let telling = telling(site)
    guard !telling.isEmpty else { return nil }
    let states = telling.map { $0.likelihoods(site) }
    let absent = states.reduce(0) { $0 + $1.absent }
    let independent = states.reduce(0) { $0 + $1.subclonal }
    // How patchy a clone is is not known.
    let patchy =
      RegionBayesFactors.regionPresences.map { share in
        states.reduce(0) { $0 + logSum(log(share) + $1.subclonal, log(1 - share) + $1.absent) }
      }.reduce(-Double.infinity, logSum)
      - log(Double(RegionBayesFactors.regionPresences.count))
    let shared = Self.sharedDensity(telling, site: site).logEvidence
    let scale = 1 / log(10.0)
    return RegionBayesFactors(
      shared: (absent - shared) * scale, independent: (absent - independent) * scale,
      patchy: (absent - patchy) * scale)
  }

  /// The likelihood of each fraction as the greatest in any sample, see ``RegionPresence``, to a factor.
  private func patchyDensity(_ regions: [SampleEvidence], site: Int) -> [Double] {
    let weights = regions[0].densities.slabWeights
    var (present, lower, absent, tells) = ([[Double]](), [[Double]](), [Double](), [Double]())
    for region in regions {
      let states = region.likelihoods(site)
      absent.append(states.absent)
      let own = region.withPosterior(site) { posterior in
        weights.indices.map { states.subclonal + log(max(posterior.density[$0], 1e-300)) }
      }
      present.append(own)
      lower.append(RegionPresence.lower(own, masses: weights))
      tells.append(RegionPresence.telling(own + [states.clonal], absent: states.absent))
    }
    guard tells.contains(where: { $0 > 0 }) else {
      return [Double](repeating: 1, count: weights.count)
    }
    let logs = weights.indices.map { node in
      RegionPresence.log(
        present: present.map { $0[node] }, lower: lower.map { $0[node] }, absent: absent,
        telling: tells)
    }
    let top = logs.max() ?? 0
    let density = logs.map { exp($0 - top) }
    let sum = zip(weights, density).reduce(0) { $0 + $1.0 * $1.1 }
    return sum > 0 ? density.map { $0 / sum } : [Double](repeating: 1, count: weights.count)
  }

  /// `Π_r L_r(c) / ∫` on the shared grid, and the log of the integral.
  private static func sharedDensity(
    _ regions: [SampleEvidence], site: Int
  ) -> (density: [Double], logEvidence: Double) {
    let weights = regions[0].densities.slabWeights
    var density = [Double](repeating: 1, count: weights.count)
    var evidence = 0.0
    for region in regions {
      evidence += region.likelihoods(site).subclonal
      region.withPosterior(site) { posterior in
        for i in density.indices { density[i] *= posterior.density[i] }
      }
      // Rescaled at every step, so that many deep regions do not underflow.
      var sum = 0.0
      for i in density.indices { sum += weights[i] * density[i] }
      guard sum > 0 else {
        return ([Double](repeating: 1, count: weights.count), -.infinity)
      }
      evidence += log(sum)
      for i in density.indices { density[i] /= sum }
    }
    return (density, evidence)
  }
}
