import Glibc
import NumericalMethods
public import TumorModel

/// Whether the mutations of two biopsies speak for one tumour or for two.
///
/// A mutation of marginal frequency `p` that at least one of two tumours has is in both with
/// ```
/// P(shared | ξ) = (ξ + (1 - ξ) p) / (ξ + (1 - ξ) (2 - p))
/// ```
/// where the clonality signal `ξ` in `[0, 1)` is 0 for independent tumours. A locus whose sharing is
/// itself uncertain contributes the mean of both likelihoods, weighted by its P(shared). A frequent
/// mutation in both biopsies is next to no evidence: `p` is large, and chance explains it.
///
/// Loci count as independent, given `ξ`. The result does not depend on which biopsy is first, nor,
/// to rounding, on the order of loci.
///
/// The model of sharing and the simulated p-value are those of I. Ostrovnaya, V. E. Seshan and C. B. Begg,
/// *Ann. Appl. Stat.* 9, 1533–1548 (2015), PMCID PMC4649945; uncertain loci and the Bayes factor are
/// derived here.
public struct RelatednessTest: Hashable, Sendable {
  /// `ξ` of the greatest likelihood, in `[0, 1)`.
  public let signal: Double
  /// `l(0)`: the log-likelihood of independent tumours, in nats.
  public let independentLogLikelihood: Double
  /// `l(ξ) - l(0)` at ``signal``, in nats, at least 0.
  public let logLikelihoodRatio: Double
  /// `ln ∫ exp(l(ξ) - l(0)) h(ξ) dξ` over the prior `h`: one tumour against two, in nats.
  public let logBayesFactor: Double
  /// The loci that are rare and more likely shared than not.
  public let informativeShared: Int
  /// The share of simulated independent pairs with as great a ratio; `nil` unless asked for.
  public let pValue: Double?

  /// Below this frequency a shared mutation is informative.
  public static let informativeFrequency = 0.01

  /// Compares two biopsies.
  ///
  /// - Parameters:
  ///   - frequencies: For each locus mutated in either biopsy, the share of tumours of this kind with
  ///     the exact mutation. Values are kept within ``ExactMutationFrequency/floor`` and 1 minus it.
  ///   - shared: For each locus the probability, in `0...1`, that both biopsies have it given that
  ///     one has, as the reads alone tell; 0 or 1 where that is plain.
  ///   - prior: What is expected of `ξ` if the two are of one tumour.
  ///   - simulations: Independent pairs to draw for ``pValue``; 0 for none.
  ///   - seed: The seed of the draws.
  /// - Complexity: O(loci), about 0.3 µs a locus; each simulation up to as much again.
  /// - Precondition: Both arrays have the same length and no value is outside `0...1`.
  public init(
    frequencies: [Double], shared: [Double], prior: ClonalityPrior = .uniform,
    simulations: Int = 0, seed: UInt64 = 1
  ) {
    precondition(frequencies.count == shared.count, "one probability per locus")
    var likelihood = SharingLikelihood(capacity: shared.count)
    var informative = 0
    for (frequency, share) in zip(frequencies, shared) {
      likelihood.append(frequency: frequency, shared: share)
      if frequency < Self.informativeFrequency && share >= 0.5 { informative += 1 }
    }
    let peak = likelihood.peak()
    signal = SharingLikelihood.signal(at: peak.position)
    independentLogLikelihood = likelihood.logValue(at: 0)
    logLikelihoodRatio = max(0, peak.logValue - independentLogLikelihood)
    // Without a locus there is nothing to integrate over.
    logBayesFactor =
      shared.isEmpty
      ? 0 : likelihood.logIntegral(around: peak, prior: prior) - independentLogLikelihood
    informativeShared = informative
    pValue =
      simulations > 0
      ? Self.simulatedProbability(
        of: logLikelihoodRatio, frequencies: frequencies, simulations: simulations, seed: seed)
      : nil
  }

  /// P(one tumour) under a prior probability of it.
  public func posterior(prior: Double = 0.5) -> Double {
    1 / (1 + exp(-logBayesFactor) * (1 - prior) / prior)
  }

  /// The verdict of the reads on the pair.
  ///
  /// Related: a Bayes factor above 100 and at least two ``informativeShared`` loci. Independent: one
  /// below 1/20 and at least five private mutations on each side that the other sample would have
  /// shown. Anything else is undecided, as it mostly is for small panels: without a shared mutation
  /// the factor falls with the number of loci alone, under the uniform prior to 1/20 at about 40.
  ///
  /// - Parameters:
  ///   - poweredPrivate: Private mutations of each biopsy that the other had the power to show.
  public func verdict(poweredPrivate: (first: Int, second: Int)) -> RelatednessVerdict {
    if logBayesFactor > log(100), informativeShared >= 2 { return .related }
    if logBayesFactor < -log(20), min(poweredPrivate.first, poweredPrivate.second) >= 5 {
      return .independent
    }
    return .undecided
  }

  /// `(1 + b) / (1 + B)`, where `b` of `B` simulated independent pairs reach the statistic.
  private static func simulatedProbability(
    of statistic: Double, frequencies: [Double], simulations: Int, seed: UInt64
  ) -> Double {
    let source = RandomSource(seed: seed)
    var reached = 0
    for _ in 0..<simulations {
      var likelihood = SharingLikelihood(capacity: frequencies.count)
      var isAnyShared = false
      for frequency in frequencies {
        let isShared = source.uniform() < frequency / (2 - frequency)
        likelihood.append(frequency: frequency, shared: isShared ? 1 : 0)
        isAnyShared = isAnyShared || isShared
      }
      // Without a shared locus the likelihood falls from ξ = 0 on.
      let ratio = isAnyShared ? likelihood.peak().logValue - likelihood.logValue(at: 0) : 0
      if ratio >= statistic - 1e-9 { reached += 1 }
    }
    return Double(1 + reached) / Double(1 + simulations)
  }
}
