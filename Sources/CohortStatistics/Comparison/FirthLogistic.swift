#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import NumericalMethods

/// Logistic regression with Firth's penalty, which answers where outcomes separate.
///
/// The coefficients maximise `ln L(β) + ln |I(β)| / 2`, with the information matrix `I`: Jeffreys'
/// prior. This removes the first-order bias of maximum likelihood and keeps estimates finite when an
/// exposure predicts the outcome without exception, where ordinary logistic regression runs off.
/// P-values and intervals come from the profile of the penalised likelihood (Heinze and Schemper):
/// twice its fall against the chi-squared distribution of one degree of freedom. With one binary
/// covariate it is the analysis of the table with half a patient added to each cell.
public struct FirthLogistic: Hashable, Sendable {
  /// Patients with the same covariates.
  public struct Group: Hashable, Sendable {
    /// The covariates, without the constant.
    public let covariates: [Double]
    /// The patients with the outcome.
    public let events: Int
    /// All patients of the group.
    public let trials: Int

    /// Creates a group; what its numbers must satisfy is checked by the fit.
    public init(covariates: [Double], events: Int, trials: Int) {
      self.covariates = covariates
      self.events = events
      self.trials = trials
    }
  }

  /// The effect of a covariate, in log odds per unit.
  public struct Coefficient: Hashable, Sendable {
    /// The estimate.
    public let estimate: Double
    /// The standard error from the information matrix.
    public let standardError: Double
    /// The profile interval's lower end; minus infinity where none was found.
    public let lower: Double
    /// The profile interval's upper end; infinite where none was found.
    public let upper: Double
    /// The p-value of the penalised likelihood ratio against no effect.
    public let pValue: Double

    /// The estimate as an odds ratio.
    public var oddsRatio: Double { exp(estimate) }
    /// The interval of the odds ratio.
    public var oddsRatioInterval: OddsRatioInterval {
      OddsRatioInterval(lower: exp(lower), upper: exp(upper))
    }
  }

  /// The constant.
  public let intercept: Coefficient
  /// The covariates, in the order given.
  public let coefficients: [Coefficient]
  /// `ln L + ln |I| / 2` at the estimates, in nats.
  public let penalizedLogLikelihood: Double

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - groups: The patients; a constant is added. A dozen covariates at most.
  ///   - level: The intervals' confidence, within `0..<1`; anything else traps.
  /// - Throws: ``UndefinedResult`` when there are no patients, counts or covariates make no sense,
  ///   covariates determine one another, or the climb does not arrive.
  /// - Complexity: Some hundred Newton steps per covariate, O(groups · covariates²) each.
  public init(_ groups: [Group], level: Double = 0.95) throws(UndefinedResult) {
    requireLevel(level)
    let scales = try Self.scales(of: groups)
    let likelihood = FirthLikelihood(
      rows: groups.map { [1] + zip($0.covariates, scales).map { $0 / $1 } },
      events: groups.map { Double($0.events) }, trials: groups.map { Double($0.trials) })
    let start = [Double](repeating: 0, count: scales.count + 1)
    guard likelihood.point(at: start) != nil else {
      throw UndefinedResult("the covariates determine one another, or one does not vary")
    }
    guard let best = likelihood.maximum(from: start), let factor = Cholesky(best.information)
    else { throw UndefinedResult("the penalised likelihood's maximum was not reached") }
    penalizedLogLikelihood = best.value
    let z = StandardNormal.quantile(at: 0.5 * (1 + level))
    var found: [Coefficient] = []
    for column in start.indices {
      let unit = start.indices.map { $0 == column ? 1.0 : 0 }
      let scale = column == 0 ? 1 : scales[column - 1]
      let error = factor.half(unit).reduce(0) { $0 + $1 * $1 }.squareRoot()
      let profile = FirthProfile(likelihood: likelihood, best: best, column: column)
      guard let fall = profile.fall(at: 0) else {
        throw UndefinedResult("the penalised likelihood without a covariate was not reached")
      }
      found.append(
        Coefficient(
          estimate: best.coefficients[column] / scale, standardError: error / scale,
          lower: profile.end(fall: 0.5 * z * z, step: -error) / scale,
          upper: profile.end(fall: 0.5 * z * z, step: error) / scale,
          pValue: 2 * StandardNormal.upperTailProbability(above: (2 * fall).squareRoot())))
    }
    intercept = found[0]
    coefficients = Array(found.dropFirst())
  }

  /// The size of each covariate, by which it is divided during the fit.
  private static func scales(of groups: [Group]) throws(UndefinedResult) -> [Double] {
    guard let first = groups.first, groups.contains(where: { $0.trials > 0 }) else {
      throw UndefinedResult("there are no patients")
    }
    let size = first.covariates.count
    guard groups.allSatisfy({ $0.covariates.count == size }) else {
      throw UndefinedResult("the groups differ in their number of covariates")
    }
    guard groups.allSatisfy({ $0.covariates.allSatisfy(\.isFinite) }) else {
      throw UndefinedResult("a covariate is not a finite number")
    }
    guard groups.allSatisfy({ 0 <= $0.events && $0.events <= $0.trials }) else {
      throw UndefinedResult("a group has more events than patients, or fewer than none")
    }
    return (0..<size).map { column in
      let largest = groups.reduce(0) { max($0, abs($1.covariates[column])) }
      return largest > 0 ? largest : 1
    }
  }
}
