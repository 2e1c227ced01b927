import Glibc
import NumericalMethods

/// Is a cancer cell fraction below a threshold associated with an exposure?
///
/// The score test of an exposure `x`, with `u = P(c < c* | reads)` under one distribution for all
/// patients, blind to `x`:
/// ```
/// z = Σ (x - mean x)(u - mean u) / √ Σ ((x - mean x)(u - mean u))²
/// ```
/// with the means of each patient's stratum.
/// Nobody is called and nobody dropped. Since the mean of `u` is `P(c < c*)` at any depth, samples that
/// are sequenced deeper after a treatment fake no effect; a test of calls rejects every true null then.
/// An association is not evidence of cause. It needs some ten patients on either side.
public struct ThresholdAssociation: Hashable, Sendable {
  /// A patient.
  public struct Patient: Hashable, Sendable {
    /// One curve per mutation of the gene; flat ones say nothing.
    public let curves: [CellFractionCurve]
    /// The exposure, finite: 1 and 0 for treated or not, or any number.
    public let exposure: Double
    /// The stratum within which exposures are compared, such as one of the time between two biopsies.
    public let stratum: Int

    /// Creates a patient.
    ///
    /// - Parameters:
    ///   - curves: One per mutation of the gene.
    ///   - exposure: A finite number; anything else traps.
    ///   - stratum: Any number; patients of one are compared with one another.
    public init(curves: [CellFractionCurve], exposure: Double, stratum: Int = 0) {
      precondition(exposure.isFinite, "a finite exposure")
      self.curves = curves
      self.exposure = exposure
      self.stratum = stratum
    }
  }

  /// The patients whose reads say something.
  public let patients: Int
  /// The standardised score, above 0 where the exposed are more often below the threshold.
  public let z: Double
  /// The two-sided p-value by the normal approximation; 1 without variance.
  public let pValue: Double
  /// The variance of `u` as a share of that of clear reads, in `0...1`.
  public let information: Double

  /// Tests the association.
  ///
  /// - Parameters:
  ///   - patients: The patients; those with flat curves only do not count.
  ///   - threshold: `c*`, strictly between 0 and 1.
  ///   - grid: The grid of all curves.
  /// - Throws: ``CellFractionError``.
  public init(
    _ patients: [Patient], threshold: Double, grid: CellFractionGrid = .standard
  ) throws(CellFractionError) {
    var curves = CellFractionCurves(grid: grid)
    for patient in patients { try curves.add(mutations: patient.curves) }
    let distribution = try CellFractionDistribution(fittedTo: curves)
    var strata: [Int: [(x: Double, u: Double)]] = [:]
    var count = 0.0
    var sum = 0.0
    for patient in patients {
      let informative = patient.curves.filter { !$0.isFlat }
      if informative.isEmpty { continue }
      var own = 0.0
      for curve in informative {
        own += try distribution.probability(below: threshold, given: curve)
      }
      own /= Double(informative.count)
      strata[patient.stratum, default: []].append((patient.exposure, own))
      count += 1
      sum += own
    }
    self.patients = Int(count)
    let mean = sum / max(1, count)
    var (score, variance, spread) = (0.0, 0.0, 0.0)
    for (_, scores) in strata.sorted(by: { $0.key < $1.key }) {
      let own = Double(scores.count)
      let exposure = scores.reduce(0) { $0 + $1.x } / own
      let centre = scores.reduce(0) { $0 + $1.u } / own
      for (x, u) in scores {
        let product = (x - exposure) * (u - centre)
        score += product
        variance += product * product
        spread += (u - mean) * (u - mean)
      }
    }
    let clear = count * mean * (1 - mean)
    information = clear > 1e-300 ? min(1, spread / clear) : 0
    // Scores that differ by rounding only say nothing.
    let isInformative = spread > 1e-18 * max(1, count) && variance > 0
    z = isInformative ? score / variance.squareRoot() : 0
    pValue =
      isInformative ? min(1, 2 * StandardNormal.upperTailProbability(above: abs(z))) : 1
  }
}
