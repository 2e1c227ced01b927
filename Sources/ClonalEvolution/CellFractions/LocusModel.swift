#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import NumericalMethods

/// How reads go wrong at a site.
struct ErrorModel: Hashable, Sendable {
  /// ε01 = P(read alternate | molecule reference).
  var rate: Double
  /// ε10 = P(read not alternate | molecule alternate).
  var missRate: Double
  /// s0, the beta-binomial precision of errors.
  var precision: Double
  /// a, the share of absent mutations that are artefacts of 1–6 % frequency.
  var artefactShare: Double
}

/// One way in which a locus may be: copy numbers and capture odds.
struct LocusState: Hashable, Sendable {
  /// Prior weight of the state.
  var weight: Double
  /// Copies of the major allele.
  var major: Int
  /// Copies of the minor allele.
  var minor: Int
  /// Copies in normal cells.
  var normalCopies: Int
  /// Alternate to reference odds of capture.
  var captureOdds: Double
}

/// How the precision of allele counts follows from frequency.
enum PrecisionRule: Hashable, Sendable {
  /// One precision for alleles and errors alike.
  case constant(Double)
  /// Variances of alleles (precision `alleles`) and errors added:
  /// `1/(s_c + 1) = [q(1 − q)/(s + 1) + ε(1 − ε)/(s0 + 1)] / [g(1 − g)]`.
  case matched(alleles: Double)
}

/// Everything that the likelihood of a count needs at one kind of locus in one sample.
///
/// A locus may be in several states (unknown copy number, unknown sex, capture odds of an indel)
/// and the sample may have several purities. For each purity the states are averaged:
/// ```
/// L(c) = Σ_a w_a p(k | n, g_a(c; m = 1)),  L(1) = Σ_a w_a Σ_m π_a(m) p(k | n, g_a(1; m))
/// ```
/// while absence, `L(0) = (1 − a) BB(k; n, ε, s0) + a ∫ BB(k; n, e, s0) q(e) de` with `e`
/// log-uniform on [0.01, 0.06], depends on neither.
struct LocusModel: Sendable {
  /// The likelihoods of one state at one purity.
  struct Component: Sendable {
    let weight: Double
    let slope: Double
    let slab: BetaBinomialBatch
    let clonal: BetaBinomialBatch
    let clonalWeights: [Double]
  }

