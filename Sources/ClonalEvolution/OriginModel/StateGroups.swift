import NumericalMethods

/// States that a patient's own reads cannot tell apart, which therefore share one learnt weight.
///
/// Absence and the ranges whose expected share of alternate reads is below four times the rate of
/// errors; and, where the purity is not stated, every cell and the ranges that reach beyond the
/// uppermost but one.
final class StateGroups {
  private let earlier: [Int]
  private let later: [Int]
  private let rows: LaneKernels.Groups
  private let columns: LaneKernels.Groups
  /// Whether fixation damaged the cytosines of the earlier and of the later samples.
  ///
  /// Damage may outnumber small clones, so that at C>T and G>A artefacts of such a sample alone have a
  /// weight of their own. Elsewhere they share one with the sample's small clones.
  private let areDamaged: (earlier: Bool, later: Bool)

  /// The states after those of the earlier and of the later sample's small clones, which counts cannot
  /// tell from an artefact: those that are told from every cell.
  private let smallEnds: (earlier: Int, later: Int)

  /// A range below so many times the rate of errors is not told from absence.
  private static let errorMultiple = 4.0
  /// Ranges that are not told from every cell where the purity is not stated.
  private static let upperRanges = 2

  /// Groups the states of a pair of samples.
  init(earlier: [ReadTables], later: [ReadTables]) {
    self.earlier = Self.groups(earlier)
    self.later = Self.groups(later)
    let last = OriginCells.states - 1
    smallEnds = (
      self.earlier.firstIndex(of: last) ?? last, self.later.firstIndex(of: last) ?? last
    )
    rows = Self.run(self.earlier)
    columns = Self.run(self.later)
    areDamaged = (earlier.contains { $0.noise.isFixed }, later.contains { $0.noise.isFixed })
  }

  /// The groups of a side: of several samples the one that tells most decides.
  private static func groups(_ side: [ReadTables]) -> [Int] {
    side.map(groups).reduce((0..<OriginCells.states).map { _ in -1 }) { finer($0, $1) }
  }

  private static func groups(_ tables: ReadTables) -> [Int] {
    let states = OriginCells.states
    let cut = min(
      0.2,
      errorMultiple * 2 * tables.noise.priorRate / max(tables.clone.priorPurity, 1e-9))
    // Interior edges at or below the cut close the ranges that are grouped with absence.
    let low = CellFractionBins.edges.dropFirst().dropLast().filter { $0 <= cut }.count
    let high = tables.clone.isPurityStated ? 0 : upperRanges
    return (0..<states).map { state in
      if state <= low { return 0 }
      return state >= states - 1 - high ? states - 1 : state
    }
  }

  /// The same groups by where those of absence end and those of every cell begin.
  private static func run(_ groups: [Int]) -> LaneKernels.Groups {
    let last = OriginCells.states - 1
    return LaneKernels.Groups(
      low: groups.firstIndex { $0 != 0 } ?? last, high: groups.firstIndex(of: last) ?? last)
  }

  private static func finer(_ a: [Int], _ b: [Int]) -> [Int] {
    Set(a).count > Set(b).count ? a : b
  }

  /// The sum of values over each group of cells; artefacts and inherited variants stand alone.
  func totals(_ values: [Double]) -> [Double] {
    let states = OriginCells.states
    var sums = [Double](repeating: 0, count: OriginCells.clones)
    for i in 0..<states {
      for j in 0..<states {
        sums[earlier[i] * states + later[j]] += values[i * states + j]
      }
    }
    return sums
  }

  /// What all sites of a round share of the cells' weights, before a site's own part is left out.
  ///
  /// A cell's weight is `A w + Σ r`, shared within groups: its prior times a factor of its group.
  struct Weights {
    /// The weight with all sites.
    fileprivate var cells: [Double]
    /// What a site's own probability of the group takes off the weight, for each of it.
    fileprivate var slopes: [Double]
    /// The same of artefacts of one sample, for each of the site's probability of what only that sample
    /// shows.
    fileprivate var artefactSlopes: [Double]
    /// The weight of artefacts of one sample at C>T and G>A.
    fileprivate var damage: [Double]
  }

