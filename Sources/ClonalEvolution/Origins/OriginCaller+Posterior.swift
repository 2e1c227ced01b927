import TumorModel

extension OriginCaller {
  /// Runs `body` with the posterior of the earlier cancer cell fraction, given sub-clonal.
  ///
  /// - Parameter shares: Posterior weights of the ranges of fractions. Several samples move none.
  func withEarlierPosterior<Result>(
    _ site: Int, shares: BinValues, _ body: (CellFractionPosterior) -> Result
  ) -> Result {
    pair.earlier.withPosterior(site) {
      var posterior = $0
      if pair.earlier.sample != nil { posterior.reweigh(shares) }
      return body(posterior)
    }
  }

  /// The posteriors of the calls in the scope of the parameters, in their order.
  ///
  /// By the weights that the calls' own quantiles rest on.
  ///
  /// - Parameter isPurityAmbiguous: Whether calls are withheld that depend on which of several
  ///   purities is true.
  func earlierPosteriors(of calls: [OriginCall], isPurityAmbiguous: Bool) -> [EarlierPosterior] {
    calls.filter(pair.isInScope).map { earlierPosterior($0, isPurityAmbiguous: isPurityAmbiguous) }
  }

  private func earlierPosterior(_ call: OriginCall, isPurityAmbiguous: Bool) -> EarlierPosterior {
    let site = call.mutation
    let (p, everywhere, presentLater) = Self.withStates(posteriors, site) {
      (
        EarlierStates.nine($0), EarlierStates.binShares($0, columns: 0..<3),
        EarlierStates.binShares($0, columns: 1..<3)
      )
    }
    let subclonal = p.earlier(.subclonal)
    let masses = withEarlierPosterior(site, shares: everywhere) {
      $0.masses(between: EarlierPosterior.edges)
    }
    var posterior = EarlierPosterior(
      mutation: site, earlier: pair.earlier.sample, later: pair.laterIndex,
      absent: p.earlier(.absent), ranges: masses.map { subclonal * $0 },
      clonal: p.earlier(.clonal))
    if p.presentLater > 0 {
      posterior.atOrAbove = withEarlierPosterior(site, shares: presentLater) {
        var above = 1.0
        return [Self.aboveThreshold(p, subclonal: above)]
          + $0.masses(between: EarlierPosterior.edges).map {
            above -= $0
            return Self.aboveThreshold(p, subclonal: max(0, above))
          }
      }
    }
    posterior.acquiredVeto = acquiredVeto(call, p, isPurityAmbiguous: isPurityAmbiguous)
    return posterior
  }

  /// Why a call is acquired at no threshold: the reason that is left where nothing of the earlier
  /// cancer cell fraction lies at or above it.
  ///
  /// Other purities are held against labels alone. Where several fit, a call without one is not
  /// promised "acquired" at another threshold.
  private func acquiredVeto(
    _ call: OriginCall, _ p: JointProbabilities, isPurityAmbiguous: Bool
  ) -> IndeterminateReason? {
    if call.reason == .purityAmbiguous { return .purityAmbiguous }
    let decision = decide(call.mutation, p, above: 0)
    guard decision.label == .acquired else { return decision.reason }
    return isPurityAmbiguous && call.label == .indeterminate ? .purityAmbiguous : nil
  }
}

extension PairAnalysis {
  /// Whether a call is looked at more closely: it has evidence, and its gene was asked for.
  func isInScope(_ call: OriginCall) -> Bool {
    call.probabilities != nil && isAskedFor(call.mutation)
  }

  /// Whether a mutation's gene was asked for.
  func isAskedFor(_ mutation: Int) -> Bool {
    switch parameters.sensitivity {
    case .all: true
    case .genes(let genes): genes.contains(patient.mutations[mutation].gene)
    }
  }
}
