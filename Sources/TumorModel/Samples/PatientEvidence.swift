/// Everything observed in one patient: samples, mutations, and the reads of each mutation in each
/// sample.
public struct PatientEvidence: Hashable, Sendable {
  /// The patient's identifier.
  public let id: String
  /// The patient's sex, where it is known.
  public let sex: Sex?
  /// The reference assembly, where it is known.
  public let build: GenomeBuild?
  /// The samples in the study sheet's order; normal samples are not among them.
  public let samples: [Sample]
  /// The union of the mutations seen in any sample, sorted by variant.
  public private(set) var mutations: [Mutation]
  /// What was observed, `[sample][mutation]`.
  public let observations: [[SiteObservation]]
  /// The copy number, `[sample][mutation]`; `nil` where it is unknown.
  public let copyNumbers: [[CopyNumber?]]
  /// For each sample, the sorted depths of its counted sites, by which uncalled sites are judged.
  public let depths: [[Int32]]
  /// Flags raised during reading, one set per mutation.
  public let flags: [OriginFlags]
  /// What the files contain beyond counts and copy numbers.
  public let supporting: SupportingEvidence

  /// Creates the evidence, or `nil` when the tables' shapes disagree.
  public init?(
    id: String, sex: Sex?, build: GenomeBuild?, samples: [Sample], mutations: [Mutation],
    observations: [[SiteObservation]], copyNumbers: [[CopyNumber?]], depths: [[Int32]],
    flags: [OriginFlags], supporting: SupportingEvidence = SupportingEvidence()
  ) {
    guard observations.count == samples.count, copyNumbers.count == samples.count,
      depths.count == samples.count, flags.count == mutations.count,
      observations.allSatisfy({ $0.count == mutations.count }),
      copyNumbers.allSatisfy({ $0.count == mutations.count }),
      supporting.fits(samples: samples.count, mutations: mutations.count)
    else { return nil }
    self.id = id
    self.sex = sex
    self.build = build
    self.samples = samples
    self.mutations = mutations
    self.observations = observations
    self.copyNumbers = copyNumbers
    self.depths = depths
    self.flags = flags
    self.supporting = supporting
  }

  /// The same evidence with other names for some mutations.
  ///
  /// - Parameter names: The mutations, by place in ``mutations``.
  /// - Precondition: Each has the variant of the one that it replaces.
  package func replacing(_ names: [Int: Mutation]) -> PatientEvidence {
    var result = self
    for (index, mutation) in names {
      precondition(mutation.variant == mutations[index].variant, "a name keeps its variant")
      result.mutations[index] = mutation
    }
    return result
  }
}
