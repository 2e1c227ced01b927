import Glibc
import NumericalMethods
import TumorModel

/// The evidence of every site of one sample: three state likelihoods and a density.
///
/// Reference semantics, since it owns large tables that pairs of samples share.
final class SampleEvidence {
  let data: SampleData
  let model: SampleModel
  let parameters: OriginParameters
  let grid: CellFractionGrid
  /// Quadrature weight times prior density at each node.
  let slabWeights: [Double]
  /// ln L(0), ln L(S) and ln L(C) of each site; zeros where the sample says nothing.
  private(set) var likelihoods: [StateLikelihoods]
  /// `∫_b L(c) h(c) dc / ∫_b h(c) dc / L(S)` of each range of fractions, `[site][bin]`.
  private(set) var binRatios: [Double]
  /// The prior mass of each range of fractions.
  let binMasses: [Double]
  /// k* of each site.
  private(set) var criticalCount: [Int32]
  /// P(detect | CCF 0.25) of each site.
  private(set) var power: [Double]
  /// LOD95 of each site; NaN where even a clonal mutation would be missed.
  private(set) var limitOfDetection: [Double]
  /// `L(c) / L(S)`, `[site][node]`.
  private var density: [Double]
  /// `∫ L(c) h(c) dc / L(S)` over each panel, `[site][panel]`.
  private var panelMasses: [Double]

  /// Error probability of a detection at a known site.
  static let alpha = 1e-3
  private static let order = 6
  private static let resolution = 4.0
  private static let censoredDepths = 12

  private struct PowerKey: Hashable {
    let kind: Int32
    let depth: Int32
  }
  /// What detection needs at one depth, whatever the copy number.
  private struct DetectionValue {
    let criticalCount: Int32
    /// The frequency found with the power of a limit of detection; NaN where none is.
    let frequency: Double
  }
  private struct PowerValue {
    let criticalCount: Int32
    let power: Double
    let limit: Double
  }
  private struct CensoredEvidence {
    let likelihoods: StateLikelihoods
    let density: [Double]
    let power: Double
    let limit: Double
  }

  private var loci: [LocusModel?]
  /// What was expected of each kind of locus so far; see ``expectation(_:)``.
  var expectations: [LocusExpectation?]
  /// The depths that were found to be needed so far; see ``depthNeeded(_:for:power:)``.
  var depthsNeeded: [DepthQuestion: DepthNeeded] = [:]
  /// What orientation adds to the log odds of a clone, at the sites where it is weighed.
  private(set) var orientationRatios: [Int: Double] = [:]
  private var powers: [PowerKey: PowerValue] = [:]
  /// By the kind of change, or of locus where the site has a background, and the depth.
  private var detections: [PowerKey: DetectionValue] = [:]
  private var censored: [Int32: CensoredEvidence] = [:]

  /// Computes the evidence of all sites.
  ///
  /// - Parameters:
  ///   - data: The sample's observations.
  ///   - model: Its nuisance parameters.
  ///   - parameters: The analysis's choices.
  ///   - grid: The patient's cancer cell fractions; see ``grid(for:parameters:)``.
  init(
    data: SampleData, model: SampleModel, parameters: OriginParameters, grid: CellFractionGrid
  ) {
    self.data = data
    self.model = model
    self.parameters = parameters
    self.grid = grid
    slabWeights = zip(grid.nodes, grid.weights).map { parameters.slab.density(at: $0) * $1 }
    binMasses = grid.binMasses(slabWeights)
    let count = data.count
    binRatios = [Double](repeating: 1, count: count * CellFractionGrid.bins)
    likelihoods = [StateLikelihoods](repeating: .uninformative, count: count)
    criticalCount = [Int32](repeating: 1, count: count)
    power = [Double](repeating: 0, count: count)
    limitOfDetection = [Double](repeating: .nan, count: count)
    density = [Double](repeating: 0, count: count * grid.nodes.count)
    panelMasses = [Double](repeating: 0, count: count * grid.panels)
    loci = [LocusModel?](repeating: nil, count: data.kinds.count)
    expectations = [LocusExpectation?](repeating: nil, count: data.kinds.count)
    fill()
  }

