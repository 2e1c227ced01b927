import Glibc
import NumericalMethods

/// What the samples of a side show where there is no clone, their number whatever.
struct SideNoise {
  /// The only sample, or the first of several.
  let first: SideState.Likelihoods
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

  /// Writes an artefact of each tail in at least one sample; see ``RegionPresence``.
  @inline(__always)
  func writeInflated(into tails: UnsafeMutablePointer<Double>) {
    guard samples.isEmpty else { return writeSeveral(into: tails) }
    guard let inflated = first.inflated else {
      return tails.update(repeating: 1, count: OriginCells.tails)
    }
    for tail in 0..<OriginCells.tails { tails[tail] = Double(inflated[tail]) }
  }

  private func writeSeveral(into tails: UnsafeMutablePointer<Double>) {
    for tail in 0..<OriginCells.tails {
      tails[tail] = RegionPresence.inAny(of: samples.count) {
        (
          samples[$0].inflated.map { Double($0[tail]) } ?? 1, samples[$0].clean,
          RegionPresence.telling(samples[$0].states)
        )
      }
    }
  }
}

/// Room for what one site's cells need in a round.
///
/// The sums that both samples' grids need besides the posterior are taken in the same pass.
final class CellWork {
  /// Likelihoods by state.
  let earlier: UnsafeMutablePointer<Double>
  let later: UnsafeMutablePointer<Double>
  /// The earlier side's before lost alleles hide any of them.
  let plainEarlier: UnsafeMutablePointer<Double>
  /// For each state of a sample the rest of the site's evidence, relative to all of it.
  let earlierRest: UnsafeMutablePointer<Double>
  let laterRest: UnsafeMutablePointer<Double>
  /// The weight of each cell.
  let weights: UnsafeMutablePointer<Double>
  /// Single numbers of a site. In the same room as the lists, so that no access needs a check.
  private let scalars: UnsafeMutablePointer<Double>
  /// Factors on clones by presence in both samples, then the sums over them.
  private let quadrants: UnsafeMutablePointer<Double>
  /// What each side shows of an artefact, by tail, then what is found of either alone.
  private let inflated: UnsafeMutablePointer<Double>
  private let onlies: UnsafeMutablePointer<Double>
  private let tailFactors: UnsafeMutablePointer<Double>
  /// Room for the inverse of a site's chance of being listed, by cell.
  let inverseListing: UnsafeMutablePointer<Double>
  /// Sums over sites of the cells' probabilities.
  let sums: UnsafeMutablePointer<Double>
  /// The share of artefacts and inherited variants.
  var others: Double { scalars[0] }
  /// The weight of an artefact of the later sample alone and of the earlier alone, without the
  /// factor of the sample that shows errors alone.
  var laterOnly: Double { scalars[1] }
  var earlierOnly: Double { scalars[2] }

  /// The own likelihoods of the earlier and of the later samples.
  let regions: (earlier: RegionPresence, later: RegionPresence)
  /// Likelihoods of the patient's other samples, one after the other, and the rest of the site's evidence
  /// by the states of one of them.
  let other: UnsafeMutablePointer<Double>
  let rest: UnsafeMutablePointer<Double>

  private let room: UnsafeMutablePointer<Double>

