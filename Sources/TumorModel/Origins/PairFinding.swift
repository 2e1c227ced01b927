/// One of the two samples of a pair.
public enum PairSide: String, Hashable, Sendable, CaseIterable {
  /// The earlier sample, or all earlier samples together.
  case earlier
  /// The later sample, or all later samples together.
  case later
}

/// A finding about a pair of samples as a whole.
public enum PairFinding: Hashable, Sendable {
  /// Which of the samples came first is not known.
  case orderUnknown
  /// The later sample is a primary, and an earlier one a metastasis or recurrence.
  case primaryTakenLater
  /// Inherited variants show that the samples are from two people.
  case differentPeople
  /// Too few inherited variants were read to tell whether the samples are from one person.
  case identityUndecided
  /// The sample on one side appears to belong to another patient: to whom, and how it came under this name.
  case belongsTo(side: PairSide, SampleOwner)
  /// Earlier samples that a joint call leaves out: they are not from this tumour.
  case leftOut(samples: [String])
  /// The samples look like independent tumours.
  case independentTumors
  /// Too few mutations to tell whether the samples are from one tumour.
  case relatednessUndecided
  /// The earlier sample misses truncal mutations.
  case truncalMutationsMissing
  /// Clonal mutations that the later samples share are missing from the earlier one.
  case laterTrunkAbsent
  /// Shared clonal mutations have an allele frequency that does not fit the earlier sample's
  /// purity; see ``PairSummary/sharedClonalFrequencyRatio``.
  case frequencyUnlikePurity
  /// Samples of the pair whose purity was estimated from the mutations themselves.
  case purityEstimated(samples: [String])
  /// A normal sample holds a share of tumour cells, with its 95 % interval; each in `0...1`.
  case tumorInNormal(normal: String, share: Double, low: Double, high: Double)
  /// A number of mutations have more reads in a normal sample than tumour cells in it explain.
  case seenInNormal(normal: String, mutations: Int)
  /// The fit of the pair still moved when it was stopped: its probabilities are approximate.
  case fitUnsettled
}
