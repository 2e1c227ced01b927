import TumorModel

/// What the model of a sample expects at one kind of locus before it sees reads.
struct LocusExpectation {
  /// The expected shares of alternate reads if all tumour cells have the mutation: on one copy, and
  /// on the most copies that it may have.
  let clonalShares: ClosedRange<Double>
  /// The expected share of alternate reads of a mutation in every cell, averaged over what is not known.
  let clonalFrequency: Double
  /// P(read alternate | molecule reference).
  let errorRate: Double
  /// Copies per normal cell, averaged over what is not known.
  let normalCopies: Double
  /// Copies per tumour cell, averaged over tumour cells and over what is not known.
  let tumorCopies: Double

  init(kind: LocusKind, model: SampleModel) {
    let error = model.error(kind)
    let states = kind.states.map { (state: $0, copies: $0.clonalCopies) }
    var (low, high, mean) = (0.0, 0.0, 0.0)
    for (purity, weight) in zip(model.purities, model.purityWeights) {
      for (state, copies) in states {
        let share = weight * state.weight
        let least = state.singleCopy
        let most = copies.reduce(least) { max($0, $1.copies) }
        low +=
          share
          * state.expected(purity: purity, multiplicity: least, cellFraction: 1, error: error)
        high +=
          share * state.expected(purity: purity, multiplicity: most, cellFraction: 1, error: error)
        for prior in copies {
          mean +=
            share * prior.weight
            * state.expected(
              purity: purity, multiplicity: prior.copies, cellFraction: 1, error: error)
        }
      }
    }
    clonalShares = low...max(low, high)
    clonalFrequency = mean
    errorRate = error.rate
    normalCopies = states.reduce(0) { $0 + $1.state.weight * Double($1.state.normalCopies) }
    tumorCopies = states.reduce(0) { $0 + $1.state.weight * $1.state.tumorCopies }
  }
}

extension SampleEvidence {
  /// What is expected at a site; `nil` where the locus is not assessable whatever the reads.
  ///
  /// Found once for each kind of locus.
  func expectation(_ site: Int) -> LocusExpectation? {
    let kind = Int(data.kind[site])
    guard kind >= 0 else { return nil }
    if let known = expectations[kind] { return known }
    let found = LocusExpectation(kind: data.kinds[kind], model: model)
    expectations[kind] = found
    return found
  }

  /// The expected share of alternate reads of a mutation in every cell; NaN where the locus is not
  /// assessable.
  func clonalFrequency(_ site: Int) -> Double { expectation(site)?.clonalFrequency ?? .nan }
}
