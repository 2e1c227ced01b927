import Glibc
import TumorModel

/// Where on a ``FrequencyAxis`` the states of a clone lie at one kind of locus, for every node of a
/// sample's ``CloneGrid``.
struct LocusPlaces: Sendable {
  /// A copy number in which each mutated cell has one mutated copy: a place for each end of
  /// ``CellFractionBins/edges``.
  struct Subclonal: Sendable {
    var weight: Double
    var places: [FrequencyAxis.Place]
    /// Mutated molecules per molecule at a cancer cell fraction of 1, before capture.
    var clonalShare: Double
    var captureOdds: Double
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
    /// The same as mutated molecules per molecule at a cancer cell fraction of 1, before capture.
    var lostLines: [(weight: Double, share: Double, odds: Double)] = []
  }

  /// One entry per node of the grid.
  let nodes: [Node]
  /// The same as the first node's with the grid's mean purity and the genome as given.
  let central: Node

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
    nodes = grid.purities.indices.map {
      Self.node(
        grid.isDoubled[$0] ? doubled : usual, purity: grid.purities[$0], axis: axis)
    }
    central = Self.node(usual, purity: grid.priorPurity, axis: coarse)
  }

  private static func node(
    _ states: [LocusState], purity: Double, axis: FrequencyAxis
  ) -> Node {
    var node = Node()
    for state in states {
      let molecules =
        purity * state.tumorCopies + (1 - purity) * Double(state.normalCopies)
      guard molecules > 0 else { continue }
      func share(_ copies: Double) -> Double { min(1, purity * copies / molecules) }
      func captured(_ share: Double) -> Double {
        state.captureOdds * share / (state.captureOdds * share + 1 - share)
      }
      let single = share(state.singleCopy)
      let lost = state.histories?.lost ?? []
      let lostShare = state.histories?.lostShare ?? 0
      let weight = state.weight * (1 - lostShare)
      if weight > 0 {
        node.subclonal.append(
          Subclonal(
            weight: weight,
            places: CellFractionBins.edges.map { axis.place(captured(single * $0)) },
            clonalShare: single, captureOdds: state.captureOdds))
      }
      for copies in state.clonalCopies {
        node.clonal.append(
          Fixed(
            weight: state.weight * copies.weight,
            place: axis.place(captured(share(copies.copies)))))
      }
      for history in lost {
        let masses = Self.masses(around: history.cellFraction)
        node.lostLines.append(
          (
            weight: state.weight * history.weight,
            share: share(history.copies / history.cellFraction),
            odds: state.captureOdds
          ))
        node.lost.append(
          (
            place: axis.place(captured(share(history.copies))),
            weights: masses.indices.map {
              state.weight * history.weight * masses[$0] / CellFractionBins.referenceMasses[$0]
            }
          ))
      }
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
