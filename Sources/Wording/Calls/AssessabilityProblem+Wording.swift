public import TumorModel

extension AssessabilityProblem {
  /// Why a sample says nothing, to complete `says nothing about it:`.
  public var words: String {
    switch self {
    case .notAssayed: "the assay does not cover the locus, or nothing is known about it"
    case .geneNotCovered: "the sample's gene panel does not contain the gene"
    case .notSequenced: "the sample is not among those that were sequenced"
    case .uncalled: "the caller did not list the mutation, which is not a count of zero"
    case .withoutCounts: "the mutation is listed without read counts"
    case .otherReads:
      "its record of the reference alone has more other reads than errors explain, and does not name "
        + "them"
    case .noReads: "no read covers the locus"
    case .noTumorCopies: "the tumour cells have lost every copy of the locus"
    case .absentChromosome:
      "the mutation is on chromosome Y, and the patient is recorded as female"
    case .sexNotRecorded:
      "the mutation is on chromosome Y, and the patient's sex is not recorded"
    case .mitochondrial:
      "the mutation is mitochondrial: a cell has many copies of that DNA, and copy number does not apply"
    case .otherContig:
      "the mutation is on a contig other than the chromosomes, whose copies per cell are unknown"
    }
  }

  /// What would make the sample speak, or why nothing does.
  ///
  /// - Parameter sample: The sample in words.
  package func remedy(sample: String) -> String {
    switch self {
    case .notAssayed, .noReads:
      "Sequencing \(sample) at this locus would make the call assessable."
    case .geneNotCovered:
      "Sequencing \(sample) at this gene, with an assay that looks at it, would make the call assessable."
    case .notSequenced:
      "Sequencing \(sample) at this locus would make the call assessable; if it was sequenced, the list "
        + "of sequenced samples lacks it."
    case .uncalled:
      "The reads of \(sample) at this locus, counted in its alignment, would make the call "
        + "assessable, as would --uncalled censored."
    case .withoutCounts:
      "The read counts of \(sample) at this locus would make the call assessable."
    case .otherReads:
      "The reads of \(sample) at this locus, counted in its alignment or called together with the "
        + "samples that have the mutation, would make the call assessable: they tell whether the "
        + "other reads show it."
    case .noTumorCopies:
      "No sequencing of \(sample) helps; another region of the tumour that kept the locus could."
    case .absentChromosome:
      "No sequencing helps: check the recorded sex of the patient and the mutation's chromosome."
    case .sexNotRecorded:
      "Recording the patient's sex would make the call assessable."
    case .mitochondrial:
      "No sequencing helps: origins of mitochondrial mutations are outside this model."
    case .otherContig:
      "No sequencing helps: the locus would have to be placed on a chromosome."
    }
  }
}
