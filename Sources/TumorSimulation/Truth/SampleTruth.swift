/// The true nuisance parameters of a simulated sample.
public struct SampleTruth: Hashable, Sendable {
  /// The tumour cell share, in (0, 1].
  public var purity: Double
  /// The mean depth at a locus of two copies, in reads.
  public var meanDepth: Double
  /// The beta-binomial precision of allele counts; infinite for binomial counts.
  public var precision: Double
  /// P(read alternate | molecule reference) of ordinary changes.
  public var errorRate: Double
  /// The beta precision of the error rate over sites; infinite for one rate at all sites.
  public var errorPrecision: Double
  /// P(read alternate | molecule reference) of C>T and G>A.
  public var deaminationRate: Double
  /// The share of absent sites with an artefact of 1–6 % of the reads.
  public var artefactShare: Double
  /// The same at C>T and G>A.
  public var deaminationArtefactShare: Double
  /// The probability that a site shows no molecule of the tumour's allele.
  public var dropOut: Double
  /// Whether the tissue was fixed in formalin.
  public var isFixed: Bool
}
