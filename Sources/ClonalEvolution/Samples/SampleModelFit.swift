#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import NumericalMethods
import TumorModel

/// Estimates one sample's nuisance parameters from its own reads.
///
/// Purity and precision are read off the sample's mixture of absent, sub-clonal and clonal
/// mutations: for each candidate the mixture's weights are fitted and the candidate is judged by
/// the likelihood of at most ``siteLimit`` sites times its prior. Error rates and artefact shares
/// come from the sites whose mutation is plainly present in another sample of the patient, so that
/// discovery in this sample does not bias them.
struct SampleModelFit {
  /// The most sites that purity and precision are judged by.
  static let siteLimit = 64
  /// The most sites that an error rate is judged by.
  static let errorSiteLimit = 192
  /// The prior deviation of ln s.
  static let precisionDeviation = 1.0

  let data: SampleData
  let parameters: OriginParameters
  /// Sites that another sample plainly shows.
  let presentElsewhere: [Int]
  /// Prior weights of absence, each range of sub-clonal fractions, and clonal presence.
  private let stateWeights: [Double]

  init(data: SampleData, parameters: OriginParameters, presentElsewhere: [Int]) {
    self.data = data
    self.parameters = parameters
    self.presentElsewhere = presentElsewhere
    // The prior of one sample's state: the mean of the joint prior's two margins.
    let prior = parameters.classPrior
    var weights = [0.0, 0.0, 0.0]
    for earlier in 0..<3 {
      for later in 0..<3 {
        weights[earlier] += 0.5 * prior[3 * earlier + later]
        weights[later] += 0.5 * prior[3 * earlier + later]
      }
    }
    let masses = Self.binMasses(parameters.slab)
    stateWeights = [weights[0]] + masses.map { $0 * weights[1] } + [weights[2]]
  }

  /// The fitted model.
  func fit() -> SampleModel {
    var model = SampleModel(sample: data.sample, parameters: parameters)
    guard parameters.learnsSampleModel else { return model }
    let sites = Self.spread(
      (0..<data.count).filter { data.use[$0] == .counted && data.depth[$0] >= 8 },
      limit: Self.siteLimit)
    if !sites.isEmpty {
      model.fittedSites = Set(sites)
      let prior = (nodes: model.purities, weights: model.purityWeights)
      fitErrors(&model)
      fitPurity(&model, sites: sites, nodes: prior.nodes, prior: prior.weights)
      if parameters.precision == nil { fitPrecision(&model, sites: sites) }
      if prior.nodes.count > 1 {
        fitPurity(&model, sites: sites, nodes: prior.nodes, prior: prior.weights)
        refinePurity(&model, sites: sites, nodes: prior.nodes, prior: prior.weights)
      }
      fitErrors(&model)
    }
    return model
  }

  /// Every n-th of a list, at most `limit` of them.
  static func spread(_ list: [Int], limit: Int) -> [Int] {
    guard list.count > limit else { return list }
    return (0..<limit).map { list[$0 * list.count / limit] }
  }

  // MARK: Purity

  private func fitPurity(
    _ model: inout SampleModel, sites: [Int], nodes: [Double], prior: [Double]
  ) {
    guard nodes.count > 1 else { return }
    let evidence = logMarginals(sites: sites, purities: nodes, model: model)
    let logs = zip(evidence, prior).map { $0 + log($1) }
    let best = logs.max() ?? 0
    let weights = SampleModel.normalised(logs.map { exp($0 - best) })
    // Nodes that hold next to nothing are dropped.
    let kept = nodes.indices.filter { weights[$0] > 1e-3 }
    model.purities = kept.map { nodes[$0] }
    model.purityWeights = SampleModel.normalised(kept.map { weights[$0] })
  }

