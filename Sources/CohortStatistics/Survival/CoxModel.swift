import Glibc
import NumericalMethods

/// Cox's proportional hazards model, with Efron's treatment of ties.
///
/// ```
/// h(t | x) = h0(t) exp(β · x)
/// ```
/// D. R. Cox, *J. R. Stat. Soc. B* 34, 187–202 (1972), doi:10.1111/j.2517-6161.1972.tb00899.x; B. Efron,
/// *J. Am. Stat. Assoc.* 72, 557–565 (1977). Newton's method on the
/// partial likelihood of centred covariates; late entry and weights are taken into account.
public struct CoxModel: Hashable, Sendable {
  /// Why there is no estimate.
  public enum Problem: Error, Hashable, Sendable {
    /// No patient had an event.
    case noEvents
    /// A patient has another number of covariates than the first, or none.
    case unequalCovariates
    /// A covariate is not finite.
    case notFinite
    /// A covariate is constant among those at risk, or a combination of others.
    case notIdentified
    /// A covariate orders the events perfectly, so that its coefficient runs to infinity.
    case monotone(covariate: Int)
    /// The iterations ran out.
    case notConverged
  }

  /// One covariate's part in the hazard.
  public struct Coefficient: Hashable, Sendable {
    /// The logarithm of the hazard ratio for one unit more, `β`.
    public let logHazardRatio: Double
    /// Its standard error, from the information.
    public let standardError: Double
    /// The hazard ratio.
    public let hazardRatio: Double
    /// The lower end of Wald's interval of the hazard ratio.
    public let lower: Double
    /// The upper end of Wald's interval of the hazard ratio.
    public let upper: Double
    /// Wald's two-sided p-value.
    public let pValue: Double
  }

  /// One for each covariate.
  public let coefficients: [Coefficient]
  /// The logarithm of the partial likelihood.
  public let logLikelihood: Double
  /// That of the model without covariates.
  public let nullLogLikelihood: Double
  /// The number of events.
  public let events: Double
  /// The number of patients.
  public let patients: Int

  /// Twice the gain in log-likelihood, chi-squared with a degree of freedom per covariate.
  public var likelihoodRatio: Double { max(0, 2 * (logLikelihood - nullLogLikelihood)) }

  /// The p-value of the likelihood ratio.
  public var likelihoodRatioPValue: Double {
    ChiSquared(degreesOfFreedom: Double(coefficients.count))
      .upperTailProbability(above: likelihoodRatio)
  }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - times: The follow-up of each patient.
  ///   - covariates: One row per patient; another number of rows traps.
  ///   - level: Within `0..<1`; anything else traps.
  /// - Complexity: O(`n p²`) for each of about five iterations.
  public init(
    _ times: [SurvivalTime], covariates: [[Double]], level: Double = 0.95
  ) throws(Problem) {
    requireLevel(level)
    precondition(times.count == covariates.count, "one row of covariates per patient")
    guard times.contains(where: \.isEvent) else { throw .noEvents }
    let count = covariates.first?.count ?? 0
    guard count >= 1, covariates.allSatisfy({ $0.count == count }) else {
      throw .unequalCovariates
    }
    guard covariates.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw .notFinite }
    let likelihood = PartialLikelihood(times, covariates)
    var beta = [Double](repeating: 0, count: count)
    var state = likelihood.evaluate(at: beta)
    nullLogLikelihood = state.value
    guard likelihood.isIdentified(state.information) else { throw .notIdentified }
    var converged = false
    for _ in 0..<50 where !converged {
      guard var step = SymmetricSystem.solve(state.information, state.score) else {
        throw Self.failure(beta, likelihood)
      }
      var next = likelihood.evaluate(at: zip(beta, step).map { $0 + $1 })
      var halvings = 0
      while !(next.value >= state.value - 1e-12 * abs(state.value)), halvings < 30 {
        step = step.map { 0.5 * $0 }
        next = likelihood.evaluate(at: zip(beta, step).map { $0 + $1 })
        halvings += 1
      }
      beta = zip(beta, step).map { $0 + $1 }
      state = next
      if let index = likelihood.farthest(beta) { throw .monotone(covariate: index) }
      converged = zip(beta, step).allSatisfy { abs($1) <= 1e-10 * (1 + abs($0)) }
    }
    guard converged else { throw .notConverged }
    // A coefficient on its way to infinity stands still once rounding hides the rest of its score.
    guard likelihood.isIdentified(state.information) else { throw Self.failure(beta, likelihood) }
    guard let covariance = SymmetricSystem.inverse(state.information) else {
      throw Self.failure(beta, likelihood)
    }
    // The likelihood may be level, to rounding, before the coefficient is far enough out to be seen.
    let runaway = beta.indices.first { index in
      likelihood.reach(index, beta) > 8
        && covariance[index][index].squareRoot() > 10 * abs(beta[index])
    }
    if let runaway { throw .monotone(covariate: runaway) }
    let z = StandardNormal.quantile(at: 0.5 * (1 + level))
    coefficients = beta.indices.map { index in
      let error = covariance[index][index].squareRoot()
      return Coefficient(
        logHazardRatio: beta[index], standardError: error, hazardRatio: exp(beta[index]),
        lower: exp(beta[index] - z * error), upper: exp(beta[index] + z * error),
        pValue: min(1, 2 * StandardNormal.upperTailProbability(above: abs(beta[index]) / error)))
    }
    logLikelihood = state.value
    events = times.reduce(0) { $1.isEvent ? $0 + $1.weight : $0 }
    patients = times.count
  }

  private static func failure(_ beta: [Double], _ likelihood: PartialLikelihood) -> Problem {
    let largest = beta.indices.max { likelihood.reach($0, beta) < likelihood.reach($1, beta) }
    guard let largest, likelihood.reach(largest, beta) > 8 else { return .notIdentified }
    return .monotone(covariate: largest)
  }
}
