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
    stateWeights = weights
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
      let terms = stateLogs(sites: sites, purity: purity, model: candidate)
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
          let artefact = log(share) + terms.artefact[index]
          let none = logSum(clean, artefact)
          let a = log(weights[0]) + none
          let s = log(weights[1]) + terms.subclonal[index]
          let c = log(weights[2]) + terms.clonal[index]
          let sum = logSum(logSum(a, s), c)
          total += sum
          let pAbsent = exp(a - sum)
          let pClean = pAbsent * exp(clean - none)
          counts[0] += pAbsent
          counts[1] += exp(s - sum)
          counts[2] += exp(c - sum)
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

  /// For each purity, ln p(reads of the sites | purity), mixture weights fitted.
  private func logMarginals(
    sites: [Int], purities: [Double], model: SampleModel
  ) -> [Double] {
    let grid = grid(model, purities: purities)
    let slabWeights = zip(grid.nodes, grid.weights).map { parameters.slab.density(at: $0) * $1 }
    var absent = [Double](repeating: 0, count: sites.count)
    var subclonal = [[Double]](repeating: absent, count: purities.count)
    var clonal = subclonal
    forEachSite(sites, purities: purities, model: model, grid: grid) {
      index, site, locus, buffers in
      let (k, n) = (Int(data.alternate[site]), Int(data.depth[site]))
      absent[index] = locus.logAbsent(alternate: k, depth: n)
      for r in purities.indices {
        subclonal[r][index] = Self.slab(
          locus, alternate: k, depth: n, purity: r, grid: grid, weights: slabWeights, buffers)
        clonal[r][index] = locus.logClonal(alternate: k, depth: n, purity: r)
      }
    }
    return purities.indices.map { r in
      mixtureLogLikelihood(absent: absent, subclonal: subclonal[r], clonal: clonal[r])
    }
  }

  /// ln L(S), ln L(C) and the artefact's likelihood at one purity.
  private func stateLogs(
    sites: [Int], purity: Double, model: SampleModel
  ) -> (artefact: [Double], subclonal: [Double], clonal: [Double]) {
    let grid = grid(model, purities: [purity])
    let slabWeights = zip(grid.nodes, grid.weights).map { parameters.slab.density(at: $0) * $1 }
    var artefact = [Double](repeating: 0, count: sites.count)
    var subclonal = artefact
    var clonal = artefact
    forEachSite(sites, purities: [purity], model: model, grid: grid) {
      index, site, locus, buffers in
      let (k, n) = (Int(data.alternate[site]), Int(data.depth[site]))
      artefact[index] = locus.logArtefact(alternate: k, depth: n)
      subclonal[index] = Self.slab(
        locus, alternate: k, depth: n, purity: 0, grid: grid, weights: slabWeights, buffers)
      clonal[index] = locus.logClonal(alternate: k, depth: n, purity: 0)
    }
    return (artefact, subclonal, clonal)
  }

  private typealias Buffers = (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>)

  private func forEachSite(
    _ sites: [Int], purities: [Double], model: SampleModel, grid: CellFractionGrid,
    _ body: (Int, Int, LocusModel, Buffers) -> Void
  ) {
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
          error: model.error(data.kinds[kind].change), precision: .matched(alleles: model.precision)
        )
        loci[kind] = locus
      }
      body(index, site, locus, (buffer, buffer + grid.nodes.count))
    }
  }

  private static func slab(
    _ locus: LocusModel, alternate: Int, depth: Int, purity: Int, grid: CellFractionGrid,
    weights: [Double], _ buffers: Buffers
  ) -> Double {
    let best = locus.logSlab(
      alternate: alternate, depth: depth, purity: purity, grid: grid, into: buffers.0,
      scratch: buffers.1)
    var sum = 0.0
    for i in weights.indices { sum += weights[i] * exp(buffers.0[i] - best) }
    return best + log(sum)
  }

  /// The greatest log-likelihood of a mixture of the three states, its weights with a weak prior.
  private func mixtureLogLikelihood(
    absent: [Double], subclonal: [Double], clonal: [Double]
  ) -> Double {
    let strength = 5.0
    let count = absent.count
    var values = [Double](repeating: 0, count: 3 * count)
    var offset = 0.0
    for i in 0..<count {
      let best = max(absent[i], subclonal[i], clonal[i])
      offset += best
      values[3 * i] = exp(absent[i] - best)
      values[3 * i + 1] = exp(subclonal[i] - best)
      values[3 * i + 2] = exp(clonal[i] - best)
    }
    var weights = stateWeights
    for _ in 0..<25 {
      var counts = stateWeights.map { strength * $0 }
      for i in 0..<count {
        let a = weights[0] * values[3 * i]
        let s = weights[1] * values[3 * i + 1]
        let c = weights[2] * values[3 * i + 2]
        let inverse = 1 / (a + s + c)
        counts[0] += a * inverse
        counts[1] += s * inverse
        counts[2] += c * inverse
      }
      weights = SampleModel.normalised(counts)
    }
    var total = offset
    for i in 0..<count {
      total += log(
        weights[0] * values[3 * i] + weights[1] * values[3 * i + 1] + weights[2] * values[3 * i + 2]
      )
    }
    for i in 0..<3 { total += strength * stateWeights[i] * log(weights[i]) }
    return total
  }
}
