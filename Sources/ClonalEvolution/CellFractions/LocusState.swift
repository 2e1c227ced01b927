/// One way in which a locus may be: copy numbers and capture odds.
struct LocusState: Hashable, Sendable {
  /// Prior weight of the state.
  var weight: Double
  /// Copies of the major allele; of most cells where cells differ.
  var major: Int
  /// Copies of the minor allele.
  var minor: Int
  /// Copies in normal cells.
  var normalCopies: Int
  /// Alternate to reference odds of capture.
  var captureOdds: Double
  /// What may have happened to a mutation where cells differ in copy number.
  var histories: SubclonalHistories?
}

extension LocusState {
  /// Copies per tumour cell, averaged over tumour cells.
  var tumorCopies: Double { histories?.meanCopies ?? Double(major + minor) }

  /// Mutated copies per tumour cell when each cell that has the locus has one.
  var singleCopy: Double { histories?.carriers ?? 1 }

  /// Mutated copies per tumour cell that a clonal mutation may have; weights add to 1.
  var clonalCopies: [(copies: Double, weight: Double)] {
    if let histories { return histories.clonal.map { ($0.copies, $0.weight) } }
    return MultiplicityPrior.timing(major: major, minor: minor).map {
      (Double($0.copies), $0.weight)
    }
  }

  /// The map from cancer cell fractions to frequencies.
  ///
  /// - Parameter multiplicity: Mutated copies per tumour cell at a cancer cell fraction of 1.
  func frequency(purity: Double, multiplicity: Double, error: ErrorModel) -> ExpectedFrequency? {
    ExpectedFrequency(
      purity: purity, tumorCopies: tumorCopies, normalCopies: Double(normalCopies),
      multiplicity: multiplicity, errorRate: error.rate, missRate: error.missRate,
      captureOdds: captureOdds)
  }

  /// g(c), the expected variant allele frequency.
  func expected(
    purity: Double, multiplicity: Double, cellFraction: Double, error: ErrorModel
  ) -> Double {
    frequency(purity: purity, multiplicity: multiplicity, error: error)?
      .frequency(at: cellFraction) ?? error.rate
  }
}
