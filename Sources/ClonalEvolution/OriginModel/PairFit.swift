import Glibc

/// The weights of a patient's cells and the grids of a pair's samples, fitted to the patient's
/// sites with each site left out of what it is judged by.
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
struct PairFit {
  /// The likelihoods.
  let tables: PairTables
  /// The sites that the fit rests on.
  let sites: [Int]
  /// The cells' weights before the patient's sites are seen.
  private(set) var prior: PairPrior
  private let defaultPrior: PairPrior
  /// `A`.
  let strength: Double
  /// The grids of either sample.
  private(set) var earlier: [SideState]
  private(set) var later: SideState
  private(set) var others: [SideState]
  /// The posterior of each site's cell, `[site][cell]`.
  private(set) var posterior: [Double]
  /// The expected number of sites in each cell.
  private(set) var counts: [Double]
  /// The expected number of artefacts of each tail among the sites at which both samples show more
  /// than errors.
  private var recurrent: [Double]
  /// The expected number of artefacts of the earlier and of the later sample alone at C>T and G>A of fixed
  /// tissue, by tail.
  private var damage: [Double]
  /// Whether both samples show more than errors at each site.
  private let areInBoth: [Bool]
  /// The greatest move of a class's probability in the last round.
  private(set) var move = 1.0
  /// The same of the round before.
  private var lastMove = 1.0
  /// The rounds made.
  private(set) var rounds = 0

  private let groups: StateGroups
  /// The weights with all sites, as the last round left them.
  private var settled: StateGroups.Weights
  private let inverseListing: [Double]

  /// The least strength of the study's table, in sites.
  static let leastStrength = 100.0
  /// A fit has settled when no class's probability moves by more in a round.
  static let tolerance = 1e-4
  /// The greatest distance of a settled fit from where its rounds lead.
  private static let distance = 1e-3
  /// The most rounds.
  static let mostRounds = 2000
  /// Rounds in which the rates of errors stay at their prior, until clones have formed.
  private static let warmRounds = 4

