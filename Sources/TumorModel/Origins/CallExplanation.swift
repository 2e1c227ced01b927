/// Why a sample is uninformative about a mutation.
public enum AssessabilityProblem: String, Hashable, Sendable, CaseIterable {
  /// The assay does not cover the locus, or nothing is known about it.
  case notAssayed = "not_assayed"
  /// The sample's gene panel does not contain the gene.
  case geneNotCovered = "gene_not_covered"
  /// The sample is not among those that were sequenced.
  case notSequenced = "not_sequenced"
  /// The caller did not list the mutation, at an unknown depth.
  case uncalled
  /// The mutation is listed without counts.
  case withoutCounts = "without_counts"
  /// The caller's record names the reference alone, and more reads show something else than errors
  /// explain.
  case otherReads = "other_reads"
  /// No read covers the locus.
  case noReads = "no_reads"
  /// The tumour cells have lost every copy of the locus.
  case noTumorCopies = "no_tumor_copies"
  /// The patient's cells do not have the chromosome: Y in a woman.
  case absentChromosome = "absent_chromosome"
  /// The mutation is on Y and the patient's sex is not recorded, so that its copies are unknown.
  case sexNotRecorded = "sex_not_recorded"
  /// The mutation is mitochondrial: a cell has many copies, and copy number does not apply.
  case mitochondrial
  /// The mutation is on a contig other than the chromosomes, whose copies per cell are unknown.
  case otherContig = "other_contig"

  /// Whether the cause is the locus itself, regardless of the sample.
  public var isOfLocus: Bool {
    switch self {
    case .absentChromosome, .sexNotRecorded, .mitochondrial, .otherContig: true
    case .notAssayed, .geneNotCovered, .notSequenced, .uncalled, .withoutCounts, .otherReads,
      .noReads, .noTumorCopies:
      false
    }
  }
}

/// The depth at which a sample would show a clone.
public enum DepthNeeded: Hashable, Sendable {
  /// The total number of reads needed, including those already there.
  case reads(Int)
  /// No depth suffices: errors or the spread of allele counts hide the clone.
  case unattainable
}

/// Evidence of the earlier sample's own reads that the patient's other mutations outweigh.
public enum OutweighedEvidence: String, Hashable, Sendable, CaseIterable {
  /// The reads favour absence, and the call is pre-existing.
  case absence
  /// The reads favour presence, and the call is acquired.
  case presence
}

/// What a call would be without the prior learnt from the study's patients.
public struct StudyWeight: Hashable, Sendable {
  /// The patients that the learnt weights of the origins rest on; at least 1.
  public var patients: Int
  /// The probabilities without them, by the patient's own mutations.
  public var probabilities: OriginProbabilities
  /// The label under them.
  public var label: OriginLabel

  /// Creates a comparison.
  public init(patients: Int, probabilities: OriginProbabilities, label: OriginLabel) {
    self.patients = patients
    self.probabilities = probabilities
    self.label = label
  }
}

/// What a call rests on and what would change it, according to the model that made the call.
public struct CallExplanation: Hashable, Sendable {
  /// Why the earlier sample is uninformative; with several samples, the reason of the first, and
  /// `nil` if any of them is informative.
  public var earlierProblem: AssessabilityProblem?
  /// Why the later sample is uninformative.
  public var laterProblem: AssessabilityProblem?
  /// Alternate reads to expect in the earlier sample if all its tumour cells had the mutation: on
  /// one copy, and on the most copies that it may have. The sum over several samples; `nil` where no
  /// reads were counted.
  public var expectedReads: ClosedRange<Double>?
  /// P(read alternate | molecule reference) used in the earlier sample; `nil` for several samples.
  public var errorRate: Double?
  /// Copies of the locus per normal cell; the mean where they are not known.
  public var normalCopies: Double?
  /// Copies per tumour cell of the earlier sample: the mean where cells differ or they are not
  /// known; `nil` for several samples.
  public var tumorCopies: Double?
  /// Beta-binomial precision of allele counts in the earlier sample; `nil` for several samples.
  public var precision: Double?
  /// Which evidence of the earlier sample's own reads the patient's other mutations outweigh.
  public var outweighed: OutweighedEvidence?
  /// Which sample lacks the power that a label would need; for underpowered calls only.
  public var weakSide: PairSide?
  /// Whether another sample of the patient shows the mutation, for calls "in neither sample"; whether
  /// another of the earlier sample's time does, for acquired calls; `nil` otherwise or where there is none.
  public var isShownElsewhere: Bool?
  /// The depth at which the earlier sample shows a clone of the threshold c* with a power of 95 %;
  /// `nil` where it was not computed: out of scope, or for several samples.
  public var depthForThreshold: DepthNeeded?
  /// The same for a clone of 0.25 with a power of 80 %.
  public var depthForQuarter: DepthNeeded?
  /// P(acquired in the whole patient), over a range of assumptions about unsampled regions, see
  /// `SpatialSampling`; computed for mutations in scope that are called acquired.
  public var acquiredInPatient: ClosedRange<Double>?
  /// What the call would be without the study's other patients; for every call with
  /// probabilities, where other patients tell anything.
  public var studyWeight: StudyWeight?

  /// Why the call is not assessable: a cause that concerns the locus, or else the earlier sample,
  /// or else the later one; `nil` where both samples are informative.
  public var cause: AssessabilityProblem? {
    let problems = [earlierProblem, laterProblem].compactMap { $0 }
    return problems.first(where: \.isOfLocus) ?? problems.first
  }

  /// Creates an empty explanation.
  public init() {}
}
