import Glibc
import TumorModel

extension OriginCaller {
  /// What is known of the earlier samples at a site.
  func earlierSide(_ site: Int) -> OriginSide {
    let patient = pair.patient
    if let index = pair.earlier.sample {
      var side = OriginSide(sample: index, observation: patient.observations[index][site])
      side.purity = pair.earlier.regions[0].model.meanPurity
      side.copyNumber = patient.copyNumbers[index][site]
      side.errorModel = pair.earlier.regions[0].errorModelUse(site)
      return side
    }
    var (alternate, depth) = (0, 0)
    var isCounted = false
    for region in pair.earlier.regions where region.data.use[site] == .counted {
      alternate += Int(region.data.alternate[site])
      depth += Int(region.data.depth[site])
      isCounted = true
    }
    let counts = isCounted ? ReadCounts(alternate: alternate, depth: depth) : nil
    var side = OriginSide(
      sample: nil, observation: counts.map(SiteObservation.counted) ?? .notAssayed)
    let models = Set(pair.earlier.regions.compactMap { $0.errorModelUse(site) })
    side.errorModel =
      models.count > 1
      ? ErrorModelUse(.mixed, usesOrientation: models.contains(where: \.usesOrientation))
      : models.first
    return side
  }

  /// What is known of the later sample at a site.
  func laterSide(_ site: Int) -> OriginSide {
    let patient = pair.patient
    var side = OriginSide(
      sample: pair.laterIndex, observation: patient.observations[pair.laterIndex][site])
    side.purity = pair.later.model.meanPurity
    side.copyNumber = patient.copyNumbers[pair.laterIndex][site]
    side.errorModel = pair.later.errorModelUse(site)
    return side
  }

  /// What the one assessable side says by itself.
  func fillAlone(_ call: inout OriginCall, _ site: Int) {
    let prior = pair.context.classPrior
    if pair.later.isAssessable(site) {
      let weights = Self.laterMargin(prior)
      call.later.cellFraction = Self.summary(pair.later, site, weights)
      call.later.detectionPower = pair.later.power(site)
      call.later.limitOfDetection = pair.later.limitOfDetection(site)
    } else if pair.earlier.sample != nil, pair.earlier.isAssessable(site) {
      let weights = Self.earlierMargin(prior)
      call.earlier.cellFraction = Self.summary(pair.earlier.regions[0], site, weights)
      call.earlier.detectionPower = pair.earlier.power(site)
      call.earlier.limitOfDetection = pair.earlier.limitOfDetection(site)
    }
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
