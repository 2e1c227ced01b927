import Glibc
import NumericalMethods

/// The rate of an event in each of two groups whose members are known with a probability alone, such as the
/// response rate of patients with an acquired mutation.
///
/// With rates `θ` and `φ` in the first and second group, a patient of the first with probability `p` has the event with probability
/// `p θ + (1 - p) φ`. Multiplied out over patients, the likelihood is a sum over how many members with the event (`a` of
/// `R`) and without (`b` of `N`) the first group has:
/// ```
/// L(θ, φ) = Σ_ab c_a d_b θ^a (1 - θ)^b φ^(R - a) (1 - φ)^(N - b)
/// ```
/// where `c` and `d` are the distributions of sums of Bernoulli variables with the probabilities `p` of the patients with and
/// without the event. Integrated over Jeffreys' priors of both rates, the weight of `(a, b)` is
/// ```
/// w_ab ∝ c_a d_b B(a + ½, b + ½) B(R - a + ½, N - b + ½)
/// ```
/// The interval carries both uncertainties: its lower end is the quantile at `γ = (1 - level) / 2` of the mixture `Σ w_ab Beta(a, b + 1)`, its
/// upper end that at `1 - γ` of `Σ w_ab Beta(a + 1, b)`, where `Beta(0, ·)` lies at 0 and `Beta(·, 0)` at 1. With
/// certain members this is the exact interval of Clopper and Pearson, see ``ProportionInterval/clopperPearson(_:of:level:)``.
public struct UncertainRate: Hashable, Sendable {
  /// One patient.
  public struct Patient: Hashable, Sendable {
    /// The probability of belonging to the first group, in `0...1`.
    public let probability: Double
    /// Whether the patient had the event.
    public let hasEvent: Bool

    /// Creates a patient.
    ///
    /// - Parameters:
    ///   - probability: In `0...1`; anything else traps.
    ///   - hasEvent: Whether the patient had the event.
    public init(probability: Double, hasEvent: Bool) {
      precondition(probability >= 0 && probability <= 1, "a probability within 0...1")
      self.probability = probability
      self.hasEvent = hasEvent
    }
  }

  /// The expected number of members of the group, given who had the event.
  public let members: Double
  /// The expected number of members with the event.
  public let events: Double
  /// The rate: ``events`` of ``members``.
  public let value: Double
  /// Its interval.
  public let interval: ProportionInterval

  /// Estimates the rate of a group.
  ///
  /// - Parameters:
  ///   - patients: The patients of both groups.
  ///   - isFirst: Whether the rate of the first group is asked for.
  ///   - level: Within `0..<1`; anything else traps.
  /// - Returns: `nil` where nobody can be of the group.
  /// - Complexity: O(`n²`).
  public init?(_ patients: [Patient], inFirst isFirst: Bool = true, level: Double = 0.95) {
    requireLevel(level)
    func counts(_ hasEvent: Bool) -> [Double] {
      Self.distribution(
        patients.filter { $0.hasEvent == hasEvent }
          .map { isFirst ? $0.probability : 1 - $0.probability }.sorted())
    }
    guard patients.contains(where: { (isFirst ? $0.probability : 1 - $0.probability) > 0 }) else {
      return nil
    }
    let (with, without) = (counts(true), counts(false))
    var parts: [(a: Double, b: Double, weight: Double)] = []
    let (all, others) = (Double(with.count - 1), Double(without.count - 1))
    for (a, first) in with.enumerated() where first > 0 {
      for (b, second) in without.enumerated() where second > 0 {
        let (x, y) = (Double(a), Double(b))
        parts.append(
          (
            x, y,
            log(first) + log(second) + SpecialFunctions.logBeta(x + 0.5, y + 0.5)
              + SpecialFunctions.logBeta(all - x + 0.5, others - y + 0.5)
          ))
      }
    }
    let largest = parts.map(\.weight).max() ?? 0
    parts = parts.map { ($0.a, $0.b, exp($0.weight - largest)) }.filter { $0.weight > 1e-14 }
    let sum = parts.reduce(0) { $0 + $1.weight }
    parts = parts.map { ($0.a, $0.b, $0.weight / sum) }
    events = parts.reduce(0) { $0 + $1.weight * $1.a }
    members = parts.reduce(0) { $0 + $1.weight * ($1.a + $1.b) }
    value = min(1, events / members)
    let tail = 0.5 * (1 - level)
    let lower = Self.quantile(tail) { rate in
      parts.reduce(0) { sum, part in
        guard part.a > 0 else { return sum + part.weight }
        let beta = BetaDistribution(alpha: part.a, beta: part.b + 1)
        return sum + part.weight * beta.cumulativeProbability(upTo: rate)
      }
    }
    // Counted from above, so that a bound near 1 is as exact as one near 0.
    let upper = Self.quantile(tail) { rate in
      parts.reduce(0) { sum, part in
        guard part.b > 0 else { return sum + part.weight }
        let beta = BetaDistribution(alpha: part.b, beta: part.a + 1)
        return sum + part.weight * beta.cumulativeProbability(upTo: rate)
      }
    }
    interval = ProportionInterval(lower: min(lower, 1 - upper), upper: 1 - upper)
  }

  /// The distribution of the sum of independent Bernoulli variables.
  private static func distribution(_ probabilities: [Double]) -> [Double] {
    var masses = [1.0]
    for probability in probabilities {
      var next = [Double](repeating: 0, count: masses.count + 1)
      for (count, mass) in masses.enumerated() {
        next[count] += mass * (1 - probability)
        next[count + 1] += mass * probability
      }
      masses = next
    }
    return masses
  }

  /// The least rate at which an increasing function reaches a level.
  private static func quantile(_ level: Double, _ function: (Double) -> Double) -> Double {
    guard function(0) < level else { return 0 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<52 {
      let middle = 0.5 * (low + high)
      if function(middle) < level { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}