  /// Takes the room.
  ///
  /// - Parameters:
  ///   - earlier: The number of earlier samples.
  ///   - later: The number of later samples.
  ///   - others: The number of other samples whose likelihoods are kept.
  init(earlier earlierCount: Int, later laterCount: Int, others: Int) {
    let (states, cells) = (OriginCells.states, OriginCells.count)
    regions = (
      RegionPresence(samples: earlierCount, isOfAll: true),
      RegionPresence(samples: laterCount, isOfAll: false)
    )
    let capacity = (6 + others) * states + 3 * cells + 33
    room = .allocate(capacity: capacity)
    room.initialize(repeating: 0, count: capacity)
    earlier = room
    later = room + states
    earlierRest = room + 2 * states
    laterRest = room + 3 * states
    rest = room + 4 * states
    weights = room + 5 * states
    sums = weights + cells
    quadrants = sums + cells
    scalars = quadrants + 8
    inverseListing = scalars + 8
    inflated = inverseListing + cells
    onlies = inflated + 2 * OriginCells.tails
    tailFactors = onlies + 2
    plainEarlier = tailFactors + OriginCells.tails
    other = plainEarlier + states
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
  ///
  /// - Parameter counts: Sums over sites to add it to; `nil` for none.
  func combine(
    _ e: SideNoise, _ m: SideNoise, inverseListing: UnsafePointer<Double>,
    normal: (somatic: Double, germline: Double), blood: Double, other: OtherFactors,
    into result: UnsafeMutablePointer<Double>, counts: UnsafeMutablePointer<Double>? = nil
  ) {
    let (states, tails) = (OriginCells.states, OriginCells.tails)
    for place in 0..<4 { quadrants[place] = normal.somatic }
    var evidence =
      other.isNone
      ? LaneKernels.tableProducts(
        weights: weights, divided: inverseListing, rows: earlier, columns: later,
        quadrants: quadrants, into: result, rest: (earlierRest, laterRest), sums: quadrants + 4)
      : products(inverseListing, normal.somatic, other, into: result)
    e.writeInflated(into: inflated)
    m.writeInflated(into: inflated + tails)
    let first = OriginCells.clones
    let factors = other.artefact * normal.somatic
    for h in 0..<tails { tailFactors[h] = factors[h] }
    var others = LaneKernels.pairProducts(
      weights: weights + first, divided: inverseListing + first,
      factors: tailFactors, sides: (UnsafePointer(inflated), UnsafePointer(inflated + tails)),
      count: tails,
      clean: (e.clean, m.clean), into: result + first, sums: onlies)
    let g = OriginCells.germline
    result[g] =
      weights[g] * inverseListing[g] * normal.germline * other.germline * e.germline * m.germline
    others += result[g]
    let b = OriginCells.blood
    // Of other samples a clone of blood cells asks no more than an artefact does.
    result[b] =
      weights[b] * inverseListing[b] * blood * other.artefact.lowHalf.sum() / 4
    others += result[b]
    evidence += others
    let scale = 1 / max(evidence, 1e-300)
    if let counts {
      LaneKernels.scale(result, by: scale, count: OriginCells.count, addingTo: counts)
    } else {
      LaneKernels.scale(result, by: scale, count: OriginCells.count)
    }
    // Both stand in one row.
    LaneKernels.scale(earlierRest, by: scale, count: 2 * states)
    scalars[0] = others * scale
    scalars[7] = evidence
    scalars[1] = onlies[1] * scale
    scalars[2] = onlies[0] * scale
  }

  /// Writes the weights of clones beside other samples of the patient, whose factors go by state.
  ///
  /// - Returns: Their sum.
  private func products(
    _ inverseListing: UnsafePointer<Double>, _ somatic: Double, _ other: OtherFactors,
    into result: UnsafeMutablePointer<Double>
  ) -> Double {
    let states = OriginCells.states
    func load(_ pointer: UnsafePointer<Double>) -> SIMD8<Double> {
      UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Double>.self)
    }
    let (firstColumn, columns) = (later[0], load(later + 1))
    var (firstRest, rest, evidence) = (0.0, SIMD8<Double>.zero, 0.0)
    for i in 0..<states {
      let start = OriginCells.clone(i, 0)
      let own: SIMD2<Double> =
        i == 0
        ? other.earlier.absent
        : [other.earlier.present.0[i - 1], other.earlier.present.1[i - 1]]
      let ofLater = i == 0 ? other.later.present.0 : other.later.present.1
      let first =
        somatic * own[0] * other.later.absent[i == 0 ? 0 : 1] * weights[start]
        * inverseListing[start]
      let others =
        somatic * own[1] * ofLater * load(weights + start + 1) * load(inverseListing + start + 1)
      let row = earlier[i]
      firstRest += first * row
      rest += others * row
      let (a, b) = (first * firstColumn, others * columns)
      earlierRest[i] = a + b.sum()
      result[start] = a * row
      UnsafeMutableRawPointer(result + start + 1).storeBytes(
        of: b * row, as: SIMD8<Double>.self)
      evidence += earlierRest[i] * row
    }
    laterRest[0] = firstRest
    UnsafeMutableRawPointer(laterRest + 1).storeBytes(of: rest, as: SIMD8<Double>.self)
    return evidence
  }

  /// The classes by whose moves a fit is measured: a clone of the later sample alone, in every cell of the
  /// later, in every cell of the earlier, of the earlier alone, and all that is no clone.
  ///
  /// Written over those of the round before.
  ///
  /// - Returns: The greatest move.
  @inline(__always)
  func moveClasses(_ classes: UnsafeMutablePointer<Double>) -> Double {
    let last = OriginCells.states - 1
    var greatest = 0.0
    @inline(__always)
    func move(_ place: Int, to value: Double) {
      greatest = max(greatest, abs(value - classes[place]))
      classes[place] = value
    }
    move(0, to: earlier[0] * earlierRest[0])
    move(1, to: later[last] * laterRest[last])
    move(2, to: earlier[last] * earlierRest[last])
    move(3, to: later[0] * laterRest[0])
    move(4, to: others)
    return greatest
  }

  /// The number of classes by whose moves a fit is measured.
  static let classes = 5
}
