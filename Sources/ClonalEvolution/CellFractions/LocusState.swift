/// One way in which a locus may be: copy numbers and capture odds.
struct LocusState: Hashable, Sendable {
  /// Prior weight of the state.
  var weight: Double
  /// Copies of the major allele.
  var major: Int
  /// Copies of the minor allele.
  var minor: Int
  /// Copies in normal cells.
  var normalCopies: Int
  /// Alternate to reference odds of capture.
  var captureOdds: Double
}

extension LocusState {
  /// The map from cancer cell fractions to frequencies.
  func frequency(purity: Double, multiplicity: Int, error: ErrorModel) -> ExpectedFrequency? {
    ExpectedFrequency(
      purity: purity, tumorCopies: Double(major + minor), normalCopies: Double(normalCopies),
      multiplicity: Double(multiplicity), errorRate: error.rate, missRate: error.missRate,
      captureOdds: captureOdds)
  }

  /// g(c), the expected variant allele frequency.
  func expected(
    purity: Double, multiplicity: Int, cellFraction: Double, error: ErrorModel
  ) -> Double {
    frequency(purity: purity, multiplicity: multiplicity, error: error)?
      .frequency(at: cellFraction) ?? error.rate
  }
}