  /// Lays nodes of its own over a posterior that the prior's nodes are too coarse for.
  private func refinePurity(
    _ model: inout SampleModel, sites: [Int], nodes: [Double], prior: [Double]
  ) {
    let mean = model.meanPurity
    let spacing = nodes[1] - nodes[0]
    let deviation = model.estimates.purityDeviation
    guard deviation < 1.2 * spacing, model.purities.count <= 4 else { return }
    let low = max(nodes[0] - spacing / 2, (model.purities.first ?? mean) - spacing)
    let high = min(1, (model.purities.last ?? mean) + spacing)
    let fine = (0..<9).map { low + (high - low) * Double($0) / 8 }
    // The prior between its nodes, linearly.
    let density = fine.map { x -> Double in
      let position = (x - nodes[0]) / spacing
      let i = min(max(Int(position), 0), nodes.count - 2)
      let t = min(max(position - Double(i), 0), 1)
      return max(1e-12, prior[i] * (1 - t) + prior[i + 1] * t)
    }
    fitPurity(&model, sites: sites, nodes: fine, prior: SampleModel.normalised(density))
    // A posterior narrower than its effect on any call is one purity.
    let refined = model.estimates
    if refined.purityDeviation < 0.012 {
      model.purities = [refined.purity]
      model.purityWeights = [1]
    }
  }

  // MARK: Precision

  private func fitPrecision(_ model: inout SampleModel, sites: [Int]) {
    let start = model.precision
    let purity = model.purities[Self.best(model.purityWeights)]
    let steps = [-2.0, -1, 0, 1, 2, 3]
    let logs = steps.map { step -> Double in
      var candidate = model
      candidate.precision = start * exp(step)
      let evidence = logMarginals(sites: sites, purities: [purity], model: candidate)[0]
      return evidence - 0.5 * (step / Self.precisionDeviation) * (step / Self.precisionDeviation)
    }
    let best = logs.max() ?? 0
    let weights = SampleModel.normalised(logs.map { exp($0 - best) })
    model.precision = start * exp(zip(steps, weights).reduce(0) { $0 + $1.0 * $1.1 })
  }

  private static func best(_ weights: [Double]) -> Int {
    weights.indices.max { weights[$0] < weights[$1] } ?? 0
  }

  // MARK: Errors

  /// Fits error rates and artefact shares on sites whose mutation another sample shows.
  private func fitErrors(_ model: inout SampleModel) {
    let sites = presentElsewhere.filter { data.use[$0] == .counted && data.kind[$0] >= 0 }
    guard !sites.isEmpty else { return }
    let deaminated = sites.filter { change($0) == .deamination }
    let others = sites.filter { change($0) != .deamination }
    let isDamaged = data.sample.specimen != .freshFrozen
    fitErrors(
      &model, sites: Self.spread(others, limit: Self.errorSiteLimit),
      changes: [.generic, .oxidation, .indel], starts: [1])
    fitErrors(
      &model, sites: Self.spread(deaminated, limit: Self.errorSiteLimit), changes: [.deamination],
      starts: isDamaged ? [1, 6, 30] : [1])
  }

  private func change(_ site: Int) -> ChangeKind { data.kinds[Int(data.kind[site])].change }

  /// Multiplies the error rates of some kinds of change by one fitted factor.
  private func fitErrors(
    _ model: inout SampleModel, sites: [Int], changes: [ChangeKind], starts: [Double]
  ) {
    guard !sites.isEmpty else { return }
    let defaults = SampleModel(sample: data.sample, parameters: parameters).errorRates
    // A rate that was stated is trusted more than a default.
    let isStated = data.sample.errorRate != nil || parameters.errorRate != nil
    let pseudoReads = isStated ? 20.0 : 2.0
    let pseudoSites = 20.0
    let reference = defaults[changes[0].rawValue]
    let purity = model.purities[Self.best(model.purityWeights)]
    var best: (value: Double, factor: Double, share: Double)?
    for start in starts {
      var candidate = model
      var factor = start
      var share = SampleModel.artefactShare
      for change in changes {
        candidate.errorRates[change.rawValue] = defaults[change.rawValue] * start
      }
      let terms = stateTerms(sites: sites, purities: [purity], model: candidate)[0]
      var weights = stateWeights
      var value = -Double.infinity
      for _ in 0..<12 {
        var reads = 0.0
        var depth = 0.0
        var absent = 0.0
        var artefacts = 0.0
        var counts = stateWeights.map { 4 * $0 }
        var total = 0.0
        for (index, site) in sites.enumerated() {
          let rate = defaults[change(site).rawValue] * factor
          let clean =
            log1p(-share)
            + BetaBinomialBatch.logProbability(
              alternate: Int(data.alternate[site]), depth: Int(data.depth[site]), mean: rate,
              precision: SampleModel.errorPrecision)
          let artefact = log(share) + terms.artefacts[index]
          let none = logSum(clean, artefact)
          let sums = terms.sums(index, absent: none, weights: weights)
          total += sums.log
          for state in counts.indices { counts[state] += sums.shares[state] }
          let pAbsent = sums.shares[0]
          let pClean = pAbsent * exp(clean - none)
          absent += pAbsent
          artefacts += pAbsent - pClean
          reads += pClean * Double(data.alternate[site])
          depth += pClean * Double(data.depth[site]) * defaults[change(site).rawValue] / reference
        }
        weights = SampleModel.normalised(counts)
        // Gamma prior with mean 1 on the factor, in units of the reference rate.
        factor = (reads + pseudoReads) / (depth * reference + pseudoReads)
        share = (artefacts + SampleModel.artefactShare * pseudoSites) / (absent + pseudoSites)
        value = total + pseudoReads * (log(factor) - factor)
      }
      if best.map({ value > $0.value + 1 }) ?? true { best = (value, factor, share) }
    }
    guard let best else { return }
    for change in changes {
      model.errorRates[change.rawValue] = min(0.1, defaults[change.rawValue] * best.factor)
      model.artefactShares[change.rawValue] = best.share
    }
  }

