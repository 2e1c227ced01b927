import Glibc

/// All likelihoods of a pair of samples that a fit needs, of the sites it rests on and no others.
struct PairTables {
  /// The likelihoods of the earlier sample, or of several of one time point.
  let earlier: [ReadTables]
  /// The later sample's likelihoods.
  let later: ReadTables
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
    later.row[site] >= 0 || earlier.contains { $0.row[site] >= 0 }
  }

  /// Whether a sample of the pair shows as many reads of a site as list it.
  func isListed(_ site: Int) -> Bool {
    later.lists(site) || earlier.contains { $0.lists(site) }
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

  /// The number of earlier samples that say something of a site.
  func telling(_ site: Int) -> Int { earlier.count { $0.row[site] >= 0 } }

  /// Writes the chance that a site is listed at all, by cell.
  func listing(_ site: Int, into result: UnsafeMutablePointer<Double>) {
    let (states, tails) = (OriginCells.states, OriginCells.tails)
    let other = 1 - ListingRule.otherRoute
    func listed(_ tables: ReadTables, _ table: [Float], _ width: Int, _ index: Int) -> Double {
      let row = Int(tables.row[site])
      return row < 0 ? 0 : Double(table[row * width + index])
    }
    let q = telling(site) == 1 ? 1 : RegionPresence.share
    var (laterAbsent, laterPresent) = (0.0, SIMD8<Double>.zero)
    let row = Int(later.row[site])
    if row >= 0 {
      later.listing.withUnsafeBytes {
        let own = row * states * MemoryLayout<Float>.stride
        laterAbsent = Double($0.loadUnaligned(fromByteOffset: own, as: Float.self))
        laterPresent = SIMD8<Double>(
          $0.loadUnaligned(
            fromByteOffset: own + MemoryLayout<Float>.stride, as: SIMD8<Float>.self))
      }
    }
    for i in 0..<states {
      // A region lists a clone where it carries it.
      let missed = earlier.reduce(1.0) {
        let present = listed($1, $1.listing, states, i)
        return $0 * (1 - q * present - (1 - q) * listed($1, $1.listing, states, 0))
      }
      result[OriginCells.clone(i, 0)] = 1 - missed * (1 - laterAbsent) * other
      UnsafeMutableRawPointer(result + OriginCells.clone(i, 1)).storeBytes(
        of: 1 - missed * (1 - laterPresent) * other, as: SIMD8<Double>.self)
    }
    for h in 0..<tails {
      let missed = earlier.reduce(1.0) { $0 * (1 - listed($1, $1.inflatedListing, tails, h)) }
      let b = listed(later, later.inflatedListing, tails, h)
      result[OriginCells.earlierArtefacts.lowerBound + h] = 1 - missed * other
      result[OriginCells.laterArtefacts.lowerBound + h] = 1 - (1 - b) * other
      result[OriginCells.sharedArtefacts.lowerBound + h] = 1 - missed * (1 - b) * other
    }
    result[OriginCells.germline] = 1
    result[OriginCells.blood] = 1
  }
}
