public import TumorModel

/// One row of `pairs.tsv`: an earlier and a later sample.
public struct PairRow: ResultRow, Hashable {
  /// What was estimated of one sample of the pair.
  public struct Side: Hashable, Sendable {
    /// The sample's role; `nil` where joint or not told.
    public var role: SampleRole?
    /// Days from diagnosis.
    public var day: Int?
    /// Tumour purity, in (0, 1].
    public var purity: Double?
    /// Its standard deviation.
    public var purityDeviation: Double?
    /// Beta-binomial precision of allele counts, above 0; greater means less scatter.
    public var precision: Double?
    /// P(read alternate | molecule reference), in [0, 0.5].
    public var errorRate: Double?
    /// The same of C>T and G>A changes.
    public var deaminationRate: Double?
    /// Share of absent mutations with an artefact of 1–6 % VAF.
    public var artefactShare: Double?
    /// What ``precision`` rests on.
    public var precisionBasis: PrecisionBasis?
    /// The patient whom the sample looks to be of, where that is another one.
    public var owner: String?

    /// Creates a side of which nothing is known.
    public init() {}

    /// Creates a side with a sample's estimates.
    public init(_ estimates: SampleEstimates?) {
      purity = estimates?.purity
      purityDeviation = estimates?.purityDeviation
      precision = estimates?.precision
      errorRate = estimates?.errorRate
      deaminationRate = estimates?.deaminationRate
      artefactShare = estimates?.artefactShare
      precisionBasis = estimates?.precisionBasis
    }
  }

  /// Fitted shares of mutations by their state in the earlier sample, then in the later one.
  public struct ClassWeights: Hashable, Sendable {
    /// Absent earlier: absent, sub-clonal and clonal later.
    public var absent = Triple()
    /// Sub-clonal earlier, likewise.
    public var subclonal = Triple()
    /// Clonal earlier, likewise.
    public var clonal = Triple()

    /// The later state.
    public struct Triple: Hashable, Sendable {
      /// Absent later.
      public var absent: Double?
      /// Sub-clonal later.
      public var subclonal: Double?
      /// Clonal later.
      public var clonal: Double?
    }

    /// Creates weights of which nothing is known.
    public init() {}
  }

