/// The origin of a mutation in a later biopsy, as far as the sampled tissue can tell.
public enum OriginLabel: String, Hashable, Sendable, CaseIterable {
  /// Not in the sampled earlier tissue at or above the threshold; present later.
  case acquired
  /// In some tumour cells of the earlier tissue.
  case preexistingSubclonal = "preexisting_subclonal"
  /// In all tumour cells of the earlier tissue.
  case preexistingClonal = "preexisting_clonal"
  /// In the earlier tissue; whether in all or some of its tumour cells is unclear.
  case preexisting
  /// In the earlier tissue and not in the later one.
  case lost
  /// Reads are seen, but they are sequencing errors or traces of fixation.
  case artefact
  /// Neither sample of the pair shows it, but another sample of the patient does, or no read shows
  /// it at all.
  case absentFromBoth
  /// The patient inherited it.
  case germline
  /// The reads cannot tell; an ``IndeterminateReason`` says why.
  case indeterminate

  /// Whether the mutation was in the earlier tissue and is in the later one.
  public var isPreexisting: Bool {
    self == .preexisting || self == .preexistingClonal || self == .preexistingSubclonal
  }

  /// Whether the call leaves a somatic mutation in one of the samples possible: it is no artefact, not
  /// inherited and not absent from both.
  public var isOfMutation: Bool {
    self != .artefact && self != .absentFromBoth && self != .germline
  }
}

/// Why a call is indeterminate.
public enum IndeterminateReason: String, Hashable, Sendable, CaseIterable {
  /// A clone of a quarter of the earlier tumour cells would be missed too often.
  case underpowered
  /// The reads support several origins.
  case conflicting
  /// The earlier tissue lost an allele here, perhaps the mutated one.
  case copyLossPossible
  /// Reads are seen, and errors explain them about as well as a clone.
  case artefactSuspected
  /// The earlier sample misses mutations that must be in it.
  case lowTruncalRecall
  /// One of the samples is uninformative at this locus.
  case notAssessable
  /// The two biopsies are from independent tumours.
  case unrelated
  /// The two biopsies may not be from one patient.
  case identityNotEstablished
  /// Which biopsy came first is not known.
  case orderUnknown
}

/// The posterior probabilities of the five origins; they add to 1.
public struct OriginProbabilities: Hashable, Sendable {
  /// Absent earlier, present later.
  public var acquired: Double
  /// In some tumour cells earlier, present later.
  public var preexistingSubclonal: Double
  /// In all tumour cells earlier, present later.
  public var preexistingClonal: Double
  /// Present earlier, absent later.
  public var lost: Double
  /// No somatic mutation of either sample: an artefact, or inherited.
  public var artefact: Double
  /// The part of ``artefact`` that is inherited; 0 where no normal sample was read.
  public var germline = 0.0

  /// Creates the probabilities of the five origins.
  public init(
    acquired: Double, preexistingSubclonal: Double, preexistingClonal: Double, lost: Double,
    artefact: Double
  ) {
    self.acquired = acquired
    self.preexistingSubclonal = preexistingSubclonal
    self.preexistingClonal = preexistingClonal
    self.lost = lost
    self.artefact = artefact
  }
}

/// A posterior of a cancer cell fraction: of a call, given presence in the sample; of a trajectory, or
/// where one sample alone is assessable, with the probabilities of 0 and 1 included.
public struct CellFractionSummary: Hashable, Sendable {
  /// The median.
  public var median: Double
  /// The 5 % quantile.
  public var low: Double
  /// The 95 % quantile.
  public var high: Double

  /// Creates a summary.
  public init(median: Double, low: Double, high: Double) {
    (self.median, self.low, self.high) = (median, low, high)
  }
}

/// One side of a call: what one sample, or several together, shows of a mutation.
public struct OriginSide: Hashable, Sendable {
  /// The index in ``PatientEvidence/samples``; `nil` for several samples together.
  public var sample: Int?
  /// The observation; for several samples the summed counts.
  public var observation: SiteObservation
  /// The purity used: as given, or the posterior mean where it was estimated; `nil` when joint.
  public var purity: Double?
  /// The copy number used; `nil` where it was averaged over.
  public var copyNumber: CopyNumber?
  /// The cancer cell fraction; `nil` when not assessable.
  public var cellFraction: CellFractionSummary?
  /// P(detect | CCF 0.25).
  public var detectionPower: Double?
  /// The smallest CCF found with 95 % power; `nil` if even a clonal mutation would be missed.
  public var limitOfDetection: Double?
  /// Which error model the reads were judged by; `nil` when not assessable.
  public var errorModel: ErrorModelUse?

  /// Creates a side that holds an observation and no inference yet.
  public init(sample: Int?, observation: SiteObservation) {
    self.sample = sample
    self.observation = observation
  }
}

/// The call of one mutation for one pair of an earlier and a later sample.
public struct OriginCall: Hashable, Sendable {
  /// The index in ``PatientEvidence/mutations``.
  public var mutation: Int
  /// The earlier sample, or all earlier samples together.
  public var earlier: OriginSide
  /// The later sample, or all later samples together.
  public var later: OriginSide
  /// The posterior of the five origins; `nil` when not assessable.
  public var probabilities: OriginProbabilities?
  /// P(CCF in the earlier sample >= c* | present later).
  public var earlierAboveThreshold: Double?
  /// The 95 % bound of the earlier CCF if the mutation is sub-clonal there, with a uniform prior.
  ///
  /// It is conditional on presence: it bounds a clone that is assumed to be there and never says
  /// how likely one is, so it does not belong beside the word "excluded". ``earlierAboveThreshold``
  /// says that, given presence in the later sample.
  public var earlierUpperBound: Double?
  /// log10 L(0) / [(.14 L(S) + .40 L(C)) / .54] of the earlier sample.
  public var log10BayesFactorAbsent: Double?
  /// The label.
  public var label: OriginLabel
  /// Why the label is indeterminate.
  public var reason: IndeterminateReason?
  /// Remarks that accompany the call.
  public var flags: OriginFlags
  /// For joint rows: log10 Bayes factors of absence against a clone of one CCF in all earlier
  /// samples, of its own CCF in each, and of patchy presence.
  public var regionBayesFactors: RegionBayesFactors?
  /// How often normal samples show the change, where that is known.
  public var siteBackground: SiteBackground?
  /// What the call rests on and what would change it.
  public var explanation = CallExplanation()

  /// Creates a call that is not assessable until inference fills it.
  public init(mutation: Int, earlier: OriginSide, later: OriginSide) {
    self.mutation = mutation
    self.earlier = earlier
    self.later = later
    self.label = .indeterminate
    self.reason = .notAssessable
    self.flags = []
  }
}

/// Evidence for absence from several earlier samples, against three kinds of presence (log10).
public struct RegionBayesFactors: Hashable, Sendable {
  /// Against one cancer cell fraction shared by all samples.
  public var shared: Double
  /// Against a cancer cell fraction of its own in each sample.
  public var independent: Double
  /// Against presence in each sample with a probability that is one of ``regionPresences``.
  public var patchy: Double

  /// The probabilities that a region carries a clone that is in the tumour, each as likely: how patchy a
  /// clone is nobody knows beforehand.
  public static let regionPresences = [0.2, 0.6, 0.95]

  /// Creates the three factors.
  public init(shared: Double, independent: Double, patchy: Double) {
    (self.shared, self.independent, self.patchy) = (shared, independent, patchy)
  }
}
