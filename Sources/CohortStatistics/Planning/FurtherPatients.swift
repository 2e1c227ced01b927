import Glibc
import NumericalMethods

/// How much an interval narrows when further patients like those already observed are added.
///
/// An uncertain call carries less information than a certain one. The fraction of the information
/// that the calls of this cohort retain is
/// ```
/// ρ = 1 - mean of P (1 - P) / (θ (1 - θ)),  P = θ B / (θ B + 1 - θ)
/// ```
/// at the expected fraction `θ`: 1 if all calls are certain, 0 if they are uninformative. A further
/// patient counts as `ρ` certain ones. How many of them will have acquired the mutation is unknown:
/// the expected width is averaged over the predictive distribution of that number, with the current
/// posterior approximated by the beta distribution of the same mean and variance.
///
/// Derived for this package.
public struct FurtherPatients: Hashable, Sendable {
  /// The share of a certain call's information that the present calls carry, in `0...1`.
  public let informativeness: Double
  /// The width of the current interval.
  public let presentWidth: Double
  /// The confidence of the intervals.
  public let level: Double
  private let alpha: Double
  private let beta: Double

  /// Starts from the patients seen and their calls.
  ///
  /// - Parameters:
  ///   - posterior: The posterior of the fraction from these patients.
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

  /// Starts from the posterior alone, for cohorts too large to keep every call.
  ///
  /// The information per patient is then the gain of the posterior over the prior, counted in certain
  /// patients by the beta distribution of the same mean and variance, and divided by the number of
  /// patients. For small cohorts, use the calls.
  ///
  /// - Parameters:
  ///   - posterior: The posterior of the fraction.
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

  /// The smallest number of further patients for an expected width.
  ///
  /// - Parameter width: Above 0; anything else traps.
  /// - Returns: 0 if the interval is already that narrow; `nil` if no number up to 2^31 is enough,
  ///   as with uninformative calls.
  public func needed(forWidth width: Double) -> Int? {
    precondition(width > 0, "a width above 0")
    if presentWidth <= width { return 0 }
    if informativeness < 1e-6 { return nil }
    return StudyDesign.least { expectedWidth(after: $0) <= width }
  }
}
