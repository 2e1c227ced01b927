import Glibc
import TumorModel

/// What one earlier sample, or several together, say of a patient's sites.
///
/// Several regions multiply. A mutation may have one cancer cell fraction in all of them, or be
/// present in some only; both explanations weigh the same in the call. With region `r` present with
/// probability `q = 0.6`,
/// ```
/// shared:  ∫ Π_r L_r(c) h(c) dc
/// patchy:  [Π_r (q P_r + (1 − q) L_r(0)) − (1 − q)^R Π_r L_r(0)] / (1 − (1 − q)^R)
/// ```
/// where `P_r` averages sub-clonal and clonal presence: the second is presence in at least one.
struct EarlierEvidence {
  /// The index of the only sample; `nil` for several.
  let sample: Int?
  /// The samples' evidence.
  let regions: [SampleEvidence]
  /// ln L of each site.
  let likelihoods: [StateLikelihoods]
  /// P(c >= c* somewhere | sub-clonal state) of each site; NaN where it is left to the sample.
  private let jointAbove: [Double]
  /// Probability that a region carries a clone that is present at all.
  static let regionPresence = RegionBayesFactors.regionPresence
  /// Share of sub-clonal presence in a region that carries the clone.
  private static let subclonalShare = 0.6

  /// One earlier sample.
  init(sample: Int, evidence: SampleEvidence) {
    self.sample = sample
    regions = [evidence]
    likelihoods = evidence.likelihoods
    jointAbove = []
  }

  /// The probability that a mutation in each state is discovered in any of the samples.
  func discoveryProbabilities() -> [Double] {
    var missed = [Double](repeating: 1, count: EarlierStates.rows)
    for region in regions {
      for (state, value) in region.discoveryProbabilities().enumerated() {
        missed[state] *= 1 - value
      }
    }
    return missed.map { 1 - $0 }
  }

  /// Several earlier samples together.
  init(jointly regions: [SampleEvidence]) {
    sample = nil
    self.regions = regions
    let count = regions[0].data.count
    var likelihoods = [StateLikelihoods](repeating: .uninformative, count: count)
    var above = [Double](repeating: 0, count: count)
    for site in 0..<count {
      let present = regions.filter { $0.isAssessable(site) }
      guard !present.isEmpty else { continue }
      (likelihoods[site], above[site]) = Self.combine(present, site: site)
    }
    self.likelihoods = likelihoods
    jointAbove = above
  }

  /// Whether any of the samples says something of a site.
  func isAssessable(_ site: Int) -> Bool { regions.contains { $0.isAssessable(site) } }

  /// Whether a sample reaches its k* at a site.
  func reachesCriticalCount(_ site: Int) -> Bool {
    regions.contains {
      $0.data.use[site] == .counted && $0.data.alternate[site] >= $0.criticalCount[site]
    }
  }

  /// Whether the discovery rule's least count is met in a sample.
  func isDiscovered(_ site: Int) -> Bool {
    regions.contains { $0.isDiscovered(site) }
  }

  /// P(detect | CCF 0.25) in at least one sample.
  func power(_ site: Int) -> Double {
    1 - regions.reduce(1) { $1.isAssessable(site) ? $0 * (1 - $1.power[site]) : $0 }
  }

  /// The smallest LOD95 of the samples; `nil` if none has one.
  func limitOfDetection(_ site: Int) -> Double? {
    regions.filter { $0.isAssessable(site) }.map { $0.limitOfDetection[site] }
      .filter { !$0.isNaN }.min()
  }

  /// P(c >= c* | sub-clonal) of a site, each range of fractions weighted as `binShares` say.
  func aboveThreshold(_ site: Int, binShares: BinValues?) -> Double {
    sample == nil ? jointAbove[site] : regions[0].aboveThreshold(site, binShares: binShares)
  }

  /// `L(b) / L(S)` of each range of fractions.
  ///
  /// Several samples move no range: where presence may be patchy, none has one fraction.
  func binRatio(_ site: Int, _ bin: Int) -> Double {
    sample == nil ? 1 : regions[0].binRatios[site * CellFractionGrid.bins + bin]
  }

  /// The prior mass of each range of fractions.
  var binMasses: [Double] { regions[0].binMasses }

