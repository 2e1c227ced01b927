package import CohortStatistics
package import Results
package import TumorModel

extension FunnelStep {
  /// What the patients of a step have in common.
  ///
  /// - Parameters:
  ///   - gene: The gene.
  ///   - className: The class of mutations that are counted, such as `activating`; `nil` for any.
  package func words(gene: String, className: MutationClass?) -> String {
    switch self {
    case .patients: "patients"
    case .profiled: "tested for \(gene)"
    case .mutated: "with a mutation of \(gene) in a non-primary sample"
    case .ofClass:
      className.map { "with one that is \($0.words)" }
        ?? "with one that changes the protein"
    case .compared: "with an earlier sample to compare with"
    case .assessable: "assessable"
    }
  }
}

extension FunnelExit {
  /// Why a patient comes no further, in a few words.
  package var words: String {
    switch self {
    case .notCovered: "not tested for the gene"
    case .noLaterSample: "primary samples only"
    case .notMutated: "not mutated"
    case .silentOnly: "with silent mutations only"
    case .primaryOnly: "mutated in a primary sample only"
    case .otherClass: "mutations of another class"
    case .singleSample: "with one sample only"
    case .noEarlierSample: "no earlier sample"
    case .notAssessable: "not assessable"
    case .assessed: "assessed"
    }
  }
}

extension CohortOutcome {
  /// The outcome in words.
  package var words: String {
    switch self {
    case .acquired: "acquired"
    case .preexisting: "pre-existing"
    case .indeterminate: "indeterminate"
    case .lost: "lost"
    case .artefact: "artefact"
    case .notAssessable: "not assessable"
    }
  }
}

extension CohortReason {
  /// Why a patient is excluded, or why the patient's calls are indeterminate.
  package var words: String {
    switch self {
    case .exit(let exit): exit.words
    case .call(let reason): reason.words
    }
  }
}

extension CountedReason {
  /// The reason with its patients, such as `3 underpowered`.
  package var words: String { "\(Wording.grouped(count)) \(reason.words)" }
}

extension FieldList<CountedReason> {
  /// The reasons with their patients, joined by `;`.
  package var words: String { elements.map(\.words).joined(separator: "; ") }
}