  /// The patient's identifier.
  public var patient = ""
  /// The earlier sample, or all of them.
  public var earlierSample = ComparedSample.joint
  /// The later sample, or all of them.
  public var laterSample = ComparedSample.joint
  /// What was estimated of the earlier sample.
  public var earlier = Side()
  /// What was estimated of the later sample.
  public var later = Side()
  /// Whether the two samples are of one tumour.
  public var relatedness = RelatednessVerdict.undecided
  /// Natural logarithm of the Bayes factor for a common origin.
  public var logBayesFactor: Double?
  /// The expected number of mutations in both samples.
  public var shared: Double?
  /// The expected number in the earlier sample alone.
  public var privateEarlier: Double?
  /// The expected number in the later sample alone.
  public var privateLater: Double?
  /// The share of truncal mutations that the earlier sample showed, in [0, 1].
  public var truncalRecall: Double?
  /// Truncal mutations behind it.
  public var truncalCount = 0
  /// Observed over expected VAF of shared clonal mutations in the earlier sample.
  public var sharedClonalFrequencyRatio: Double?
  /// Fitted shares of mutations by state.
  public var weights = ClassWeights()
  /// Mutations that the weights rest on.
  public var assessed = 0
  /// Whether inherited variants show that both samples are from one person.
  public var identity = IdentityVerdict.notTested
  /// Log-likelihood ratio of one person against two, in nats.
  public var identityLogLikelihoodRatio: Double?
  /// Inherited variants read in both.
  public var identitySites = 0
  /// What a reader should know of the pair as a whole.
  public var findings: FieldList<PairFinding> = []

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<PairRow>(
    "pairs.tsv", rows: "One row per pair of an earlier and a later sample of a patient.",
    note: GateText.note
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.earlierSample(\.earlierSample)
    ColumnSet.laterSample(\.laterSample)
    Column(
      "earlier_role", \.earlier.role,
      values: ColumnSet.names(SampleRole.self) + "; empty where joint or unknown",
      meaning: "Role of the earlier sample")
    Column(
      "later_role", \.later.role,
      values: ColumnSet.names(SampleRole.self) + "; empty where joint or unknown",
      meaning: "Role of the later sample")
    ColumnSet.day("earlier_day", \.earlier.day, of: "the earlier sample")
    ColumnSet.day("later_day", \.later.day, of: "the later sample")
    Column(
      "relatedness", \.relatedness, values: ColumnSet.names(RelatednessVerdict.self),
      meaning: "Whether the two samples come from one tumour")
    Column(
      "log_bf_related", \.logBayesFactor, unit: .nats, .any,
      meaning: "Bayes factor for one tumour against two")
    Column(
      "shared", \.shared, unit: .mutations, .nonNegative,
      meaning: "Expected number of mutations in both samples")
    Column(
      "private_earlier", \.privateEarlier, unit: .mutations, .nonNegative,
      meaning: "Expected number of mutations in the earlier sample alone")
    Column(
      "private_later", \.privateLater, unit: .mutations, .nonNegative,
      meaning: "Expected number of mutations in the later sample alone")
    Column(
      "truncal_recall", \.truncalRecall, unit: .shareOfMutations, .fraction,
      values: "empty where no truncal set is defined",
      meaning: "Share of truncal mutations found in the earlier sample")
    Column(
      "truncal_count", \.truncalCount, unit: .mutations, .count,
      meaning: "Truncal mutations behind `truncal_recall`")
    Column(
      "shared_clonal_vaf_ratio", \.sharedClonalFrequencyRatio, .nonNegative,
      meaning: "Observed over expected variant allele frequency of shared clonal mutations in the "
        + "earlier sample, a ratio")
    weightColumns
    Column(
      "assessed", \.assessed, unit: .mutations, .count,
      meaning: "Mutations on which the weights rest")
    modelColumns("earlier", \.earlier)
    modelColumns("later", \.later)
    Column(
      "identity", \.identity,
      values: ColumnSet.names(IdentityVerdict.self) + ", the last where none was read in both",
      meaning: "Whether inherited variants show that both samples are from one person")
    Column(
      "findings", \.findings, values: "see Findings; joined by `;`",
      meaning: "Findings about the pair as a whole")
    basisColumn("earlier", \.earlier.precisionBasis)
    basisColumn("later", \.later.precisionBasis)
    Column(
      "identity_llr", \.identityLogLikelihoodRatio, unit: .nats, .any,
      values: "above 9.21 for `match`, below -9.21 for `mismatch`",
      meaning: "Log-likelihood ratio of one person against two")
    Column(
      "identity_sites", \.identitySites, unit: .sites, .count,
      values: "20 are needed for a verdict", meaning: "Inherited variants read in both samples")
    Column(
      "earlier_belongs_to", \.earlier.owner, values: "empty where it is the patient's own",
      meaning:
        "Patient to whom the earlier sample appears to belong; both directions of an exchange "
        + "are named")
    Column(
      "later_belongs_to", \.later.owner, values: "empty where it is the patient's own",
      meaning: "Patient to whom the later sample appears to belong")
  }

  private static var weightColumns: [Column<Self>] {
    let states: [(String, WritableKeyPath<Self, ClassWeights.Triple>, String)] = [
      ("0", \.weights.absent, "absent"), ("s", \.weights.subclonal, "sub-clonal"),
      ("c", \.weights.clonal, "clonal"),
    ]
    let later: [(String, WritableKeyPath<ClassWeights.Triple, Double?>, String)] = [
      ("0", \.absent, "absent"), ("s", \.subclonal, "sub-clonal"), ("c", \.clonal, "clonal"),
    ]
    return states.flatMap { earlier in
      later.map { later in
        Column(
          "weight_\(earlier.0)\(later.0)", earlier.1.appending(path: later.1),
          unit: .shareOfMutations, .fraction, values: "the nine add to 1",
          meaning: "Fitted share of mutations \(earlier.2) earlier and \(later.2) later")
      }
    }
  }

