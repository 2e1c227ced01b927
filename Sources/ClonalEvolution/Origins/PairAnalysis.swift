import Glibc
import TumorModel

/// The joint inference of one earlier and one later sample.
struct PairAnalysis {
  let patient: PatientEvidence
  let earlier: EarlierEvidence
  let later: SampleEvidence
  let laterIndex: Int
  /// The indices of the earlier samples.
  let earlierIndices: [Int]
  let parameters: OriginParameters
  let context: StudyContext
  /// The fitted weights of the joint states.
  let states: JointStateModel
  /// The weights before the patient's mutations are seen.
  let prior: [Double]
  /// Whether a site's mutation is one of those that ``states`` rests on.
  private let isFitted: [Bool]
  /// `L_P(i) L_M(j)`, ``EarlierStates/count`` a site, scaled.
  private let likelihoods: [Double]
  /// Responsibilities under the fitted weights summed over the fitted mutations of a gene.
  private let geneShares: [String: (sum: [Double], count: Double)]

  init(
    patient: PatientEvidence, earlier: EarlierEvidence, later: SampleEvidence, laterIndex: Int,
    parameters: OriginParameters, context: StudyContext
  ) {
    self.patient = patient
    self.earlier = earlier
    self.later = later
    self.laterIndex = laterIndex
    earlierIndices =
      earlier.sample.map { [$0] }
      ?? earlier.regions.compactMap { region in
        patient.samples.firstIndex { $0.id == region.data.sample.id }
      }
    self.parameters = parameters
    self.context = context
    let count = patient.mutations.count
    let width = EarlierStates.count
    var likelihoods = [Double](repeating: 1, count: width * count)
    var isFitted = [Bool](repeating: false, count: count)
    var fitted: [Double] = []
    fitted.reserveCapacity(width * count)
    likelihoods.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for site in 0..<count {
        let row = base + width * site
        Self.fill(row, site: site, earlier, later.likelihoods[site])
        guard earlier.isAssessable(site), later.isAssessable(site),
          earlier.isDiscovered(site) || later.isDiscovered(site)
        else { continue }
        isFitted[site] = true
        fitted.append(contentsOf: UnsafeBufferPointer(start: row, count: width))
      }
    }
    self.likelihoods = likelihoods
    self.isFitted = isFitted
    let byBin = later.discoveryProbabilities()
    let subclonal = zip(byBin.dropFirst().dropLast(), later.binMasses).reduce(0) {
      $0 + $1.0 * $1.1
    }
    let laterDiscovery = [byBin[0], subclonal, byBin[EarlierStates.clonal]]
    var detection = [Double](repeating: 0, count: width)
    for (i, first) in earlier.discoveryProbabilities().enumerated() {
      for (j, second) in laterDiscovery.enumerated() {
        detection[3 * i + j] = 1 - (1 - first) * (1 - second)
      }
    }
    prior = context.statePrior(binMasses: earlier.binMasses)
    let states = JointStateModel(
      likelihoods: fitted, prior: prior, detection: detection,
      maximumRounds: parameters.learnsPrior ? 500 : 0)
    self.states = states
    var shares: [String: (sum: [Double], count: Double)] = [:]
    var row = [Double](repeating: 0, count: width)
    var perGene: [String: Int] = [:]
    for site in 0..<count where isFitted[site] && !patient.mutations[site].gene.isEmpty {
      perGene[patient.mutations[site].gene, default: 0] += 1
    }
    // Genes with one mutation are the rule; their share is computed when it is needed.
    for site in 0..<count where isFitted[site] {
      let gene = patient.mutations[site].gene
      guard (perGene[gene] ?? 0) > 1 else { continue }
      likelihoods.withUnsafeBufferPointer { values in
        if let base = values.baseAddress {
          states.responsibilities(base + EarlierStates.count * site, into: &row)
        }
      }
      var share = shares[gene] ?? ([Double](repeating: 0, count: width), 0)
      for i in 0..<width { share.sum[i] += row[i] }
      share.count += 1
      shares[gene] = share
    }
    geneShares = shares
  }

  private static func fill(
    _ row: UnsafeMutablePointer<Double>, site: Int, _ earlier: EarlierEvidence,
    _ m: StateLikelihoods
  ) {
    let p = earlier.likelihoods[site]
    let bestP = max(p.absent, p.subclonal, p.clonal)
    let bestM = max(m.absent, m.subclonal, m.clonal)
    let second = (exp(m.absent - bestM), exp(m.subclonal - bestM), exp(m.clonal - bestM))
    let subclonal = exp(p.subclonal - bestP)
    var start = row
    for i in 0..<EarlierStates.rows {
      let first =
        i == 0
        ? exp(p.absent - bestP)
        : i == EarlierStates.clonal
          ? exp(p.clonal - bestP) : subclonal * earlier.binRatio(site, i - 1)
      start[0] = first * second.0
      start[1] = first * second.1
      start[2] = first * second.2
      start += 3
    }
  }

  /// Multiplies weights of the joint states by a site's likelihoods and normalises them.
  static func multiply(
    _ weights: inout [Double], site: Int, _ earlier: EarlierEvidence, _ m: StateLikelihoods
  ) {
    var row = [Double](repeating: 0, count: EarlierStates.count)
    fill(&row, site: site, earlier, m)
    for i in row.indices { weights[i] *= row[i] }
    let sum = weights.reduce(0, +)
    if sum > 0 { weights = weights.map { $0 / sum } }
  }

  /// Population weights for a site, the site's own mutation and its gene's others left out.
  func weights(leavingOut site: Int, scratch: inout [Double], into result: inout [Double]) {
    guard parameters.learnsPrior else {
      for i in prior.indices { result[i] = prior[i] }
      return
    }
    if !isFitted[site] {
      // Found through another sample of the patient: neither sample of the pair selected it, so
      // that absence from both is as likely as all else together.
      for i in prior.indices { result[i] = 0.5 * prior[i] }
      result[0] += 0.5
    } else if let share = geneShares[patient.mutations[site].gene] {
      states.weights(without: share.sum, count: share.count, into: &result)
    } else {
      likelihoods.withUnsafeBufferPointer { values in
        if let base = values.baseAddress {
          states.responsibilities(base + EarlierStates.count * site, into: &scratch)
        }
      }
      states.weights(without: scratch, count: 1, into: &result)
    }
    blend(&result)
  }

  /// Share of the slab's own shape in a patient's weights of the ranges of fractions.
  ///
  /// The fitted weights are a point; a clone the patient's other mutations do not show remains
  /// possible.
  private static let slabShare = 0.3

  /// Mixes the fitted weights of the ranges with the slab's, each later state's total kept.
  private func blend(_ weights: inout [Double]) {
    let masses = earlier.binMasses
    for column in 0..<3 {
      var total = 0.0
      for bin in masses.indices { total += weights[3 * (bin + 1) + column] }
      for (bin, mass) in masses.enumerated() {
        let index = 3 * (bin + 1) + column
        weights[index] = (1 - Self.slabShare) * weights[index] + Self.slabShare * mass * total
      }
    }
  }

  /// The posterior of the joint states for a site.
  func posterior(of site: Int, scratch: inout [Double], into result: inout [Double]) {
    weights(leavingOut: site, scratch: &scratch, into: &result)
    var sum = 0.0
    for i in prior.indices {
      result[i] *= likelihoods[EarlierStates.count * site + i]
      sum += result[i]
    }
    if sum > 0 {
      for i in prior.indices { result[i] /= sum }
    }
  }
}

extension OriginProbabilities {
  /// Sums the nine states to the five origins.
  init(states p: JointProbabilities) {
    self.init(
      acquired: p.acquired, preexistingSubclonal: p.preexistingSubclonal,
      preexistingClonal: p.preexistingClonal, lost: p.lost, artefact: p.absentFromBoth)
  }
}
