import Glibc
import NumericalMethods

/// Whether drug B gives resistant cells back the sensitivity to drug A that wild-type cells have.
///
/// The dose of A that halves the response is compared between a mutant at each dose of B and the wild type
/// without B. It is independent of B if the drugs act independently, so that a combination which only adds
/// leaves it where it was.
public struct SensitivityRestoration: Hashable, Sendable {
  /// What the wells show.
  public enum Verdict: Hashable, Sendable {
    /// The mutant is as sensitive to A alone as the wild type, within the margin.
    case notResistant
    /// From a dose of B on, the mutant needs no more of A than the wild type, within the margin.
    case restores(fromDoseB: Double)
    /// From a dose of B on, the mutant needs less of A than without B, but whether as little as the wild
    /// type is open, or it needs more.
    case sensitizes(fromDoseB: Double)
    /// No dose of B changes the dose of A that the mutant needs by more than the margin.
    case onlyAdds
    /// The wells do not tell.
    case cannotBeTold(Reason)
  }

  /// Why the wells do not tell.
  public enum Reason: Hashable, Sendable, CaseIterable {
    /// Drug A does not halve the response of the wild type at any dose tested.
    case wildTypeNotInhibited
    /// Whether the mutant is resistant to A alone is open.
    case resistanceUncertain
    /// At no dose of B is there a curve of A in the mutant.
    case noCurveInMutant
    /// The intervals of the shift reach from none to more than the margin.
    case shiftUncertain
  }

  /// One dose of B.
  public struct Shift: Hashable, Sendable {
    /// The dose of drug B.
    public let doseB: Double
    /// The mutant's dose of A over the wild type's without B: 1 is restored. `nil` if not reached.
    public let gap: Estimate?
    /// The mutant's dose of A without B over that with B: 1 is no shift. `nil` if not reached; the upper
    /// end is infinite where the dose without B is only known to be above what is reported.
    public let mutantShift: Estimate?
    /// The wild type's dose of A without B over that with B; `nil` if not reached.
    public let wildTypeShift: Estimate?
  }

  /// The slices of the mutant.
  public let mutant: SensitivitySlices
  /// The slices of the wild type.
  public let wildType: SensitivitySlices
  /// The shifts at each dose of B above 0; intervals hold for all doses together.
  public let shifts: [Shift]
  /// By what factor the mutant needs more of A than the wild type, without B; the value is a lower bound
  /// and the upper end infinite where the mutant's dose is not reached.
  public let resistance: Estimate?
  /// The p-value against equal shifts in mutant and wild type at all doses of B; `nil` with fewer than two
  /// doses of B (0 included) at which both are reached.
  public let interactionPValue: Double?
  /// The factor up to which doses count as equal.
  public let margin: Double
  /// What the wells show.
  public let verdict: Verdict

  /// Compares a mutant with the wild type.
  ///
  /// - Parameters:
  ///   - mutant: The responses of the mutant.
  ///   - wildType: The responses of the wild type; drug A alone suffices for the verdict.
  ///   - margin: Above 1, or it traps: the factor up to which doses count as equal.
  ///   - level: The level of confidence; shared among the doses of B after Bonferroni.
  ///   - options: How curves are fitted.
  public init(
    mutant: Checkerboard, wildType: SensitivitySlices, margin: Double = 2, level: Double = 0.95,
    options: CurveOptions = CurveOptions()
  ) {
    precondition(margin > 1, "a margin above 1")
    let slices = SensitivitySlices(mutant, options: options, level: level)
    self.mutant = slices
    self.wildType = wildType
    self.margin = margin
    let (alone, wild) = (slices.slices[0], wildType.slices[0])
    resistance = Self.ratio(alone, wild, level)
    let combined = Array(slices.slices.dropFirst())
    let shared = 1 - (1 - level) / Double(max(combined.count, 1))
    shifts = combined.map { slice in
      let partner = wildType.slices.first { $0.doseB == slice.doseB }
      return Shift(
        doseB: slice.doseB, gap: slice.logDose == nil ? nil : Self.ratio(slice, wild, shared),
        mutantShift: slice.logDose == nil ? nil : Self.ratio(alone, slice, shared),
        wildTypeShift: partner.flatMap { $0.logDose == nil ? nil : Self.ratio(wild, $0, shared) })
    }
    interactionPValue = Self.interaction(slices, wildType)
    verdict = Self.verdict(wild, resistance, shifts, margin)
  }

