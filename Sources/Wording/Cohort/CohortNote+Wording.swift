package import CohortStatistics
package import Results

extension CohortNote {
  /// The note in words, without a full stop.
  package var words: String {
    switch self {
    case .notMutated(let gene): "no patient has a mutation of \(gene)"
    case .forcedOverlap(let patients):
      "\(Wording.count(patients, "patient")) must have both, given their numbers of mutated genes: "
        + "every cohort like this one has an overlap"
    case .undefined(let result): result.words
    case .oneSided: "all or none of the patients whose reads say something had the treatment"
    case .notProfiledTogether: "not profiled together: no patient's assay covers both genes"
    }
  }
}

extension CohortTherapyRow {
  /// Why the association was not tested, without a full stop.
  package var untestedWords: String {
    switch (note, exposed, unexposed) {
    case (.oneSided?, 1..., 0): "nobody went without it"
    case (.oneSided?, 0, 1...): "nobody received it"
    default: note?.words ?? "not tested"
    }
  }
}

extension UndefinedResult {
  /// Why a method has no answer, in words.
  package var words: String {
    switch self {
    case .overlapExceedsGene: "more patients have both genes than one of them"
    case .unknownGenes: "the genes are not among those that the rates were fitted to"
    case .burdenExceedsCohort:
      "more patients with one number of mutated genes have the gene than there are such patients"
    case .unknownBurden:
      "the gene has patients with a number of mutated genes that no patient of the cohort has"
    case .impossibleCount: "the gene's number of patients is impossible under its rates"
    case .impossibleBurden: "a patient has fewer than 0 or more than all genes mutated"
    case .geneExceedsCohort: "a gene is mutated in more than all patients"
    case .marginsDiffer:
      "the numbers of mutated genes per patient and of mutated patients per gene have different totals"
    case .marginsNotMet:
      "no rates give the patients their numbers of mutated genes and the genes their numbers of patients"
    }
  }
}