  // MARK: Likelihoods

  /// A coarse grid: the sums behind an estimate need no more than three digits.
  private func grid(_ model: SampleModel, purities: [Double]) -> CellFractionGrid {
    CellFractionGrid(
      thresholds: [], depth: min(Int(data.depths.last ?? 1), 5000), precision: model.precision,
      errorPrecision: SampleModel.errorPrecision, errorRate: model.errorRates[0],
      slope: purities.max() ?? 1, order: 6, resolution: 6)
  }

  /// The prior mass of each range of fractions.
  private static func binMasses(_ slab: SlabShape) -> [Double] {
    let grid = CellFractionGrid(
      thresholds: [], depth: 1, precision: 100, errorPrecision: 100, errorRate: 1e-3, slope: 1,
      order: 12, resolution: 6)
    return grid.binMasses(zip(grid.nodes, grid.weights).map { slab.density(at: $0) * $1 })
  }

  /// For each purity, ln p(reads of the sites | purity), mixture weights fitted.
  private func logMarginals(sites: [Int], purities: [Double], model: SampleModel) -> [Double] {
    stateTerms(sites: sites, purities: purities, model: model).map {
      $0.mixtureLogLikelihood(prior: stateWeights, strength: 5)
    }
  }

  /// For each purity the likelihoods of the sites under each state.
  private func stateTerms(
    sites: [Int], purities: [Double], model: SampleModel
  ) -> [StateTerms] {
    let grid = grid(model, purities: purities)
    let slabWeights = zip(grid.nodes, grid.weights).map { parameters.slab.density(at: $0) * $1 }
    let masses = grid.binMasses(slabWeights)
    var terms = [StateTerms](repeating: StateTerms(count: sites.count), count: purities.count)
    var loci = [LocusModel?](repeating: nil, count: data.kinds.count)
    let buffer = UnsafeMutablePointer<Double>.allocate(capacity: 2 * grid.nodes.count)
    defer { buffer.deallocate() }
    for (index, site) in sites.enumerated() {
      let kind = Int(data.kind[site])
      guard kind >= 0 else { continue }
      let locus: LocusModel
      if let known = loci[kind] {
        locus = known
      } else {
        locus = LocusModel(
          grid: grid, states: data.kinds[kind].states, purities: purities,
          error: model.error(data.kinds[kind].change),
          precision: .matched(alleles: model.precision))
        loci[kind] = locus
      }
      let (k, n) = (Int(data.alternate[site]), Int(data.depth[site]))
      let artefact = locus.logArtefact(alternate: k, depth: n)
      let absent = locus.logAbsent(alternate: k, depth: n)
      for r in purities.indices {
        let best = locus.logSlab(
          alternate: k, depth: n, purity: r, grid: grid, into: buffer,
          scratch: buffer + grid.nodes.count)
        var bins = [Double](repeating: 0, count: CellFractionGrid.bins)
        for i in slabWeights.indices {
          bins[grid.binOfPanel[i / grid.order]] += slabWeights[i] * exp(buffer[i] - best)
        }
        terms[r].set(
          index, absent: absent, artefact: artefact,
          bins: zip(bins, masses).map { $1 > 0 ? best + log(max($0 / $1, 1e-300)) : -1e300 },
          clonal: locus.logClonal(alternate: k, depth: n, purity: r))
      }
    }
    return terms
  }
}
