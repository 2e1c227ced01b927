/// A cancer cell fraction in one sample as reads tell it.
public struct CloneFraction: Hashable, Sendable {
  /// The median.
  public var median: Double
  /// The 5 % quantile.
  public var low: Double
  /// The 95 % quantile.
  public var high: Double
  /// The mean.
  public var mean: Double
  /// The standard deviation.
  public var deviation: Double
  /// P(in no cell).
  public var absent: Double
  /// P(in every tumour cell).
  public var clonal: Double
}

/// What a mutation belongs to.
public enum CloneMembership: Hashable, Sendable {
  /// A clone, by its place among the patient's.
  case clone(Int)
  /// The neutral tail of a sample, by the sample's place in the patient: mutations of that sample alone whose
  /// cancer cell fractions follow a power law.
  case tail(Int)
  /// Artefacts.
  case artefact
  /// No cell of any sample.
  case absent
  /// Nothing, since no sample says anything of it.
  case notAssessable
  /// None of the clones that were given.
  case ungrouped
}

/// The clones of one patient's mutations.
public struct PatientClones: Sendable {
  /// One clone.
  public struct Clone: Hashable, Sendable {
    /// The expected number of its mutations.
    public var mutations: Double
    /// Its cancer cell fraction in each sample, in the patient's order.
    public var fractions: [CloneFraction]
  }

  /// One start of the search.
  public struct Start: Hashable, Sendable {
    /// The number of the random stream; `nil` for the start that nothing is drawn for.
    public var stream: Int?
    /// Clones that it ended with.
    public var clones: Int
    /// The evidence lower bound, in nats.
    public var bound: Double
    /// The adjusted Rand index with the best start.
    public var agreement: Double
    /// Whether it is the best.
    public var isBest: Bool
  }

  /// What the clones tell of a sample.
  public struct SampleModel: Hashable, Sendable {
    /// The mean purity.
    public var purity: Double
    /// The standard deviation of ln purity.
    public var purityDeviation: Double
    /// The precision of allele counts.
    public var precision: Double
  }

  /// The patient's identifier.
  public let patient: String
  /// The clones, by falling mean cancer cell fraction.
  public internal(set) var clones: [Clone] = []
  /// The expected number of mutations of each neutral tail, by sample.
  public internal(set) var tails: [Double] = []
  /// The expected number of artefacts.
  public internal(set) var artefacts = 0.0
  /// The starts.
  public internal(set) var starts: [Start] = []
  /// One per sample.
  public internal(set) var models: [SampleModel] = []
  /// The share of loci with a changed copy number that mutated cells alone are taken to have.
  public internal(set) var ownCopies = 0.0
  /// The evidence lower bound of all mutations after each step.
  public internal(set) var trace: [Double] = []
  /// What each mutation belongs to, and how likely that is.
  public internal(set) var memberships: [CloneMembership] = []
  /// The probability of each of ``memberships``.
  public internal(set) var probabilities: [Float] = []
  /// The origins of the mutations as their clones tell them, by pair of an earlier and a later side; empty
  /// where it is not known which sample came first.
  public internal(set) var origins: [CloneOrigins] = []
  /// ln of the likelihood of each clone's reads in each sample, as its fraction was found from.
  var curves: [[TemperedCurve]] = []
  /// The probability of each clone, in the order of ``clones``, by pattern.
  var shares: [Float] = []
  /// The pattern of each mutation, the row of each pattern and sample, and each sample's fractions by row.
  var patternOfMutation: [Int32] = []
  var rows: [Int32] = []
  var own: [[CloneFraction]] = []
  /// The place of each of the patient's samples among those of ``rows``.
  var places: [Int] = []

  init(patient: String) { self.patient = patient }

  /// The expected agreement of the two best starts; 1 where there is one.
  public var stability: Double {
    let others = starts.filter { !$0.isBest }
    return others.max { $0.bound < $1.bound }?.agreement ?? 1
  }

  /// Whether a sample says anything of any mutation: otherwise its fractions are those of nobody's reads.
  public func isTold(sample: Int) -> Bool {
    let count = places.count
    return stride(from: places[sample], to: rows.count, by: count).contains { rows[$0] >= 0 }
  }

  /// The origin of a mutation in one of ``origins``; `nil` where one side says nothing.
  public func origin(of mutation: Int, in pair: CloneOrigins) -> CloneOrigin? {
    let pattern = Int(patternOfMutation[mutation])
    return pattern < 0 ? nil : pair.byPattern[pattern]
  }

  /// The probability that a mutation belongs to each of ``clones``; what is missing to 1 is that it belongs to
  /// none. Empty where no sample says anything of it.
  public func cloneProbabilities(of mutation: Int) -> ArraySlice<Float> {
    let pattern = Int(patternOfMutation[mutation])
    return pattern < 0 ? [] : shares[(pattern * clones.count)..<((pattern + 1) * clones.count)]
  }

  /// What the reads of one sample tell of a clone's cancer cell fraction, with what is in doubt about its
  /// mutations and about the sample's purity: the likelihood behind ``Clone/fractions``.
  public func curve(of clone: Int, sample: Int) -> CellFractionCurve {
    curves[clone][sample].curve
  }

  /// The cancer cell fraction of a mutation as its own reads in one sample tell it, whatever its clone;
  /// `nil` where the sample says nothing.
  public func fraction(of mutation: Int, sample: Int) -> CloneFraction? {
    let pattern = Int(patternOfMutation[mutation])
    guard pattern >= 0 else { return nil }
    let row = Int(rows[pattern * places.count + places[sample]])
    return row < 0 ? nil : own[places[sample]][row]
  }
}

extension PatientClones {
  /// Takes mutations out of all clones, where clones were given and these were in none.
  mutating func setApart(where isUngrouped: (Int) -> Bool) {
    for mutation in memberships.indices where isUngrouped(mutation) {
      (memberships[mutation], probabilities[mutation]) = (.ungrouped, 1)
    }
  }
}
