import Glibc
import NumericalMethods

/// The fit of a pair of samples, under learnt rates of errors and, where these are unusual, under usual ones
/// too.
///
/// Few reads at many sites may be a small clone or a high rate of errors, and reads hardly tell which. A fit
/// with learnt rates takes them for errors once it has raised the rate. Where a sample states no rate and
/// the fit raised it, a second fit keeps the rates of both samples as expected, so that such sites are a
/// clone. For a site `i`, each of the two has the weight
/// ```
/// w_m ∝ g_m Π_{j ≠ i} p_m(reads of j | sites other than j)
/// ```
/// with the study's table counting as one site, since which of them holds is a question about this sample.
/// `g` is 1 for the first; for the second it rises from 0 to 1 while the rate that the sites other than `i`
/// tell rises from 1.5 to 2.5 times what is expected. Posteriors are means over both, and so are the grids
/// that likelihoods are averaged over.
struct PairFit {
  /// With learnt rates of errors, and with usual ones.
  private var modes: [PairMode]
  /// The weight of each; they add to 1.
  private var shares: [Double] = [1]
  /// The same for each site of the fit, by the other sites alone; empty with one fit.
  private var sharesOfSites: [[Double]] = []
  /// The grids of the samples, as both leave them.
  private(set) var earlier: [SideState]
  private(set) var later: [SideState]
  private(set) var others: [SideState]
  /// What other patients tell of sites of which it is not what they tell of all.
  var studies: [Int: StudyTable] = [:]

  private let withUsualErrors: (StudyTable) -> PairMode

  /// The most rounds.
  static let mostRounds = PairMode.mostRounds
  /// How often the expected rate makes the fit under usual rates count, from nothing to all.
  private static let raised = (from: 1.5, to: 2.5)

  /// Prepares a fit.
  ///
  /// - Parameters:
  ///   - tables: The likelihoods.
  ///   - sites: Sites of which either sample says something, in the patient's order.
  ///   - study: What the study's other patients tell.
  ///   - defaults: The share of each class among all mutations, before any study.
  init(tables: PairTables, sites: [Int], study: StudyTable, defaults: [Double]) {
    let mode = PairMode(tables: tables, sites: sites, study: study, defaults: defaults)
    modes = [mode]
    (earlier, later, others) = (mode.earlier, mode.later, mode.others)
    withUsualErrors = {
      PairMode(tables: tables, sites: sites, study: $0, defaults: defaults, isHeld: true)
    }
  }

  /// The likelihoods.
  var tables: PairTables { modes[0].tables }
  /// The sites that the fit rests on.
  var sites: [Int] { modes[0].sites }
  /// The greatest move of a class's probability in the last round.
  var move: Double { modes.reduce(0) { max($0, $1.move) } }
  /// The greatest of the moves since it was last set to 0 in a study's fit.
  var greatestMove = 0.0
  /// Whether usual rates of errors are weighed against learnt ones.
  var isMixed: Bool { modes.count > 1 }
  /// The rounds made.
  var rounds: Int { modes.reduce(0) { max($0, $1.rounds) } }
  /// Whether any round was made.
  var isFitted: Bool { modes[0].isFitted }
  /// Whether no class moved any more when the rounds ended, or none was asked for.
  var hasSettled: Bool { modes.allSatisfy(\.hasSettled) }

  /// The share of the patient's listed mutations in each of the nine classes.
  var classWeights: [Double] { mean(\.classWeights) }

  /// What the patient tells the study.
  ///
  /// - Parameter left: Places of sites that are left out.
  func contribution(without left: [Int] = []) -> StudyTable {
    guard modes.count > 1 else { return modes[0].contribution(without: left) }
    var sum = StudyTable()
    for (mode, share) in zip(modes, shares) {
      sum.add(mode.contribution(without: left), times: share)
    }
    sum.patients = 1
    return sum
  }

  /// Moves the prior to what the study's other patients tell.
  mutating func learn(from study: StudyTable) {
    for index in modes.indices { modes[index].learn(from: study) }
  }

  /// One round over all sites.
  mutating func round() {
    for index in modes.indices { modes[index].round() }
  }

  /// Fits until no class moves, under usual rates of errors too where one was raised.
  ///
  /// - Parameter study: What the study's other patients tell.
  mutating func settle(_ study: StudyTable) {
    for index in modes.indices { modes[index].settle() }
    addUsualErrors(study)
    mix()
  }

