/// The test whether two genes are mutated together more or less often than burdens explain.
///
/// A patient of burden `i` has both with the probability `p(i, g) p(i, h)` if they are independent
/// given the burden; the number of patients with both is Poisson-binomial. Without the patients' own
/// rates, hypermutated tumours make any two genes seem to co-occur.
public struct OverlapTest: Hashable, Sendable {
  /// The patients with both genes mutated.
  public let overlap: Int
  /// The number expected, given the patients' rates.
  public let expected: Double
  /// `P(K ≤ overlap)`, small where the genes exclude each other.
  public let pExclusive: Double
  /// `P(K ≥ overlap)`, small where they occur together.
  public let pCooccurring: Double
  /// The mid-p-value of ``pExclusive``.
  public let midPExclusive: Double
  /// The mid-p-value of ``pCooccurring``.
  public let midPCooccurring: Double
  /// The least that ``pExclusive`` can be in this cohort: its value without any overlap.
  public let smallestExclusiveP: Double
  /// The probability that a cohort of this size and these rates, in which no patient has both genes,
  /// gives ``pExclusive`` of at most the level.
  public let exclusivityPower: Double

  /// Tests two genes.
  ///
  /// - Parameters:
  ///   - overlap: The patients with both genes mutated, at least 0; anything else traps.
  ///   - first: The number of patients with the first gene mutated.
  ///   - second: The number of patients with the second gene mutated.
  ///   - rates: The rates of the cohort.
  ///   - level: The level of ``exclusivityPower``, within `0..<1`; anything else traps.
  /// - Throws: ``UndefinedResult`` when the overlap exceeds a gene's patients or the rates know no
  ///   gene of such a number.
  public init(
    overlap: Int, first: Int, second: Int, rates: MutationRates, level: Double = 0.05
  ) throws(UndefinedResult) {
    precondition(overlap >= 0, "an overlap of at least 0")
    requireLevel(level)
    guard overlap <= min(first, second) else {
      throw UndefinedResult("more patients have both genes than one of them")
    }
    guard let ofFirst = rates.rates(mutatedPatients: first),
      let ofSecond = rates.rates(mutatedPatients: second)
    else { throw UndefinedResult("the genes are not among those of the rates") }
    let groups = rates.burdens.indices.map { index in
      PoissonBinomial.Group(
        probability: ofFirst[index] * ofSecond[index], trials: rates.burdens[index].patients)
    }
    let null = PoissonBinomial(groups: groups)
    self.overlap = overlap
    expected = null.mean
    pExclusive = null.cumulativeProbability(upTo: overlap)
    pCooccurring = null.upperTailProbability(above: overlap - 1)
    midPExclusive = null.lowerMidP(overlap)
    midPCooccurring = null.upperMidP(overlap)
    smallestExclusiveP = null.cumulativeProbability(upTo: 0)
    exclusivityPower = ExclusivityPower(
      first: ofFirst, second: ofSecond, patients: rates.burdens.map(\.patients)
    ).value(level: level)
  }
}
