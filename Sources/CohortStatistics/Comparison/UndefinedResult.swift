/// Why a method has no answer for the data.
public enum UndefinedResult: String, Error, Hashable, Sendable, CaseIterable {
  /// More patients have both genes than one of them.
  case overlapExceedsGene
  /// The genes are not among those that the rates were fitted to.
  case unknownGenes
  /// More patients with one number of mutated genes have the gene than there are such patients.
  case burdenExceedsCohort
  /// The gene has patients with a number of mutated genes that no patient of the cohort has.
  case unknownBurden
  /// The gene's number of patients is impossible under its rates.
  case impossibleCount
  /// A patient has fewer than 0 or more than all genes mutated.
  case impossibleBurden
  /// A gene is mutated in more than all patients.
  case geneExceedsCohort
  /// The numbers of mutated genes per patient and of mutated patients per gene have different
  /// totals.
  case marginsDiffer
  /// No rates give the patients their numbers of mutated genes and the genes their numbers of
  /// patients.
  case marginsNotMet
}
