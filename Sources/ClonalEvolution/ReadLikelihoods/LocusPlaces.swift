import Glibc
import Synchronization
import TumorModel

/// Where on a ``FrequencyAxis`` the states of a clone lie at one kind of locus, for every node of a
/// sample's ``CloneGrid``.
///
/// A class: its many parts are asked for at every row.
final class LocusPlaces: Sendable {
  /// A copy number in which each mutated cell has one mutated copy: a place for each end of
  /// ``CellFractionBins/edges``.
  struct Subclonal: Sendable {
    var weight: Double
    var places: [FrequencyAxis.Place]
  }

  /// A number of mutated copies in every tumour cell, or in the share of cells that a change of
  /// copy number left with it.
  struct Fixed: Sendable {
    var weight: Double
    var place: FrequencyAxis.Place
  }

  /// What one node's likelihoods are sums over.
  struct Node: Sendable {
    var subclonal: [Subclonal] = []
    var clonal: [Fixed] = []
    /// Mutations of every cell that some cells lost, and the weight of each in every range.
    var lost: [(place: FrequencyAxis.Place, weights: [Double])] = []
    /// What the places are on.
    var lines: LocusLines
  }

  /// One entry per node of the grid.
  let nodes: [Node]
  /// The same as the first node's with the grid's mean purity and the genome as given.
  let central: Node
  /// The ends of the ranges for each copy number of each node, and the places of every cell, as rows of
  /// likelihoods take them.
  let ranges: RangePlaces
  let clonal: RangePlaces
  /// The same of ``central``.
  let centralRanges: RangePlaces
  let centralClonal: RangePlaces
  /// Whether any node has mutations that some cells lost.
  let hasLost: Bool

  /// The standard deviation of the share of cells that a caller of copy numbers states.
  private static let shareDeviation = 0.05

  /// Finds the places.
  ///
  /// - Returns: `nil` where the tumour has no copy of the locus.
  init?(kind: LocusKind, grid: CloneGrid, axis: FrequencyAxis, coarse: FrequencyAxis) {
    let usual = kind.states
    guard !usual.isEmpty else { return nil }
    var other = kind
    other.genome = .doubled
    let doubled = kind.copyNumber == nil && kind.mixture == nil ? other.states : usual
    let counts = (usual.map(\.clonalCopies), doubled.map(\.clonalCopies))
    nodes = grid.purities.indices.map {
      Self.node(
        grid.isDoubled[$0] ? doubled : usual,
        copies: grid.isDoubled[$0] ? counts.1 : counts.0, purity: grid.purities[$0], axis: axis)
    }
    central = Self.node(usual, copies: counts.0, purity: grid.priorPurity, axis: coarse)
    ranges = RangePlaces(subclonal: nodes)
    clonal = RangePlaces(clonal: nodes)
    centralRanges = RangePlaces(subclonal: [central])
    centralClonal = RangePlaces(clonal: [central])
    hasLost = nodes.contains { !$0.lost.isEmpty } || !central.lost.isEmpty
  }

  private struct Key: Hashable {
    let kind: LocusKind
    let purities: [Double]
    let isDoubled: [Bool]
    let priorPurity: Double
    let points: Int
  }

  /// Those that were asked for last, where the same may be asked for again: of loci whose copy number is
  /// not known, which all samples of unknown purity have in common.
  private static let known = Mutex<[(key: Key, places: LocusPlaces)]>([])
  private static let mostKnown = 48

  /// The places, from those that were found before where the copy number is not known.
  ///
  /// - Returns: `nil` where the tumour has no copy of the locus.
  static func shared(
    kind: LocusKind, grid: CloneGrid, axis: FrequencyAxis, coarse: FrequencyAxis
  ) -> LocusPlaces? {
    guard kind.copyNumber == nil, kind.mixture == nil else {
      return LocusPlaces(kind: kind, grid: grid, axis: axis, coarse: coarse)
    }
    let key = Key(
      kind: kind.ofPlaces, purities: grid.purities, isDoubled: grid.isDoubled,
      priorPurity: grid.priorPurity, points: axis.shares.count)
    if let found = known.withLock({ $0.first { $0.key == key }?.places }) { return found }
    guard let places = LocusPlaces(kind: key.kind, grid: grid, axis: axis, coarse: coarse) else {
      return nil
    }
    known.withLock {
      if $0.count == mostKnown { $0.removeFirst() }
      $0.append((key, places))
    }
    return places
  }

