import Glibc
import NumericalMethods

/// What the samples of a side show where there is no clone, their number whatever.
struct SideNoise {
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
    let telling = samples.filter(\.tells)
    first = telling.first ?? samples[0]
    self.samples = telling.count > 1 ? telling : []
    clean = samples.reduce(1) { $0 * $1.clean }
    germline = samples.reduce(1) { $0 * $1.germline }
  }

  /// An artefact of one tail in at least one sample; see ``RegionPresence``.
  func inflated(_ tail: Int) -> Double {
    func own(_ sample: SideState.Likelihoods) -> Double {
      sample.inflated.map { Double($0[tail]) } ?? 1
    }
    if samples.isEmpty { return own(first) }
    return RegionPresence.inAny(of: samples.count) { (own(samples[$0]), samples[$0].clean) }
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
  /// Single numbers of a site. In the same room as the lists, so that no access needs a check.
  private let scalars: UnsafeMutablePointer<Double>
  /// Factors on clones by presence in both samples, then the sums over them.
  private let quadrants: UnsafeMutablePointer<Double>
  /// Room for the inverse of a site's chance of being listed, by cell.
  let inverseListing: UnsafeMutablePointer<Double>
  /// Sums over sites of the cells' probabilities.
  let sums: UnsafeMutablePointer<Double>
  /// The share of artefacts and inherited variants.
  var others: Double { scalars[0] }
  /// The posterior of a clone in neither sample, the later alone, the earlier alone and both.
  var presence: SIMD4<Double> {
    UnsafeRawPointer(scalars + 3).loadUnaligned(as: SIMD4<Double>.self)
  }
  /// The weight of an artefact of the later sample alone and of the earlier alone, without the
  /// factor of the sample that shows errors alone.
  var laterOnly: Double { scalars[1] }
  var earlierOnly: Double { scalars[2] }

  /// The own likelihoods of the earlier and of the later samples.
  let regions: (earlier: RegionPresence, later: RegionPresence)
  /// Likelihoods of one of the patient's other samples, and the rest of the site's evidence by its
  /// states.
  let other: UnsafeMutablePointer<Double>
  let rest: UnsafeMutablePointer<Double>

  private let room: UnsafeMutablePointer<Double>

  /// Takes the room.
  ///
  /// - Parameters:
  ///   - earlier: The number of earlier samples.
  ///   - later: The number of later samples.
  init(earlier earlierCount: Int, later laterCount: Int) {
    let (states, cells) = (OriginCells.states, OriginCells.count)
    regions = (
      RegionPresence(samples: earlierCount),
      RegionPresence(samples: laterCount, ownShare: RegionPresence.ownShareOfLater)
    )
    let capacity = 6 * states + 3 * cells + 16
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
    quadrants = room + 6 * states + 2 * cells
    scalars = quadrants + 8
    inverseListing = scalars + 8
  }

  deinit {
    room.deallocate()
    regions.earlier.free()
    regions.later.free()
  }

  /// ln of the site's evidence, its cells' weights adding to 1, as ``combine(_:_:inverseListing:normal:blood:other:into:)`` left it.
  var logEvidence: Double {
    var total = 0.0
    for cell in 0..<OriginCells.count { total += weights[cell] }
    return log(max(scalars[7], 1e-300) / max(total, 1e-300))
  }

  /// Writes the posterior of the cells.
  func combine(
    _ e: SideNoise, _ m: SideNoise, inverseListing: UnsafePointer<Double>,
    normal: (somatic: Double, germline: Double), blood: Double, other: OtherFactors,
    into result: UnsafeMutablePointer<Double>
  ) {
    let (states, tails) = (OriginCells.states, OriginCells.tails)
    let real = other.clone * normal.somatic
    for place in 0..<4 { quadrants[place] = real[place] }
    var evidence = LaneKernels.tableProducts(
      weights: weights, divided: inverseListing, rows: earlier, columns: later,
      quadrants: quadrants, into: result, rest: (earlierRest, laterRest), sums: quadrants + 4)
    let artefact = other.artefact * normal.somatic
    var (others, laterOnly, earlierOnly) = (0.0, 0.0, 0.0)
    @inline(__always)
    func weight(_ cell: Int) -> Double { weights[cell] * inverseListing[cell] * artefact }
    for h in 0..<tails {
      let eTail = e.inflated(h)
      let mTail = m.inflated(h)
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
    LaneKernels.scale(result, by: scale, count: OriginCells.count)
    // Both stand in one row.
    LaneKernels.scale(earlierRest, by: scale, count: 2 * states)
    scalars[0] = others * scale
    scalars[7] = evidence
    scalars[1] = laterOnly * scale
    scalars[2] = earlierOnly * scale
    for place in 0..<4 { scalars[3 + place] = quadrants[4 + place] * scale }
  }

  /// The classes by whose moves a fit is measured: a clone of the later sample alone, in every cell of the
  /// later, in every cell of the earlier, of the earlier alone, and all that is no clone.
  var classes: SIMD8<Double> {
    let last = OriginCells.states - 1
    return [
      earlier[0] * earlierRest[0], later[last] * laterRest[last],
      earlier[last] * earlierRest[last], later[0] * laterRest[0], others, 0, 0, 0,
    ]
  }
}
