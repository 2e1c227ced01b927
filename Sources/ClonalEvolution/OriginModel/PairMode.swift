import Glibc
import NumericalMethods

/// The weights of a patient's cells and the grids of a pair's samples, fitted to the patient's
/// sites from one start, with each site left out of what it is judged by.
///
/// A fixed point of
/// ```
/// r_iz ∝ (A w_z + Σ_{j ≠ i} r_jz) L_iz / d_iz            cells
/// p(θ | others) ∝ p(θ) Π_{j ≠ i} m_j(θ)                  grids
/// ```
/// with `w` the study's table, `A` at least the number of sites, `L_iz` the site's likelihood in a
/// cell with the grids averaged over, `d_iz` its chance of being listed there and `m_j(θ)` the
/// evidence of site `j`. What reads cannot tell apart shares one learnt weight, divided as in `w`.
/// With grids and study fixed it is the only maximum of a concave objective.
///
/// A class: it is asked for at every site, and its many parts would be copied each time.
final class PairMode {
  /// The likelihoods.
  let tables: PairTables
  /// The sites that the fit rests on.
  let sites: [Int]
  /// The cells' weights before the patient's sites are seen.
  private(set) var prior: PairPrior
  let defaultPrior: PairPrior
  /// `A`.
  let strength: Double
  /// The grids of the samples.
  private(set) var earlier: [SideState]
  private(set) var later: [SideState]
  private(set) var others: [SideState]
  /// The posterior of each site's cell, `[site][cell]`.
  private(set) var posterior: [Double]
  /// What moves of the fit are measured by, of each site.
  private var classes: [Double]
  /// The expected number of sites in each cell.
  private(set) var counts: [Double]
  /// The expected number of artefacts of each tail among the sites at which both samples show more
  /// than errors.
  private(set) var recurrent: [Double]
  /// The expected number of artefacts of the earlier and of the later sample alone at C>T and G>A of fixed
  /// tissue, by tail.
  private(set) var damage: [Double]
  /// Whether both samples show more than errors at each site.
  private let areInBoth: [Bool]
  /// The greatest move of a class's probability in the last round.
  private(set) var move = 1.0
  /// The same of the round before.
  private var lastMove = 1.0
  /// The rounds made.
  private(set) var rounds = 0
  /// Whether the rates of errors stay as they are expected.
  private let isHeld: Bool
  /// How far from settled the fit may end, as a multiple.
  private var slack = 1.0
  /// The rounds before which moves do not show whether the fit has settled.
  private var leastRounds = warmRounds + 2
  /// The leaps made.
  private var leaps = 0
  /// The counts before the last round and before the one before it.
  private var earlierCounts: (last: [Double], secondLast: [Double]) = ([], [])
  /// ln of the evidence of each site under what the others tell; empty unless asked for.
  private(set) var logEvidence: [Double] = []

  let groups: StateGroups
  /// The weights with all sites, as the last round left them.
  private(set) var settled: StateGroups.Weights
  private let inverseListing: [Double]
  /// What a site needs that is judged by the fit; one site after the other.
  private(set) lazy var room = CellWork(earlier: earlier.count, later: later.count, others: 1)

  /// The least strength of the study's table, in sites.
  static let leastStrength = 100.0
  /// A fit has settled when no class's probability moves by more in a round.
  static let tolerance = 1e-4
  /// Ten times as much is left open of what a call would be without other patients, which is told beside it
  /// and decides nothing.
  private static let slack = 10.0
  /// A move of rounding alone.
  private static let still = 1e-9
  /// The greatest distance of a settled fit from where its rounds lead.
  private static let distance = 1e-3
  /// The most rounds.
  static let mostRounds = 2000
  /// A fit leaps once no class's probability moves by more in a round.
  private static let nearby = 0.02
  /// The greatest ratio of a step to the one before it that a leap trusts.
  private static let greatestRatio = 0.95
  /// Where leaps lead in circles, plain rounds end them.
  private static let mostLeaps = 8
  /// Rounds in which the rates of errors stay at their prior, until clones have formed.
  static let warmRounds = 4

