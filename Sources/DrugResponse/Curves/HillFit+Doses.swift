import Glibc

extension HillFit {
  /// The highest dose that is reported: the highest tested times the factor of extrapolation.
  public var highestReported: Double { doses.upperBound * options.extrapolation }
  /// The lowest dose that is reported: the lowest tested divided by the factor of extrapolation.
  public var lowestReported: Double { doses.lowerBound / options.extrapolation }

  /// A dose with a t interval on the logarithmic scale.
  ///
  /// ```
  /// ln x_t = ln EC50 + ln((E0 - t) / (t - E∞)) / h,  exp(ln x_t ± t_{n-p} · SE(ln x_t))
  /// ```
  /// The standard error is by the delta method. Where responses are relative to the mean `V` of `n` wells
  /// without drug, `t` stands for `t V`, and
  /// ```
  /// Var(ln x_t) = Gᵀ Σ G + D² t² s² / n + 2 D t Gᵀ Σ g₀,  D = ∂ ln x_t / ∂t
  /// ```
  /// with `G` the derivatives of `ln x_t` and `g₀` of the response at dose 0: the last term is the
  /// covariance of the curve and of the wells that are part of both. Where the response falls between two
  /// doses and no well saw it fall, the dose is anywhere between them, and half their distance is added to the
  /// standard error. Where the far end of the curve was not reached, an EC50 has its profile interval.
  ///
  /// - Parameters:
  ///   - question: Which dose.
  ///   - level: The level of confidence.
  public func dose(_ question: DoseQuestion, level: Double = 0.95) -> DoseEstimate {
    switch place(question) {
    case .failure(let answer): return answer.estimate
    case .success(let logDose):
      if question == .relativeIC50, !isFarEndSeen, hasProfile,
        let profile = try? profiledDose(question, level: level)
      {
        return profile
      }
      let half = critical(level) * logDoseError(question)
      return .reached(
        Estimate(
          value: exp(logDose), lower: exp(logDose - half), upper: exp(logDose + half)))
    }
  }

  /// An answer that is no dose.
  struct NoDose: Error {
    let estimate: DoseEstimate
  }

  /// The logarithm of the dose, where it may be reported.
  func place(_ question: DoseQuestion) -> Result<Double, NoDose> {
    let logDose: Double
    switch question {
    case .relativeIC50: logDose = log(curve.ec50)
    case .absolute(let level):
      // A response that rises from above the level never comes to it.
      if curve.e0 > curve.eInfinity, level >= curve.e0 {
        return .failure(NoDose(estimate: .presentWithoutDrug))
      }
      guard let dose = curve.dose(forResponse: level) else {
        return .failure(NoDose(estimate: .notReached(upTo: highestReported)))
      }
      logDose = log(dose)
    }
    if logDose > log(highestReported) {
      return .failure(NoDose(estimate: .notReached(upTo: highestReported)))
    }
    if logDose < log(lowestReported) {
      return .failure(NoDose(estimate: .reachedBelow(lowestReported)))
    }
    return .success(logDose)
  }

  /// The logarithm of a dose and its standard error, where it may be reported.
  public func logDose(
    _ question: DoseQuestion
  ) -> (value: Double, standardError: Double)? {
    guard case .success(let value) = place(question) else { return nil }
    return (value, logDoseError(question))
  }

  /// The standard error of the logarithm of a dose.
  func logDoseError(_ question: DoseQuestion) -> Double {
    let gradient = logDoseGradient(question)
    let error = standardError(gradient)
    guard case .absolute(let level) = question, options.isRelativeToUntreated, error.isFinite,
      data.untreated > 0, !fixed.contains(.e0)
    else { return carryingGap(error) }
    // By how much ln x_t moves with the level: the level moves both logarithms of the odds.
    let slope =
      -(1 / (curve.e0 - level) + 1 / (level - curve.eInfinity)) / curve.slope * level
    let mean = residualStandardDeviation * residualStandardDeviation / data.untreated
    let shared = (covariance[0] * gradient).sum()
    let variance = max(0, error * error + slope * slope * mean + 2 * slope * shared)
    return carryingGap(variance.squareRoot())
  }

  /// The standard error of the logarithm of a dose, with half of ``unseenGap`` added in squares.
  func carryingGap(_ error: Double) -> Double {
    let gap = unseenGap
    return (error * error + 0.25 * gap * gap).squareRoot()
  }

  /// The share of the effect, from `E0` to `E∞`, that the highest dose has.
  private var shareAtHighest: Double {
    1 / (1 + exp(-curve.slope * (log(doses.upperBound) - log(curve.ec50))))
  }

  /// Whether the highest dose has nine tenths of the effect of the far end: the end is then seen, and not
  /// only extrapolated.
  public var isFarEndSeen: Bool { shareAtHighest >= 0.9 }

  /// The logarithm of the ratio of the two doses between which the response falls, where no wells saw it fall;
  /// 0 where some did: a response that differs from both ends by a tenth of the effect, and by three standard
  /// errors of the mean of a dose.
  private var unseenGap: Double {
    let logs = data.logDoses.filter { $0 != CollapsedDoses.logOfZero }
    let wells = max(1, (Double(points) - data.untreated) / Double(max(1, logs.count)))
    let error = residualStandardDeviation / wells.squareRoot() / abs(curve.e0 - curve.eInfinity)
    let margin = min(0.45, max(0.1, 3 * error))
    let (middle, reach) = (log(curve.ec50), log((1 - margin) / margin) / curve.slope)
    guard !logs.contains(where: { abs($0 - middle) < reach }),
      let below = logs.filter({ $0 <= middle }).max(),
      let above = logs.filter({ $0 > middle }).min()
    else { return 0 }
    return above - below
  }

  /// The derivatives of the logarithm of a dose.
  func logDoseGradient(_ question: DoseQuestion) -> SIMD4<Double> {
    guard case .absolute(let level) = question else { return SIMD4(0, 0, 1, 0) }
    let odds = (curve.e0 - level) / (level - curve.eInfinity)
    return SIMD4(
      1 / (curve.slope * (curve.e0 - level)), 1 / (curve.slope * (level - curve.eInfinity)), 1,
      -log(odds) / curve.slope)
  }
}
