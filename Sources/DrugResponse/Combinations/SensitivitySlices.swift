import Glibc
import NumericalMethods

/// The sensitivity of one population of cells to drug A at each dose of drug B.
///
/// Responses are relative to drug B alone, so that a dose of A that halves what B leaves is the same with
/// and without B if the drugs act independently.
public struct SensitivitySlices: Hashable, Sendable {
  /// One dose of drug B.
  public struct Slice: Hashable, Sendable {
    /// The dose of drug B.
    public let doseB: Double
    /// The response to drug B alone.
    public let partnerAlone: Double
    /// What drug A does on top; `nil` where no curve can be fitted.
    public let outcome: CurveOutcome?
    /// The dose of A that halves the response, with its interval.
    public let ic50: DoseEstimate
    /// The logarithm of that dose and its standard error, where it is reached.
    public let logDose: LogDose?
    /// The highest dose of A that is reported.
    public let highestReported: Double
  }

  /// The logarithm of a dose.
  public struct LogDose: Hashable, Sendable {
    /// The natural logarithm.
    public let value: Double
    /// Its standard error.
    public let standardError: Double
    /// The degrees of freedom of the residuals.
    public let degreesOfFreedom: Int
  }

  /// By dose of drug B, ascending; the first is drug A alone.
  public let slices: [Slice]

  /// Fits each slice.
  ///
  /// - Parameters:
  ///   - board: The responses of one population.
  ///   - options: How curves are fitted.
  ///   - level: The level of confidence.
  public init(_ board: Checkerboard, options: CurveOptions = CurveOptions(), level: Double = 0.95) {
    slices = ([0] + board.dosesB).map { dose in
      Self.slice(board.sliceA(atDoseB: dose), dose, options, level)
    }
  }

  /// Fits drug A alone.
  ///
  /// - Parameters:
  ///   - alone: The responses of one population to drug A.
  ///   - options: How the curve is fitted.
  ///   - level: The level of confidence.
  public init(
    alone: [DosePoint], options: CurveOptions = CurveOptions(), level: Double = 0.95
  ) {
    slices = [Self.slice(alone, 0, options, level)]
  }

  private static func slice(
    _ points: [DosePoint], _ doseB: Double, _ options: CurveOptions, _ level: Double
  ) -> Slice {
    let untreated = points.filter { $0.dose == 0 }.map(\.response)
    let fitter = HillFitter(options: options)
    let highest = (points.map(\.dose).max() ?? 0) * options.extrapolation
    let raw = try? fitter.fit(points)
    let alone =
      untreated.isEmpty
      ? (raw?.curve.e0 ?? .nan) : untreated.reduce(0, +) / Double(untreated.count)
    // Drug B leaves nothing to halve, or there is no curve.
    guard alone > 0.05, let outcome = try? fitter.outcome(points) else {
      return Slice(
        doseB: doseB, partnerAlone: alone, outcome: nil, ic50: .notReached(upTo: highest),
        logDose: nil, highestReported: highest)
    }
    guard let fit = outcome.fit, fit.curve.eInfinity < fit.curve.e0 else {
      return Slice(
        doseB: doseB, partnerAlone: alone, outcome: outcome, ic50: .notReached(upTo: highest),
        logDose: nil, highestReported: highest)
    }
    let question = DoseQuestion.absolute(level: 0.5 * fit.curve.e0)
    let place = fit.logHalfDose()
    let half = place.map { fit.critical(level) * $0.standardError }
    let ic50: DoseEstimate =
      if let place, let half {
        .reached(
          Estimate(
            value: exp(place.value), lower: exp(place.value - half),
            upper: exp(place.value + half)))
      } else {
        fit.dose(question, level: level)
      }
    return Slice(
      doseB: doseB, partnerAlone: alone, outcome: outcome, ic50: ic50,
      logDose: place.map {
        LogDose(
          value: $0.value, standardError: $0.standardError, degreesOfFreedom: fit.degreesOfFreedom)
      }, highestReported: highest)
  }
}

extension HillFit {
  /// The logarithm of the dose that halves the response without drug, and its standard error, which
  /// includes that of the response without drug, and how far apart the doses are between which the response
  /// falls unseen.
  ///
  /// ```
  /// ln x = ln EC50 + ln((E0 / 2) / (E0 / 2 - E∞)) / h
  /// ```
  func logHalfDose() -> (value: Double, standardError: Double)? {
    guard case .success(let value) = place(.absolute(level: 0.5 * curve.e0)), curve.e0 > 0 else {
      return nil
    }
    let rest = 0.5 * curve.e0 - curve.eInfinity
    let odds = 0.5 * curve.e0 / rest
    let gradient = SIMD4(
      (1 / curve.e0 - 0.5 / rest) / curve.slope, 1 / (rest * curve.slope), 1,
      -log(odds) / curve.slope)
    return (value, carryingGap(standardError(gradient)))
  }
}
