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
    let subclonal = p[3] + p[4] + p[5]
    let masses = withEarlierPosterior(site, shares: shares) {
      $0.masses(between: EarlierPosterior.edges)
    }
    return EarlierPosterior(
      mutation: site, earlier: pair.earlier.sample, later: pair.laterIndex,
      absent: p[0] + p[1] + p[2], ranges: masses.map { subclonal * $0 },
      clonal: p[6] + p[7] + p[8])
  }
}

extension PairAnalysis {
  /// Whether a call is looked at more closely: it has evidence, and its gene was asked for.
  func isInScope(_ call: OriginCall) -> Bool {
    guard call.probabilities != nil else { return false }
    return switch parameters.sensitivity {
    case .all: true
    case .genes(let genes): genes.contains(patient.mutations[call.mutation].gene)
    }
  }
}
