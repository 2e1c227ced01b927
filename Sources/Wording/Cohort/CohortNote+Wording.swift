package import CohortStatistics
package import Results

extension CohortNote {
  /// The note in words, without a full stop.
  package var words: String {
    switch self {
    case .betaPrior(let alpha, let beta):
      "Beta(\(Wording.number(alpha)), \(Wording.number(beta)))"
    case .binned(let width):
      "likelihood ratios were binned by \(Wording.percent(width))"
    case .noAssessablePatient: "no patient is assessable: the estimate would be the prior alone"
    case .noDefiniteCall: "no patient is called acquired or pre-existing"
    case .changedFor(let number, let all):
      "changed for \(Wording.grouped(number)) of \(Wording.count(all, "patient"))"
    case .noneMissing: "no patient is missing"
    case .missing(let patients, let lowest, let highest):
      "\(Wording.count(patients, "patient")) could not be assessed; the mean would be "
        + "\(Wording.number(lowest)) had the mutation been there before in all of them, and "
        + "\(Wording.number(highest)) had all acquired it; the interval spans both"
    case .notMutated(let gene): "no patient has a mutation of \(gene)"
    case .forcedOverlap(let patients):
      "\(Wording.count(patients, "patient")) must have both, given their numbers of mutated genes: "
        + "every cohort like this one has an overlap"
    case .undefined(let result): result.words
    case .noCompleteStratum: "no stratum has both exposures and both outcomes"
    case .separated:
      "exposure and outcome are completely separated within every stratum: the exact test gives one bound only"
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
