/// Where a mutation of a later biopsy comes from, as far as the sampled tissue tells.
public enum OriginLabel: String, Hashable, Sendable, CaseIterable {
  /// Not in the sampled earlier tissue above the threshold; present later.
  case acquired
  /// In some tumour cells of the earlier tissue.
  case preexistingSubclonal = "preexisting_subclonal"
  /// In all tumour cells of the earlier tissue.
  case preexistingClonal = "preexisting_clonal"
  /// In the earlier tissue; whether in all or some of its tumour cells is unclear.
  case preexisting
  /// In the earlier tissue and not in the later one.
  case lost
  /// In neither: an error of sequencing or a trace of fixation.
  case artefact
  /// The reads cannot tell; an ``IndeterminateReason`` says why.
  case indeterminate
}

/// Why a call is indeterminate.
public enum IndeterminateReason: String, Hashable, Sendable, CaseIterable {
  /// A clone of a quarter of the earlier tumour cells would be missed too often.
  case underpowered
  /// The reads support several classes.
  case conflicting
  /// The earlier tissue lost an allele here, perhaps the mutated one.
  case copyLossPossible
  /// Reads are seen, and errors explain them about as well as a clone.
  case artefactSuspected
  /// The earlier sample misses mutations that must be in it.
  case lowTruncalRecall
  /// One of the samples says nothing here.
  case notAssessable
  /// The two biopsies are of independent tumours.
  case unrelated
  /// The two biopsies may not be of one patient.
  case identityNotEstablished
  /// Several purities fit, and the call depends on which.
  case purityAmbiguous
  /// Which biopsy came first is not known.
  case orderUnknown
}

