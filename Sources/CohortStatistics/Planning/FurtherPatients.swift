import Glibc
import NumericalMethods

/// How much narrower an interval gets with further patients like those already seen.
///
/// An uncertain call is worth less than a certain one. The share of the information that calls of
/// this cohort keep is
/// ```
/// ρ = 1 - mean of P (1 - P) / (θ (1 - θ)),  P = θ B / (θ B + 1 - θ)
/// ```
/// at the expected fraction `θ`: 1 where all are certain, 0 where they say nothing. A further patient
/// counts as `ρ` certain ones. Their number acquired is not known either: the expected width is the
/// mean over what the present posterior, taken as the beta distribution of its mean and variance,
/// predicts for them.
public struct FurtherPatients: Hashable, Sendable {
  /// The share of a certain call's information that the present calls carry, in `0...1`.
  public let informativeness: Double
  /// The width of the present interval.
  public let presentWidth: Double
  /// The confidence of the intervals.
  public let level: Double
  private let alpha: Double
  private let beta: Double

  /// Starts from the patients seen and their calls.
  ///
  /// - Parameters:
  ///   - posterior: What they say of the fraction.
  ///   - logLikelihoodRatios: Their `ln B`, or a sample of them.
  ///   - level: Within `0..<1`; anything else traps.
  public init(
    posterior: some FractionPosterior, logLikelihoodRatios: [Double], level: Double = 0.95
  ) {
    let mean = posterior.mean
    let logit = log(mean) - log1p(-mean)
    var doubt = 0.0
    for ratio in logLikelihoodRatios {
      let shares = logShares(of: ratio + logit)
      doubt += exp(shares.acquired + shares.preexisting)
    }
    let patients = Double(logLikelihoodRatios.count)
    self.init(
      posterior, informativeness: patients > 0 ? 1 - doubt / (patients * mean * (1 - mean)) : 0,
      level: level)
  }

  /// Starts from the posterior alone, as of cohorts too large to keep every call.
  ///
  /// A patient's worth is then what the posterior gained over the prior, per patient: the certain
  /// patients of a beta distribution of the same mean and variance. In small series prefer the calls.
  ///
  /// - Parameters:
  ///   - posterior: What the patients say of the fraction.
  ///   - level: Within `0..<1`; anything else traps.
  public init(posterior: some FractionPosterior, level: Double = 0.95) {
    let gained = Self.weight(of: posterior) - posterior.prior.alpha - posterior.prior.beta
    self.init(
      posterior, informativeness: posterior.patients > 0 ? gained / Double(posterior.patients) : 0,
      level: level)
  }

  private init(_ posterior: some FractionPosterior, informativeness: Double, level: Double) {
    self.informativeness = min(1, max(0, informativeness))
    presentWidth = posterior.interval(level).width
    self.level = level
    let weight = Self.weight(of: posterior)
    alpha = posterior.mean * weight
    beta = (1 - posterior.mean) * weight
  }

  /// The sum of both parameters of a beta distribution of the same mean and variance.
  private static func weight(of posterior: some FractionPosterior) -> Double {
    let deviation = posterior.standardDeviation
    return max(1e-6, posterior.mean * (1 - posterior.mean) / (deviation * deviation) - 1)
  }

  /// The expected width of the interval after further patients.
  ///
  /// - Parameter patients: At least 0; anything else traps.
  public func expectedWidth(after patients: Int) -> Double {
    precondition(patients >= 0, "patients of at least 0")
    let certain = informativeness * Double(patients)
    // Over the quantiles of the fraction; given it, the number acquired is close to its mean.
    let now = BetaDistribution(alpha: alpha, beta: beta)
    let slices = 32
    var sum = 0.0
    for slice in 0..<slices {
      let fraction = now.quantile(at: (Double(slice) + 0.5) / Double(slices))
      let later = BetaDistribution(
        alpha: alpha + certain * fraction, beta: beta + certain * (1 - fraction))
      sum += later.quantile(at: 0.5 * (1 + level)) - later.quantile(at: 0.5 * (1 - level))
    }
    return sum / Double(slices)
  }

  /// The least number of further patients for an expected width.
  ///
  /// - Parameter width: Above 0; anything else traps.
  /// - Returns: 0 when the interval is that narrow already; `nil` when no number up to 2^31 is enough,
  ///   as with calls that say nothing.
  public func needed(forWidth width: Double) -> Int? {
    precondition(width > 0, "a width above 0")
    if presentWidth <= width { return 0 }
    if informativeness < 1e-6 { return nil }
    return StudyDesign.least { expectedWidth(after: $0) <= width }
  }
}
