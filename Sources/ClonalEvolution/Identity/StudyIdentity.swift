public import TumorModel

/// What a study as a whole tells of whose samples are whose.
public struct StudyIdentity: Sendable {
  /// A pair of samples.
  public struct PairKey: Hashable, Sendable {
    let patient: String
    let earlier: String
    let later: String

    /// Names a pair by its identifiers.
    public init(patient: String, earlier: String, later: String) {
      (self.patient, self.earlier, self.later) = (patient, earlier, later)
    }
  }

  /// Samples that look to be of another patient, and like suspicions.
  public let findings: [SwapFinding]
  /// How frequent inherited variants are.
  let frequencies: AlleleFrequencies
  /// The patient whom a sample looks to be of, by the sample's identifier.
  let owners: [String: SampleOwner]
  /// Pairs whose identity an earlier run established.
  let recorded: [PairKey: PairIdentity]
  private let doubted: Set<String>

  /// Knows nothing beyond a patient's own reads.
  public init() {
    self.init(findings: [], frequencies: AlleleFrequencies())
  }

  /// Takes pairs as an earlier run left them.
  public init(recorded: [PairKey: PairIdentity]) {
    self.init(findings: [], frequencies: AlleleFrequencies(), recorded: recorded)
  }

  init(
    findings: [SwapFinding], frequencies: AlleleFrequencies,
    recorded: [PairKey: PairIdentity] = [:]
  ) {
    self.findings = findings
    self.frequencies = frequencies
    self.recorded = recorded
    owners = Dictionary(
      findings.filter(\.forbidsLabels).map {
        ($0.sample, SampleOwner(patient: $0.otherPatient, kind: $0.kind))
      }
    ) { first, _ in first }
    doubted = Set(findings.filter(\.forbidsLabels).map(\.patient))
      .union(recorded.filter(\.value.forbidsLabels).map(\.key.patient))
  }

  /// Whether a sample of a patient looks to be of another one.
  public func isInDoubt(_ patient: String) -> Bool { doubted.contains(patient) }

  /// The identity of a patient's samples: tumour samples first, then normal ones.
  public func samples(of patient: PatientEvidence) -> PatientIdentity {
    PatientIdentity(
      patient: patient.id, samples: patient.samples + patient.supporting.normals,
      genotypes: patient.supporting.genotypes, study: self)
  }
}
