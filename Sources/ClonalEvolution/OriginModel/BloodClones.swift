import Glibc
import NumericalMethods
import TumorModel

/// The likelihood of a clone of blood cells, which plasma and blood show and a tumour's tissue little.
///
/// With a share `f` of mutated molecules in the blood sample, log-uniform between 1e-4 and 0.4,
/// ```
/// Σ_f p(f) BB(k_N; n_N, f) Π_x mean_u BB(k_x; n_x, u f)
/// ```
/// where `u` is the part of a sample's molecules that blood cells gave: about all of plasma's, none to
/// a half of a tissue's.
struct BloodClones {
  /// The prior share among listed sites of patients whose plasma and blood were read.
  static let share = 0.03
  private static let frequencies = (0..<18).map { 1e-4 * pow(4000, (Double($0) + 0.5) / 18) }
  private static let plasmaParts = [0.4, 0.7, 1, 1.3]
  private static let tissueParts = [0, 0.05, 0.2, 0.5]
  private static let precision = 400.0

  /// ln of the likelihood of each frequency of one site's counts in a blood sample.
  static func blood(_ counts: ReadCounts) -> [Double] {
    frequencies.map { log(counts, $0) }
  }

  /// The likelihood of each frequency of a sample's counts, relative to a scale.
  ///
  /// - Parameter rate: The rate of errors, below which no share falls.
  static func sample(
    _ counts: ReadCounts, isPlasma: Bool, rate: Double, scale: Double
  ) -> [Double] {
    let parts = isPlasma ? plasmaParts : tissueParts
    return frequencies.map { f in
      parts.reduce(0) { $0 + exp(log(counts, max(rate, min(0.9, $1 * f))) - scale) }
        / Double(parts.count)
    }
  }

  private static func log(_ counts: ReadCounts, _ mean: Double) -> Double {
    let weight = precision + 1 / mean
    return BetaBinomialBatch.logProbability(
      Int(counts.alternate), Int(counts.depth), alpha: mean * weight, beta: (1 - mean) * weight)
  }
}
