import Glibc
import NumericalMethods

/// Everything that the likelihood of a count needs at one kind of locus in one sample.
///
/// A locus may be in several states (unknown copy number, unknown sex, capture odds of an indel)
/// and the sample may have several purities. For each purity the states are averaged:
/// ```
/// L(c) = Σ_a w_a p(k | n, g_a(c; m = 1)),  L(1) = Σ_a w_a Σ_m π_a(m) p(k | n, g_a(1; m))
/// ```
/// Where tumour cells differ in copy number, `m` is a mean over them, and `L(c)` has parts of its own
/// for mutations that some cells lost: see ``SubclonalHistories``. Absence, `L(0) = (1 − a) BB(k; n, ε, s0) + a ∫ BB(k; n, e, s0) q(e) de` with `e`
/// log-uniform on [0.01, 0.06], depends on none of this.
///
/// A reference, since every site of its kind refers to its tables.
final class LocusModel: Sendable {
  let error: ErrorModel
  /// `[purity][state]`; states in which some cells lost a mutation have several.
  let components: [[Component]]
  let states: [LocusState]
  private let purities: [Double]
  private let precision: PrecisionRule
  private let absent: BetaBinomialBatch
  private let artefactWeights: [Double]

  /// Nodes of the artefact's frequency.
  private static let artefactNodes = 8
  /// The artefact's range of frequency.
  static let artefactRange = 0.01...0.06

  /// Creates the model of a locus.
  ///
  /// - Parameters:
  ///   - grid: The sample's cancer cell fractions.
  ///   - states: The states the locus may be in, weights adding to 1; each has a tumour copy.
  ///   - purities: The purities the sample may have, each in (0, 1].
  ///   - error: The error model at this kind of change.
  ///   - precision: The precision of allele counts.
  ///   - slab: The prior density that likelihoods at the grid's nodes will be weighted with.
  init(
    grid: CellFractionGrid, states: [LocusState], purities: [Double], error: ErrorModel,
    precision: PrecisionRule, slab: SlabShape = .mixed
  ) {
    self.error = error
    self.states = states
    self.purities = purities
    self.precision = precision
    components = purities.map { purity in
      states.flatMap { state in
        let component = Component(
          grid: grid, state: state, purity: purity, error: error, precision: precision)
        guard let lost = state.histories?.lost, !lost.isEmpty else { return [component] }
        return [component]
          + lost.map {
            Component(
              grid: grid, state: state, lost: $0, purity: purity, error: error,
              precision: precision, slab: slab)
          }
      }
    }
    let errorPrecision = precision.ofErrors(error)
    let table = GaussLegendre.table(points: Self.artefactNodes)
    let (low, high) = (log(Self.artefactRange.lowerBound), log(Self.artefactRange.upperBound))
    let frequencies = table.nodes.map { exp(0.5 * (low + high) + 0.5 * (high - low) * $0) }
    artefactWeights = table.weights.map { 0.5 * $0 }
    absent = BetaBinomialBatch(
      means: [error.rate] + frequencies,
      precisions: [Double](repeating: errorPrecision, count: 1 + frequencies.count))
  }

  /// ln BB(k; n, ε, s0) and ln ∫ BB(k; n, e, s0) q(e) de.
  private func likelihoodsOfAbsence(
    alternate: Int, depth: Int
  ) -> (clean: Double, artefact: Double) {
    let count = Self.artefactNodes + 1
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { buffer in
      guard let values = buffer.baseAddress else { return (-.infinity, -.infinity) }
      absent.logProbabilities(alternate: alternate, depth: depth, nodes: 0..<count, into: values)
      var best = -Double.infinity
      for i in 1..<count where values[i] > best { best = values[i] }
      let clean = values[0]
      LaneFunctions.exponentials(of: values + 1, minus: best, count: count - 1, into: values + 1)
      var sum = 0.0
      for i in 1..<count { sum += artefactWeights[i - 1] * values[i] }
      return (clean, best + log(sum))
    }
  }

  /// ln L(0), artefacts included.
  func logAbsent(alternate: Int, depth: Int) -> Double {
    logAbsence(alternate: alternate, depth: depth).absent
  }