  private static func node(
    _ states: [LocusState], copies: [[(copies: Double, weight: Double)]], purity: Double,
    axis: FrequencyAxis
  ) -> Node {
    let lines = LocusLines(states, copies: copies, purity: purity)
    var node = Node(lines: lines)
    node.subclonal = lines.subclonal.map { line in
      Subclonal(
        weight: line.weight,
        places: CellFractionBins.edges.map { axis.place(line.captured($0)) })
    }
    node.clonal = lines.clonal.map { Fixed(weight: $0.weight, place: axis.place($0.captured())) }
    node.lost = lines.lost.map { lost in
      let masses = Self.masses(around: lost.cellFraction)
      return (
        place: axis.place(lost.kept.captured()),
        weights: masses.indices.map {
          lost.line.weight * masses[$0] / CellFractionBins.referenceMasses[$0]
        }
      )
    }
    return node
  }

  /// The mass of each range under a normal density about a share of cells, cut at the ends.
  private static func masses(around share: Double) -> [Double] {
    let edges = CellFractionBins.edges
    let steps = 24
    var masses = [Double](repeating: 0, count: CellFractionBins.count)
    for bin in masses.indices {
      let width = (edges[bin + 1] - edges[bin]) / Double(steps)
      for i in 0..<steps {
        let z = (edges[bin] + (Double(i) + 0.5) * width - share) / shareDeviation
        masses[bin] += width * Self.density(z)
      }
    }
    let total = masses.reduce(0, +)
    return masses.map { $0 / total }
  }

  private static func density(_ z: Double) -> Double { exp(-0.5 * z * z) }
}

extension LocusPlaces {
  /// The places of several kinds; kinds that differ in their errors alone have one in common.
  static func shared(
    kinds: [LocusKind], grid: CloneGrid, axis: FrequencyAxis
  ) -> [LocusPlaces?] {
    var known: [LocusKind: LocusPlaces?] = [:]
    return kinds.map { kind in
      let locus = kind.ofPlaces
      if let found = known[locus] { return found }
      let found = shared(kind: kind, grid: grid, axis: axis, coarse: .coarse)
      known[locus] = .some(found)
      return found
    }
  }
}

extension LocusKind {
  /// The same for all kinds whose places are equal: what normal samples show and the kind of base change
  /// move none.
  var ofPlaces: LocusKind {
    var locus = self
    locus.background = nil
    if locus.change != .indel { locus.change = .deamination }
    return locus
  }
}

/// Weighted places on a ``FrequencyAxis`` of each node of a grid, in rows.
struct RangePlaces: Sendable {
  /// The number of nodes.
  let nodes: Int
  /// The point below each place and how far it is towards the next.
  private var indices: [Int32] = []
  private var fractions: [Float] = []
  /// The weight of each part of a node: of one place, or of those of all ends of ranges.
  private var weights: [Double] = []
  /// The part after each node's last.
  private var ends: [Int32] = []

  /// Takes the ends of the ranges of fractions.
  init(subclonal nodes: [LocusPlaces.Node]) {
    self.nodes = nodes.count
    for node in nodes {
      for part in node.subclonal {
        weights.append(part.weight)
        for place in part.places { add(place) }
      }
      ends.append(Int32(weights.count))
    }
  }

  /// Takes the numbers of copies in every cell.
  init(clonal nodes: [LocusPlaces.Node]) {
    self.nodes = nodes.count
    for node in nodes {
      for part in node.clonal {
        weights.append(part.weight)
        add(part.place)
      }
      ends.append(Int32(weights.count))
    }
  }

  /// Whether no node has a part.
  var isEmpty: Bool { weights.isEmpty }

  private mutating func add(_ place: FrequencyAxis.Place) {
    indices.append(place.index)
    fractions.append(place.fraction)
  }

  /// Calls `body` with the places' points, fractions and weights, and the ends of the nodes' parts.
  @inline(__always)
  func read(
    _ body: (
      UnsafePointer<Int32>, UnsafePointer<Float>, UnsafePointer<Double>, UnsafePointer<Int32>
    ) -> Void
  ) {
    indices.withUnsafeBufferPointer { indices in
      fractions.withUnsafeBufferPointer { fractions in
        weights.withUnsafeBufferPointer { weights in
          ends.withUnsafeBufferPointer { ends in
            guard let indices = indices.baseAddress, let fractions = fractions.baseAddress,
              let weights = weights.baseAddress, let ends = ends.baseAddress
            else { return }
            body(indices, fractions, weights, ends)
          }
        }
      }
    }
  }
}
