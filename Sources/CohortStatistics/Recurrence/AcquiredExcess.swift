import Glibc

/// Tests whether a gene is acquired in more patients than their own mutation burdens explain.
///
/// Under the null hypothesis each acquired non-silent mutation of a patient falls on gene `g` with
/// the probability `λ`, the gene's share of the callable, context-weighted length. A patient with
/// `A` of them then has at least one in the gene with the probability
/// ```
/// q = 1 - (1 - λ)^A
/// ```
/// and the number of such patients is Poisson-binomial. A patient with thousands of mutations adds
/// almost nothing, because any gene was likely to be hit. Why gene lengths and patients' own rates
/// are needed is shown by M. S. Lawrence et al., *Nature* 499, 214–218 (2013),
/// doi:10.1038/nature12213.
///
/// `A` counts *all* acquired non-silent mutations of the patient, the gene's own included. Given
/// `A`, the mutations are distributed over genes according to `λ`, and `q` is exact. If the gene's
/// own mutations were left out, a patient whose only mutation is in the gene would have `q = 0`,
/// which would make any hit look impossible by chance. The price is a small loss of power where a
/// gene makes up much of the burden.
///
/// The statistic is the sum over patients of P(acquired), which need not be a whole number. Its
/// p-value is interpolated linearly between the upper mid-p-values of the whole numbers on either
/// side: the expected mid-p-value if the sum is rounded at random. An uncertain call thus never
/// contributes more than its probability times the step of a certain call. Since the sum of
/// probabilities varies less than the number of true hits, the test is conservative.
public struct AcquiredExcess: Hashable, Sendable {
  /// The sum of P(acquired) over patients, a patient's probability counted once per gene.
  public let observed: Double
  /// The number of patients expected under the null hypothesis, `Σ q`.
  public let expected: Double
  /// The p-value against an excess.
  public let pValue: Double

  /// Creates the test.
  ///
  /// - Parameters:
  ///   - observed: The sum over patients of P(at least one acquired non-silent mutation in the gene),
  ///     from 0 to the number of patients; anything else traps.
  ///   - geneShare: `λ`, in `0...1`; anything else traps.
  ///   - burdens: The patients' numbers of acquired mutations.
  /// - Complexity: About the number of distinct burdens times the square of the expected number's
  ///   spread; negligible at `observed = 0`.
  public init(observed: Double, geneShare: Double, burdens: AcquiredBurdens) {
    precondition(geneShare >= 0 && geneShare <= 1, "a share within 0...1")
    let groups = burdens.bins.map {
      PoissonBinomial.Group(
        probability: Self.hitProbability(geneShare: geneShare, acquired: $0.acquired),
        trials: $0.patients)
    }
    let total = groups.reduce(0) { $0 + $1.trials }
    precondition(
      observed >= 0 && observed <= Double(total) * (1 + 1e-9), "a sum within 0...patients")
    self.observed = observed
    expected = groups.reduce(0) { $0 + $1.probability * Double($1.trials) }
    if observed == 0 {
      let logNone = groups.reduce(0) { sum, group in
        sum + Double(group.trials) * log1p(-group.probability)
      }
      pValue = 1 - 0.5 * exp(logNone)
    } else {
      let statistic = min(observed, Double(total))
      // Far tails matter to few genes.
      let rough = Self.pValue(of: statistic, PoissonBinomial(groups: groups, leavingOut: 1e-32))
      pValue =
        rough > 1e-20
        ? rough
        : Self.pValue(of: statistic, PoissonBinomial(groups: groups, leavingOut: 1e-290))
    }
  }

  /// The probability that a patient has at least one acquired mutation in the gene, by chance.
  ///
  /// `1 - (1 - λ)^A`, without cancellation.
  public static func hitProbability(geneShare: Double, acquired: Double) -> Double {
    acquired == 0 ? 0 : min(1, -expm1(acquired * log1p(-geneShare)))
  }

  /// The mid-p of a statistic between whole numbers.
  static func pValue(of statistic: Double, _ null: PoissonBinomial) -> Double {
    let below = statistic.rounded(.down)
    let share = statistic - below
    let lower = null.upperMidP(Int(below))
    return share == 0 ? lower : (1 - share) * lower + share * null.upperMidP(Int(below) + 1)
  }
}
