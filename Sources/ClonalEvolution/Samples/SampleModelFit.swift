import Glibc
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
  /// Pseudo-count of the states' weights in a sample's own mixture.
  static let stateStrength = 5.0
  /// Pseudo-count of the artefact share.
  static let artefactStrength = 20.0

  let data: SampleData
  let parameters: OriginParameters
  /// Sites that another sample plainly shows.
  let presentElsewhere: [Int]
  /// Prior weights of absence, each range of sub-clonal fractions, and clonal presence.
  private let stateWeights: [Double]

  /// What is expected of the sample before its reads are seen.
  let prior: SamplePrior
  /// What germline variants tell of its allele counts.
  let germline: GermlineAlleles?
  /// Whether all purities that fit are looked for where none is stated.
  let findsSolutions: Bool

  init(
    data: SampleData, parameters: OriginParameters, prior: SamplePrior, presentElsewhere: [Int],
    germline: GermlineAlleles? = nil, findsSolutions: Bool = false
  ) {
    self.prior = prior
    self.germline = germline
    self.findsSolutions = findsSolutions
    self.data = data
    self.parameters = parameters
    self.presentElsewhere = presentElsewhere
    // The prior of one sample's state: the mean of the joint prior's two margins.
    let joint = parameters.classPrior
    var weights = [0.0, 0.0, 0.0]
    for earlier in 0..<3 {
      for later in 0..<3 {
        weights[earlier] += 0.5 * joint[3 * earlier + later]
        weights[later] += 0.5 * joint[3 * earlier + later]
      }
    }
    let masses = Self.binMasses(parameters.slab)
    stateWeights = [weights[0]] + masses.map { $0 * weights[1] } + [weights[2]]
  }

  /// The fitted model.
  func fit() -> SampleModel {
    var model = SampleModel(sample: data.sample, parameters: parameters)
    applyPriorRates(&model)
    guard parameters.learnsSampleModel else { return model }
    if let germline, parameters.precision == nil {
      model.precision = germline.precision
      model.precisionBasis = .germline
    }
    let sites = Self.spread(
      (0..<data.count).filter {
        data.use[$0] == .counted && data.depth[$0] >= 8 && data.kind[$0] >= 0
      },
      limit: Self.siteLimit)
    if !sites.isEmpty {
      model.fittedSites = Set(sites)
      let stated = (nodes: model.purities, weights: model.purityWeights)
      // Fixed tissue may be damaged a little or a lot; a climb from each finds the better account.
      let isDamaged = data.sample.specimen != .freshFrozen
      let start = fitErrors(&model, starts: isDamaged ? [1, 8, 40] : [1])
      // A first look at every second purity is enough for the precision and tells where to look on.
      let coarse = stride(from: 0, to: stated.nodes.count, by: 2).map {
        (stated.nodes[$0], stated.weights[$0])
      }
      fitPurity(&model, sites: sites, nodes: coarse.map(\.0), prior: coarse.map(\.1))
      if parameters.precision == nil, model.precisionBasis != .germline {
        fitPrecision(&model, sites: sites)
        model.precisionBasis = .mutations
      }
      if stated.nodes.count > 1 {
        let reach = 2.1 * (stated.nodes[1] - stated.nodes[0])
        let low = (model.purities.first ?? 0) - reach
        let high = (model.purities.last ?? 1) + reach
        let near = stated.nodes.indices.filter { stated.nodes[$0] > low && stated.nodes[$0] < high }
        fitPurity(
          &model, sites: sites, nodes: near.map { stated.nodes[$0] },
          prior: near.map { stated.weights[$0] })
        refinePurity(&model, sites: sites, nodes: stated.nodes, prior: stated.weights)
        condensePurity(&model)
      }
      if findsSolutions, data.sample.purity == nil {
        let modes = PuritySearch(fit: self, model: model, sites: sites).modes()
        model.take(
          modes, width: SampleEvidence.purityWidth(data: data, precision: model.precision))
      }
      assuming(model.genome).fitErrors(&model, starts: [start])
    }
    return model
  }

  /// The same fit, what is not known of the copy numbers being assumed otherwise.
  func assuming(_ genome: AssumedGenome) -> SampleModelFit {
    guard genome != .usual else { return self }
    return SampleModelFit(
      data: data.assuming(genome), parameters: parameters, prior: prior,
      presentElsewhere: presentElsewhere, germline: germline, findsSolutions: findsSolutions)
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
    // Nodes that hold next to nothing are dropped, those beside the best ones kept.
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

  /// Puts few purities in place of many where the reads of a site can hardly tell them apart.
  ///
  /// The likelihood of a site as a function of purity is about `√(1/n + 1/(s + 1))` wide. Where the
  /// posterior is much narrower, a Gauss rule of its moments integrates as well as all its nodes.
  private func condensePurity(_ model: inout SampleModel) {
    let depth = Double(data.depths.last ?? 1)
    let width = (1 / depth + 1 / (model.precision + 1)).squareRoot()
    let ratio = model.estimates.purityDeviation / width
    guard ratio < 0.7, model.purities.count > 3 else { return }
    let rule = MomentQuadrature(nodes: model.purities, weights: model.purityWeights)
    (model.purities, model.purityWeights) = ratio < 0.25 ? rule.two : rule.three
  }

  // MARK: Precision

  private func fitPrecision(_ model: inout SampleModel, sites: [Int]) {
    let start = model.precision
    let purity = Self.peak(model.purities, model.purityWeights)
    let steps = [-2.0, -1, 0, 1, 2, 3]
    let logs = steps.map { step -> Double in
      var candidate = model
      candidate.precision = start * exp(step)
      let evidence = logMarginals(sites: sites, purities: [purity], model: candidate)[0]
      return evidence + prior.precision.logDensity(exp(step))
    }
    let best = logs.max() ?? 0
    let weights = SampleModel.normalised(logs.map { exp($0 - best) })
    model.precision = start * exp(zip(steps, weights).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// The most probable purity: the top of the parabola through the best node and its neighbours.
  private static func peak(_ purities: [Double], _ weights: [Double]) -> Double {
    let best = weights.indices.max { weights[$0] < weights[$1] } ?? 0
    guard best > 0, best < weights.count - 1 else { return purities[best] }
    let (left, middle, right) = (
      log(weights[best - 1]), log(weights[best]), log(weights[best + 1])
    )
    let curvature = left - 2 * middle + right
    guard curvature < -1e-9 else { return purities[best] }
    let spacing = 0.5 * (purities[best + 1] - purities[best - 1])
    return purities[best] + 0.5 * spacing * (left - right) / curvature
  }

  // MARK: Errors

  /// The error rates of a sample in units of the default ones, and its artefact shares.
  private struct ErrorEstimate {
    /// Factor on the rate of C>T and G>A, and on all other rates.
    var deamination: Double
    var other: Double
    /// Artefact share at C>T and G>A, and elsewhere.
    var deaminationArtefacts = SampleModel.artefactShare
    var otherArtefacts = SampleModel.artefactShare
    var objective = -Double.infinity
  }

  /// Fits error rates and artefact shares on sites whose mutation another sample shows.
  ///
  /// All kinds of change share the weights of absence and of the ranges of sub-clonal fractions: a
  /// small clone raises the alternate reads of all its mutations, deamination those of C>T alone.
  /// That is what tells the two apart.
  ///
  /// - Parameter starts: Factors of the deamination rate to climb from.
  /// - Returns: The start of the better account.
  @discardableResult
  private func fitErrors(_ model: inout SampleModel, starts: [Double]) -> Double {
    let sites = Self.spread(
      presentElsewhere.filter { data.use[$0] == .counted && isOrdinary($0) },
      limit: Self.errorSiteLimit)
    guard !sites.isEmpty else { return starts[0] }
    let defaults = SampleModel(sample: data.sample, parameters: parameters).errorRates
    let purity = Self.peak(model.purities, model.purityWeights)
    let deaminations = sites.indices.filter { change(sites[$0]) == .deamination }
    var best = ErrorEstimate(deamination: 1, other: 1)
    var bestStart = starts[0]
    var table = ErrorSites(count: sites.count)
    for (attempt, start) in starts.enumerated() {
      var candidate = model
      for change in ChangeKind.allCases {
        candidate.errorRates[change.rawValue] =
          min(0.05, defaults[change.rawValue] * (change == .deamination ? start : 1))
      }
      // Only sites of deamination depend on the start.
      let changed = attempt == 0 ? Array(sites.indices) : deaminations
      forEachTerm(sites: changed.map { sites[$0] }, purities: [purity], model: candidate) {
        index, _, terms in
        let site = sites[changed[index]]
        let change = change(site)
        table.set(
          changed[index], alternate: Int(data.alternate[site]), depth: Int(data.depth[site]),
          rate: defaults[change.rawValue], isDeamination: change == .deamination, terms: terms)
      }
      let estimate = climb(from: start, sites: table)
      if estimate.objective > best.objective { (best, bestStart) = (estimate, start) }
    }
    for change in ChangeKind.allCases {
      let isDeamination = change == .deamination && parameters.errorModels.fitsDeamination
      let factor = isDeamination ? best.deamination : best.other
      model.errorRates[change.rawValue] = min(0.1, defaults[change.rawValue] * factor)
      model.artefactShares[change.rawValue] =
        isDeamination ? best.deaminationArtefacts : best.otherArtefacts
    }
    if model.basis == .context { model.basis = .fitted }
    // Where nobody says how the tissue was kept, a rate several times the usual one does.
    if data.sample.specimen == nil, parameters.errorModels.fitsDeamination {
      model.isDamaged = model.ordinaryErrors < Self.undamagedShare
    }
    return bestStart
  }

  /// Below this share of ordinary errors at C>T and G>A tissue of unknown keeping is damaged.
  private static let undamagedShare = 1.0 / 3

  /// Whether a site's background does not set it apart from others of its kind of change.
  private func isOrdinary(_ site: Int) -> Bool {
    guard data.kind[site] >= 0 else { return false }
    let kind = data.kinds[Int(data.kind[site])]
    return kind.background.map { $0.mean <= 3 * AssayErrorRates.standard.rate(kind.change) } ?? true
  }

  // MARK: Before the fit

  /// The factor on the usual rates before any alternate read is seen.
  private var otherPrior: LogNormalPrior {
    if isStated { return LogNormalPrior(mean: 0, deviation: 0.3) }
    return data.mismatches.map { $0.moving(prior.error) } ?? prior.error
  }

  private var isStated: Bool { data.sample.errorRate != nil || parameters.errorRate != nil }

  /// What fixation and mismatches say where no fit is made.
  private func applyPriorRates(_ model: inout SampleModel) {
    guard !isStated else { return }
    if data.mismatches != nil {
      let factor = exp(otherPrior.mean)
      model.errorRates = model.errorRates.map { min(0.1, $0 * factor) }
      model.basis = .fitted
    }
    if model.isDamaged {
      let place = ChangeKind.deamination.rawValue
      model.errorRates[place] = max(
        model.errorRates[place], AssayErrorRates.standard.fixedDeamination)
    }
  }

  private func change(_ site: Int) -> ChangeKind { data.kinds[Int(data.kind[site])].change }

  /// EM for the error rates from one start of the deamination rate.
  private func climb(from start: Double, sites: ErrorSites) -> ErrorEstimate {
    let isFixed = SampleModel.isFixed(data.sample)
    let otherPrior = otherPrior
    let deaminationPrior =
      isFixed
      ? LogNormalPrior(mean: log(6), deviation: 1.3)
      : LogNormalPrior(
        mean: 0, deviation: data.sample.specimen == nil ? 1.3 : isStated ? 0.3 : 0.9)
    var estimate = ErrorEstimate(deamination: start, other: 1)
    var weights = stateWeights
    for _ in 0..<15 {
      var counts = stateWeights.map { Self.stateStrength * $0 }
      let round = sites.round(
        ErrorSites.Rates(
          deamination: estimate.deamination, other: estimate.other,
          deaminationArtefacts: estimate.deaminationArtefacts,
          otherArtefacts: estimate.otherArtefacts),
        weights: weights, into: &counts)
      estimate.objective =
        round.logLikelihood + deaminationPrior.logDensity(estimate.deamination)
        + otherPrior.logDensity(estimate.other)
        + zip(stateWeights, weights).reduce(0) { $0 + Self.stateStrength * $1.0 * log($1.1) }
      weights = SampleModel.normalised(counts)
      estimate.deamination = deaminationPrior.mode(
        reads: round.deamination.reads, expected: round.deamination.expected)
      estimate.other = otherPrior.mode(reads: round.other.reads, expected: round.other.expected)
      estimate.deaminationArtefacts = Self.artefactShare(round.deamination)
      estimate.otherArtefacts = Self.artefactShare(round.other)
    }
    return estimate
  }

  private static func artefactShare(_ tally: ErrorSites.Tally) -> Double {
    (tally.artefacts + SampleModel.artefactShare * artefactStrength)
      / (tally.absent + artefactStrength)
  }

  // MARK: Likelihoods

  /// A coarse grid: the sums behind an estimate need no more than three digits.
  private func grid(_ model: SampleModel, purities: [Double]) -> CellFractionGrid {
    CellFractionGrid(
      thresholds: [], depth: min(Int(data.depths.last ?? 1), 5000), precision: model.precision,
      errorPrecision: SampleModel.errorPrecision, errorRate: model.errorRates[0],
      slope: purities.max() ?? 1, order: 4, resolution: 3)
  }

  /// The prior mass of each range of fractions.
  private static func binMasses(_ slab: SlabShape) -> [Double] {
    let grid = CellFractionGrid(
      thresholds: [], depth: 1, precision: 100, errorPrecision: 100, errorRate: 1e-3, slope: 1,
      order: 12, resolution: 6)
    return grid.binMasses(zip(grid.nodes, grid.weights).map { slab.density(at: $0) * $1 })
  }

  /// For each purity, ln p(reads of the sites | purity), mixture weights fitted.
  func logMarginals(sites: [Int], purities: [Double], model: SampleModel) -> [Double] {
    stateTerms(sites: sites, purities: purities, model: model).map {
      $0.mixtureLogLikelihood(prior: stateWeights, strength: Self.stateStrength)
    }
  }

  /// For each purity the likelihoods of the sites under each state.
  private func stateTerms(
    sites: [Int], purities: [Double], model: SampleModel
  ) -> [StateTerms] {
    var terms = [StateTerms](repeating: StateTerms(count: sites.count), count: purities.count)
    forEachTerm(sites: sites, purities: purities, model: model) { terms[$1].set($0, $2) }
    return terms
  }

  /// Calls a closure with each site's place in the list, each purity's and the likelihoods there.
  private func forEachTerm(
    sites: [Int], purities: [Double], model: SampleModel,
    _ body: (_ site: Int, _ purity: Int, _ terms: SiteTerms) -> Void
  ) {
    let grid = grid(model, purities: purities)
    let slabWeights = zip(grid.nodes, grid.weights).map { parameters.slab.density(at: $0) * $1 }
    let masses = grid.binMasses(slabWeights)
    var inverseMasses = BinValues.zero
    for (bin, mass) in masses.enumerated() where mass > 0 { inverseMasses[bin] = 1 / mass }
    var loci = [LocusModel?](repeating: nil, count: data.kinds.count)
    let buffer = UnsafeMutablePointer<Double>.allocate(capacity: 2 * grid.nodes.count)
    defer { buffer.deallocate() }
    let order = grid.order
    for (index, site) in sites.enumerated() {
      let kind = Int(data.kind[site])
      let locus: LocusModel
      if let known = loci[kind] {
        locus = known
      } else {
        locus = LocusModel(
          grid: grid, states: data.kinds[kind].states, purities: purities,
          error: model.error(data.kinds[kind]),
          precision: .matched(alleles: model.precision), slab: parameters.slab)
        loci[kind] = locus
      }
      let (k, n) = (Int(data.alternate[site]), Int(data.depth[site]))
      let (absent, artefact) = locus.logAbsence(alternate: k, depth: n)
      for r in purities.indices {
        let (best, nodes) = locus.slab(
          alternate: k, depth: n, purity: r, grid: grid, into: buffer,
          scratch: buffer + grid.nodes.count)
        var bins = BinValues.zero
        for panel in (nodes.lowerBound / order)..<(nodes.upperBound / order) {
          var mass = 0.0
          for i in (panel * order)..<((panel + 1) * order) { mass += slabWeights[i] * buffer[i] }
          bins[grid.binOfPanel[panel]] += mass
        }
        body(
          index, r,
          SiteTerms(
            absent: absent, artefact: artefact, best: best, bins: bins * inverseMasses,
            clonal: locus.logClonal(alternate: k, depth: n, purity: r)))
      }
    }
  }
}
