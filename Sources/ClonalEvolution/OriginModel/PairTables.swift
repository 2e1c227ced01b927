import Glibc

/// All likelihoods of a pair of samples that a fit needs, of the sites it rests on and no others.
struct PairTables {
  /// The likelihoods of the earlier sample, or of several of one time point.
  let earlier: [ReadTables]
  /// The later sample's likelihoods, or those of several.
  let later: [ReadTables]
  /// Those of the patient's other samples.
  var others: [ReadTables] = []
  /// Whether each of ``others`` is of the earlier sample's time.
  var areOthersEarlier: [Bool] = []
  /// Factors from the patient's normal samples on a somatic mutation and on an inherited variant;
  /// empty where there are none.
  var normals: [(somatic: Double, germline: Double)] = []
  /// The likelihood of a clone of blood cells at each site; empty where no plasma or no blood was read.
  var blood: [Double] = []
  /// The chance that a pre-existing mutation cannot show in the earlier samples since they lost an allele
  /// that the later one kept, by site; empty where it is 0 everywhere.
  var hidden: [Double] = []
  /// Whether each site's change is C>T or G>A; empty where no sample of the pair is of fixed tissue.
  var deaminations: [Bool] = []
  /// Whether the matched normal was read anywhere.
  var hasNormal: Bool { !normals.isEmpty }

  /// Whether either sample says something of a site.
  func isAssessable(_ site: Int) -> Bool {
    telling(site, later) > 0 || telling(site, earlier) > 0
  }

  /// Whether a sample of the pair shows as many reads of a site as list it.
  func isListed(_ site: Int) -> Bool {
    later.contains { $0.lists(site) } || earlier.contains { $0.lists(site) }
  }

  /// Mixes the likelihood of absence into those of presence where a lost allele may have carried the
  /// mutation: `L(z) = (1 − h) L(z) + h L(absent)`.
  @inline(__always)
  func hide(_ site: Int, _ states: UnsafeMutablePointer<Double>) {
    guard !hidden.isEmpty, hidden[site] > 0 else { return }
    for z in 1..<OriginCells.states {
      states[z] = (1 - hidden[site]) * states[z] + hidden[site] * states[0]
    }
  }

  /// The same of the rest of a site's evidence by state, which turns into that by what reads can show.
  @inline(__always)
  func show(_ site: Int, _ rest: UnsafeMutablePointer<Double>) {
    guard !hidden.isEmpty, hidden[site] > 0 else { return }
    for z in 1..<OriginCells.states {
      rest[0] += hidden[site] * rest[z]
      rest[z] *= 1 - hidden[site]
    }
  }

  /// Whether a site's change is one that fixation leaves.
  @inline(__always)
  func isDeamination(_ site: Int) -> Bool { !deaminations.isEmpty && deaminations[site] }

  /// Whether another sample of the patient lists a site and this pair does not.
  func isListedElsewhere(_ site: Int) -> Bool {
    !isListed(site) && others.contains { $0.lists(site) }
  }

  /// The number of samples of a side that say something of a site.
  @inline(__always)
  func telling(_ site: Int, _ side: [ReadTables]) -> Int {
    side.count == 1 ? (side[0].row[site] >= 0 ? 1 : 0) : side.count { $0.row[site] >= 0 }
  }

  /// Writes the chance that a site is listed at all, by cell.
  func listing(_ site: Int, into result: UnsafeMutablePointer<Double>) {
    let (states, tails) = (OriginCells.states, OriginCells.tails)
    let other = 1 - ListingRule.otherRoute
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (states + tails)) { room in
      guard let e = room.baseAddress else { return }
      let m = e + states + tails
      missing(site, earlier, isOfAll: true, into: e)
      missing(site, later, isOfAll: false, into: m)
      var laterPresent = SIMD8<Double>.zero
      for j in 1..<states { laterPresent[j - 1] = m[j] * other }
      for i in 0..<states {
        result[OriginCells.clone(i, 0)] = 1 - e[i] * m[0] * other
        UnsafeMutableRawPointer(result + OriginCells.clone(i, 1)).storeBytes(
          of: 1 - e[i] * laterPresent, as: SIMD8<Double>.self)
      }
      for h in 0..<tails {
        let (a, b) = (e[states + h], m[states + h])
        result[OriginCells.earlierArtefacts.lowerBound + h] = 1 - a * other
        result[OriginCells.laterArtefacts.lowerBound + h] = 1 - b * other
        result[OriginCells.sharedArtefacts.lowerBound + h] = 1 - a * b * other
      }
    }
    result[OriginCells.germline] = 1
    result[OriginCells.blood] = 1
  }

  /// The chance that no sample of a side lists a site, by state, then by tail of an artefact.
  ///
  /// Several samples are joined as their likelihoods are.
  private func missing(
    _ site: Int, _ side: [ReadTables], isOfAll: Bool, into result: UnsafeMutablePointer<Double>
  ) {
    let (states, tails) = (OriginCells.states, OriginCells.tails)
    for index in 0..<(states + tails) { result[index] = 1 }
    let telling = side.count == 1 ? side : side.filter { $0.row[site] >= 0 }
    if telling.count == 1 {
      let row = Int(telling[0].row[site])
      if row < 0 { return }
      for z in 0..<states { result[z] = 1 - Double(telling[0].listing[row * states + z]) }
      for h in 0..<tails {
        result[states + h] = 1 - Double(telling[0].inflatedListing[row * tails + h])
      }
      return
    }
    if telling.isEmpty { return }
    let presence = RegionPresence(samples: telling.count, isOfAll: isOfAll)
    defer { presence.free() }
    for (index, tables) in telling.enumerated() {
      let row = Int(tables.row[site])
      for z in 0..<states {
        presence.own[index * states + z] = 1 - Double(tables.listing[row * states + z])
      }
    }
    presence.combine(into: result)
    for h in 0..<tails {
      result[states + h] = RegionPresence.inAny(of: telling.count) {
        let tables = telling[$0]
        return (
          1 - Double(tables.inflatedListing[Int(tables.row[site]) * tails + h]),
          presence.own[$0 * states], presence.telling(of: $0)
        )
      }
    }
  }
}
