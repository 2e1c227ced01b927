/// What the earlier samples show where there is no clone, their number whatever.
struct EarlierNoise {
  /// The only sample, or the first of several.
  private let first: SideState.Likelihoods
  /// All samples where there are several; empty for one.
  private let samples: [SideState.Likelihoods]
  /// All show errors alone.
  let clean: Double
  /// All are of an inherited variant.
  let germline: Double

  /// The only sample.
  init(_ only: SideState.Likelihoods) {
    (first, samples, clean, germline) = (only, [], only.clean, only.germline)
  }

  /// Several samples, at least one.
  init(_ samples: [SideState.Likelihoods]) {
    let telling = samples.filter { $0.inflated != nil }
    first = telling.first ?? samples[0]
    self.samples = telling.count > 1 ? telling : []
    clean = samples.reduce(1) { $0 * $1.clean }
    germline = samples.reduce(1) { $0 * $1.germline }
  }

  /// An artefact of one tail in each sample that shows it, each as likely as not; in the only one.
  func inflated(_ tail: Int) -> Double {
    func own(_ sample: SideState.Likelihoods) -> Double {
      sample.inflated.map { Double($0[tail]) } ?? 1
    }
    if samples.isEmpty { return own(first) }
    return samples.reduce(1) { $0 * 0.5 * (own($1) + $1.clean) }
  }
}

/// Room for what one site's cells need in a round.
///
/// The sums that both samples' grids need besides the posterior are taken in the same pass.
final class CellWork {
  /// Likelihoods by state.
  let earlier: UnsafeMutablePointer<Double>
  let later: UnsafeMutablePointer<Double>
  /// For each state of a sample the rest of the site's evidence, relative to all of it.
  let earlierRest: UnsafeMutablePointer<Double>
  let laterRest: UnsafeMutablePointer<Double>
  /// The weight of each cell.
  let weights: UnsafeMutablePointer<Double>
  /// Sums by group of states.
  let sums: UnsafeMutablePointer<Double>
  /// The share of artefacts and inherited variants.
  private(set) var others = 0.0
  /// The posterior of a clone in neither sample, the later alone, the earlier alone and both.
  private(set) var presence = SIMD4<Double>(repeating: 0)
  /// The weight of an artefact of the later sample alone and of the earlier alone, without the
  /// factor of the sample that shows errors alone.
  private(set) var laterOnly = 0.0
  private(set) var earlierOnly = 0.0

  /// The earlier samples' own likelihoods.
  let regions: RegionPresence
  /// Likelihoods of one of the patient's other samples, and the rest of the site's evidence by its
  /// states.
  let other: UnsafeMutablePointer<Double>
  let rest: UnsafeMutablePointer<Double>

  private let room: UnsafeMutablePointer<Double>

  /// Takes the room.
  init(regions: Int) {
    let (states, clones, cells) = (OriginCells.states, OriginCells.clones, OriginCells.count)
    self.regions = RegionPresence(samples: regions)
    let capacity = 6 * states + cells + clones
    room = .allocate(capacity: capacity)
    room.initialize(repeating: 0, count: capacity)
    earlier = room
    later = room + states
    earlierRest = room + 2 * states
    laterRest = room + 3 * states
    other = room + 4 * states
    rest = room + 5 * states
    weights = room + 6 * states
    sums = room + 6 * states + cells
  }

  deinit {
    room.deallocate()
    regions.free()
  }

  @inline(__always)
  private static func lanes(_ values: UnsafePointer<Double>) -> SIMD8<Double> {
    UnsafeRawPointer(values).loadUnaligned(as: SIMD8<Double>.self)
  }

  @inline(__always)
  private static func store(_ lanes: SIMD8<Double>, _ result: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(result).storeBytes(of: lanes, as: SIMD8<Double>.self)
  }

  /// Writes the posterior of the cells.
  func combine(
    _ e: EarlierNoise, _ m: SideState.Likelihoods, inverseListing: UnsafePointer<Double>,
    normal: (somatic: Double, germline: Double), blood: Double, other: OtherFactors,
    into result: UnsafeMutablePointer<Double>
  ) {
    let (states, tails) = (OriginCells.states, OriginCells.tails)
    let real = other.clone * normal.somatic
    presence = SIMD4(repeating: 0)
    // Absence from the later sample apart, presence in it in eight lanes.
    let laterPresent = Self.lanes(later + 1)
    var (absentRest, presentRest) = (0.0, SIMD8<Double>.zero)
    var evidence = 0.0
    for i in 0..<states {
      let likelihood = earlier[i]
      let row = i * states
      let (none, some) = (
        OtherFactors.place(earlier: i, later: 0), OtherFactors.place(earlier: i, later: 1)
      )
      let absent = weights[row] * inverseListing[row] * real[none]
      let present =
        Self.lanes(weights + row + 1) * Self.lanes(inverseListing + row + 1) * real[some]
      let absentTerm = absent * later[0]
      let presentTerm = present * laterPresent
      let sum = presentTerm.sum()
      absentRest += absent * likelihood
      presentRest += present * likelihood
      result[row] = absentTerm * likelihood
      Self.store(presentTerm * likelihood, result + row + 1)
      presence[none] += result[row]
      presence[some] += sum * likelihood
      earlierRest[i] = absentTerm + sum
      evidence += (absentTerm + sum) * likelihood
    }
    laterRest[0] = absentRest
    Self.store(presentRest, laterRest + 1)
    let artefact = other.artefact * normal.somatic
    (others, laterOnly, earlierOnly) = (0, 0, 0)
    @inline(__always)
    func weight(_ cell: Int) -> Double { weights[cell] * inverseListing[cell] * artefact }
    for h in 0..<tails {
      let eTail = e.inflated(h)
      let mTail = m.inflated.map { Double($0[h]) } ?? 1
      let a = OriginCells.earlierArtefacts.lowerBound + h
      let b = OriginCells.laterArtefacts.lowerBound + h
      let c = OriginCells.sharedArtefacts.lowerBound + h
      let (onlyE, onlyM) = (weight(a) * eTail, weight(b) * mTail)
      earlierOnly += onlyE
      laterOnly += onlyM
      result[a] = onlyE * m.clean
      result[b] = onlyM * e.clean
      result[c] = weight(c) * eTail * mTail
      others += result[a] + result[b] + result[c]
    }
    let g = OriginCells.germline
    result[g] =
      weights[g] * inverseListing[g] * normal.germline * other.germline * e.germline * m.germline
    others += result[g]
    let b = OriginCells.blood
    // Of other samples a clone of blood cells asks no more than an artefact does.
    result[b] = weights[b] * inverseListing[b] * blood * other.artefact
    others += result[b]
    evidence += others
    let scale = 1 / max(evidence, 1e-300)
    for cell in 0..<OriginCells.count { result[cell] *= scale }
    for z in 0..<states {
      earlierRest[z] *= scale
      laterRest[z] *= scale
    }
    others *= scale
    presence *= scale
    laterOnly *= scale
    earlierOnly *= scale
  }
}