  /// The weights of a round.
  ///
  /// - Parameter damage: The part of the expected number of artefacts of one sample that is at C>T and
  ///   G>A, by pattern and tail.
  func weights(
    prior: [Double], counts: [Double], damage: [Double], strength: Double
  ) -> Weights {
    let (states, clones) = (OriginCells.states, OriginCells.clones)
    let (groupedPrior, grouped) = (totals(prior), totals(counts))
    var result = Weights(
      cells: [Double](repeating: 0, count: OriginCells.count),
      slopes: [Double](repeating: 0, count: clones),
      artefactSlopes: [Double](repeating: 0, count: 2 * OriginCells.tails),
      damage: [Double](repeating: 0, count: 2 * OriginCells.tails))
    for i in 0..<states {
      for j in 0..<states {
        let cell = i * states + j
        let group = earlier[i] * states + later[j]
        let base = groupedPrior[group]
        guard base > 0 else { continue }
        result.slopes[cell] = prior[cell] / base
        result.cells[cell] = prior[cell] / base * (strength * base + grouped[group])
      }
    }
    // No clone in either sample is no cell of a listed site.
    (result.cells[0], result.slopes[0]) = (0, 0)
    for cell in clones..<OriginCells.count {
      result.cells[cell] = strength * prior[cell] + counts[cell]
    }
    // Counts cannot tell an artefact of one sample from a small clone of that sample alone: how such
    // sites divide is not learnt from the patient, but how many there are is.
    for (place, artefacts) in Self.singleArtefacts.enumerated() {
      let base = single(place, of: prior)
      var found = single(place, of: counts)
      guard base > 0 else { continue }
      for cell in artefacts {
        guard place == 0 ? areDamaged.earlier : areDamaged.later else { break }
        found -= damage[cell - clones]
        result.damage[cell - clones] = strength * prior[cell] + damage[cell - clones]
      }
      for cell in artefacts {
        result.cells[cell] = prior[cell] * (strength + found / base)
        result.artefactSlopes[cell - clones] = prior[cell] / base
      }
    }
    return result
  }

  private static let singleArtefacts = [OriginCells.earlierArtefacts, OriginCells.laterArtefacts]

  /// The sum over what only the earlier (0) or the later sample (1) shows in few reads: small clones and
  /// artefacts.
  private func single(_ place: Int, of values: [Double]) -> Double {
    values.withUnsafeBufferPointer { $0.baseAddress.map { single(place, of: $0) } ?? 0 }
  }

  @inline(__always)
  private func single(_ place: Int, of values: UnsafePointer<Double>) -> Double {
    let (end, step) =
      place == 0 ? (smallEnds.earlier, OriginCells.states) : (smallEnds.later, 1)
    let (first, tails) = (OriginCells.clones + place * OriginCells.tails, OriginCells.tails)
    var sum = 0.0
    var state = 1
    while state < end {
      sum += values[state &* step]
      state &+= 1
    }
    for tail in 0..<tails { sum += values[first + tail] }
    return sum
  }

  private static let leastWeight = 1e-12
  /// A probability below this takes nothing off a weight that shows.
  private static let negligible = 1e-12

  /// Writes the weight of each cell, the site's own probabilities left out.
  ///
  /// - Parameter isDeamination: Whether the site's change is C>T or G>A.
  @inline(__always)
  func write(
    _ weights: Weights, without own: UnsafePointer<Double>, isDeamination: Bool, into work: CellWork
  ) {
    let (clones, cells) = (OriginCells.clones, OriginCells.count)
    let result = work.weights
    weights.cells.withUnsafeBufferPointer { shared in
      weights.slopes.withUnsafeBufferPointer { slopes in
        guard let shared = shared.baseAddress, let slopes = slopes.baseAddress else { return }
        LaneKernels.weights(
          without: own, shared: shared, slopes: slopes,
          limits: (Self.leastWeight, Self.negligible), rows: rows, columns: columns, into: result)
        for cell in clones..<cells {
          result[cell] = max(Self.leastWeight, shared[cell] - own[cell])
        }
        let tails = OriginCells.tails
        for place in 0..<2 {
          let start = place * tails
          if place == 0 ? areDamaged.earlier : areDamaged.later, isDeamination {
            for tail in start..<(start + tails) {
              result[clones + tail] = max(
                Self.leastWeight, weights.damage[tail] - own[clones + tail])
            }
          } else {
            let ownSingle = single(place, of: own)
            for tail in start..<(start + tails) {
              result[clones + tail] = max(
                Self.leastWeight,
                shared[clones + tail] - weights.artefactSlopes[tail] * ownSingle)
            }
          }
        }
      }
    }
  }
}
