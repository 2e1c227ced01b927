import TumorModel

/// The nuisance parameters of a sample of which all are known, as of a simulated one.
package struct KnownSample: Hashable, Sendable {
  /// The tumour cell share.
  package var purity: Double
  /// The beta-binomial precision of allele counts.
  package var precision: Double
  /// P(read alternate | molecule reference) of ordinary changes.
  package var errorRate: Double
  /// The same at C>T and G>A.
  package var deaminationRate: Double
  /// The share of absent sites with an artefact.
  package var artefactShare: Double
  /// The same at C>T and G>A.
  package var deaminationArtefactShare: Double

  /// Creates a set of parameters.
  package init(
    purity: Double, precision: Double, errorRate: Double, deaminationRate: Double,
    artefactShare: Double, deaminationArtefactShare: Double
  ) {
    self.purity = purity
    self.precision = precision
    self.errorRate = errorRate
    self.deaminationRate = deaminationRate
    self.artefactShare = artefactShare
    self.deaminationArtefactShare = deaminationArtefactShare
  }
}

extension SampleModel {
  /// The model of a sample of which everything is known.
  init(known: KnownSample, sample: Sample) {
    self.init(sample: sample, parameters: OriginParameters())
    (purities, purityWeights) = ([known.purity], [1])
    precision = known.precision
    isPurityEstimated = false
    for change in ChangeKind.allCases {
      let isDeamination = change == .deamination
      errorRates[change.rawValue] = isDeamination ? known.deaminationRate : known.errorRate
      artefactShares[change.rawValue] =
        isDeamination ? known.deaminationArtefactShare : known.artefactShare
    }
  }
}
