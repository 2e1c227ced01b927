import Glibc
import NumericalMethods

/// The likelihoods of a patient's patterns under models of the samples.
struct CloneLikelihoods {
  let problem: CloneProblem
  /// The curves of each sample's patterns.
  let curves: [CloneCurves]

  /// Dirichlet parameters of what is no clone: of tails and artefacts below that of a clone, so that they
  /// have to be needed.
  private static let tailPrior = 0.2
  private static let artefactPrior = 0.3
  private static let absentPrior = 1.0
  /// ln of the likelihood of a tail of a sample that says nothing.
  private static let untold = -50.0
  /// The probability that artefacts are in one sample alone.
  private static let single = 0.5

  /// The classes that are no clones: the tails of the samples, artefacts, and absence.
  static func artefact(_ samples: Int) -> Int { samples }
  static func absent(_ samples: Int) -> Int { samples + 1 }

  /// The curves of the samples' first patterns.
  static func curves(
    of samples: [CloneSample], _ models: [CloneSampleModel], _ patterns: ClonePatterns, most: Int
  ) -> [CloneCurves] {
    zip(samples, models).map { $0.curves(patterns, most: most, precision: $1.precision) }
  }

  init(
    _ curves: [CloneCurves], models: [CloneSampleModel], patterns: ClonePatterns,
    fractions: CloneFractions
  ) {
    self.curves = curves
    let count = curves.first?.rows.data.count ?? 0
    let weights = Array(patterns.weights.prefix(count))
    var rows = [Int32](repeating: -1, count: count * curves.count)
    for (index, sample) in curves.enumerated() {
      for (pattern, row) in sample.rows.counts.row.enumerated() {
        rows[pattern * curves.count + index] = row
      }
    }
    let tables = zip(curves, models).map { $0.table($1, fractions) }
    problem = CloneProblem(
      fractions: fractions, tables: tables, rows: rows, weights: weights,
      others: Self.others(tables, rows, weights.count),
      priorOfClasses: [Double](repeating: Self.tailPrior, count: curves.count)
        + [Self.artefactPrior, Self.absentPrior])
  }

  private static func others(
    _ tables: [CloneTable], _ rows: [Int32], _ patterns: Int
  ) -> [Double] {
    let samples = tables.count
    let classes = samples + 2
    var others = [Double](repeating: 0, count: patterns * classes)
    var single = [Double](repeating: 0, count: samples)
    for pattern in 0..<patterns {
      let start = pattern * classes
      var (absent, inflated) = (0.0, 0.0)
      for sample in 0..<samples {
        let row = Int(rows[pattern * samples + sample])
        guard row >= 0 else { continue }
        absent += tables[sample].values[row * tables[sample].points]
        inflated += tables[sample].artefacts[row]
      }
      for sample in 0..<samples {
        let row = Int(rows[pattern * samples + sample])
        guard row >= 0 else {
          others[start + sample] = absent + untold
          single[sample] = absent
          continue
        }
        let rest = absent - tables[sample].values[row * tables[sample].points]
        others[start + sample] = rest + tables[sample].tails[row]
        single[sample] = rest + tables[sample].artefacts[row]
      }
      let one = CloneMixture.logSum(&single) - log(Double(samples))
      let best = max(one, inflated)
      others[start + artefact(samples)] =
        best + log(Self.single * exp(one - best) + (1 - Self.single) * exp(inflated - best))
      others[start + Self.absent(samples)] = absent
    }
    return others
  }
}