  /// The ratio of two doses with its interval.
  ///
  /// Where the numerator is not reached, it is above what is reported: value and lower end are bounds.
  private static func ratio(
    _ numerator: SensitivitySlices.Slice, _ denominator: SensitivitySlices.Slice, _ level: Double
  ) -> Estimate? {
    guard let below = denominator.logDose, below.standardError.isFinite else { return nil }
    guard let above = numerator.logDose, above.standardError.isFinite else {
      // A slice without a curve says nothing; one that is flat, or ends too high, is a bound.
      guard numerator.outcome != nil, case .notReached(let limit) = numerator.ic50 else {
        return nil
      }
      let half =
        StudentT(degreesOfFreedom: Double(below.degreesOfFreedom)).quantile(at: level)
        * below.standardError
      let bound = log(limit) - below.value
      return Estimate(value: exp(bound), lower: exp(bound - half), upper: .infinity)
    }
    let (a, b) = (
      above.standardError * above.standardError, below.standardError * below.standardError
    )
    let error = (a + b).squareRoot()
    let freedom =
      error == 0
      ? Double(above.degreesOfFreedom + below.degreesOfFreedom)
      : (a + b) * (a + b)
        / (a * a / Double(above.degreesOfFreedom) + b * b / Double(below.degreesOfFreedom))
    let half = StudentT(degreesOfFreedom: freedom).quantile(at: 0.5 * (1 + level)) * error
    let difference = above.value - below.value
    return Estimate(
      value: exp(difference), lower: exp(difference - half), upper: exp(difference + half))
  }

  /// Whether the logarithmic gap between mutant and wild type is the same at all doses of B.
  ///
  /// Cochran's `Q = Σ w_b (d_b - d̄)²` with `w_b = 1 / SE²`, over its degrees of freedom, against F.
  private static func interaction(
    _ mutant: SensitivitySlices, _ wildType: SensitivitySlices
  ) -> Double? {
    var (differences, weights, freedom): ([Double], [Double], Int) = ([], [], 0)
    for slice in mutant.slices {
      guard let one = slice.logDose,
        let other = wildType.slices.first(where: { $0.doseB == slice.doseB })?.logDose
      else { continue }
      let variance =
        one.standardError * one.standardError + other.standardError * other.standardError
      guard variance > 0, variance.isFinite else { continue }
      differences.append(one.value - other.value)
      weights.append(1 / variance)
      freedom += one.degreesOfFreedom + other.degreesOfFreedom
    }
    guard differences.count >= 2 else { return nil }
    let total = weights.reduce(0, +)
    let mean = zip(differences, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let q = zip(differences, weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    let numerator = Double(differences.count - 1)
    return FDistribution(numerator: numerator, denominator: Double(freedom))
      .upperTailProbability(above: q / numerator)
  }

  private static func verdict(
    _ wild: SensitivitySlices.Slice, _ resistance: Estimate?, _ shifts: [Shift], _ margin: Double
  ) -> Verdict {
    guard wild.logDose != nil else { return .cannotBeTold(.wildTypeNotInhibited) }
    guard let resistance else { return .cannotBeTold(.resistanceUncertain) }
    if resistance.upper < margin { return .notResistant }
    if resistance.lower <= 1 { return .cannotBeTold(.resistanceUncertain) }
    let moved = shifts.filter { ($0.mutantShift?.lower ?? 0) > 1 }
    if let first = moved.first(where: { ($0.gap?.upper ?? .infinity) < margin }) {
      return .restores(fromDoseB: first.doseB)
    }
    if let first = moved.first { return .sensitizes(fromDoseB: first.doseB) }
    let known = shifts.compactMap(\.mutantShift)
    if known.isEmpty { return .cannotBeTold(.noCurveInMutant) }
    // The mutant's dose may be unknown with and without B: then nothing was shown to stay.
    let stays = known.count == shifts.count && known.allSatisfy { $0.upper < margin }
    return stays ? .onlyAdds : .cannotBeTold(.shiftUncertain)
  }
}
