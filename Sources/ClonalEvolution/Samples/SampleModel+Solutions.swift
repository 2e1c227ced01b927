import TumorModel

extension SampleModel {
  /// Takes the purities of the likeliest solution's genome.
  ///
  /// - Parameters:
  ///   - modes: All solutions; not empty.
  ///   - width: How wide the likelihood of one site is as a function of purity.
  mutating func take(_ modes: [PurityMode], width: Double) {
    solutions = modes
    guard let best = modes.max(by: { $0.weight < $1.weight }) else { return }
    genome = best.genome
    let own = modes.filter { $0.genome == best.genome }
    let total = own.reduce(0) { $0 + $1.weight }
    purities = []
    purityWeights = []
    for mode in own {
      let rule = mode.rule(width: width)
      purities += rule.nodes
      purityWeights += rule.weights.map { $0 * mode.weight / total }
    }
  }

  /// The same model at one of its solutions.
  func at(_ mode: PurityMode, width: Double) -> SampleModel {
    var model = self
    model.genome = mode.genome
    let rule = mode.rule(width: width)
    (model.purities, model.purityWeights) = (rule.nodes, rule.weights)
    return model
  }

  /// The solutions as tables report them; one row where the purity was stated or not looked for.
  ///
  /// - Parameters:
  ///   - sample: The index of the sample.
  ///   - data: Its observations.
  func reported(sample: Int, data: SampleData) -> [PuritySolution] {
    guard let best = solutions.indices.max(by: { solutions[$0].weight < solutions[$1].weight })
    else {
      let estimates = estimates
      // 1 % and 99 % of a normal distribution.
      let reach = 2.326 * estimates.purityDeviation
      var solution = PuritySolution(
        sample: sample, purity: estimates.purity, low: max(0.02, estimates.purity - reach),
        high: min(1, estimates.purity + reach), weight: 1,
        mutations: (0..<data.count).count { data.showsRead($0) },
        basis: data.sample.purity == nil ? .prior : .stated, isChosen: true)
      solution.ploidy = data.sample.ploidy
      return [solution]
    }
    return solutions.enumerated().map { index, mode in
      var solution = PuritySolution(
        sample: sample, purity: mode.mean, low: mode.bounds.low, high: mode.bounds.high,
        weight: mode.weight, mutations: mode.mutations, basis: mode.basis, isChosen: index == best)
      solution.ploidy = mode.ploidy
      solution.peakFrequency = mode.peakFrequency
      solution.peakMultiplicity = mode.peakMultiplicity
      return solution
    }
  }
}
