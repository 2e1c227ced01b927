import NumericalMethods

/// How many patients a study of a proportion needs.
public enum StudyDesign {
  /// A one-sided exact binomial test.
  public struct ExactTest: Hashable, Sendable {
    /// The number of patients.
    public let patients: Int
    /// The successes from which on the null hypothesis is rejected.
    public let criticalCount: Int
    /// The probability of that under the alternative.
    public let power: Double
  }

  /// The half-width of Wilson's interval when a proportion `p` of `n` patients is seen.
  ///
  /// The number `p n` is not rounded.
  public static func wilsonHalfWidth(
    proportion: Double, patients: Int, level: Double = 0.95
  ) -> Double {
    precondition(proportion >= 0 && proportion <= 1, "a proportion within 0...1")
    precondition(patients > 0, "at least one patient")
    requireLevel(level)
    let n = Double(patients)
    return 0.5 * ProportionInterval.score(proportion * n, n, level).width
  }

  /// The least number of patients whose Wilson interval has at most a half-width.
  ///
  /// - Parameters:
  ///   - halfWidth: Above 0; anything else traps.
  ///   - proportion: The proportion expected, in `0...1`; anything else traps.
  ///   - level: The confidence, within `0..<1`; anything else traps.
  /// - Returns: `nil` above 2^31 patients.
  public static func patients(
    wilsonHalfWidth halfWidth: Double, proportion: Double, level: Double = 0.95
  ) -> Int? {
    precondition(halfWidth > 0, "a half-width above 0")
    return least {
      wilsonHalfWidth(proportion: proportion, patients: $0, level: level) <= halfWidth
    }
  }

  /// The smallest one-sided exact test of `p ≤ null` that has a power at `alternative`.
  ///
  /// The power of exact tests goes up and down with the number of patients; here it stays at least the
  /// one wanted for the 20 next numbers too.
  ///
  /// - Parameters:
  ///   - null: Within `0..<1`; anything else traps.
  ///   - alternative: Above `null`, at most 1; anything else traps.
  ///   - alpha: The level, within `0..<1`.
  ///   - power: The power wanted, within `0..<1`.
  /// - Returns: `nil` where more than 100,000 patients would be needed.
  public static func exactTest(
    null: Double, alternative: Double, alpha: Double = 0.05, power: Double = 0.8
  ) -> ExactTest? {
    precondition(null >= 0 && null < alternative && alternative <= 1, "null below alternative")
    requireLevel(alpha)
    requireLevel(power)
    var first: ExactTest?
    for patients in 1...100_020 {
      let test = exactTest(patients: patients, null: null, alternative: alternative, alpha: alpha)
      if test.power < power {
        first = nil
      } else if first == nil {
        first = test
      }
      if let first, patients == first.patients + 20 { return first }
    }
    return nil
  }

  /// The one-sided exact test of a number of patients; see above.
  public static func exactTest(
    patients: Int, null: Double, alternative: Double, alpha: Double = 0.05
  ) -> ExactTest {
    precondition(patients > 0, "at least one patient")
    let under = Binomial(trials: patients, probability: null)
    // The least k with P(K ≥ k) ≤ alpha; patients + 1 where none is.
    var critical = under.quantile(at: max(0, 1 - alpha))
    while critical <= patients, under.upperTailProbability(above: critical - 1) > alpha {
      critical += 1
    }
    while critical > 0, under.upperTailProbability(above: critical - 2) <= alpha { critical -= 1 }
    let power = Binomial(trials: patients, probability: alternative)
      .upperTailProbability(above: critical - 1)
    return ExactTest(patients: patients, criticalCount: critical, power: power)
  }

  /// How many times more patients imperfect calls need, `1 / (2 A - 1)²`.
  ///
  /// - Parameter accuracy: The share of right calls `A`, above 1/2 and at most 1.
  /// - Returns: `nil` for an accuracy outside: calls no better than a coin never tell.
  public static func inflation(accuracy: Double) -> Double? {
    guard accuracy > 0.5, accuracy <= 1 else { return nil }
    return 1 / ((2 * accuracy - 1) * (2 * accuracy - 1))
  }

  /// The least number from 1 on for which something holds that keeps holding.
  static func least(_ holds: (Int) -> Bool) -> Int? {
    var high = 1
    while !holds(high) {
      high *= 2
      if high > 1 << 31 { return nil }
    }
    var low = high / 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