  /// ln L(0), artefacts included, and an artefact's alone.
  func logAbsence(alternate: Int, depth: Int) -> (absent: Double, artefact: Double) {
    let (clean, artefact) = likelihoodsOfAbsence(alternate: alternate, depth: depth)
    if error.artefactShare <= 0 { return (clean, artefact) }
    return (
      logSum(log1p(-error.artefactShare) + clean, log(error.artefactShare) + artefact), artefact
    )
  }

  /// ln L(1) at one purity.
  func logClonal(alternate: Int, depth: Int, purity: Int) -> Double {
    var total = -Double.infinity
    for component in components[purity] {
      for node in component.clonalLogWeights.indices {
        let value = component.clonal.logProbability(alternate: alternate, depth: depth, node: node)
        total = logSum(total, component.clonalLogWeights[node] + value)
      }
    }
    return total
  }

  /// Writes L(c) around its peak, relative to the greatest value, for one purity.
  ///
  /// - Parameters:
  ///   - values: Room for as many values as the grid has nodes.
  ///   - scratch: As much room again; used when there are several states.
  /// - Returns: The log of what values are relative to, and the nodes that were written; elsewhere
  ///   the likelihood is next to nothing.
  func slab(
    alternate: Int, depth: Int, purity: Int, grid: CellFractionGrid,
    into values: UnsafeMutablePointer<Double>, scratch: UnsafeMutablePointer<Double>
  ) -> (best: Double, nodes: Range<Int>) {
    let parts = components[purity]
    if parts.count == 1 {
      let (best, nodes) = parts[0].evaluate(
        alternate: alternate, depth: depth, errorRate: error.rate, grid: grid, into: values)
      let start = values + nodes.lowerBound
      LaneFunctions.exponentials(of: start, minus: best, count: nodes.count, into: start)
      return (best, nodes)
    }
    values.update(repeating: 0, count: grid.nodes.count)
    var best = -Double.infinity
    addSlab(
      alternate: alternate, depth: depth, purity: purity, weight: 1, grid: grid, to: values,
      best: &best, scratch: scratch)
    return (best, 0..<grid.nodes.count)
  }

  /// Adds a weight times L(c), at one purity, to values at the grid's nodes.
  ///
  /// Values are relative to `exp(best)`; where a greater likelihood comes along, what is there is
  /// scaled down and `best` rises.
  ///
  /// - Parameters:
  ///   - result: A value for each node.
  ///   - best: The log of what values are relative to; −∞ before the first.
  ///   - scratch: Room for as many values as the grid has nodes.
  func addSlab(
    alternate: Int, depth: Int, purity: Int, weight: Double, grid: CellFractionGrid,
    to result: UnsafeMutablePointer<Double>, best: inout Double,
    scratch: UnsafeMutablePointer<Double>
  ) {
    for part in components[purity] {
      let (peak, nodes) = part.evaluate(
        alternate: alternate, depth: depth, errorRate: error.rate, grid: grid, into: scratch)
      if peak > best {
        if best > -.infinity {
          let factor = exp(best - peak)
          for i in grid.nodes.indices { result[i] *= factor }
        }
        best = peak
      }
      LaneFunctions.exponentials(
        of: scratch + nodes.lowerBound, minus: best, count: nodes.count,
        into: scratch + nodes.lowerBound)
      let share = weight * part.weight
      if let profile = part.profile {
        for i in nodes { result[i] += share * profile[i] * scratch[i] }
      } else {
        for i in nodes { result[i] += share * scratch[i] }
      }
    }
  }

  /// k*: the fewest alternate reads that error reaches with probability at most `alpha`.
  func criticalCount(depth: Int, alpha: Double) -> Int {
    absent.criticalCount(depth: depth, node: 0, alpha: alpha)
  }

  /// The frequency at which at least `count` alternate reads are seen with probability `target`.
  ///
  /// It depends on the error model alone, not on copy number or purity. By secant steps kept within
  /// a bracket; NaN where no frequency will do.
  func frequency(count: Int, depth: Int, power target: Double) -> Double {
    func excess(_ mean: Double) -> Double {
      let share = max(0, (mean - error.rate) / (1 - error.rate - error.missRate))
      let spread = precision.value(share: share, mean: mean, error: error)
      return BetaBinomialBatch.upperTail(
        from: count, depth: depth, mean: mean, precision: spread) - target
    }
    let greatest = 1 - error.missRate
    return Self.root(
      from: error.rate, to: greatest, near: 2 * Double(count) / Double(depth), excess)
  }