  /// Adds the fit under usual rates of errors where a rate that is not stated was raised.
  ///
  /// - Parameter decides: Whether calls rest on it.
  /// - Returns: Whether it was added.
  @discardableResult
  mutating func addUsualErrors(_ study: StudyTable, decides: Bool = true) -> Bool {
    guard modes.count == 1, hasRaisedErrors else { return false }
    let usual = withUsualErrors(study)
    if !decides { usual.forgetStudy() }
    usual.settle()
    modes.append(usual)
    weigh()
    return true
  }

  /// Whether the fit under usual rates counts anywhere.
  private var hasRaisedErrors: Bool {
    isFitted
      && (raisedErrors(without: nil) > 0
        || sites.indices.contains { raisedErrors(without: $0) > 0 })
  }

  /// `g` of the fit under usual rates.
  private func raisedErrors(without place: Int?) -> Double {
    let range = Self.raised
    let mode = modes[0]
    var greatest = 0.0
    func add(_ side: SideState) {
      let raised = (side.raisedErrors(without: place) - range.from) / (range.to - range.from)
      greatest = max(greatest, min(1, raised))
    }
    for side in mode.earlier { add(side) }
    for side in mode.later { add(side) }
    return greatest
  }

  /// The fit without other patients, which goes on from this one.
  func withoutStudy() -> PairFit {
    var other = self
    other.studies = [:]
    guard isFitted else { return other }
    for index in modes.indices {
      other.modes[index] = modes[index].copied()
      other.modes[index].forgetStudy()
      other.modes[index].settle()
    }
    // Whether the rate was raised is asked anew.
    if other.modes.count > 1, !other.hasRaisedErrors { other.modes.removeLast() }
    other.addUsualErrors(StudyTable(), decides: false)
    other.mix()
    return other
  }

  /// Weighs both fits by what they foretell.
  mutating func weigh() {
    guard modes.count > 1 else {
      (shares, sharesOfSites) = ([1], [])
      return
    }
    let foretold = modes.map { $0.foretold() }
    let scores = foretold.map { $0.reduce(0, +) }
    func weights(without place: Int?) -> [Double] {
      let raised = raisedErrors(without: place)
      guard raised > 0 else { return [1, 0] }
      return Self.normalised(
        modes.indices.map { index in
          scores[index] - (place.map { foretold[index][$0] } ?? 0) + (index > 0 ? log(raised) : 0)
        })
    }
    shares = weights(without: nil)
    sharesOfSites = sites.indices.map { weights(without: $0) }
  }

  /// Takes the mean of both fits' grids.
  private mutating func mix() {
    weigh()
    guard modes.count > 1 else {
      (earlier, later, others) = (modes[0].earlier, modes[0].later, modes[0].others)
      return
    }
    func mixed(_ sides: [SideState]) -> SideState {
      SideState(mixing: sides, shares: shares, bySite: sharesOfSites)
    }
    earlier = modes[0].earlier.indices.map { index in mixed(modes.map { $0.earlier[index] }) }
    later = modes[0].later.indices.map { index in mixed(modes.map { $0.later[index] }) }
    others = modes[0].others.indices.map { index in mixed(modes.map { $0.others[index] }) }
  }

  private static func normalised(_ logs: [Double]) -> [Double] {
    let best = logs.max() ?? 0
    let values = logs.map { exp($0 - best) }
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }

  /// The mean over both fits.
  ///
  /// - Parameter place: The site of the fit whose reads do not weigh them; `nil` for none.
  private func mean(without place: Int? = nil, _ values: (PairMode) -> [Double]) -> [Double] {
    var sum = values(modes[0])
    guard modes.count > 1 else { return sum }
    let shares = place.map { sharesOfSites[$0] } ?? shares
    for cell in sum.indices { sum[cell] *= shares[0] }
    for index in modes.indices.dropFirst() {
      let own = values(modes[index])
      for cell in sum.indices { sum[cell] += shares[index] * own[cell] }
    }
    return sum
  }
}