  let error: ErrorModel
  /// `[purity][state]`.
  let components: [[Component]]
  private let states: [LocusState]
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
  init(
    grid: CellFractionGrid, states: [LocusState], purities: [Double], error: ErrorModel,
    precision: PrecisionRule
  ) {
    self.error = error
    self.states = states
    self.purities = purities
    self.precision = precision
    components = purities.map { purity in
      states.map { state in
        Component(grid: grid, state: state, purity: purity, error: error, precision: precision)
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

  /// ln BB(k; n, ε, s0), the likelihood of absence without an artefact.
  func logAbsentClean(alternate: Int, depth: Int) -> Double {
    absent.logProbability(alternate: alternate, depth: depth, node: 0)
  }

  /// ln ∫ BB(k; n, e, s0) q(e) de, the likelihood of an artefact.
  func logArtefact(alternate: Int, depth: Int) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.artefactNodes + 1) { buffer in
      guard let values = buffer.baseAddress else { return -.infinity }
      absent.logProbabilities(
        alternate: alternate, depth: depth, nodes: 1..<(Self.artefactNodes + 1), into: values)
      var best = -Double.infinity
      for i in 1...Self.artefactNodes where values[i] > best { best = values[i] }
      var sum = 0.0
      for i in 1...Self.artefactNodes { sum += artefactWeights[i - 1] * exp(values[i] - best) }
      return best + log(sum)
    }
  }

  /// ln L(0), artefacts included.
  func logAbsent(alternate: Int, depth: Int) -> Double {
    let clean = logAbsentClean(alternate: alternate, depth: depth)
    if error.artefactShare <= 0 { return clean }
    return logSum(
      log1p(-error.artefactShare) + clean,
      log(error.artefactShare) + logArtefact(alternate: alternate, depth: depth))
  }

  /// ln L(1) at one purity.
  func logClonal(alternate: Int, depth: Int, purity: Int) -> Double {
    var total = -Double.infinity
    for component in components[purity] {
      for (node, weight) in component.clonalWeights.enumerated() {
        let value = component.clonal.logProbability(alternate: alternate, depth: depth, node: node)
        total = logSum(total, log(component.weight * weight) + value)
      }
    }
    return total
  }

  /// Writes ln L(c) at the grid's nodes for one purity.
  ///
  /// Panels on both sides of the peak are computed until they fall 40 nats below it; nodes beyond
  /// are set to −∞.
  ///
  /// - Parameters:
  ///   - result: Room for as many values as the grid has nodes.
  ///   - scratch: As much room again; used when there are several states.
  /// - Returns: The greatest value.
  func logSlab(
    alternate: Int, depth: Int, purity: Int, grid: CellFractionGrid,
    into result: UnsafeMutablePointer<Double>, scratch: UnsafeMutablePointer<Double>
  ) -> Double {
    let parts = components[purity]
    var best = parts[0].write(
      alternate: alternate, depth: depth, errorRate: error.rate, grid: grid, into: result)
    guard parts.count > 1 else { return best }
    let count = grid.nodes.count
    let offset = log(parts[0].weight)
    for i in 0..<count { result[i] += offset }
    for part in parts.dropFirst() {
      _ = part.write(
        alternate: alternate, depth: depth, errorRate: error.rate, grid: grid, into: scratch)
      let offset = log(part.weight)
      for i in 0..<count { result[i] = logSum(result[i], scratch[i] + offset) }
    }
    best = -.infinity
    for i in 0..<count where result[i] > best { best = result[i] }
    return best
  }

  /// k*: the fewest alternate reads that error reaches with probability at most `alpha`.
  func criticalCount(depth: Int, alpha: Double) -> Int {
    var count = 1
    while count <= depth, absent.upperTail(from: count, depth: depth, node: 0) > alpha {
      count += 1
    }
    return count
  }

  /// P(K >= count | cancer cell fraction), averaged over states and purities.
  func power(
    count: Int, depth: Int, cellFraction: Double, purityWeights: [Double]
  ) -> Double {
    var total = 0.0
    for (purity, weight) in zip(purities, purityWeights) where weight > 0 {
      for state in states {
        let (mean, spread) = Self.expected(
          state: state, purity: purity, multiplicity: 1, cellFraction: cellFraction, error: error,
          precision: precision)
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
          part.weight * part.slab.lowerTail(below: count, depth: depth, node: node)
      }
      for (node, weight) in part.clonalWeights.enumerated() {
        clonal +=
          part.weight * weight * part.clonal.lowerTail(below: count, depth: depth, node: node)
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

  /// The expected frequency g(c) and the precision there.
  fileprivate static func expected(
    state: LocusState, purity: Double, multiplicity: Int, cellFraction: Double, error: ErrorModel,
    precision: PrecisionRule
  ) -> (mean: Double, precision: Double) {
    let frequency = state.frequency(purity: purity, multiplicity: multiplicity, error: error)
    let mean = frequency?.frequency(at: cellFraction) ?? error.rate
    let captured = max(0, (mean - error.rate) / (1 - error.rate - error.missRate))
    return (mean, precision.value(share: captured, mean: mean, error: error))
  }
}

extension LocusState {
  /// The map from cancer cell fractions to frequencies.
  func frequency(purity: Double, multiplicity: Int, error: ErrorModel) -> ExpectedFrequency? {
    ExpectedFrequency(
      purity: purity, tumorCopies: Double(major + minor), normalCopies: Double(normalCopies),
      multiplicity: Double(multiplicity), errorRate: error.rate, missRate: error.missRate,
      captureOdds: captureOdds)
  }

  /// g(c), the expected variant allele frequency.
  func expected(
    purity: Double, multiplicity: Int, cellFraction: Double, error: ErrorModel
  ) -> Double {
    frequency(purity: purity, multiplicity: multiplicity, error: error)?
      .frequency(at: cellFraction) ?? error.rate
  }
}

extension PrecisionRule {
  /// The precision of errors.
  func ofErrors(_ error: ErrorModel) -> Double {
    switch self {
    case .constant(let precision): precision
    case .matched: error.precision
    }
  }

  /// The precision at a frequency.
  func value(share q: Double, mean g: Double, error: ErrorModel) -> Double {
    switch self {
    case .constant(let precision): return precision
    case .matched(let alleles):
      let spread =
        q * (1 - q) / (alleles + 1) + error.rate * (1 - error.rate) / (error.precision + 1)
      guard spread > 0 else { return .infinity }
      return max(1, g * (1 - g) / spread - 1)
    }
  }
}

extension LocusModel.Component {
  fileprivate init(
    grid: CellFractionGrid, state: LocusState, purity: Double, error: ErrorModel,
    precision: PrecisionRule
  ) {
    weight = state.weight
    let slabPoints = grid.nodes.map {
      LocusModel.expected(
        state: state, purity: purity, multiplicity: 1, cellFraction: $0, error: error,
        precision: precision)
    }
    slab = BetaBinomialBatch(means: slabPoints.map(\.mean), precisions: slabPoints.map(\.precision))
    let prior = MultiplicityPrior.timing(major: state.major, minor: state.minor)
    clonalWeights = prior.map(\.weight)
    let clonalPoints = prior.map {
      LocusModel.expected(
        state: state, purity: purity, multiplicity: $0.copies, cellFraction: 1, error: error,
        precision: precision)
    }
    clonal = BetaBinomialBatch(
      means: clonalPoints.map(\.mean), precisions: clonalPoints.map(\.precision))
    slope =
      LocusModel.expected(
        state: state, purity: purity, multiplicity: 1, cellFraction: 1, error: error,
        precision: precision
      ).mean - error.rate
  }

  /// Writes ln L(c) around the peak; see ``LocusModel/logSlab(alternate:depth:purity:grid:into:scratch:)``.
  fileprivate func write(
    alternate: Int, depth: Int, errorRate: Double, grid: CellFractionGrid,
    into result: UnsafeMutablePointer<Double>
  ) -> Double {
    let order = grid.order
    let frequency = depth == 0 ? 0 : Double(alternate) / Double(depth)
    let peak = slope > 0 ? min(max((frequency - errorRate) / slope, 0), 1) : 0
    let start = grid.panel(of: peak)
    func compute(_ panel: Int) -> Double {
      let nodes = (panel * order)..<((panel + 1) * order)
      slab.logProbabilities(alternate: alternate, depth: depth, nodes: nodes, into: result)
      var best = -Double.infinity
      for i in nodes where result[i] > best { best = result[i] }
      return best
    }
    var best = compute(start)
    var panel = start + 1
    while panel < grid.panels {
      let value = compute(panel)
      panel += 1
      best = max(best, value)
      if value < best - 40 { break }
    }
    for i in (panel * order)..<(grid.panels * order) { result[i] = -.infinity }
    panel = start - 1
    while panel >= 0 {
      let value = compute(panel)
      panel -= 1
      best = max(best, value)
      if value < best - 40 { break }
    }
    for i in 0..<((panel + 1) * order) { result[i] = -.infinity }
    return best
  }
}

/// ln(exp a + exp b).
@inline(__always)
func logSum(_ a: Double, _ b: Double) -> Double {
  if a == -.infinity { return b }
  if b == -.infinity { return a }
  return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b))
}