  /// Runs `body` with the posterior of the cancer cell fraction that all samples share.
  func withPosterior<Result>(_ site: Int, _ body: (CellFractionPosterior) -> Result) -> Result {
    let present = regions.filter { $0.isAssessable(site) }
    if present.count <= 1 { return (present.first ?? regions[0]).withPosterior(site, body) }
    let (density, _) = Self.sharedDensity(present, site: site)
    return present[0].slabWeights.withUnsafeBufferPointer { weights in
      density.withUnsafeBufferPointer { density in
        guard let weights = weights.baseAddress, let density = density.baseAddress else {
          preconditionFailure("a grid has nodes")
        }
        return body(
          CellFractionPosterior(grid: present[0].grid, slabWeights: weights, density: density))
      }
    }
  }

  /// Evidence for absence from all samples against three kinds of presence.
  func bayesFactors(_ site: Int) -> RegionBayesFactors? {
    let present = regions.filter { $0.isAssessable(site) }
    guard sample == nil, !present.isEmpty else { return nil }
    let states = present.map { $0.likelihoods[site] }
    let absent = states.reduce(0) { $0 + $1.absent }
    let independent = states.reduce(0) { $0 + $1.subclonal }
    let patchy = states.reduce(0) {
      $0
        + logSum(
          log(Self.regionPresence) + $1.subclonal, log(1 - Self.regionPresence) + $1.absent)
    }
    let shared = Self.sharedDensity(present, site: site).logEvidence
    let scale = 1 / log(10.0)
    return RegionBayesFactors(
      shared: (absent - shared) * scale, independent: (absent - independent) * scale,
      patchy: (absent - patchy) * scale)
  }

  /// `Π_r L_r(c) / ∫` on the shared grid, and the log of the integral.
  private static func sharedDensity(
    _ regions: [SampleEvidence], site: Int
  ) -> (density: [Double], logEvidence: Double) {
    let weights = regions[0].slabWeights
    var density = [Double](repeating: 1, count: weights.count)
    var evidence = 0.0
    for region in regions {
      evidence += region.likelihoods[site].subclonal
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

  private static func combine(
    _ regions: [SampleEvidence], site: Int
  ) -> (StateLikelihoods, above: Double) {
    let states = regions.map { $0.likelihoods[site] }
    if states.count == 1 { return (states[0], regions[0].aboveThreshold(site)) }
    let absent = states.reduce(0) { $0 + $1.absent }
    let clonal = states.reduce(0) { $0 + $1.clonal }
    let (density, shared) = sharedDensity(regions, site: site)
    let threshold = regions[0].parameters.threshold
    let weights = regions[0].slabWeights
    var sharedAbove = 0.0
    for (node, c) in regions[0].grid.nodes.enumerated() where c >= threshold {
      sharedAbove += weights[node] * density[node]
    }
    // Every non-empty set of regions that carry the clone; at most a handful of regions are biopsied
    // at one time, and beyond ten the sets are not enumerated.
    let q = regionPresence
    let count = min(states.count, 10)
    var patchy = -Double.infinity
    var patchyAbove = 0.0
    var terms: [(log: Double, above: Double)] = []
    let presence = states.map {
      logSum(log(subclonalShare) + $0.subclonal, log(1 - subclonalShare) + $0.clonal)
    }
    let above = regions.enumerated().map { index, region -> Double in
      let clonalShare = exp(log(1 - subclonalShare) + states[index].clonal - presence[index])
      return clonalShare + (1 - clonalShare) * region.aboveThreshold(site)
    }
    for set in 1..<(1 << count) {
      var value = 0.0
      var none = 1.0
      for r in 0..<count {
        if set >> r & 1 == 1 {
          value += log(q) + presence[r]
          none *= 1 - above[r]
        } else {
          value += log(1 - q) + states[r].absent
        }
      }
      terms.append((value, 1 - none))
      patchy = logSum(patchy, value)
    }
    for term in terms { patchyAbove += exp(term.log - patchy) * term.above }
    patchy -= log(1 - pow(1 - q, Double(count)))
    let subclonal = logSum(shared, patchy) - log(2.0)
    let sharedShare = exp(shared - log(2.0) - subclonal)
    return (
      StateLikelihoods(absent: absent, subclonal: subclonal, clonal: clonal),
      sharedShare * sharedAbove + (1 - sharedShare) * patchyAbove
    )
  }
}