extension PairFit {
  /// The posterior of a site.
  ///
  /// - Parameter place: The site's place in ``sites``; `nil` where it is not part of the fit.
  func posterior(of site: Int, at place: Int?) -> SitePosterior {
    if !studies.isEmpty, let study = studies[site] {
      var assumptions = SiteAssumptions()
      assumptions.study = study
      return judge(site, at: place, assumptions)
    }
    guard let place else { return judge(site, at: nil, SiteAssumptions()) }
    let cells = OriginCells.count
    return SitePosterior(
      cells: mean(without: place) { Array($0.posterior[place * cells..<(place + 1) * cells]) })
  }

  /// The posterior of a site where the earlier samples say nothing of the later one's past.
  ///
  /// - Parameter place: The site's place in the fit; `nil` where it is not part of it.
  func posteriorWithoutEarlier(of site: Int, at place: Int?) -> SitePosterior {
    judge(site, at: place, SiteAssumptions(study: studies[site], ignoresEarlier: true))
  }

  private func judge(
    _ site: Int, at place: Int?, _ assumptions: SiteAssumptions
  ) -> SitePosterior {
    mixture(without: place) { mode, isFirst, cells in
      mode.judge(
        site, in: mode.tables, mode.earlier, mode.later, mode.others, without: place, at: place,
        assumptions, modes[0].room, isListingKnown: !isFirst, into: cells)
    }
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
    var assumptions = assumptions
    assumptions.study = studies[site]
    func sides(_ tables: [ReadTables], _ fitted: [SideState]) -> [SideState] {
      zip(tables, fitted).map { SideState(tables: $0, weightsOf: $1, at: place) }
    }
    return mixture(without: place) { mode, isFirst, cells in
      mode.judge(
        0, in: changed, sides(changed.earlier, mode.earlier),
        sides(changed.later, mode.later),
        sides(changed.others, mode.others), without: place, assumptions, modes[0].room,
        isListingKnown: !isFirst, into: cells)
    }
  }

  /// The mean of what each fit writes, with the fits' weights as the other sites tell them.
  private func mixture(
    without place: Int?,
    _ judge: (_ mode: PairMode, _ isFirst: Bool, _ cells: UnsafeMutablePointer<Double>) -> Void
  ) -> SitePosterior {
    let count = OriginCells.count
    return SitePosterior(
      cells: [Double](unsafeUninitializedCapacity: count) { buffer, written in
        guard let cells = buffer.baseAddress else { return }
        written = count
        judge(modes[0], true, cells)
        guard modes.count > 1 else { return }
        let first = place.map { sharesOfSites[$0][0] } ?? shares[0]
        LaneKernels.scale(cells, by: first, count: count)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { room in
          guard let own = room.baseAddress else { return }
          for index in modes.indices.dropFirst() {
            judge(modes[index], false, own)
            let share = place.map { sharesOfSites[$0][index] } ?? shares[index]
            for cell in 0..<count { cells[cell] += share * own[cell] }
          }
        }
      })
  }

  /// The likelihoods of absence and of presence in either sample, presence as likely in every cell as in
  /// some: what the reads alone tell, all sites' weights of the grids.
  ///
  /// - Parameter artefacts: The share of sites without the mutation whose reads are an artefact's.
  func presence(
    of site: Int, artefacts: Double
  ) -> (earlier: (absent: Double, present: Double), later: (absent: Double, present: Double)) {
    let work = modes[0].room
    func mix(_ own: SideState.Likelihoods) {
      guard let inflated = own.inflated else { return }
      let tails = OriginCells.tails
      let tail = (0..<tails).reduce(0) { $0 + Double(inflated[$1]) } / Double(tails)
      own.states[0] = (1 - artefacts) * own.states[0] + artefacts * tail
    }
    func join(
      _ sides: [SideState], _ regions: RegionPresence, into states: UnsafeMutablePointer<Double>
    ) {
      for (region, side) in sides.enumerated() {
        let own = side.likelihoods(
          site: site, into: regions.own + region * OriginCells.states)
        regions.mark(region, tells: own.tells)
        mix(own)
      }
      regions.combine(into: states)
    }
    join(earlier, work.regions.earlier, into: work.earlier)
    join(later, work.regions.later, into: work.later)
    func split(_ states: UnsafePointer<Double>) -> (absent: Double, present: Double) {
      var present = 0.5 * states[OriginCells.states - 1]
      for (bin, mass) in CellFractionBins.referenceMasses.enumerated() {
        present += 0.5 * mass * states[bin + 1]
      }
      return (states[0], present)
    }
    return (split(work.earlier), split(work.later))
  }
}
