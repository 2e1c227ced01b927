/// How far a patient gets towards the call of one gene, and why no further.
public enum FunnelExit: String, Hashable, Sendable, CaseIterable {
  /// No non-primary sample's assay looks at the gene.
  case notCovered = "not_covered"
  /// Every sample is a primary.
  case noLaterSample = "no_later_sample"
  /// No mutation of the gene is seen in any sample.
  case notMutated = "not_mutated"
  /// The gene's mutations are all silent.
  case silentOnly = "silent_only"
  /// The gene is mutated in a primary only.
  case primaryOnly = "primary_only"
  /// No mutation is of the requested class.
  case otherClass = "other_class"
  /// There is only one sample.
  case singleSample = "single_sample"
  /// There are several samples, and none is earlier than one with the mutation.
  case noEarlierSample = "no_earlier_sample"
  /// There is an earlier sample, but no comparison is informative.
  case notAssessable = "not_assessable"
  /// The patient has an outcome.
  case assessed

  /// The step that the patient does not reach; `nil` for one who reaches the last.
  public var excludedAt: FunnelStep? {
    switch self {
    case .notCovered: .profiled
    case .noLaterSample, .notMutated, .silentOnly, .primaryOnly: .mutated
    case .otherClass: .ofClass
    case .singleSample, .noEarlierSample: .compared
    case .notAssessable: .assessable
    case .assessed: nil
    }
  }

  /// What a patient who comes so far comes to: the only place that decides it.
  ///
  /// - Parameter reduction: What the deciding calls of the class asked for come to.
  /// - Returns: `nil` for a patient without an earlier sample to compare with, or without a mutation.
  public func outcome(_ reduction: PatientReduction) -> CohortOutcome? {
    switch self {
    case .assessed, .notAssessable: reduction.outcome
    case .notCovered, .noLaterSample, .notMutated, .silentOnly, .primaryOnly, .otherClass,
      .singleSample, .noEarlierSample:
      nil
    }
  }

  /// Whether a mutation of the gene that changes the protein is seen in any sample.
  public var isMutated: Bool {
    switch self {
    case .notCovered, .noLaterSample, .notMutated, .silentOnly: false
    case .primaryOnly, .otherClass, .singleSample, .noEarlierSample, .notAssessable, .assessed: true
    }
  }
}

/// A step from all patients to those with an outcome, in the order of the funnel.
public enum FunnelStep: String, Hashable, Sendable, CaseIterable {
  /// All patients.
  case patients
  /// Patients but those whose non-primary samples are all of assays that do not look at the gene.
  case profiled
  /// Of these, patients with a mutation of the gene that changes the protein in a non-primary sample.
  case mutated
  /// Of these, patients with a mutation of the requested class.
  case ofClass = "of_class"
  /// Of these, patients with an earlier sample to compare with.
  case compared
  /// Of these, patients with an informative comparison.
  case assessable
}
