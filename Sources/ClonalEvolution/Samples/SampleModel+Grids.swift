import TumorModel

extension SampleModel {
  /// What a fit left of a sample's grids.
  ///
  /// - Parameters:
  ///   - side: The sample in a fit, or before any.
  ///   - tables: Its likelihoods.
  ///   - data: Its observations.
  ///   - parameters: The analysis's choices.
  init(_ side: SideState, tables: ReadTables, data: SampleData, parameters: OriginParameters) {
    self.init(sample: data.sample, parameters: parameters)
    let clone = tables.clone
    precision = clone.precisions[0]
    if parameters.precision == nil, data.allelePrecision != nil { precisionBasis = .germline }
    let noise = NoiseSummary(tables.noise, weights: side.noiseTotal)
    let isStated = tables.noise.isRateStated
    for change in ChangeKind.allCases {
      let isDeamination = change == .deamination
      errorRates[change.rawValue] = noise.rate
      artefactShares[change.rawValue] =
        isDeamination ? noise.coincidence : NoiseGrid.coincidences[0]
    }
    if !isStated { basis = .fitted }
    solutions =
      clone.isPurityStated
      ? [] : PurityMode.modes(of: clone, weights: side.cloneTotal, data: data)
    genome = Self.genome(clone, weights: side.cloneTotal)
    (purities, purityWeights) = Self.purities(clone, weights: side.cloneTotal, genome: genome)
  }

  private static func genome(_ grid: CloneGrid, weights: [Double]) -> AssumedGenome {
    let doubled = zip(grid.isDoubled, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    return doubled > 0.5 ? .doubled : .usual
  }

  /// The purities of a genome that have a weight to speak of.
  private static func purities(
    _ grid: CloneGrid, weights: [Double], genome: AssumedGenome
  ) -> (nodes: [Double], weights: [Double]) {
    let own = grid.purities.indices.filter { grid.isDoubled[$0] == (genome == .doubled) }
    let total = own.reduce(0) { $0 + weights[$1] }
    let kept = own.filter { weights[$0] >= leastPurityWeight * total }
    return (kept.map { grid.purities[$0] }, normalised(kept.map { weights[$0] }))
  }

  private static let leastPurityWeight = 0.005

  /// The solutions as tables report them; one row where the purity was stated.
  ///
  /// - Parameters:
  ///   - sample: The index of the sample.
  ///   - data: Its observations.
  func reported(sample: Int, data: SampleData) -> [PuritySolution] {
    let shown = (0..<data.count).count { data.showsRead($0) }
    guard let best = solutions.indices.max(by: { solutions[$0].weight < solutions[$1].weight })
    else {
      let estimates = estimates
      // 1 % and 99 % of a normal distribution.
      let reach = 2.326 * estimates.purityDeviation
      var solution = PuritySolution(
        sample: sample, purity: estimates.purity, low: max(1e-4, estimates.purity - reach),
        high: min(1, estimates.purity + reach), weight: 1, mutations: shown,
        basis: data.sample.purity == nil ? .prior : .stated, isChosen: true)
      solution.ploidy = data.sample.ploidy
      return [solution]
    }
    return solutions.enumerated().map { index, mode in
      var solution = PuritySolution(
        sample: sample, purity: mode.mean, low: mode.bounds.low, high: mode.bounds.high,
        weight: mode.weight, mutations: shown, basis: mode.basis, isChosen: index == best)
      solution.ploidy = mode.ploidy
      return solution
    }
  }
}

/// The means of a noise grid.
private struct NoiseSummary {
  var rate = 0.0
  var coincidence = 0.0

  init(_ grid: NoiseGrid, weights: [Double]) {
    let perRate = grid.count / grid.rates.count
    for (node, weight) in weights.enumerated() {
      rate += weight * grid.rates[node / perRate]
      coincidence += weight * NoiseGrid.coincidences[node % NoiseGrid.coincidences.count]
    }
  }
}
