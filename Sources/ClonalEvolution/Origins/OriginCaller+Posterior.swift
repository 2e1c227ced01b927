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
  /// By the weights of the calls' probabilities, whereas a call's own quantiles are given presence.
  func earlierPosteriors(of calls: [OriginCall]) -> [EarlierPosterior] {
    calls.filter(pair.isInScope).map(earlierPosterior)
  }

  private func earlierPosterior(_ call: OriginCall) -> EarlierPosterior {
    let site = call.mutation
    let own = posterior(site)
    let p = own.states
    let everywhere = own.earlierRanges(later: 0..<OriginCells.states)
    let presentLater = own.earlierRanges(later: 1..<OriginCells.states)
    let subclonal = p.earlier(.subclonal)
    let masses = withEarlierPosterior(site, shares: everywhere) {
      $0.masses(between: EarlierPosterior.edges)
    }
    var posterior = EarlierPosterior(
      mutation: site, earlier: pair.earlier.sample, later: pair.later.sample,
      absent: p.earlier(.absent), ranges: masses.map { subclonal * $0 },
      clonal: p.earlier(.clonal))
    if p.presentLater > 0 {
      posterior.atOrAbove = withEarlierPosterior(site, shares: presentLater) {
        var above = 1.0
        return [LabelRule.aboveThreshold(p, subclonal: above)]
          + $0.masses(between: EarlierPosterior.edges).map {
            above -= $0
            return LabelRule.aboveThreshold(p, subclonal: max(0, above))
          }
      }
    }
    posterior.acquiredVeto = acquiredVeto(site, own)
    return posterior
  }

  /// Why a call is acquired at no threshold: the reason that is left where nothing of the earlier
  /// cancer cell fraction lies at or above it.
  private func acquiredVeto(_ site: Int, _ posterior: SitePosterior) -> IndeterminateReason? {
    decide(site, posterior, above: 0).reason
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
