import Glibc
import TumorModel

/// The likelihood curves of a pair's mutations: all that a cohort needs of their reads.
///
/// Curves are likelihoods with purity, copy number and errors averaged over as the pair's other
/// mutations leave them; the scored mutation is outside of what it is judged by. The fraction of
/// several samples is the greatest in any of them, as in the posterior; see ``RegionPresence``. A curve is flat where the earlier samples were not assessable,
/// and where they cannot speak of this tumour's past: samples of another person or tumour, an unknown
/// order, truncal mutations that the earlier sample missed, an allele that it lost, or plasma whose
/// mutations may be of blood cells.
struct OriginCurves {
  private let pair: PairAnalysis
  private let caller: OriginCaller

  /// Takes a pair and what its calls rest on.
  init(caller: OriginCaller) {
    self.caller = caller
    pair = caller.pair
  }

  /// The curves of calls, in their order; each is followed by those under changed assumptions, for the
  /// genes that were asked for.
  func curves(of calls: [OriginCall]) -> [OriginCurve] {
    let isSilent = caller.saysNothingOfThePast
    var curves: [OriginCurve] = []
    curves.reserveCapacity(calls.count)
    var fitted = FittedPlaces(pair.fit)
    var earlierSides = pair.fit.earlier.map { SideFalls($0) }
    var laterSides = pair.fit.later.map { SideFalls($0) }
    for call in calls {
      let site = call.mutation
      let isAskedFor = pair.isAskedFor(site)
      var curve = OriginCurve(
        mutation: site, earlier: pair.earlier.sample, later: pair.later.sample)
      let place = fitted.place(of: site)
      if isAskedFor {
        curve.laterFalls = Self.falls(&laterSides, site: site, place: place)
      }
      guard !isSilent, pair.earlier.isAssessable(site), !caller.copyLossHides(site),
        !caller.flags.mayBeBlood(site)
      else {
        curves.append(curve)
        continue
      }
      curve.earlierFalls = Self.falls(&earlierSides, site: site, place: place)
      curves.append(curve)
      guard isAskedFor else { continue }
      for assumption in CurveAssumption.allCases {
        guard let falls = falls(of: site, place: place, under: assumption) else { continue }
        curve.assumption = assumption
        (curve.earlierFalls, curve.laterFalls) = (falls, nil)
        curves.append(curve)
      }
    }
    return curves
  }

  /// The curve of the greatest fraction in any of the samples.
  private static func falls(
    _ sides: inout [SideFalls], site: Int, place: Int?
  ) -> LikelihoodFalls {
    var samples: [[Double]] = []
    for index in sides.indices {
      var logs = [Double](repeating: 0, count: LikelihoodFalls.fractions.count)
      if sides[index].add(site: site, place: place, to: &logs) { samples.append(logs) }
    }
    guard let first = samples.first else { return .flat }
    guard samples.count > 1 else { return LikelihoodFalls(logLikelihoods: first) }
    let absent = samples.map { $0[0] }
    // Presence as likely in every cell as in some.
    let between = first.count - 2
    let masses = [0] + [Double](repeating: 0.5 / Double(between), count: between) + [0.5]
    let lower = samples.map { RegionPresence.lower($0, masses: masses) }
    let telling = samples.map { RegionPresence.telling($0, absent: $0[0]) }
    guard telling.contains(where: { $0 > 0 }) else { return .flat }
    return LikelihoodFalls(
      logLikelihoods: first.indices.map { place in
        place == 0
          ? absent.reduce(0, +)
          : RegionPresence.log(
            present: samples.map { $0[place] }, lower: lower.map { $0[place] }, absent: absent,
            telling: telling)
      })
  }

  /// The curve under a changed assumption; `nil` where nothing changes.
  private func falls(
    of site: Int, place: Int?, under assumption: CurveAssumption
  ) -> LikelihoodFalls? {
    var (shift, factor) = (0.0, 1.0)
    switch assumption {
    case .lowerPurity: shift = -0.1
    case .higherPurity: shift = 0.1
    case .higherErrorRate: factor = 3
    case .lowerErrorRate: factor = 1.0 / 3
    case .unknownCopyNumber: break
    }
    let isUnknown = assumption == .unknownCopyNumber
    var hasChanged = !isUnknown
    var sides = zip(pair.fit.earlier, pair.earlier.samples).map { side, sample in
      var data = pair.tables.data[sample].only(site)
      if isUnknown, let kind = data.kinds.first, kind.copyNumber != nil || kind.mixture != nil {
        data = data.withoutCopyNumbers
        hasChanged = true
      }
      let tables = ReadTables(
        data: data, clone: side.tables.clone.moved(purity: shift, precision: 1),
        noise: side.tables.noise.scaled(factor), listing: side.tables.rule,
        caller: pair.parameters.callerRule,
        weighsOrientation: pair.parameters.errorModels.weighsOrientation, keepsCurves: true)
      return SideFalls(SideState(tables: tables, weightsOf: side, at: place))
    }
    return hasChanged ? Self.falls(&sides, site: 0, place: nil) : nil
  }
}

/// The places of sites in a fit, asked for in rising order.
private struct FittedPlaces {
  private let sites: [Int]
  private var next = 0

  init(_ fit: PairFit) { sites = fit.isFitted ? fit.sites : [] }

  mutating func place(of site: Int) -> Int? {
    while next < sites.count, sites[next] < site { next += 1 }
    return next < sites.count && sites[next] == site ? next : nil
  }
}