/// What a reader of a call should know beside it: a closed list.
public struct OriginFlags: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt32
  /// Creates a set from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The copy number of a sample was unknown and was averaged over.
  public static let copyNumberAssumed = OriginFlags(rawValue: 1 << 0)
  /// The purity of a sample was unknown and was estimated from its reads.
  public static let purityEstimated = OriginFlags(rawValue: 1 << 1)
  /// The sex was unknown and the X chromosome was averaged over one and two copies.
  public static let sexAssumed = OriginFlags(rawValue: 1 << 2)
  /// An absent row was read as "the caller's rule failed".
  public static let censored = OriginFlags(rawValue: 1 << 3)
  /// An indel was matched without a reference genome.
  public static let notLeftAligned = OriginFlags(rawValue: 1 << 4)
  /// Whether the two biopsies are of one tumour was not settled.
  public static let relatednessNotEstablished = OriginFlags(rawValue: 1 << 5)
  /// Copy numbers were real-valued and were rounded.
  public static let copyNumberRounded = OriginFlags(rawValue: 1 << 6)
  /// The site is C>T or G>A in a formalin-fixed sample.
  public static let ffpeDeamination = OriginFlags(rawValue: 1 << 7)
  /// The mutation was lost and the later sample lost copies here.
  public static let lostByDeletion = OriginFlags(rawValue: 1 << 8)
  /// All tumour cells had it earlier and fewer later.
  public static let clonalEarlierOnly = OriginFlags(rawValue: 1 << 9)
  /// The clone's share rose by more than 0.1 with probability above 0.9.
  public static let expanded = OriginFlags(rawValue: 1 << 10)
  /// The clone's share fell by more than 0.1 with probability above 0.9.
  public static let depleted = OriginFlags(rawValue: 1 << 11)
  /// Identical rows of the input were merged.
  public static let duplicateRows = OriginFlags(rawValue: 1 << 12)
  /// The multiplicity of an amplified locus is uncertain.
  public static let amplified = OriginFlags(rawValue: 1 << 13)
  /// Later samples share clonal mutations that the earlier one lacks.
  public static let laterTrunkAbsent = OriginFlags(rawValue: 1 << 14)
  /// A recorded share of alternate reads that a clone can hardly have.
  public static let implausibleFrequency = OriginFlags(rawValue: 1 << 15)
  /// A mutation of Y in a patient recorded as female.
  public static let unexpectedY = OriginFlags(rawValue: 1 << 16)
  /// Reads were not de-duplicated and counts were scaled down.
  public static let duplicationScaled = OriginFlags(rawValue: 1 << 17)
  /// The label changes when an assumption does; see the sensitivity table.
  public static let notRobust = OriginFlags(rawValue: 1 << 18)

  /// Neither sample of the pair shows the mutation; another sample of the patient does.
  public static let absentFromBoth = OriginFlags(rawValue: 1 << 19)
  /// Tumour cells differ in copy number at the locus.
  public static let subclonalCopyNumber = OriginFlags(rawValue: 1 << 20)
  /// Reads of a plasma sample that blood cells may have given.
  public static let possibleCloneInBlood = OriginFlags(rawValue: 1 << 21)
  /// The alternate reads are of one pair orientation, as those of damaged molecules are.
  public static let orientationBiased = OriginFlags(rawValue: 1 << 22)
  /// The matched normal shows the mutation more than its tumour cells explain.
  public static let seenInNormal = OriginFlags(rawValue: 1 << 23)
  /// A caller's filter did not pass the record, and it was asked for all the same.
  public static let filtered = OriginFlags(rawValue: 1 << 24)
  /// Too few inherited variants were read to tell whether both samples are of one person.
  public static let identityUndecided = OriginFlags(rawValue: 1 << 25)

  /// The file's share of variant reads is none of whole copies; depths were scaled to it.
  public static let depthScaled = OriginFlags(rawValue: 1 << 30)

  /// Each flag with its name in tables, in the order in which they are written.
  public static let names: [(flag: OriginFlags, name: String)] = [
    (.copyNumberAssumed, "cnAssumed"), (.purityEstimated, "purityEstimated"),
    (.sexAssumed, "sexAssumed"), (.censored, "censored"), (.notLeftAligned, "notLeftAligned"),
    (.relatednessNotEstablished, "relatednessNotEstablished"),
    (.copyNumberRounded, "cnRounded"), (.ffpeDeamination, "ffpeDeamination"),
    (.lostByDeletion, "lostByDeletion"), (.clonalEarlierOnly, "clonalEarlierOnly"),
    (.expanded, "expanded"), (.depleted, "depleted"), (.duplicateRows, "duplicateRows"),
    (.amplified, "amplified"), (.laterTrunkAbsent, "laterTrunkAbsent"),
    (.implausibleFrequency, "implausibleFrequency"), (.unexpectedY, "unexpectedY"),
    (.duplicationScaled, "duplicationScaled"), (.notRobust, "notRobust"),
    (.absentFromBoth, "absentFromBoth"), (.subclonalCopyNumber, "subclonalCN"),
    (.possibleCloneInBlood, "possibleCH"), (.orientationBiased, "orientationBiased"),
    (.seenInNormal, "seenInNormal"), (.filtered, "filtered"), (.depthScaled, "depthScaled"),
    (.identityUndecided, "identityUndecided"),
  ]

  /// The names of the flags that are set, in table order.
  public var names: [String] { Self.names.filter { contains($0.flag) }.map(\.name) }
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
  /// Absent from both.
  public var artefact: Double

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

/// A posterior of a cancer cell fraction, its atoms at 0 and 1 included.
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
  /// The index in ``PatientEvidence/samples``; `nil` for several earlier samples together.
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
  /// The later sample.
  public var later: OriginSide
  /// The posterior of the five origins; `nil` when not assessable.
  public var probabilities: OriginProbabilities?
  /// P(CCF in the earlier sample >= c* | present later).
  public var earlierAboveThreshold: Double?
  /// The 95 % bound of the earlier CCF under presence, with the uniform slab.
  public var earlierUpperBound: Double?
  /// log10 L(0) / [(.14 L(S) + .40 L(C)) / .54] of the earlier sample.
  public var log10BayesFactorAbsent: Double?
  /// The label.
  public var label: OriginLabel
  /// Why the label is indeterminate.
  public var reason: IndeterminateReason?
  /// What a reader should know.
  public var flags: OriginFlags
  /// For joint rows: log10 Bayes factors of absence against a clone of one CCF in all earlier
  /// samples, of its own CCF in each, and of patchy presence.
  public var regionBayesFactors: RegionBayesFactors?
  /// How often normal samples show the change, where that is known.
  public var siteBackground: SiteBackground?

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
  /// Against presence in each sample with probability 0.6.
  public var patchy: Double

  /// Creates the three factors.
  public init(shared: Double, independent: Double, patchy: Double) {
    (self.shared, self.independent, self.patchy) = (shared, independent, patchy)
  }
}
