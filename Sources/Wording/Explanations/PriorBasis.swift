package import Results

/// Where the prior of a study's origins comes from.
package struct PriorBasis: Hashable, Sendable {
  /// Whether a pair's own mutations move its prior.
  let isLearnt: Bool
  /// Patients of the study behind the shared prior, before a call's own is left out; 0 where that is
  /// the default.
  let patients: Int

  /// Creates a basis; by default that of a study too small to share a prior.
  package init(isLearnt: Bool = true, patients: Int = 0) {
    (self.isLearnt, self.patients) = (isLearnt, patients)
  }

  /// The basis that a manifest records.
  package init(_ manifest: Manifest) {
    self.init(isLearnt: manifest.parameters.learnsPrior, patients: manifest.priorPatients)
  }

  /// What probabilities rest on, to follow `rest on`.
  ///
  /// - Parameters:
  ///   - otherMutations: Mutations of the pair, beside the one that is called, on which its weights
  ///     rest.
  ///   - otherPatients: Patients behind the prior, the call's own left out; `nil` where they were not
  ///     counted for this call.
  func words(otherMutations: Int, otherPatients: Int?) -> String {
    var parts = ["the reads"]
    if isLearnt, otherMutations > 0 {
      parts.append("\(Wording.count(otherMutations, "other mutation")) of the pair")
    }
    parts.append(learntPrior(otherPatients) ?? "the default prior")
    return Wording.list(parts)
  }

  /// The prior that the study's other patients give; `nil` where they give none.
  private func learntPrior(_ otherPatients: Int?) -> String? {
    guard isLearnt else { return nil }
    if let otherPatients, otherPatients > 0 {
      return "a prior learnt from \(Wording.count(otherPatients, "other patient")) of the study"
    }
    // Of a single one it may be the call's own that was left out.
    return otherPatients == nil && patients > 1
      ? "a prior learnt from the other patients of the study" : nil
  }
}
