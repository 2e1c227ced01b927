import Glibc
import NumericalMethods

/// The product-limit estimate of survival.
///
/// ```
/// S(t) = Π_{t_i ≤ t} (1 - d_i / n_i)
/// ```
/// E. L. Kaplan and P. Meier, *J. Am. Stat. Assoc.* 53, 457–481 (1958),
/// doi:10.1080/01621459.1958.10501452. Its variance is that of Greenwood, its interval is symmetric for
/// `ln(-ln S)`, which keeps it within `0...1`: J. D. Kalbfleisch and R. L. Prentice, *The Statistical
/// Analysis of Failure Time Data*, Wiley (2002).
public struct KaplanMeier: Hashable, Sendable {
  /// The estimate from one time on.
  public struct Step: Hashable, Sendable {
    /// A time with an event or an end of follow-up.
    public let time: Double
    /// The number at risk just before.
    public let atRisk: Double
    /// The number of events.
    public let events: Double
    /// The number whose follow-up ended.
    public let censored: Double
    /// The estimate from this time on.
    public let survival: Double
    /// Greenwood's standard error, `S √Σ d / (n (n - d))`; `nil` once the estimate is 0.
    public let standardError: Double?
    /// The interval; `nil` while the estimate is 1 and once it is 0.
    public let interval: ProportionInterval?
  }

  /// The estimates, by time.
  public let steps: [Step]
  /// The level of confidence of the intervals.
  public let level: Double
  let patients: [SurvivalTime]

  /// Estimates survival.
  ///
  /// - Parameters:
  ///   - patients: The follow-up of each.
  ///   - level: Within `0..<1`; anything else traps.
  /// - Complexity: O(`n` log `n`).
  public init(_ patients: [SurvivalTime], level: Double = 0.95) {
    requireLevel(level)
    let z = StandardNormal.quantile(at: 0.5 * (1 + level))
    var (survival, sum) = (1.0, 0.0)
    steps = RiskSets(patients).rows.map { row in
      // Weights may sum to slightly more or less than those at risk.
      let rest = row.events >= row.atRisk * (1 - 1e-12) ? 0 : 1 - row.events / row.atRisk
      survival *= rest
      if rest > 0 { sum += row.events / (row.atRisk * (row.atRisk - row.events)) }
      var interval: ProportionInterval?
      if survival > 0, survival < 1 {
        let reach = z * sum.squareRoot() / log(survival)
        interval = ProportionInterval(
          lower: pow(survival, exp(-reach)), upper: pow(survival, exp(reach)))
      }
      return Step(
        time: row.time, atRisk: row.atRisk, events: row.events, censored: row.censored,
        survival: survival, standardError: survival > 0 ? survival * sum.squareRoot() : nil,
        interval: interval)
    }
    self.level = level
    self.patients = patients
  }

  /// The last step up to a time.
  public func step(at time: Double) -> Step? { steps.last { $0.time <= time } }

  /// The estimate at a time; 1 before the first event.
  public func survival(at time: Double) -> Double { step(at: time)?.survival ?? 1 }

  /// The number at risk at a time, those whose follow-up ends then included, as it stands below curves.
  public func atRisk(at time: Double) -> Double {
    patients.reduce(0) { sum, patient in
      let isIn = patient.entry < time || (time == 0 && patient.entry == 0)
      return isIn && patient.time >= time ? sum + patient.weight : sum
    }
  }

  /// A quantile of the times with its interval; parts are `nil` where the curve or band stays above.
  ///
  /// Once the estimate is 0 there is no band: a limit there would only repeat the last event.
  public struct Quantile: Hashable, Sendable {
    /// The first time with survival of at most `1 - share`.
    public let time: Double?
    /// The first time at which the lower end of the band is that low.
    public let lower: Double?
    /// The first time at which the upper end of the band is that low.
    public let upper: Double?
  }

  /// The time by which a share of the patients had the event; the median by default.
  ///
  /// The interval inverts the band: R. Brookmeyer and J. Crowley, *Biometrics* 38, 29–41 (1982),
  /// doi:10.2307/2530286.
  ///
  /// - Parameter share: Within `0...1`.
  public func quantile(at share: Double = 0.5) -> Quantile {
    let bound = 1 - share + 1e-12
    return Quantile(
      time: steps.first { $0.survival <= bound }?.time,
      lower: steps.first { $0.interval.map { $0.lower <= bound } ?? false }?.time,
      upper: steps.first { $0.interval.map { $0.upper <= bound } ?? false }?.time)
  }

  /// The restricted mean: the expected time up to a horizon, the area under the curve.
  public struct RestrictedMean: Hashable, Sendable {
    /// The horizon.
    public let horizon: Double
    /// The estimate, at most the horizon.
    public let value: Double
    /// The standard error, `√Σ A_i² d_i / (n_i (n_i - d_i))`, with `A_i` the area beyond the event.
    public let standardError: Double
    /// The lower end of the normal interval; `nil` where no event tells of the variance.
    public let lower: Double?
    /// The upper end of the normal interval; `nil` where no event tells of the variance.
    public let upper: Double?
    /// Whether follow-up ends before the horizon, so that the curve had to be continued.
    public let isExtended: Bool
  }

  /// The restricted mean up to a horizon.
  ///
  /// P. Royston and M. K. B. Parmar, *BMC Med. Res. Methodol.* 13, 152 (2013),
  /// doi:10.1186/1471-2288-13-152.
  ///
  /// - Parameter horizon: Above 0 and finite; anything else traps.
  public func restrictedMean(upTo horizon: Double) -> RestrictedMean {
    precondition(horizon > 0 && horizon.isFinite, "a horizon above 0")
    let used = steps.filter { $0.time <= horizon }
    var (area, variance) = (0.0, 0.0)
    var end = horizon
    for step in used.reversed() {
      area += step.survival * (end - step.time)
      end = step.time
      if step.events > 0, step.atRisk > step.events {
        variance += area * area * step.events / (step.atRisk * (step.atRisk - step.events))
      }
    }
    area += end
    let error = variance.squareRoot()
    let half = StandardNormal.quantile(at: 0.5 * (1 + level)) * error
    let last = steps.last
    return RestrictedMean(
      horizon: horizon, value: area, standardError: error,
      lower: error > 0 ? max(0, area - half) : nil,
      upper: error > 0 ? min(horizon, area + half) : nil,
      isExtended: (last?.time ?? 0) < horizon && (last?.survival ?? 1) > 0)
  }
}
