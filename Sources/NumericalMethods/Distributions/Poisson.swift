import CGSL

/// The distribution of counts of rare independent events.
///
/// ```
/// P(K = k) = e^(-λ) λ^k / k!,  k = 0, 1, …
/// ```
/// where `λ` is ``mean``.
public struct Poisson: Hashable, Sendable {
  /// The expected count, at least 0.
  public let mean: Double

  /// Creates a distribution.
  ///
  /// - Parameter mean: At least 0 and finite; anything else traps.
  public init(mean: Double) {
    precondition(mean >= 0 && mean.isFinite, "a finite mean of at least 0")
    self.mean = mean
  }

  /// The variance, which equals the mean.
  public var variance: Double { mean }

  /// The log-probability of a count, in nats; minus infinity below 0.
  public func logProbability(of count: Int) -> Double {
    guard count >= 0 else { return -.infinity }
    if mean == 0 { return count == 0 ? 0 : -.infinity }
    let k = Double(count)
    if count < 10 { return k * log(mean) - mean - SpecialFunctions.logGamma(k + 1) }
    // Stirling's formula inside the difference: no cancellation of terms of size k ln k.
    return k * log(mean / k) + (k - mean) - 0.5 * log(k) - SpecialFunctions.halfLogTwoPi
      - SpecialFunctions.stirlingCorrection(k)
  }

  /// The probability of at most a count, `P(K ≤ k)`.
  public func cumulativeProbability(upTo count: Int) -> Double {
    guard count >= 0 else { return 0 }
    if mean == 0 { return 1 }
    return gammaTail("gsl_sf_gamma_inc_Q_e") { gsl_sf_gamma_inc_Q_e(Double(count) + 1, mean, $0) }
  }

  /// The probability of more than a count, `P(K > k)`, computed as such.
  public func upperTailProbability(above count: Int) -> Double {
    guard count >= 0 else { return 1 }
    if mean == 0 { return 0 }
    return gammaTail("gsl_sf_gamma_inc_P_e") { gsl_sf_gamma_inc_P_e(Double(count) + 1, mean, $0) }
  }

  /// Draws a count.
  public func sample(using source: RandomSource) -> Int {
    source.poisson(mean: mean)
  }

  /// A tail probability; one too small to represent is 0.
  private func gammaTail(
    _ routine: String, _ body: (UnsafeMutablePointer<gsl_sf_result>) -> Int32
  ) -> Double {
    do {
      return try checked(routine, body)
    } catch {
      guard error.code == .underflow else { preconditionFailure("\(error), mean \(mean)") }
      return 0
    }
  }
}
