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
  func earlierPosteriors(of calls: [OriginCall]) -> [EarlierPosterior] {
    calls.filter(pair.isInScope).map { earlierPosterior($0.mutation) }
  }

  private func earlierPosterior(_ site: Int) -> EarlierPosterior {
    let (p, shares) = Self.withStates(posteriors, site) {
      (EarlierStates.nine($0), EarlierStates.binShares($0, columns: 0..<3))
    }
    let subclonal = p.earlier(.subclonal)
    let masses = withEarlierPosterior(site, shares: shares) {
      $0.masses(between: EarlierPosterior.edges)
    }
    return EarlierPosterior(
      mutation: site, earlier: pair.earlier.sample, later: pair.laterIndex,
      absent: p.earlier(.absent), ranges: masses.map { subclonal * $0 },
      clonal: p.earlier(.clonal))
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