  private static func modelColumns(
    _ side: String, _ path: WritableKeyPath<Self, Side>
  ) -> [Column<Self>] {
    [
      Column(
        "\(side)_purity", path.appending(path: \.purity), unit: .shareOfCells, .positiveFraction,
        meaning: "Purity of the \(side) sample"),
      Column(
        "\(side)_purity_sd", path.appending(path: \.purityDeviation), unit: .shareOfCells,
        .nonNegative, meaning: "Standard deviation of `\(side)_purity`"),
      Column(
        "\(side)_precision", path.appending(path: \.precision), .precision,
        meaning: "Beta-binomial precision of allele counts in the \(side) sample"),
      Column(
        "\(side)_error_rate", path.appending(path: \.errorRate), unit: .probability, .errorRate,
        meaning: "P(read alternate, given a reference molecule) in the \(side) sample"),
      Column(
        "\(side)_deamination_rate", path.appending(path: \.deaminationRate), unit: .probability,
        .errorRate, meaning: "The same at C>T and G>A"),
      Column(
        "\(side)_artefact_share", path.appending(path: \.artefactShare), unit: .shareOfMutations,
        .fraction, meaning: "Share of sites without the mutation whose reads are inflated"),
    ]
  }

  private static func basisColumn(
    _ side: String, _ path: WritableKeyPath<Self, PrecisionBasis?>
  ) -> Column<Self> {
    Column(
      "\(side)_precision_basis", path,
      values: "`given`, `assumed` as usual, `germline` heterozygous variants, in results of "
        + "earlier versions the `mutations` of the sample; empty where joint",
      meaning: "Basis of `\(side)_precision`")
  }
}

extension PairRow {
  /// The patient whom the sample of a side looks to be of, with how it came under this one's name.
  public func owner(of side: PairSide) -> SampleOwner? {
    findings.elements.lazy.compactMap { finding in
      if case .belongsTo(side, let owner) = finding { owner } else { nil }
    }.first
  }

  /// The row of a pair of a patient's samples.
  public init(_ pair: PairSummary, of patient: PatientEvidence) {
    let earlierSample = pair.earlier.map { patient.samples[$0] }
    let laterSample = pair.later.map { patient.samples[$0] }
    self.init()
    self.patient = patient.id
    self.earlierSample = ComparedSample(earlierSample?.id)
    self.laterSample = ComparedSample(laterSample?.id)
    earlier = Side(pair.earlierModel)
    earlier.role = earlierSample?.knownRole
    earlier.day = earlierSample?.day
    earlier.owner = pair.identity.earlierOwner?.patient
    later = Side(pair.laterModel)
    later.role = laterSample?.knownRole
    later.day = laterSample?.day
    later.owner = pair.identity.laterOwner?.patient
    relatedness = pair.verdict
    logBayesFactor = pair.logBayesFactor
    shared = pair.shared
    privateEarlier = pair.privateEarlier
    privateLater = pair.privateLater
    truncalRecall = pair.truncalRecall
    truncalCount = pair.truncalCount
    sharedClonalFrequencyRatio = pair.sharedClonalFrequencyRatio
    weights = ClassWeights(pair.classWeights)
    assessed = pair.assessed
    identity = pair.identity.verdict
    identityLogLikelihoodRatio = pair.identity.logLikelihoodRatio
    identitySites = pair.identity.sites
    findings = FieldList(pair.findings)
  }
}

extension PairRow.ClassWeights {
  /// Takes nine weights, earlier states before later ones; none where there are fewer.
  init(_ weights: [Double]) {
    self.init()
    guard weights.count == 9 else { return }
    func triple(_ start: Int) -> Triple {
      var triple = Triple()
      triple.absent = weights[start]
      triple.subclonal = weights[start + 1]
      triple.clonal = weights[start + 2]
      return triple
    }
    (absent, subclonal, clonal) = (triple(0), triple(3), triple(6))
  }
}
