/// States that a patient's own reads cannot tell apart, which therefore share one learnt weight.
///
/// Absence and the ranges whose expected share of alternate reads is below four times the rate of
/// errors; and, where the purity is not stated, every cell and the ranges that reach beyond the
/// uppermost but one.
struct StateGroups {
  private let earlier: [Int]
  private let later: [Int]
  /// Whether fixation damaged the cytosines of the earlier and of the later sample.
  ///
  /// Damage may outnumber small clones, so that at C>T and G>A artefacts of such a sample alone have a
  /// weight of their own. Elsewhere they share one with the sample's small clones.
  private let areDamaged: [Bool]

  /// The ranges of the earlier and of the later sample's small clones, which counts cannot tell from an
  /// artefact: those that are told from every cell.
  private let small: [Range<Int>]

  /// A range below so many times the rate of errors is not told from absence.
  private static let errorMultiple = 4.0
  /// Ranges that are not told from every cell where the purity is not stated.
  private static let upperRanges = 2

  /// Groups the states of a pair of samples.
  init(earlier: [ReadTables], later: ReadTables) {
    // The sample that tells most decides.
    self.earlier = earlier.map(Self.groups).reduce((0..<OriginCells.states).map { _ in -1 }) {
      Self.finer($0, $1)
    }
    self.later = Self.groups(later)
    small = [self.earlier, self.later].map { groups in
      let last = OriginCells.states - 1
      return 1..<(groups.firstIndex(of: last) ?? last)
    }
    areDamaged = [earlier.contains { $0.noise.isFixed }, later.noise.isFixed]
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
    /// The least weight of each cell.
    fileprivate var least: [Double]
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
      damage: [Double](repeating: 0, count: 2 * OriginCells.tails),
      least: [Double](repeating: Self.leastWeight, count: OriginCells.count))
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
    (result.cells[0], result.slopes[0], result.least[0]) = (0, 0, 0)
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
        guard areDamaged[place] else { break }
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
    var sum = 0.0
    for state in small[place] {
      sum += values[place == 0 ? OriginCells.clone(state, 0) : OriginCells.clone(0, state)]
    }
    for cell in Self.singleArtefacts[place] { sum += values[cell] }
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
    let (states, clones, cells) = (OriginCells.states, OriginCells.clones, OriginCells.count)
    let (sums, result) = (work.sums, work.weights)
    weights.cells.withUnsafeBufferPointer { shared in
      weights.slopes.withUnsafeBufferPointer { slopes in
        weights.least.withUnsafeBufferPointer { least in
          earlier.withUnsafeBufferPointer { earlier in
            later.withUnsafeBufferPointer { later in
              guard let shared = shared.baseAddress, let slopes = slopes.baseAddress,
                let least = least.baseAddress, let earlier = earlier.baseAddress,
                let later = later.baseAddress
              else { return }
              for cell in 0..<clones { sums[cell] = 0 }
              for i in 0..<states {
                let (row, group) = (own + i * states, sums + earlier[i] * states)
                for j in 0..<states where row[j] > Self.negligible { group[later[j]] += row[j] }
              }
              for i in 0..<states {
                let (row, group) = (i * states, sums + earlier[i] * states)
                for j in 0..<states {
                  let cell = row + j
                  result[cell] = max(least[cell], shared[cell] - slopes[cell] * group[later[j]])
                }
              }
              for cell in clones..<cells {
                result[cell] = max(least[cell], shared[cell] - own[cell])
              }
              for (place, artefacts) in Self.singleArtefacts.enumerated() {
                if areDamaged[place], isDeamination {
                  for cell in artefacts {
                    result[cell] = max(least[cell], weights.damage[cell - clones] - own[cell])
                  }
                } else {
                  let ownSingle = single(place, of: own)
                  for cell in artefacts {
                    let slope = weights.artefactSlopes[cell - clones]
                    result[cell] = max(least[cell], shared[cell] - slope * ownSingle)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
