import Glibc

/// What a sample does not tell of itself, as its clones tell it: purity, the precision of allele counts,
/// rates of errors, and whose copy number was measured.
struct CloneSampleModel: Equatable, Sendable {
  /// Shares of tumour cells, whether each goes with a genome that doubled, and their weights.
  var purities: [Double]
  var isDoubled: [Bool]
  var weights: [Double]
  /// The precision of allele counts.
  var precision: Double
  /// Whether ``precision`` was given.
  var isPrecisionGiven: Bool
  /// The weights of the nodes of the noise grid.
  var noise: [Double]
  /// The share of loci with a changed copy number at which the mutated cells alone have it.
  var ownCopies = 0.0
  /// The standard deviation of ln purity that the clones leave.
  var purityDeviation = 0.0
  /// Whether the purities are those about one peak.
  var isRefined = false

  /// The fraction below which reads are not told from errors; 0 where the rate of errors was stated.
  let leastTold: Double

  /// The weight of loci at which more than one copy is mutated in a part of the tumour cells.
  static let severalCopies = 0.05

  /// The model before any read is seen.
  init(grid: CloneGrid, noise: NoiseGrid, isPrecisionGiven: Bool) {
    purities = grid.purities
    isDoubled = grid.isDoubled
    weights = Self.probabilities(grid.logPrior)
    precision = grid.precisions[0]
    self.isPrecisionGiven = isPrecisionGiven
    self.noise = Self.probabilities(noise.logPrior)
    leastTold =
      noise.isRateStated ? 0 : Self.untold * noise.priorRate * 2 / max(grid.priorPurity, 0.05)
  }

  /// How often the expected rate of errors the alternate reads of a clone are at least that is told from
  /// errors whose rate is not known: as in the model of origins.
  private static let untold = 4.0

  /// The mean purity.
  var meanPurity: Double { zip(purities, weights).reduce(0) { $0 + $1.0 * $1.1 } }

  /// Probabilities in proportion to exponentials.
  static func probabilities(_ logs: [Double]) -> [Double] {
    let best = logs.max() ?? 0
    let values = logs.map { exp($0 - best) }
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }
}
