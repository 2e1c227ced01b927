package import Results

/// Where the prior of a study's origins comes from.
package struct PriorBasis: Hashable, Sendable {
  /// Whether a pair's own mutations move its prior.
  let isLearnt: Bool
  /// Patients of the study behind the shared prior; 0 where that is the default.
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
  /// - Parameter otherMutations: Mutations of the pair, beside the one that is called, on which its
  ///   weights rest.
  func words(otherMutations: Int) -> String {
    var parts = ["the reads"]
    if isLearnt, otherMutations > 0 {
      parts.append("\(Wording.count(otherMutations, "other mutation")) of the pair")
    }
    parts.append(
      isLearnt && patients > 0
        ? "a prior learnt from \(Wording.count(patients, "patient")) of the study"
        : "the default prior")
    return Wording.list(parts)
  }
}
