import Glibc
import TumorModel

extension OriginCaller {
  /// What is known of a side's samples at a site.
  func side(_ evidence: SideEvidence, _ site: Int) -> OriginSide {
    if let index = evidence.sample {
      let region = evidence.regions[0]
      var side = OriginSide(sample: index, observation: pair.patient.observations[index][site])
      side.purity = region.meanPurity
      side.copyNumber = pair.patient.copyNumbers[index][site]
      side.errorModel = region.errorModelUse(site)
      return side
    }
    var (alternate, depth) = (0, 0)
    var isCounted = false
    for region in evidence.regions where region.data.use[site] == .counted {
      alternate += Int(region.data.alternate[site])
      depth += Int(region.data.depth[site])
      isCounted = true
    }
    let counts = isCounted ? ReadCounts(alternate: alternate, depth: depth) : nil
    var side = OriginSide(
      sample: nil, observation: counts.map(SiteObservation.counted) ?? .notAssayed)
    let models = Set(evidence.regions.compactMap { $0.errorModelUse(site) })
    side.errorModel =
      models.count > 1
      ? ErrorModelUse(.mixed, usesOrientation: models.contains(where: \.usesOrientation))
      : models.first
    return side
  }

  /// What the one assessable side says by itself.
  func fillAlone(_ call: inout OriginCall, _ site: Int) {
    let prior = pair.context.classPrior
    if pair.later.isAssessable(site) {
      guard pair.later.sample != nil else { return }
      Self.fill(&call.later, pair.later, site, Self.laterMargin(prior))
    } else if pair.earlier.sample != nil, pair.earlier.isAssessable(site) {
      Self.fill(&call.earlier, pair.earlier, site, Self.earlierMargin(prior))
    }
  }

  private static func fill(
    _ side: inout OriginSide, _ evidence: SideEvidence, _ site: Int, _ weights: [Double]
  ) {
    side.cellFraction = summary(evidence.regions[0], site, weights)
    side.detectionPower = evidence.power(site)
    side.limitOfDetection = evidence.limitOfDetection(site)
  }

  /// The weights of the earlier sample's three states.
  static func earlierMargin(_ joint: [Double]) -> [Double] {
    let joint = JointProbabilities(joint)
    return CellPresence.allCases.map(joint.earlier)
  }

  /// The weights of the later sample's three states.
  static func laterMargin(_ joint: [Double]) -> [Double] {
    let joint = JointProbabilities(joint)
    return CellPresence.allCases.map(joint.later)
  }

  /// A sample's posterior by itself, under weights of its three states.
  static func summary(
    _ evidence: SampleEvidence, _ site: Int, _ weights: [Double]
  ) -> CellFractionSummary {
    let states = evidence.likelihoods(site)
    let best = max(states.absent, states.subclonal, states.clonal)
    let p = SampleModel.normalised([
      weights[0] * exp(states.absent - best), weights[1] * exp(states.subclonal - best),
      weights[2] * exp(states.clonal - best),
    ])
    return evidence.withPosterior(site) { $0.summary(absent: p[0], subclonal: p[1]) }
  }
}
