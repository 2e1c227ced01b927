import TumorModel

/// What the model of a sample expects at one kind of locus before it sees reads.
struct LocusExpectation {
  /// The expected shares of alternate reads if all tumour cells have the mutation: on one copy, and
  /// on the most copies that it may have.
  let clonalShares: ClosedRange<Double>
  /// P(read alternate | molecule reference).
  let errorRate: Double
  /// Copies per normal cell, averaged over what is not known.
  let normalCopies: Double
  /// Copies per tumour cell, averaged over tumour cells and over what is not known.
  let tumorCopies: Double

  init(kind: LocusKind, model: SampleModel) {
    let error = model.error(kind)
    let states = kind.states
    var (low, high) = (0.0, 0.0)
    for (purity, weight) in zip(model.purities, model.purityWeights) {
      for state in states {
        let share = weight * state.weight
        let least = state.singleCopy
        let most = state.clonalCopies.reduce(least) { max($0, $1.copies) }
        low +=
          share
          * state.expected(purity: purity, multiplicity: least, cellFraction: 1, error: error)
        high +=
          share * state.expected(purity: purity, multiplicity: most, cellFraction: 1, error: error)
      }
    }
    clonalShares = low...max(low, high)
    errorRate = error.rate
    normalCopies = states.reduce(0) { $0 + $1.weight * Double($1.normalCopies) }
    tumorCopies = states.reduce(0) { $0 + $1.weight * $1.tumorCopies }
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
}