  /// One grid for all samples of a patient, fine enough for each.
  static func grid(
    for samples: [(data: SampleData, model: SampleModel)], parameters: OriginParameters
  ) -> CellFractionGrid {
    var (depth, precision, errorRate, slope) = (1, 10.0, 1.0, 0.05)
    for (data, model) in samples {
      depth = max(depth, Int(data.depth.max() ?? 1), Int(data.depths.last ?? 1))
      precision = max(precision, model.precision)
      errorRate = min(errorRate, model.errorRates.min() ?? 1e-4)
      for kind in data.kinds where kind.background != nil {
        errorRate = min(errorRate, model.error(kind).rate)
      }
      slope = max(slope, steepest(data.kinds, purity: model.purities.max() ?? 1))
    }
    return CellFractionGrid(
      thresholds: [parameters.threshold], depth: depth, precision: precision,
      errorPrecision: SampleModel.errorPrecision, errorRate: errorRate, slope: slope, order: order,
      resolution: resolution)
  }

  /// The greatest λ of any kind of locus.
  private static func steepest(_ kinds: [LocusKind], purity: Double) -> Double {
    var slope = 0.05
    for kind in kinds {
      for state in kind.states {
        let most = state.histories?.lost.map { $0.copies / $0.cellFraction }.max() ?? 1
        slope = max(
          slope,
          1.2 * max(1, most) * purity
            / (purity * state.tumorCopies + (1 - purity) * Double(state.normalCopies)))
      }
    }
    return min(1, slope)
  }

  /// The expected variant allele frequency of a clonal mutation, averaged over what is unknown.
  func clonalFrequency(_ site: Int) -> Double {
    guard data.kind[site] >= 0 else { return .nan }
    let kind = data.kinds[Int(data.kind[site])]
    let error = model.error(kind)
    var total = 0.0
    for (purity, weight) in zip(model.purities, model.purityWeights) {
      for state in kind.states {
        for prior in state.clonalCopies {
          let share = weight * state.weight * prior.weight
          total +=
            share
            * state.expected(
              purity: purity, multiplicity: prior.copies, cellFraction: 1, error: error)
        }
      }
    }
    return total
  }

  /// P(at least k* alternate reads | clonal, one copy).
  func clonalPower(_ site: Int) -> Double {
    guard data.use[site] == .counted, data.kind[site] >= 0, let locus = loci[Int(data.kind[site])]
    else { return 0 }
    return locus.power(
      count: Int(criticalCount[site]), depth: Int(data.depth[site]), cellFraction: 1,
      purityWeights: model.purityWeights)
  }

  /// Whether a site's counts meet the rule by which mutations are discovered.
  func isDiscovered(_ site: Int) -> Bool {
    guard data.use[site] == .counted else { return false }
    if parameters.uncalled == .censored { return data.alternate[site] > 0 }
    return data.alternate[site] >= max(3, criticalCount[site])
  }

  /// Whether the sample says anything of a site.
  func isAssessable(_ site: Int) -> Bool { data.use[site] != .none }

  /// Runs `body` with the posterior of a site's cancer cell fraction, given sub-clonal.
  func withPosterior<Result>(
    _ site: Int, _ body: (CellFractionPosterior) -> Result
  ) -> Result {
    slabWeights.withUnsafeBufferPointer { weights in
      density.withUnsafeBufferPointer { density in
        panelMasses.withUnsafeBufferPointer { masses in
          guard let weights = weights.baseAddress, let density = density.baseAddress,
            let masses = masses.baseAddress
          else { preconditionFailure("a grid has nodes") }
          return body(
            CellFractionPosterior(
              grid: grid, slabWeights: weights, density: density + site * grid.nodes.count,
              masses: masses + site * grid.panels))
        }
      }
    }
  }

  /// P(c >= c* | sub-clonal) of a site, each range weighted as `binShares` say.
  func aboveThreshold(_ site: Int, binShares: BinValues? = nil) -> Double {
    withPosterior(site) {
      var posterior = $0
      if let binShares { posterior.reweigh(binShares) }
      return posterior.aboveThreshold(parameters.threshold)
    }
  }

  /// The probability that a mutation in each state is discovered, averaged over the sites.
  ///
  /// The rule is three alternate reads that error alone reaches with probability below 1e-3; in the
  /// censored mode it is the caller's own.
  ///
  /// - Returns: For absence, each range of sub-clonal fractions, and clonal presence.
  func discoveryProbabilities() -> [Double] {
    var kindCounts = [Int](repeating: 0, count: data.kinds.count)
    for kind in data.kind where kind >= 0 { kindCounts[Int(kind)] += 1 }
    guard let kind = kindCounts.indices.max(by: { kindCounts[$0] < kindCounts[$1] }),
      let depths = Self.quantiles(data.depths, count: 6)
    else { return [Double](repeating: 1, count: EarlierStates.rows) }
    let locus = self.locus(Int32(kind))
    var result = [Double](repeating: 0, count: EarlierStates.rows)
    let best = model.purityWeights.indices.max { model.purityWeights[$0] < model.purityWeights[$1] }
    for depth in depths {
      let n = Int(depth)
      let rule = discoveryCount(locus, depth: n)
      let below = locus.belowCount(rule, depth: n, purity: best ?? 0, grid: grid)
      result[0] += 1 - locus.belowCountWhenAbsent(rule, depth: n)
      result[EarlierStates.clonal] += 1 - below.clonal
      for i in slabWeights.indices {
        let bin = grid.binOfPanel[i / grid.order]
        guard binMasses[bin] > 0 else { continue }
        result[1 + bin] += slabWeights[i] * (1 - below.slab[i]) / binMasses[bin]
      }
    }
    return result.map { min(1, max(0, $0 / Double(depths.count))) }
  }

