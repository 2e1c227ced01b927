import NumericalMethods

extension SampleTruth {
  /// Draws the nuisance parameters of a sample.
  static func drawn(
    from scenario: Scenario, isEarlier: Bool, using random: RandomSource
  ) -> SampleTruth {
    let shares = isEarlier ? scenario.earlierPurity : scenario.laterPurity
    let depth = isEarlier ? scenario.earlierDepth : scenario.laterDepth
    let purity: Double
    if shares.alpha == 1, shares.beta == 1 {
      purity = random.uniform(in: shares.range)
    } else {
      purity = min(
        max(random.beta(shares.alpha, shares.beta), shares.range.lowerBound),
        shares.range.upperBound)
    }
    let error = random.logUniform(in: scenario.errorRate)
    let isFixed = isEarlier && random.chance(scenario.fixedShare)
    let deamination = isFixed ? max(error, random.logUniform(in: scenario.deamination)) : error
    func share(_ mean: Double) -> Double {
      mean > 0 ? min(random.gamma(shape: 2, scale: mean / 2), 0.5) : 0
    }
    let artefacts = share(scenario.artefactShare)
    return SampleTruth(
      purity: purity, meanDepth: random.logNormal(depth.median, depth.logDeviation),
      precision: scenario.precision.map { random.logUniform(in: $0) } ?? .infinity,
      errorRate: error,
      errorPrecision: scenario.errorPrecision.map { random.logUniform(in: $0) } ?? .infinity,
      deaminationRate: deamination, artefactShare: artefacts,
      deaminationArtefactShare: isFixed
        ? max(artefacts, share(scenario.fixedArtefactShare)) : artefacts,
      dropOut: isFixed ? scenario.dropOut : 0, isFixed: isFixed)
  }
}
