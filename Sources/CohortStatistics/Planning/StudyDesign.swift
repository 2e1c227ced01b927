import NumericalMethods

/// Sample sizes for a study of a proportion.
///
/// Wilson's interval: E. B. Wilson, *J. Am. Stat. Assoc.* 22, 209–212 (1927),
/// doi:10.1080/01621459.1927.10502953. The exact test is that of the binomial distribution; the
/// search for its size and ``inflation(accuracy:)`` are derived for this package.
public enum StudyDesign {
  /// The usual level of a test.
  public static let standardLevel = 0.05
  /// The usual power of a test.
  public static let standardPower = 0.8

  /// A one-sided exact binomial test.
  public struct ExactTest: Hashable, Sendable {
    /// The number of patients.
    public let patients: Int
    /// The smallest number of successes at which the null hypothesis is rejected.
    public let criticalCount: Int
    /// The probability of rejection under the alternative.
    public let power: Double
  }

  /// The half-width of Wilson's interval when a proportion `p` of `n` patients is observed.
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

  /// The smallest number of patients for which Wilson's interval has at most a given half-width.
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

  /// The smallest one-sided exact test of `p ≤ null` that reaches a given power at `alternative`.
  ///
  /// The power of an exact test is not monotonic in the number of patients; the number returned also
  /// keeps the target power for the next 20 numbers.
  ///
  /// - Parameters:
  ///   - null: Within `0..<1`; anything else traps.
  ///   - alternative: Above `null`, at most 1; anything else traps.
  ///   - alpha: The level, within `0..<1`.
  ///   - power: The target power, within `0..<1`.
  /// - Returns: `nil` where more than 100,000 patients would be needed.
  public static func exactTest(
    null: Double, alternative: Double, alpha: Double = Self.standardLevel,
    power: Double = Self.standardPower
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

  /// The one-sided exact test for a given number of patients.
  public static func exactTest(
    patients: Int, null: Double, alternative: Double, alpha: Double = Self.standardLevel
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

  /// The factor by which misclassified calls increase the number of patients, `1 / (2 A - 1)²`.
  ///
  /// - Parameter accuracy: The fraction of correct calls `A`, above 1/2 and at most 1.
  /// - Returns: `nil` outside that range: calls no better than chance carry no information.
  public static func inflation(accuracy: Double) -> Double? {
    guard accuracy > 0.5, accuracy <= 1 else { return nil }
    return 1 / ((2 * accuracy - 1) * (2 * accuracy - 1))
  }

  /// The smallest number, from 1, at and above which a condition holds.
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
