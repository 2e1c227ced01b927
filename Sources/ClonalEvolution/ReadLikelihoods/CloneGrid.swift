import Glibc
import TumorModel

/// What the share of alternate reads of a clone depends on and a sample does not tell: its purity,
/// the precision of allele counts, and whether the genome doubled.
///
/// One unknown value per sample; the nodes are averaged over and never replaced by one of them.
struct CloneGrid: Sendable {
  /// The share of tumour cells of each node.
  let purities: [Double]
  /// Whether each node takes unknown copy numbers from a genome that doubled.
  let isDoubled: [Bool]
  /// The index in ``precisions`` of each node.
  let precisionIndex: [Int]
  /// The precisions of allele counts.
  let precisions: [Double]
  /// ln of each node's prior probability.
  let logPrior: [Double]
  /// Whether the sample's purity was stated.
  let isPurityStated: Bool

  /// The number of nodes.
  var count: Int { purities.count }

  /// The precision of allele counts where none is stated: capture and amplification spread counts
  /// about as much as drawing 400 molecules does.
  static let usualPrecision = 400.0
  /// The greatest precision that is learnt: beyond it the steps between nodes of the purity show.
  private static let mostPrecise = 2000.0
  /// The prior probability that a genome doubled where copy numbers are not known.
  static let doubled = 0.3
  /// The standard deviation of a stated purity of 0.3 or more.
  private static let statedDeviation = 0.05
  private static let statedOffsets = [-4, -2.2, -1.1, -0.5, 0, 0.5, 1.1, 2.2, 4]
  /// A stated purity below this may be wrong altogether, so that many reads of a mutation speak for more
  /// tumour cells rather than against the mutation; by how much, and how likely each is.
  private static let leastCertain = 0.15
  private static let mistakenFactors = [4.0, 12, 40]
  private static let mistaken = 0.01
  private static let unknownNodes = 23

  /// Creates a sample's grid.
  ///
  /// Stated purities have a Student density of three degrees of freedom about the statement, low ones
  /// with a small chance of several times as much; unknown ones a Beta(4, 6), in plasma a log-uniform density on 0.001 to 0.8.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - hasUnknownCopyNumbers: Whether the copy number of any locus is unknown.
  ///   - precision: The precision of allele counts, where it is stated.
  ///   - learnt: The precision that inherited variants tell, where none is stated.
  init(
    sample: Sample, hasUnknownCopyNumbers: Bool, precision: Double?, learnt: Double? = nil
  ) {
    let (nodes, weights) = Self.purities(of: sample)
    isPurityStated = sample.purity != nil
    precisions = [precision ?? learnt.map { min($0, Self.mostPrecise) } ?? Self.usualPrecision]
    let genomes = hasUnknownCopyNumbers ? [1 - Self.doubled, Self.doubled] : [1]
    let total = weights.reduce(0, +)
    var purities: [Double] = []
    var isDoubled: [Bool] = []
    var logPrior: [Double] = []
    for (node, weight) in zip(nodes, weights) {
      for (genome, share) in genomes.enumerated() {
        purities.append(node)
        isDoubled.append(genome == 1)
        logPrior.append(log(weight / total * share))
      }
    }
    self.purities = purities
    self.isDoubled = isDoubled
    self.logPrior = logPrior
    precisionIndex = [Int](repeating: 0, count: purities.count)
  }

  private static func purities(of sample: Sample) -> (nodes: [Double], weights: [Double]) {
    if let stated = sample.purity?.value {
      let usual =
        statedDeviation * min(1, stated / 0.3).squareRoot() * min(1, stated / 0.15)
      let deviation = sample.purityDeviation ?? usual
      if deviation <= 0 { return ([stated], [1]) }
      var nodes = statedOffsets.map {
        min(max(stated + $0 * deviation, 0.4 * stated), max(stated, 0.99))
      }
      var weights = statedOffsets.indices.map { i -> Double in
        let low = statedOffsets[max(0, i - 1)]
        let high = statedOffsets[min(statedOffsets.count - 1, i + 1)]
        let t = statedOffsets[i]
        let tail = 1 + t * t / 3
        return (high - low) / (tail * tail)
      }
      if stated < leastCertain, sample.purityDeviation == nil {
        let share = mistaken * weights.reduce(0, +)
        for factor in mistakenFactors where factor * stated < 1 {
          nodes.append(factor * stated)
          weights.append(share)
        }
      }
      return (nodes, weights)
    }
    let steps = (0..<unknownNodes).map { Double($0) / Double(unknownNodes - 1) }
    if sample.isOfPlasma {
      return (steps.map { pow(10, -3 + 2.9 * $0) }, steps.map { _ in 1 })
    }
    let nodes = steps.map { 0.08 + 0.87 * $0 }
    return (nodes, nodes.map { pow($0, 3) * pow(1 - $0, 5) })
  }

  /// A purity moved by a shift, in proportion where it is below a fifth: so that both directions exist.
  static func moved(_ purity: Double, by shift: Double) -> Double {
    min(1, max(leastMoved, purity + shift * min(1, purity / proportionalBelow)))
  }

  private static let proportionalBelow = 0.2

  /// The same grid with every purity moved and the precision multiplied.
  func moved(purity shift: Double, precision factor: Double) -> CloneGrid {
    CloneGrid(
      self, purities: purities.map { Self.moved($0, by: shift) },
      precisions: precisions.map { $0 * factor })
  }

  private static let leastMoved = 1e-4

  /// A grid of the same sample with other nodes.
  ///
  /// - Parameters:
  ///   - other: The sample's grid.
  ///   - purities: The share of tumour cells of each node.
  ///   - isDoubled: Whether each takes unknown copy numbers from a genome that doubled.
  ///   - precision: The precision of allele counts.
  ///   - weights: The weight of each; they add to 1.
  init(
    _ other: CloneGrid, purities: [Double], isDoubled: [Bool], precision: Double, weights: [Double]
  ) {
    (self.purities, self.isDoubled) = (purities, isDoubled)
    precisions = [precision]
    precisionIndex = [Int](repeating: 0, count: purities.count)
    logPrior = weights.map { log($0) }
    isPurityStated = other.isPurityStated
  }

  private init(_ other: CloneGrid, purities: [Double], precisions: [Double]) {
    (self.purities, self.precisions) = (purities, precisions)
    (isDoubled, precisionIndex, logPrior) = (other.isDoubled, other.precisionIndex, other.logPrior)
    isPurityStated = other.isPurityStated
  }

  /// The prior mean of the purity.
  var priorPurity: Double {
    zip(purities, logPrior).reduce(0) { $0 + $1.0 * exp($1.1) }
  }
}
