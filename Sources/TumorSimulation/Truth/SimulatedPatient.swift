public import TumorModel

/// A simulated patient: what is seen, and what is true.
public struct SimulatedPatient: Hashable, Sendable {
  /// What an analysis gets to see; the earlier sample, where there is one, comes first.
  public var evidence: PatientEvidence
  /// The truth of each of the evidence's mutations.
  public var mutations: [MutationTruth]
  /// The truth of each of the evidence's samples.
  public var samples: [SampleTruth]
  /// The recorded copy-number segments of each of the evidence's samples.
  public var segments: [[CopyNumberSegment]]
  /// The true copy number of the tumour cells, `[sample][mutation]`.
  public var copyNumbers: [[CopyNumber]]
  /// Whether the biopsies are of one tumour.
  public var isRelated: Bool
  /// The name of the scenario.
  public var scenario: String
  /// Reads at the inherited variants of a ``GermlinePanel``, `[sample][site]`; empty where none were
  /// drawn.
  public var germline: [[ReadCounts]] = []
}