  /// Prepares a fit.
  ///
  /// - Parameters:
  ///   - tables: The likelihoods.
  ///   - sites: Sites of which either sample says something, in the patient's order.
  ///   - study: What the study's other patients tell.
  ///   - defaults: The share of each class among all mutations, before any study.
  ///   - artefactShare: The default share of artefacts among listed sites.
  ///   - isHeld: Whether the rates of errors stay as they are expected.
  init(
    tables: PairTables, sites: [Int], study: StudyTable, defaults: [Double],
    artefactShare: Double = OriginCells.defaultArtefacts, isHeld: Bool = false
  ) {
    self.tables = tables
    self.sites = sites
    self.isHeld = isHeld
    strength = max(Self.leastStrength, Double(sites.count))
    let cells = OriginCells.count
    var listing = [Double](repeating: 0, count: sites.count * cells)
    var mean = [Double](repeating: 0, count: cells)
    listing.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      for (index, site) in sites.enumerated() {
        tables.listing(site, into: start + index * cells)
        for cell in 0..<cells { mean[cell] += start[index * cells + cell] }
      }
    }
    for cell in 0..<cells { mean[cell] /= Double(max(1, sites.count)) }
    inverseListing = listing.map { 1 / $0 }
    prior = PairPrior(
      meanListing: mean, bothListed: Self.bothListed(tables, sites), defaults: defaults,
      artefactShare: artefactShare, hasNormal: tables.hasNormal, hasBlood: !tables.blood.isEmpty,
      laterSamples: Self.laterSamples(tables, sites))
    defaultPrior = prior
    prior.learn(from: study)
    earlier = tables.earlier.map { SideState(tables: $0, sites: sites) }
    later = tables.later.map { SideState(tables: $0, sites: sites) }
    others = tables.others.map { SideState(tables: $0, sites: sites) }
    groups = StateGroups(earlier: tables.earlier, later: tables.later)
    settled = groups.weights(
      prior: prior.cells, counts: [Double](repeating: 0, count: cells),
      damage: [Double](repeating: 0, count: 2 * OriginCells.tails), strength: strength)
    posterior = [Double](repeating: 0, count: sites.count * cells)
    classes = [Double](repeating: 0, count: sites.count * CellWork.classes)
    counts = [Double](repeating: 0, count: cells)
    recurrent = [Double](repeating: 0, count: OriginCells.tails)
    damage = [Double](repeating: 0, count: 2 * OriginCells.tails)
    areInBoth = sites.map { site in
      tables.later.contains { $0.isBeyondErrors(site) }
        && tables.earlier.contains { $0.isBeyondErrors(site) }
    }
  }

  /// The mean number of later samples that say something of a site.
  private static func laterSamples(_ tables: PairTables, _ sites: [Int]) -> Double {
    let total = sites.reduce(0) { $0 + tables.telling($1, tables.later) }
    return Double(total) / Double(max(1, sites.count))
  }

  private static func bothListed(_ tables: PairTables, _ sites: [Int]) -> [Double] {
    let tails = OriginCells.tails
    var (a, b) = ([Double](repeating: 0, count: tails), [Double](repeating: 0, count: tails))
    func add(_ site: Int, _ side: [ReadTables], to sums: inout [Double]) {
      let telling = Double(max(1, tables.telling(site, side)))
      for region in side where region.row[site] >= 0 {
        for h in 0..<tails {
          sums[h] += Double(region.inflatedListing[Int(region.row[site]) * tails + h]) / telling
        }
      }
    }
    for site in sites {
      add(site, tables.earlier, to: &a)
      add(site, tables.later, to: &b)
    }
    return (0..<tails).map { min(a[$0], b[$0]) / max(max(a[$0], b[$0]), 1e-12) }
  }

  /// Whether no class moved any more when the rounds ended, or none was asked for.
  ///
  /// Rounds converge linearly, so that with a last move `m` after one of `l` the classes are still
  /// about `m² / (l − m)` away.
  var hasSettled: Bool {
    !isFitted
      || (rounds >= leastRounds && move < slack * Self.tolerance
        && (move < Self.still || move * move <= slack * Self.distance * (lastMove - move)))
  }

  /// Whether any round was made.
  var isFitted: Bool { rounds > 0 }

  /// The share of the patient's listed mutations in each of the nine classes.
  var classWeights: [Double] {
    let total = prior.cells.indices.map { strength * prior.cells[$0] + counts[$0] }
    let sum = total.reduce(0, +)
    return SitePosterior(cells: total.map { $0 / sum }).states.nine
  }

  /// What the patient tells the study.
  ///
  /// Artefacts that recur are told by the sites at which both samples show more than errors do: a read
  /// or none in one of them fits errors as well.
  ///
  /// - Parameter left: Places of sites that are left out.
  func contribution(without left: [Int] = []) -> StudyTable {
    let cells = OriginCells.count
    var (identified, recurrent) = (counts, recurrent)
    for index in left {
      let own = posterior[index * cells..<(index + 1) * cells]
      for (cell, value) in own.enumerated() { identified[cell] = max(0, identified[cell] - value) }
      guard areInBoth[index] else { continue }
      for (tail, cell) in OriginCells.sharedArtefacts.enumerated() {
        recurrent[tail] = max(0, recurrent[tail] - own[own.startIndex + cell])
      }
    }
    for (cell, count) in zip(OriginCells.sharedArtefacts, recurrent) { identified[cell] = count }
    return prior.contribution(counts: identified, strength: strength)
  }

  /// Moves the prior to what the study's other patients tell.
  func learn(from study: StudyTable) {
    prior.learn(from: study)
    settled = groups.weights(
      prior: prior.cells, counts: counts, damage: damage, strength: strength)
  }

  /// The same fit, to be changed without changing this one.
  func copied() -> PairMode { PairMode(copying: self) }

  private init(copying other: PairMode) {
    (tables, sites, strength, isHeld) = (other.tables, other.sites, other.strength, other.isHeld)
    (prior, defaultPrior) = (other.prior, other.defaultPrior)
    earlier = other.earlier.map { $0.copied() }
    later = other.later.map { $0.copied() }
    others = other.others.map { $0.copied() }
    (posterior, classes, counts) = (other.posterior, other.classes, other.counts)
    (recurrent, damage, areInBoth) = (other.recurrent, other.damage, other.areInBoth)
    (move, lastMove, rounds) = (other.move, other.lastMove, other.rounds)
    (leastRounds, leaps, slack) = (other.leastRounds, other.leaps, other.slack)
    earlierCounts = other.earlierCounts
    (groups, settled, inverseListing) = (other.groups, other.settled, other.inverseListing)
  }

  /// Moves the prior to what is known without other patients.
  func forgetStudy() {
    slack = Self.slack
    prior = defaultPrior
    settled = groups.weights(
      prior: prior.cells, counts: counts, damage: damage, strength: strength)
    leastRounds = rounds + 2
    leaps = 0
  }

  /// ln of how well the patient's other sites foretell each site, what the study tells counting as one of
  /// them.
  func foretold() -> [Double] {
    let own = copied()
    own.settled = groups.weights(
      prior: prior.cells, counts: counts, damage: damage, strength: 1)
    own.round(isScored: true)
    return own.logEvidence
  }

  /// Fits until no class moves.
  func settle() {
    while rounds < Self.mostRounds {
      round(mayLeap: true)
      if hasSettled { return }
    }
  }

  /// One round over all sites.
  ///
  /// - Parameters:
  ///   - isScored: Whether ``logEvidence`` is written.
  ///   - mayLeap: Whether steps that shrink slowly are gone in one.
  func round(isScored: Bool = false, mayLeap: Bool = false) {
    let cells = OriginCells.count
    var nextRecurrent = [Double](repeating: 0, count: OriginCells.tails)
    var nextDamage = [Double](repeating: 0, count: 2 * OriginCells.tails)
    let work = CellWork(earlier: earlier.count, later: later.count, others: others.count)
    // Made once for all sites; each has its states in its own part of the room.
    var ofOthers = [SideState.Likelihoods](
      repeating: SideState.Likelihoods(states: work.other, clean: 1, inflated: nil, germline: 1),
      count: others.count)
    var ofSamples: [OtherSample] = []
    ofSamples.reserveCapacity(others.count)
    var greatest = 0.0
    let weights = settled
    let hasOthers = !others.isEmpty
    let movesNoise = !isHeld && rounds >= Self.warmRounds
    let earlierViews = earlier.map { $0.view(movesNoise: movesNoise) }
    let laterViews = later.map { $0.view(movesNoise: movesNoise) }
    let otherViews = others.map { $0.view(movesNoise: movesNoise) }
    // Taken out, so that they are written without checks.
    var (cellsOfSites, classesOfSites) = (posterior, classes)
    (posterior, classes) = ([], [])
    if isScored { logEvidence = [Double](repeating: 0, count: sites.count) }
    for index in sites.indices {
      let e = Self.average(
        earlierViews, index, work.regions.earlier, into: work.earlier)
      work.plainEarlier.update(from: work.earlier, count: OriginCells.states)
      tables.hide(sites[index], work.earlier)
      let m = Self.average(
        laterViews, index, work.regions.later, into: work.later)
      ofSamples.removeAll(keepingCapacity: true)
      for other in otherViews.indices {
        let own = otherViews[other].likelihoods(
          index, into: work.other + other * OriginCells.states)
        ofOthers[other] = own
        ofSamples.append(OtherSample(own, isEarlier: tables.areOthersEarlier[other]))
      }
      let factors = hasOthers ? OtherFactors(ofSamples) : OtherFactors()
      cellsOfSites.withUnsafeMutableBufferPointer { buffer in
        guard let own = buffer.baseAddress.map({ $0 + index * cells }) else { return }
        let isDeamination = tables.isDeamination(sites[index])
        groups.write(weights, without: own, isDeamination: isDeamination, into: work)
        inverseListing.withUnsafeBufferPointer { inverse in
          guard let inverse = inverse.baseAddress.map({ $0 + index * cells }) else { return }
          work.combine(
            e.noise, m.noise, inverseListing: inverse, normal: normal(sites[index]),
            blood: tables.blood.isEmpty ? 0 : tables.blood[sites[index]],
            other: factors, into: own,
            counts: work.sums)
        }
        if isScored { logEvidence[index] = work.logEvidence }
        classesOfSites.withUnsafeMutableBufferPointer { classes in
          guard let classes = classes.baseAddress.map({ $0 + index * CellWork.classes }) else {
            return
          }
          greatest = max(greatest, work.moveClasses(classes))
        }
        if isDeamination {
          for i in nextDamage.indices { nextDamage[i] += own[OriginCells.clones + i] }
        }
        if areInBoth[index] {
          for (tail, cell) in OriginCells.sharedArtefacts.enumerated() {
            nextRecurrent[tail] += own[cell]
          }
        }
      }
      if !tables.hidden.isEmpty {
        tables.show(sites[index], work.earlierRest)
        work.earlier.update(from: work.plainEarlier, count: OriginCells.states)
      }
      Self.update(
        earlierViews, index, work.regions.earlier, e, joint: work.earlierRest,
        clean: work.laterOnly, work)
      Self.update(
        laterViews, index, work.regions.later, m, joint: work.laterRest, clean: work.earlierOnly,
        work)
      cellsOfSites.withUnsafeBufferPointer { buffer in
        guard hasOthers, let own = buffer.baseAddress.map({ $0 + index * cells }) else { return }
        for other in others.indices {
          Self.update(
            otherViews[other], index, ofOthers[other],
            factors.rest(own, of: other, among: ofSamples), work)
        }
      }
    }
    (posterior, classes) = (cellsOfSites, classesOfSites)
    earlierCounts = (counts, earlierCounts.last)
    let lastDamage = damage
    counts = (0..<cells).map { work.sums[$0] }
    recurrent = nextRecurrent
    damage = nextDamage
    for region in earlier.indices { earlier[region].settle(movesNoise: movesNoise) }
    for region in later.indices { later[region].settle(movesNoise: movesNoise) }
    for other in others.indices { others[other].settle(movesNoise: movesNoise) }
    (lastMove, move) = (move, greatest)
    rounds += 1
    if mayLeap, rounds >= leastRounds, !hasSettled, move < Self.nearby {
      leap(lastDamage: lastDamage)
    }
    settled = groups.weights(
      prior: prior.cells, counts: counts, damage: damage, strength: strength)
  }

  /// Goes on along the last step as far as the rounds would lead if each step were shorter than the one
  /// before it by the same factor (Aitken's process).
  private func leap(lastDamage: [Double]) {
    var (product, square) = (0.0, 0.0)
    for cell in counts.indices {
      let step = counts[cell] - earlierCounts.last[cell]
      let before = earlierCounts.last[cell] - earlierCounts.secondLast[cell]
      product += step * before
      square += before * before
    }
    guard square > 0, product > 0, leaps < Self.mostLeaps else { return }
    let ratio = min(product / square, Self.greatestRatio)
    let reach = ratio / (1 - ratio)
    guard reach > 1 else { return }
    for cell in counts.indices {
      counts[cell] = max(0, counts[cell] + reach * (counts[cell] - earlierCounts.last[cell]))
    }
    for index in damage.indices {
      damage[index] = max(0, damage[index] + reach * (damage[index] - lastDamage[index]))
    }
    for side in earlier + later + others { side.leap(reach, movesNoise: !isHeld) }
    leastRounds = rounds + 3
    leaps += 1
  }

  private func normal(_ site: Int) -> (somatic: Double, germline: Double) {
    tables.normals.isEmpty ? (1, 0) : tables.normals[site]
  }
}