  /// The root of a rising function in a range by the Illinois method; the lower end where it is
  /// positive throughout, NaN where it is negative throughout.
  static func root(
    from start: Double, to end: Double, near guess: Double, _ excess: (Double) -> Double
  ) -> Double {
    var (low, high) = (start, end)
    var (below, above) = (excess(low), excess(high))
    guard above >= 0 else { return .nan }
    guard below < 0 else { return low }
    var side = 0
    var next = guess > low && guess < high ? guess : (low * above - high * below) / (above - below)
    for _ in 0..<80 {
      let value = excess(next)
      if abs(value) < 1e-9 { return next }
      if value >= 0 {
        (high, above) = (next, value)
        if side == 1 { below *= 0.5 }
        side = 1
      } else {
        (low, below) = (next, value)
        if side == -1 { above *= 0.5 }
        side = -1
      }
      if high - low < 1e-9 { break }
      next = (low * above - high * below) / (above - below)
    }
    return high
  }

  /// The cancer cell fraction at one purity and state whose expected frequency is a given one;
  /// `nil` where the locus has several states or nothing can be seen.
  func cellFraction(frequency: Double, purity: Double) -> Double? {
    guard states.count == 1 else { return nil }
    return states[0].frequency(
      purity: purity, multiplicity: states[0].singleCopy, error: error)?
      .cellFraction(fromFrequency: frequency)
  }

  /// P(K >= count | cancer cell fraction), averaged over states and purities.
  func power(
    count: Int, depth: Int, cellFraction: Double, purityWeights: [Double]
  ) -> Double {
    var total = 0.0
    for (purity, weight) in zip(purities, purityWeights) where weight > 0 {
      for state in states {
        let (mean, spread) = Self.expected(
          state: state, purity: purity, multiplicity: state.singleCopy, cellFraction: cellFraction,
          error: error, precision: precision)
        total +=
          weight * state.weight
          * BetaBinomialBatch.upperTail(from: count, depth: depth, mean: mean, precision: spread)
      }
    }
    return total
  }

  /// P(fewer than `count` alternate reads) at each node of the grid, when clonal and when absent.
  func belowCount(
    _ count: Int, depth: Int, purity: Int, grid: CellFractionGrid
  ) -> (slab: [Double], clonal: Double) {
    var slab = [Double](repeating: 0, count: grid.nodes.count)
    var clonal = 0.0
    for part in components[purity] {
      for node in slab.indices {
        slab[node] +=
          part.weight * (part.profile?[node] ?? 1)
          * part.slab.lowerTail(below: count, depth: depth, node: node)
      }
      for (node, weight) in part.clonalWeights.enumerated() {
        clonal +=
          weight * part.clonal.lowerTail(below: count, depth: depth, node: node)
      }
    }
    return (slab, clonal)
  }

  /// P(fewer than `count` alternate reads | absent), artefacts included.
  func belowCountWhenAbsent(_ count: Int, depth: Int) -> Double {
    let clean = absent.lowerTail(below: count, depth: depth, node: 0)
    var artefact = 0.0
    for (index, weight) in artefactWeights.enumerated() {
      artefact += weight * absent.lowerTail(below: count, depth: depth, node: index + 1)
    }
    return (1 - error.artefactShare) * clean + error.artefactShare * artefact
  }

  /// The expected frequency g(c) of a clone on one copy in a state, and the precision there.
  func expected(
    _ state: LocusState, purity: Double, cellFraction: Double
  ) -> (mean: Double, precision: Double) {
    Self.expected(
      state: state, purity: purity, multiplicity: state.singleCopy, cellFraction: cellFraction,
      error: error, precision: precision)
  }

  /// The expected frequency g(c) and the precision there.
  fileprivate static func expected(
    state: LocusState, purity: Double, multiplicity: Double, cellFraction: Double,
    error: ErrorModel,
    precision: PrecisionRule
  ) -> (mean: Double, precision: Double) {
    let frequency = state.frequency(purity: purity, multiplicity: multiplicity, error: error)
    let mean = frequency?.frequency(at: cellFraction) ?? error.rate
    let captured = max(0, (mean - error.rate) / (1 - error.rate - error.missRate))
    return (mean, precision.value(share: captured, mean: mean, error: error))
  }
}
