public import TumorModel

/// What a study as a whole contributes to the analysis of each patient.
public struct StudyContext: Sendable {
  /// Population weights of the nine states, shared by the study's patients.
  public let classPrior: [Double]
  /// Patients whose mutations ``classPrior`` rests on; 0 for the default.
  public let classPriorPatients: Int

  /// Learns what patients share.
  ///
  /// - Parameters:
  ///   - patients: The study.
  ///   - parameters: The analysis's choices.
  ///   - variantFrequencies: Share of tumours of this type with an exact mutation, for hotspots.
  public init(
    learningFrom patients: [PatientEvidence], parameters: OriginParameters,
    variantFrequencies: [Variant: Double]
  ) {
    classPrior = parameters.classPrior
    classPriorPatients = 0
  }
}

/// The inference of each mutation's origin in a patient with an earlier and a later biopsy.
public struct OriginAnalysis: Sendable {
  /// The choices made.
  public let parameters: OriginParameters
  /// What the study contributes.
  public let context: StudyContext

  /// Creates an analysis.
  public init(parameters: OriginParameters, context: StudyContext) {
    self.parameters = parameters
    self.context = context
  }

  /// Infers the origins of all mutations of a patient.
  ///
  /// Pure and deterministic: the same evidence gives the same result on any thread.
  public func origins(of patient: PatientEvidence) -> PatientOrigins {
    PatientOrigins(patient: patient.id)
  }
}