  private func discoveryCount(_ locus: LocusModel, depth: Int) -> Int {
    let byCaller = max(
      parameters.callerRule.minimumAlternate,
      Int((parameters.callerRule.minimumFrequency * Double(depth)).rounded(.up)))
    if parameters.uncalled == .censored { return byCaller }
    return max(3, locus.criticalCount(depth: depth, alpha: Self.alpha))
  }

  private static func quantiles(_ depths: [Int32], count: Int) -> [Int32]? {
    guard !depths.isEmpty else { return nil }
    return (0..<count).map { depths[(2 * $0 + 1) * depths.count / (2 * count)] }
  }

  /// The model of a kind of locus, made when it is first asked for.
  func locus(_ kind: Int32) -> LocusModel {
    if let known = loci[Int(kind)] { return known }
    let locus = LocusModel(
      grid: grid, states: data.kinds[Int(kind)].states, purities: model.purities,
      error: model.error(data.kinds[Int(kind)]), precision: .matched(alleles: model.precision),
      slab: parameters.slab)
    loci[Int(kind)] = locus
    return locus
  }

  // MARK: Filling

  private func fill() {
    let nodes = grid.nodes.count
    powers.reserveCapacity(data.count)
    detections.reserveCapacity(data.count)
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: 2 * nodes)
    defer { scratch.deallocate() }
    for site in 0..<data.count {
      switch data.use[site] {
      case .none: continue
      case .censored: fillCensored(site)
      case .counted: fillCounted(site, scratch: scratch)
      }
    }
  }

  private func fillCounted(_ site: Int, scratch: UnsafeMutablePointer<Double>) {
    let locus = locus(data.kind[site])
    let (k, n) = (Int(data.alternate[site]), Int(data.depth[site]))
    let nodes = grid.nodes.count
    let absent = logAbsent(site, locus)
    let weights =
      model.purities.count > 1 && model.fittedSites.contains(site)
      ? purityWeights(site: site, absent: absent, locus: locus, scratch: scratch)
      : model.purityWeights
    var best = -Double.infinity
    var sum = 0.0
    density.withUnsafeMutableBufferPointer { density in
      guard let base = density.baseAddress else { return }
      let row = base + site * nodes
      for r in weights.indices {
        locus.addSlab(
          alternate: k, depth: n, purity: r, weight: weights[r], grid: grid, to: row, best: &best,
          scratch: scratch)
      }
      sum = integrate(row)
      let inverse = 1 / sum
      for i in 0..<nodes { row[i] *= inverse }
    }
    fillBins(site)
    var logClonal = -Double.infinity
    for r in weights.indices {
      let value = locus.logClonal(alternate: k, depth: n, purity: r)
      logClonal = weights.count == 1 ? value : logSum(logClonal, log(weights[r]) + value)
    }
    likelihoods[site] = StateLikelihoods(
      absent: absent, subclonal: best + log(sum), clonal: logClonal)
    let value = powerValue(kind: data.kind[site], depth: data.depth[site], locus: locus)
    criticalCount[site] = value.criticalCount
    power[site] = value.power
    limitOfDetection[site] = value.limit
  }

  /// ln L(0) of a counted site; at C>T and G>A of damaged tissue times how well damage explains the
  /// orientation of the alternate reads, relative to a clone.
  private func logAbsent(_ site: Int, _ locus: LocusModel) -> Double {
    let (k, n) = (Int(data.alternate[site]), Int(data.depth[site]))
    let (absent, artefact) = locus.logAbsence(alternate: k, depth: n)
    guard model.isDamaged, !data.splits.isEmpty, let split = data.splits[site],
      data.kinds[Int(data.kind[site])].change == .deamination,
      parameters.errorModels.weighsOrientation
    else { return absent }
    let share = model.artefactShares[ChangeKind.deamination.rawValue]
    let plain = model.artefactShares[ChangeKind.generic.rawValue]
    let ratio = split.logRatio(
      ordinaryErrors: model.ordinaryErrors,
      plainArtefacts: share > 0 ? min(share, plain) * exp(artefact - absent) : 0)
    orientationRatios[site] = ratio
    return absent - ratio
  }

  /// Whether the sample has an alternate read at a site.
  func showsRead(_ site: Int) -> Bool { data.showsRead(site) }
  /// Whether a site is judged by its caller's rule rather than by counts.
  func isCensored(_ site: Int) -> Bool { data.use[site] == .censored }

  /// Whether a site's alternate reads have the orientation of damage.
  func isOrientationBiased(_ site: Int) -> Bool {
    data.alternate[site] >= 2 && (orientationRatios[site] ?? 0) < Self.biasedRatio
  }

  /// Below this log ratio damage explains the orientation plainly better than a clone.
  private static let biasedRatio = -2.0

  /// Which error model a site's reads were judged by; `nil` where the sample says nothing.
  func errorModelUse(_ site: Int) -> ErrorModelUse? {
    guard isAssessable(site), data.kind[site] >= 0 else { return nil }
    return ErrorModelUse(
      model.errorBasis(data.kinds[Int(data.kind[site])]),
      usesOrientation: orientationRatios[site] != nil)
  }

  /// The integral of values at the nodes with the slab.
  private func integrate(_ values: UnsafePointer<Double>) -> Double {
    slabWeights.withUnsafeBufferPointer { weights in
      var (even, odd) = (0.0, 0.0)
      for i in stride(from: 0, to: weights.count - 1, by: 2) {
        even += weights[i] * values[i]
        odd += weights[i + 1] * values[i + 1]
      }
      if weights.count % 2 == 1 { even += weights[weights.count - 1] * values[weights.count - 1] }
      return even + odd
    }
  }

  /// The scaled density's integral over each panel and its mean over each range of fractions.
  private func fillBins(_ site: Int) {
    let (panels, order) = (grid.panels, grid.order)
    var bins = BinValues.zero
    panelMasses.withUnsafeMutableBufferPointer { masses in
      density.withUnsafeBufferPointer { density in
        slabWeights.withUnsafeBufferPointer { weights in
          let row = site * weights.count
          for panel in 0..<panels {
            var mass = 0.0
            for i in (panel * order)..<((panel + 1) * order) {
              mass += weights[i] * density[row + i]
            }
            masses[site * panels + panel] = mass
            bins[grid.binOfPanel[panel]] += mass
          }
        }
      }
    }
    let start = site * CellFractionGrid.bins
    for bin in 0..<CellFractionGrid.bins {
      binRatios[start + bin] = binMasses[bin] > 0 ? bins[bin] / binMasses[bin] : 0
    }
  }

  /// The purities' weights without the site's own share in them.
  private func purityWeights(
    site: Int, absent: Double, locus: LocusModel, scratch: UnsafeMutablePointer<Double>
  ) -> [Double] {
    let (k, n) = (Int(data.alternate[site]), Int(data.depth[site]))
    let values = scratch + grid.nodes.count
    var logs = [Double](repeating: 0, count: model.purities.count)
    for r in logs.indices {
      values.update(repeating: 0, count: grid.nodes.count)
      var best = -Double.infinity
      locus.addSlab(
        alternate: k, depth: n, purity: r, weight: 1, grid: grid, to: values, best: &best,
        scratch: scratch)
      let slab = best + log(max(integrate(values), 1e-300))
      let clonal = locus.logClonal(alternate: k, depth: n, purity: r)
      // The states' prior shares of one sample: absent 1/4, sub-clonal 3/10, clonal 9/20.
      let own = logSum(logSum(log(0.25) + absent, log(0.3) + slab), log(0.45) + clonal)
      logs[r] = log(model.purityWeights[r]) - own
    }
    let top = logs.max() ?? 0
    return SampleModel.normalised(logs.map { exp($0 - top) })
  }

  private func powerValue(kind: Int32, depth: Int32, locus: LocusModel) -> PowerValue {
    let key = PowerKey(kind: kind, depth: depth)
    if let known = powers[key] { return known }
    let n = Int(depth)
    let detection = detection(kind, depth: depth, locus: locus)
    let count = Int(detection.criticalCount)
    func power(_ c: Double) -> Double {
      locus.power(count: count, depth: n, cellFraction: c, purityWeights: model.purityWeights)
    }
    let value = PowerValue(
      criticalCount: detection.criticalCount, power: power(OriginGate.powerCellFraction),
      limit: limit(locus, frequency: detection.frequency, power))
    powers[key] = value
    return value
  }

  private func detection(_ kind: Int32, depth: Int32, locus: LocusModel) -> DetectionValue {
    // Kinds of one change share what errors decide, unless the site has errors of its own.
    let hasBackground = data.kinds[Int(kind)].background != nil
    let key = PowerKey(
      kind: hasBackground ? -1 - kind : Int32(data.kinds[Int(kind)].change.rawValue), depth: depth)
    if let known = detections[key] { return known }
    let count = locus.criticalCount(depth: Int(depth), alpha: Self.alpha)
    let value = DetectionValue(
      criticalCount: Int32(count),
      frequency: locus.frequency(
        count: count, depth: Int(depth), power: Self.limitPower))
    detections[key] = value
    return value
  }

  /// The power of a limit of detection.
  private static let limitPower = DetectionPower.limitPower

  /// The cancer cell fraction at which power reaches ``limitPower``; NaN if none.
  ///
  /// With one state and one purity it follows from the frequency that has that power. Otherwise the
  /// mean over the purities is where secant steps start, and mostly end.
  private func limit(
    _ locus: LocusModel, frequency: Double, _ power: (Double) -> Double
  ) -> Double {
    guard !frequency.isNaN else { return .nan }
    var guess: Double? = 0
    for r in model.purities.indices {
      guard let sum = guess,
        let fraction = locus.cellFraction(frequency: frequency, purity: model.purities[r])
      else {
        guess = nil
        break
      }
      guess = sum + model.purityWeights[r] * max(0, fraction)
    }
    guard let guess, guess > 0 else { return Self.limit(near: 0.5, power) }
    if model.purities.count == 1 { return guess <= 1 ? guess : .nan }
    guard guess < 0.98 else { return Self.limit(near: min(guess, 0.99), power) }
    var (last, next) = (guess, 1.01 * guess)
    var lastExcess = power(last) - Self.limitPower
    for _ in 0..<6 {
      if abs(lastExcess) < 1e-8 { return last }
      let excess = power(next) - Self.limitPower
      let step = excess * (next - last) / (excess - lastExcess)
      (last, lastExcess, next) = (next, excess, next - step)
      guard next > 0, next < 1 else { break }
    }
    return Self.limit(near: guess, power)
  }

  private static func limit(near guess: Double, _ power: (Double) -> Double) -> Double {
    LocusModel.root(from: 0, to: 1, near: guess) { power($0) - limitPower }
  }

  // MARK: Censored sites

  private func fillCensored(_ site: Int) {
    let value = censoredEvidence(kind: data.kind[site])
    likelihoods[site] = value.likelihoods
    power[site] = value.power
    limitOfDetection[site] = value.limit
    let row = site * grid.nodes.count
    for i in value.density.indices { density[row + i] = value.density[i] }
    fillBins(site)
  }

  /// The evidence of "the caller's rule failed at a depth drawn from the sample's own".
  private func censoredEvidence(kind: Int32) -> CensoredEvidence {
    if let known = censored[kind] { return known }
    let locus = locus(kind)
    let depths = Self.quantiles(data.depths, count: Self.censoredDepths) ?? []
    var absent = 0.0
    var clonal = 0.0
    var slab = [Double](repeating: 0, count: grid.nodes.count)
    let share = 1 / Double(depths.count)
    for depth in depths {
      let n = Int(depth)
      let rule = discoveryCount(locus, depth: n)
      absent += share * locus.belowCountWhenAbsent(rule, depth: n)
      for r in model.purities.indices {
        let weight = share * model.purityWeights[r]
        let below = locus.belowCount(rule, depth: n, purity: r, grid: grid)
        clonal += weight * below.clonal
        for i in slab.indices { slab[i] += weight * below.slab[i] }
      }
    }
    var sum = 0.0
    for i in slab.indices { sum += slab[i] * slabWeights[i] }
    func power(_ c: Double) -> Double {
      depths.reduce(0) { total, depth in
        total + share
          * locus.power(
            count: discoveryCount(locus, depth: Int(depth)), depth: Int(depth), cellFraction: c,
            purityWeights: model.purityWeights)
      }
    }
    let value = CensoredEvidence(
      likelihoods: StateLikelihoods(
        absent: log(max(absent, 1e-300)), subclonal: log(max(sum, 1e-300)),
        clonal: log(max(clonal, 1e-300))),
      density: slab.map { $0 / max(sum, 1e-300) }, power: power(OriginGate.powerCellFraction),
      limit: Self.limit(near: 0.5, power))
    censored[kind] = value
    return value
  }
}