  /// Prepares a fit.
  ///
  /// - Parameters:
  ///   - tables: The likelihoods.
  ///   - sites: Sites of which either sample says something, in the patient's order.
  ///   - study: What the study's other patients tell.
  ///   - defaults: The share of each class among all mutations, before any study.
  ///   - artefactShare: The default share of artefacts among listed sites.
  init(
    tables: PairTables, sites: [Int], study: StudyTable, defaults: [Double],
    artefactShare: Double = OriginCells.defaultArtefacts
  ) {
    self.tables = tables
    self.sites = sites
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
      artefactShare: artefactShare, hasNormal: tables.hasNormal, hasBlood: !tables.blood.isEmpty)
    defaultPrior = prior
    prior.learn(from: study)
    earlier = tables.earlier.map { SideState(tables: $0, sites: sites) }
    later = SideState(tables: tables.later, sites: sites)
    others = tables.others.map { SideState(tables: $0, sites: sites) }
    groups = StateGroups(earlier: tables.earlier, later: tables.later)
    settled = groups.weights(
      prior: prior.cells, counts: [Double](repeating: 0, count: cells),
      damage: [Double](repeating: 0, count: 2 * OriginCells.tails), strength: strength)
    posterior = [Double](repeating: 0, count: sites.count * cells)
    counts = [Double](repeating: 0, count: cells)
    recurrent = [Double](repeating: 0, count: OriginCells.tails)
    damage = [Double](repeating: 0, count: 2 * OriginCells.tails)
    areInBoth = sites.map { site in
      tables.later.isBeyondErrors(site) && tables.earlier.contains { $0.isBeyondErrors(site) }
    }
  }

  private static func bothListed(_ tables: PairTables, _ sites: [Int]) -> [Double] {
    let tails = OriginCells.tails
    var (a, b) = ([Double](repeating: 0, count: tails), [Double](repeating: 0, count: tails))
    for site in sites {
      let m = Int(tables.later.row[site])
      for h in 0..<tails {
        for region in tables.earlier where region.row[site] >= 0 {
          a[h] +=
            Double(region.inflatedListing[Int(region.row[site]) * tails + h])
            / Double(max(1, tables.telling(site)))
        }
        if m >= 0 { b[h] += Double(tables.later.inflatedListing[m * tails + h]) }
      }
    }
    return (0..<tails).map { min(a[$0], b[$0]) / max(max(a[$0], b[$0]), 1e-12) }
  }

  /// Whether no class moved any more when the rounds ended, or none was asked for.
  ///
  /// Rounds converge linearly, so that with a last move `m` after one of `l` the classes are still
  /// about `m² / (l − m)` away.
  var hasSettled: Bool {
    !isFitted || (move < Self.tolerance && move * move <= Self.distance * (lastMove - move))
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
  var contribution: StudyTable {
    var identified = counts
    for (cell, count) in zip(OriginCells.sharedArtefacts, recurrent) { identified[cell] = count }
    return prior.contribution(counts: identified, strength: strength)
  }

  /// Moves the prior to what the study's other patients tell.
  mutating func learn(from study: StudyTable) {
    prior.learn(from: study)
    settled = groups.weights(
      prior: prior.cells, counts: counts, damage: damage, strength: strength)
  }

  /// Fits until no class moves.
  mutating func settle() {
    while rounds < Self.mostRounds {
      round()
      if rounds > Self.warmRounds + 1, hasSettled { return }
    }
  }

  /// The posterior of a site of the fit, by its place in ``sites``.
  func fitted(_ index: Int) -> SitePosterior {
    let cells = OriginCells.count
    return SitePosterior(cells: Array(posterior[index * cells..<(index + 1) * cells]))
  }

  /// One round over all sites.
  mutating func round() {
    let cells = OriginCells.count
    var next = [Double](repeating: 0, count: cells)
    var nextRecurrent = [Double](repeating: 0, count: OriginCells.tails)
    var nextDamage = [Double](repeating: 0, count: 2 * OriginCells.tails)
    let work = CellWork(regions: earlier.count)
    var greatest = 0.0
    let weights = settled
    let isSingle = earlier.count == 1
    let hasOthers = !others.isEmpty
    // Taken out, so that the sides can be changed while it is written.
    var cellsOfSites = posterior
    posterior = []
    for index in sites.indices {
      // One earlier sample and no other, the usual case, need no lists.
      let only = isSingle ? earlier[0].likelihoods(index, into: work.earlier) : nil
      var regions: [SideState.Likelihoods] = []
      if !isSingle {
        regions = earlier.enumerated().map {
          $1.likelihoods(index, into: work.regions.own + $0 * OriginCells.states)
        }
        work.regions.combine(telling: tables.telling(sites[index]), into: work.earlier)
      }
      let plain = tables.hidden.isEmpty ? [] : (0..<OriginCells.states).map { work.earlier[$0] }
      tables.hide(sites[index], work.earlier)
      let e = only.map { EarlierNoise($0) } ?? EarlierNoise(regions)
      let m = later.likelihoods(index, into: work.later)
      var factors: [OtherFactors] = []
      if hasOthers {
        factors = zip(others, tables.areOthersEarlier).map {
          OtherFactors($0.likelihoods(index, into: work.other), isEarlier: $1)
        }
      }
      cellsOfSites.withUnsafeMutableBufferPointer { buffer in
        guard let own = buffer.baseAddress.map({ $0 + index * cells }) else { return }
        let isDeamination = tables.isDeamination(sites[index])
        groups.write(weights, without: own, isDeamination: isDeamination, into: work)
        let old = ClassProbabilities(own)
        inverseListing.withUnsafeBufferPointer { inverse in
          guard let inverse = inverse.baseAddress.map({ $0 + index * cells }) else { return }
          work.combine(
            e, m, inverseListing: inverse, normal: normal(sites[index]),
            blood: tables.blood.isEmpty ? 0 : tables.blood[sites[index]],
            other: hasOthers ? OtherFactors.product(factors) : OtherFactors(), into: own)
        }
        greatest = max(greatest, old.greatestMove(to: ClassProbabilities(own)))
        for cell in 0..<cells { next[cell] += own[cell] }
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
        for z in plain.indices { work.earlier[z] = plain[z] }
      }
      let cleanOfLater = work.laterOnly
      if let only {
        earlier[0].update(
          index, weights: work.earlierRest, others: work.others, clean: cleanOfLater, own: only)
      }
      for region in earlier.indices where !isSingle {
        work.regions.rest(
          of: region, telling: tables.telling(sites[index]), joint: work.earlierRest,
          into: work.rest)
        // With several samples, errors alone in this one beside an artefact elsewhere are left to
        // the likelihoods as averaged.
        earlier[region].update(
          index, weights: work.rest, others: work.others,
          clean: tables.telling(sites[index]) == 1 ? cleanOfLater : 0, own: regions[region])
      }
      later.update(
        index, weights: work.laterRest, others: work.others, clean: work.earlierOnly, own: m)
      for other in others.indices {
        update(other: other, index, factors[other], work)
      }
    }
    posterior = cellsOfSites
    counts = next
    recurrent = nextRecurrent
    damage = nextDamage
    let movesNoise = rounds >= Self.warmRounds
    for region in earlier.indices { earlier[region].settle(movesNoise: movesNoise) }
    later.settle(movesNoise: movesNoise)
    for other in others.indices { others[other].settle(movesNoise: movesNoise) }
    settled = groups.weights(
      prior: prior.cells, counts: counts, damage: damage, strength: strength)
    (lastMove, move) = (move, greatest)
    rounds += 1
  }

  /// Takes a site's evidence of one of the patient's other samples.
  private mutating func update(
    other: Int, _ index: Int, _ factors: OtherFactors, _ work: CellWork
  ) {
    let own = others[other].likelihoods(index, into: work.other)
    // For each of neither, later, earlier and both the rest of the evidence.
    let rest = work.presence / pointwiseMax(factors.clone, SIMD4(repeating: 1e-300))
    let present = (rest * factors.presence).sum()
    work.rest[0] = (rest * (1 - factors.presence)).sum()
    for (bin, mass) in CellFractionBins.referenceMasses.enumerated() {
      work.rest[bin + 1] = 0.5 * present * mass
    }
    work.rest[OriginCells.states - 1] = 0.5 * present
    others[other].update(
      index, weights: work.rest, others: work.others,
      clean: (1 - factors.artefactShare) * work.others / max(factors.artefact, 1e-300),
      own: own)
  }

  /// The likelihoods of absence and of presence in either sample, presence as likely in every cell as in
  /// some: what the reads alone tell, all sites' weights of the grids.
  ///
  /// - Parameter artefacts: The share of sites without the mutation whose reads are an artefact's.
  func presence(
    of site: Int, artefacts: Double
  ) -> (earlier: (absent: Double, present: Double), later: (absent: Double, present: Double)) {
    let work = CellWork(regions: earlier.count)
    func mix(_ own: SideState.Likelihoods) {
      guard let inflated = own.inflated else { return }
      let tails = OriginCells.tails
      let tail = (0..<tails).reduce(0) { $0 + Double(inflated[$1]) } / Double(tails)
      own.states[0] = (1 - artefacts) * own.states[0] + artefacts * tail
    }
    for (region, side) in earlier.enumerated() {
      mix(side.likelihoods(site: site, into: work.regions.own + region * OriginCells.states))
    }
    work.regions.combine(telling: tables.telling(site), into: work.earlier)
    mix(later.likelihoods(site: site, into: work.later))
    func split(_ states: UnsafePointer<Double>) -> (absent: Double, present: Double) {
      var present = 0.5 * states[OriginCells.states - 1]
      for (bin, mass) in CellFractionBins.referenceMasses.enumerated() {
        present += 0.5 * mass * states[bin + 1]
      }
      return (states[0], present)
    }
    return (split(work.earlier), split(work.later))
  }

  private func normal(_ site: Int) -> (somatic: Double, germline: Double) {
    tables.normals.isEmpty ? (1, 0) : tables.normals[site]
  }

  /// The posterior of a site that is not part of the fit.
  func posterior(of site: Int) -> SitePosterior {
    judge(site, in: tables, earlier, later, others, without: nil, SiteAssumptions())
  }

  /// The posterior of a site where the earlier samples say nothing of the later one's past.
  ///
  /// - Parameter place: The site's place in the fit; `nil` where it is not part of it.
  func posteriorWithoutEarlier(of site: Int, at place: Int?) -> SitePosterior {
    judge(
      site, in: tables, earlier, later, others, without: place, at: place,
      SiteAssumptions(ignoresEarlier: true))
  }

  /// The posterior of a site under other assumptions, all weights as the other sites leave them.
  ///
  /// - Parameters:
  ///   - site: The site.
  ///   - changed: Its likelihoods, as the only site there.
  func posterior(
    of site: Int, under changed: PairTables, _ assumptions: SiteAssumptions
  ) -> SitePosterior {
    let place = isFitted ? sites.firstIndex(of: site) : nil
    func sides(_ tables: [ReadTables], _ fitted: [SideState]) -> [SideState] {
      zip(tables, fitted).map { SideState(tables: $0, weightsOf: $1, at: place) }
    }
    return judge(
      0, in: changed, sides(changed.earlier, earlier), sides([changed.later], [later])[0],
      sides(changed.others, others), without: place, assumptions)
  }

  private func judge(
    _ site: Int, in tables: PairTables, _ earlier: [SideState], _ later: SideState,
    _ others: [SideState], without place: Int?, at inFit: Int? = nil, _ assumptions: SiteAssumptions
  ) -> SitePosterior {
    let cells = OriginCells.count
    let work = CellWork(regions: earlier.count)
    var own =
      place.map { Array(posterior[$0 * cells..<($0 + 1) * cells]) }
      ?? [Double](repeating: 0, count: cells)
    var listing = [Double](repeating: 0, count: cells)
    var e = EarlierNoise(
      earlier.enumerated().map {
        $1.likelihoods(
          site: site, at: inFit, into: work.regions.own + $0 * OriginCells.states)
      })
    work.regions.combine(telling: tables.telling(site), into: work.earlier)
    tables.hide(site, work.earlier)
    if assumptions.ignoresEarlier {
      for z in 0..<OriginCells.states { work.earlier[z] = 1 }
      e = EarlierNoise(
        SideState.Likelihoods(states: work.earlier, clean: 1, inflated: nil, germline: 1))
    }
    let m = later.likelihoods(site: site, at: inFit, into: work.later)
    let factors = zip(others, tables.areOthersEarlier).map {
      OtherFactors($0.likelihoods(site: site, at: inFit, into: work.other), isEarlier: $1)
    }
    let usesDefault = assumptions.usesDefaultPrior
    let prior = usesDefault ? defaultPrior : self.prior
    let counts = usesDefault ? [Double](repeating: 0, count: cells) : self.counts
    if usesDefault { own = counts }
    own.withUnsafeMutableBufferPointer { buffer in
      guard let own = buffer.baseAddress else { return }
      groups.write(
        usesDefault
          ? groups.weights(
            prior: prior.cells, counts: counts,
            damage: [Double](repeating: 0, count: 2 * OriginCells.tails), strength: strength)
          : settled,
        without: own, isDeamination: tables.isDeamination(site), into: work)
      for cell in OriginCells.clones..<OriginCells.germline {
        work.weights[cell] *= assumptions.artefactFactor
      }
      listing.withUnsafeMutableBufferPointer { listing in
        guard let listing = listing.baseAddress else { return }
        if !tables.isListedElsewhere(site) {
          tables.listing(site, into: listing)
          for cell in 0..<cells { listing[cell] = 1 / listing[cell] }
        } else {
          // Another sample of the patient listed it, not this pair: that it is in neither sample is as
          // likely as all else together.
          for cell in 0..<cells { listing[cell] = 1 }
          work.weights[0] = (1..<cells).reduce(0) { $0 + work.weights[$1] }
        }
        work.combine(
          e, m, inverseListing: listing,
          normal: tables.normals.isEmpty ? (1, 0) : tables.normals[site],
          blood: tables.blood.isEmpty ? 0 : tables.blood[site],
          other: OtherFactors.product(factors), into: own)
      }
    }
    return SitePosterior(cells: own)
  }
}

/// What may be assumed of a site beside its likelihoods.
struct SiteAssumptions {
  /// Whether nothing was learnt from other mutations and patients.
  var usesDefaultPrior = false
  /// A factor on the share of artefacts.
  var artefactFactor = 1.0
  /// Whether the earlier samples are of another tumour or person, or cannot show what was there.
  var ignoresEarlier = false
}

/// The probabilities by which a fit's moves are measured.
private struct ClassProbabilities {
  var acquired = 0.0
  var laterClonal = 0.0
  var earlierClonal = 0.0
  var lost = 0.0
  var other = 0.0

  init(_ cells: UnsafePointer<Double>) {
    let states = OriginCells.states
    for i in 0..<states {
      acquired += cells[i]
      laterClonal += cells[i * states + states - 1]
      earlierClonal += cells[(states - 1) * states + i]
      lost += cells[i * states]
    }
    for cell in OriginCells.clones..<OriginCells.count { other += cells[cell] }
  }

  func greatestMove(to next: ClassProbabilities) -> Double {
    max(
      abs(acquired - next.acquired), abs(laterClonal - next.laterClonal),
      abs(earlierClonal - next.earlierClonal), abs(lost - next.lost), abs(other - next.other))
  }
}
