import Glibc
import NumericalMethods

/// The distribution of the number of successes among trials of unequal probabilities.
///
/// Built by adding one trial after another. Only positive numbers are summed, so that the smallest
/// tails keep their precision down to 1e-300. For the methods see Y. Hong, *Comput. Stat. Data
/// Anal.* 59, 41–51 (2013), doi:10.1016/j.csda.2012.10.006.
public struct PoissonBinomial: Hashable, Sendable {
  /// Trials that share a probability.
  public struct Group: Hashable, Sendable {
    /// The probability of a success, in `0...1`.
    public let probability: Double
    /// The number of trials, at least 0.
    public let trials: Int

    /// Creates a group.
    ///
    /// - Parameters:
    ///   - probability: In `0...1`; anything else traps.
    ///   - trials: At least 0; anything else traps.
    public init(probability: Double, trials: Int) {
      precondition(probability >= 0 && probability <= 1, "a probability within 0...1")
      precondition(trials >= 0 && trials <= Int(UInt32.max), "trials within 0...2^32-1")
      self.probability = probability
      self.trials = trials
    }
  }

  /// The number of trials.
  public let trials: Int
  /// The expected number of successes.
  public let mean: Double
  /// The variance of the number of successes.
  public let variance: Double
  /// The probabilities of counts from `offset` on; no others exceed 1e-300.
  private let masses: [Double]
  private let offset: Int

  /// Creates the distribution from one probability per trial.
  ///
  /// - Parameter probabilities: In `0...1`; anything else traps.
  /// - Complexity: O(`n`²).
  public init(probabilities: [Double]) {
    precondition(probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }, "probabilities within 0...1")
    var masses = [1.0]
    masses.reserveCapacity(probabilities.count + 1)
    for probability in probabilities {
      masses.append(0)
      for count in stride(from: masses.count - 1, to: 0, by: -1) {
        masses[count] = masses[count] * (1 - probability) + masses[count - 1] * probability
      }
      masses[0] *= 1 - probability
    }
    self.masses = masses
    offset = 0
    trials = probabilities.count
    mean = probabilities.reduce(0, +)
    variance = probabilities.reduce(0) { $0 + $1 * (1 - $1) }
  }

  /// Creates the distribution from groups of trials, by convolving one binomial per group.
  ///
  /// Memory and time depend on the groups and on the square root of the trials, not on their
  /// number. Counts less likely than 1e-120 are left out.
  public init(groups: [Group]) {
    self.init(groups: groups, leavingOut: 1e-120)
  }

  /// Creates the distribution without counts less likely than a limit.
  init(groups: [Group], leavingOut negligible: Double) {
    var masses = [1.0]
    var offset = 0
    var (trials, mean, variance) = (0, 0.0, 0.0)
    for group in groups where group.trials > 0 {
      trials += group.trials
      let expected = Double(group.trials) * group.probability
      mean += expected
      variance += expected * (1 - group.probability)
      let (first, part) = Self.binomial(group, negligible)
      offset += first
      masses = Self.convolve(masses, part)
      offset += Self.trim(&masses, negligible)
    }
    self.masses = masses
    self.offset = offset
    (self.trials, self.mean, self.variance) = (trials, mean, variance)
  }

  /// The probability of a number of successes.
  public func probability(of successes: Int) -> Double {
    let index = successes - offset
    return masses.indices.contains(index) ? masses[index] : 0
  }

  /// The probability of at most a number of successes, `P(K ≤ k)`.
  public func cumulativeProbability(upTo successes: Int) -> Double {
    let index = successes - offset
    if index < 0 { return 0 }
    return index >= masses.count - 1 ? 1 : min(1, masses[...index].reduce(0, +))
  }

  /// The probability of more than a number of successes, `P(K > k)`, computed directly.
  public func upperTailProbability(above successes: Int) -> Double {
    let index = successes - offset
    if index < 0 { return 1 }
    return index >= masses.count - 1 ? 0 : min(1, masses[(index + 1)...].reversed().reduce(0, +))
  }

  /// The mid-p-value against more successes than expected, `P(K > k) + P(K = k) / 2`.
  ///
  /// H. O. Lancaster, *J. Am. Stat. Assoc.* 56, 223–234 (1961), doi:10.1080/01621459.1961.10482105.
  public func upperMidP(_ successes: Int) -> Double {
    min(1, upperTailProbability(above: successes) + 0.5 * probability(of: successes))
  }

  /// The probabilities of a binomial that are not negligible, and the count of the first.
  private static func binomial(_ group: Group, _ negligible: Double) -> (
    first: Int, masses: [Double]
  ) {
    if group.probability == 0 { return (0, [1]) }
    if group.probability == 1 { return (group.trials, [1]) }
    let counts = Binomial(trials: group.trials, probability: group.probability)
    let mode = min(group.trials, Int(Double(group.trials + 1) * group.probability))
    let peak = exp(counts.logProbability(of: mode))
    let odds = group.probability / (1 - group.probability)
    var below: [Double] = []
    var mass = peak
    var count = mode
    while count > 0 {
      mass *= Double(count) / (Double(group.trials - count + 1) * odds)
      if mass < negligible { break }
      count -= 1
      below.append(mass)
    }
    var masses = Array(below.reversed())
    let first = mode - below.count
    masses.append(peak)
    mass = peak
    count = mode
    while count < group.trials {
      mass *= Double(group.trials - count) * odds / Double(count + 1)
      if mass < negligible { break }
      count += 1
      masses.append(mass)
    }
    return (first, masses)
  }

  private static func convolve(_ first: [Double], _ second: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: first.count + second.count - 1)
    let (long, short) = first.count >= second.count ? (first, second) : (second, first)
    for (shift, factor) in short.enumerated() {
      for index in long.indices { result[index + shift] += factor * long[index] }
    }
    return result
  }

  /// Removes negligible ends; returns how many counts went at the start.
  private static func trim(_ masses: inout [Double], _ negligible: Double) -> Int {
    let last = masses.lastIndex { $0 >= negligible } ?? 0
    let first = min(last, masses.firstIndex { $0 >= negligible } ?? 0)
    masses = Array(masses[first...last])
    return first
  }
}
