import ClonalEvolution
public import TumorModel

/// One row of `origins.tsv`: a mutation in a pair of samples.
public struct OriginRow: ResultRow, Hashable {
  /// What one side of the pair shows.
  public struct Side: Hashable, Sendable {
    /// Days from diagnosis.
    public var day: Int?
    /// Reads at the site; `nil` where none were counted.
    public var depth: Int?
    /// Alternate reads.
    public var alternate: Int?
    /// Why there are no counts; `nil` where there are some.
    public var missing: MissingCounts?
    /// The tumour cell share that was used, in (0, 1].
    public var purity: Double?
    /// Copies of the major allele in tumour cells; `nil` where unknown or averaged over.
    public var majorCopies: Int?
    /// Copies of the minor allele in tumour cells, likewise.
    public var minorCopies: Int?
    /// Copy numbers where tumour cells differ.
    public var copyNumberParts: CopyNumberMixture?
    /// Median of the cancer cell fraction, in [0, 1]; given presence where both samples are informative.
    public var cellFraction: Double?
    /// Its 5 % quantile.
    public var cellFractionLow: Double?
    /// Its 95 % quantile.
    public var cellFractionHigh: Double?
    /// P(detect a cancer cell fraction of 0.25).
    public var detectionPower: Double?
    /// The smallest cancer cell fraction found with 95 % power.
    public var limitOfDetection: Double?
    /// Which error model the reads were judged by.
    public var errorModel: ErrorModelUse?
    /// Reads by pair orientation.
    public var orientation: OrientationCounts?

    /// Creates a side of which nothing is known.
    public init() {}
  }

  /// What the model says of the call beside its probabilities.
  public struct Explanation: Hashable, Sendable {
    /// Why the earlier sample says nothing.
    public var earlierProblem: AssessabilityProblem?
    /// Why the later sample says nothing.
    public var laterProblem: AssessabilityProblem?
    /// Alternate reads to expect in the earlier sample if all its tumour cells had the mutation, on
    /// one copy.
    public var expectedReadsLow: Double?
    /// The same on the most copies that it may have.
    public var expectedReadsHigh: Double?
    /// P(read alternate | molecule reference) used in the earlier sample.
    public var errorRate: Double?
    /// Copies of the locus per normal cell.
    public var normalCopies: Double?
    /// Copies of the locus per tumour cell of the earlier sample.
    public var tumorCopies: Double?
    /// Which evidence of the earlier sample's own reads other mutations outweigh.
    public var outweighed: OutweighedEvidence?
    /// Which sample lacks the power that a label would need.
    public var weakSide: PairSide?
    /// Whether another sample of the patient shows what neither sample of the pair does.
    public var isShownElsewhere: Bool?
    /// The depth at which the earlier sample shows a clone of the threshold with 95 % power.
    public var depthForThreshold: DepthNeeded?
    /// The depth at which it shows a clone of 0.25 with 80 % power.
    public var depthForQuarter: DepthNeeded?
    /// The least P(acquired in the whole patient) over what unsampled regions may hold.
    public var acquiredInPatientLow: Double?
    /// The greatest of them.
    public var acquiredInPatientHigh: Double?
    /// Patients behind the learnt prior.
    public var priorPatients: Int?
    /// P(acquired) had nothing been learnt from other patients.
    public var acquiredByDefault: Double?
    /// The same of P(pre-existing).
    public var preexistingByDefault: Double?
    /// The same of the call.
    public var callByDefault: OriginLabel?

    /// Creates an explanation that says nothing.
    public init() {}
  }

  /// The patient's identifier.
  public var patient = ""
  /// The gene's symbol; empty where the input names none.
  public var gene = ""
  /// The protein change, such as `p.L755S`; empty where the input names none.
  public var proteinChange = ""
  /// The chromosome.
  public var chromosome = Chromosome.unplaced
  /// The 1-based position; of an insertion, the base before it.
  public var position = 0
  /// The reference bases.
  public var reference = Allele("")
  /// The alternate bases.
  public var alternate = Allele("")
  /// The variant classification, as in the input.
  public var classification = ""
  /// The earlier sample, or all of them.
  public var earlierSample = ComparedSample.joint
  /// The later sample, or all of them.
  public var laterSample = ComparedSample.joint
  /// What the earlier sample, or all earlier ones, show.
  public var earlier = Side()
  /// What the later sample shows.
  public var later = Side()
  /// P(acquired); the five are `nil` together where there is no evidence.
  public var acquired: Double?
  /// P(pre-existing, sub-clonal).
  public var preexistingSubclonal: Double?
  /// P(pre-existing, clonal).
  public var preexistingClonal: Double?
  /// P(lost).
  public var lost: Double?
  /// P(artefact), with that of an inherited variant.
  public var artefact: Double?
  /// P(inherited), a part of ``artefact``.
  public var germline: Double?
  /// P(earlier clone at or above the threshold | present later).
  public var earlierAboveThreshold: Double?
  /// The 95 % bound of the earlier cancer cell fraction, were the mutation there; in (0, 1].
  public var earlierUpperBound: Double?
  /// log10 of the likelihood of absence earlier over that of presence, at fixed weights.
  public var log10BayesFactorAbsent: Double?
  /// The call.
  public var call = OriginLabel.indeterminate
  /// Why the call is indeterminate; `nil` otherwise.
  public var reason: IndeterminateReason?
  /// Remarks that accompany the call.
  public var flags: OriginFlags = []
  /// The class in the knowledge table; empty for none.
  public var functionalClass = ""
  /// log10 Bayes factor of absence from all earlier samples against one shared fraction.
  public var log10BayesFactorShared: Double?
  /// The same against a fraction of its own in each.
  public var log10BayesFactorIndependent: Double?
  /// The same against presence in some of the regions.
  public var log10BayesFactorPatchy: Double?
  /// Share of alternate reads that normal samples show at the site.
  public var backgroundRate: Double?
  /// Its beta-binomial precision.
  public var backgroundPrecision: Double?
  /// Normal samples behind it.
  public var backgroundNormals: Int?
  /// What the model says of the call beside its probabilities.
  public var explanation = Explanation()

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<OriginRow>(
    "origins.tsv",
    rows: "One row per mutation and per pair of an earlier and a later sample. A row whose "
      + "`earlier_sample` is `*` joins all earlier samples of the patient, and one whose `later_sample` "
      + "is `*` all later ones: its numbers are those of at least one of them.",
    note: GateText.note
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.gene(\.gene)
    ColumnSet.proteinChange(\.proteinChange)
    ColumnSet.site(\.chromosome, \.position, \.reference, \.alternate)
    ColumnSet.classification(\.classification)
    ColumnSet.earlierSample(\.earlierSample)
    ColumnSet.laterSample(\.laterSample)
    ColumnSet.day("earlier_day", \.earlier.day, of: "the earlier sample")
    ColumnSet.day(
      "later_day", \.later.day,
      of:
        "the later sample; of several together of the first that shows the mutation, else of the last"
    )
    counts(.earlier, \.earlier, note: "; the sum over samples where joint")
    counts(.later, \.later, note: "; the sum over samples where joint")
    purity(.earlier, \.earlier.purity)
    purity(.later, \.later.purity)
    copies(.earlier, \.earlier)
    copies(.later, \.later)
    cellFraction(.earlier, \.earlier)
    cellFraction(.later, \.later)
    probabilities
    Column(
      "p_earlier_above_threshold", \.earlierAboveThreshold, unit: .probability, .probability,
      meaning: "P(cancer cell fraction in the earlier sample is at least the threshold, given "
        + "presence in the later sample)")
    Column(
      "earlier_ccf_upper95", \.earlierUpperBound, unit: .shareOfTumorCells, .positiveFraction,
      meaning: "95 % upper bound of the earlier cancer cell fraction, conditional on presence and "
        + "with a uniform prior between 0 and 1")
    Column(
      "log10_bf_absent", \.log10BayesFactorAbsent, unit: .log10, .any,
      meaning: "Bayes factor for absence from the earlier sample against presence")
    power(.earlier, \.earlier, names: ("detection_power", "lod95_ccf"))
    Column(
      "call", \.call, values: ColumnSet.names(OriginLabel.self), meaning: "The call")
    Column(
      "reason", \.reason, values: "see Reasons; empty otherwise",
      meaning: "Why the call is indeterminate")
    Column(
      "flags", \.flags, values: "see Flags; joined by `;`",
      meaning: "Remarks that accompany the call")
    ColumnSet.functionalClass(\.functionalClass)
    power(.later, \.later, names: ("later_detection_power", "later_lod95_ccf"))
    Column(
      "log10_bf_shared", \.log10BayesFactorShared, unit: .log10, .any, values: "joint rows only",
      meaning: "Bayes factor for absence from all earlier samples against one cancer cell fraction "
        + "that they share")
    Column(
      "log10_bf_independent", \.log10BayesFactorIndependent, unit: .log10, .any,
      values: "joint rows only",
      meaning: "The same against a separate cancer cell fraction in each earlier sample")
    Column(
      "log10_bf_patchy", \.log10BayesFactorPatchy, unit: .log10, .any, values: "joint rows only",
      meaning: "The same against presence in each earlier sample with probability "
        + RegionBayesFactors.regionPresences.map { "\($0)" }.joined(separator: ", ")
        + ", each as likely")
    observation(.earlier, \.earlier.missing)
    observation(.later, \.later.missing)
    copyNumberParts(.earlier, \.earlier.copyNumberParts)
    copyNumberParts(.later, \.later.copyNumberParts)
    errorModel(.earlier, \.earlier.errorModel)
    errorModel(.later, \.later.errorModel)
    orientation(.earlier, \.earlier.orientation)
    orientation(.later, \.later.orientation)
    Column(
      "background_rate", \.backgroundRate, unit: .shareOfReads, Bounds(0, 1, includesLow: false),
      values: "empty where unknown",
      meaning: "Share of alternate reads that normal samples show at the site")
    Column(
      "background_precision", \.backgroundPrecision, .precision,
      meaning: "Beta-binomial precision of `background_rate`")
    Column(
      "background_normals", \.backgroundNormals, unit: .samples, .positiveCount,
      meaning: "Normal samples behind `background_rate`")
    problem(.earlier, \.explanation.earlierProblem)
    problem(.later, \.explanation.laterProblem)
    Column(
      "earlier_expected_alt_low", \.explanation.expectedReadsLow, unit: .reads, .nonNegative,
      values: "empty where no reads were counted",
      meaning: "Alternate reads expected in the earlier sample if all its tumour cells carried the "
        + "mutation on one copy")
    Column(
      "earlier_expected_alt_high", \.explanation.expectedReadsHigh, unit: .reads, .nonNegative,
      meaning: "The same with the mutation on as many copies as it may have")
    Column(
      "earlier_site_error_rate", \.explanation.errorRate, unit: .probability, .errorRate,
      values: "empty where joint",
      meaning:
        "P(read alternate, given a reference molecule) used at this site of the earlier sample")
    Column(
      "normal_cn", \.explanation.normalCopies, unit: .copiesPerNormalCell, .nonNegative,
      meaning: "Copies of the locus per normal cell, the mean where they are unknown")
    Column(
      "earlier_total_cn", \.explanation.tumorCopies, unit: .copiesPerTumorCell, .nonNegative,
      values: "empty where joint",
      meaning:
        "Copies of the locus per tumour cell of the earlier sample, the mean where cells differ "
        + "or they are unknown")
    Column(
      "outweighed", \.explanation.outweighed,
      values: ColumnSet.names(OutweighedEvidence.self) + "; empty where nothing is",
      meaning:
        "What the earlier sample's own reads favour, contrary to the call, where the patient's other "
        + "mutations outweigh them")
    depth(
      "depth_for_threshold", \.explanation.depthForThreshold,
      "a clone of the threshold with \(GateText.limitPower) power")
    depth(
      "depth_for_quarter", \.explanation.depthForQuarter,
      "a clone of \(GateText.clone) with \(GateText.powerPercent) power")
    ColumnSet.probability(
      "p_acquired_in_patient_low", \.explanation.acquiredInPatientLow,
      values: "acquired calls of the genes of `sensitivity.tsv`",
      meaning:
        "P(acquired anywhere in the patient) if such clones occupied "
        + "\(GateText.percent(SpatialSampling.assumedPrevalences.upperBound)) of the regions of the "
        + "earlier tumour")
    ColumnSet.probability(
      "p_acquired_in_patient_high", \.explanation.acquiredInPatientHigh,
      values: "acquired calls of the genes of `sensitivity.tsv`",
      meaning: "The same if they occupied "
        + GateText.percent(SpatialSampling.assumedPrevalences.lowerBound))
    Column(
      "prior_patients", \.explanation.priorPatients, unit: .patients, .count,
      values: "calls with probabilities; empty where nothing was learnt",
      meaning: "Patients behind the learnt prior")
    ColumnSet.probability(
      "p_acquired_default_prior", \.explanation.acquiredByDefault,
      meaning: "P(acquired) had nothing been learnt from the study's other patients")
    ColumnSet.probability(
      "p_preexisting_default_prior", \.explanation.preexistingByDefault,
      meaning: "The same of P(pre-existing)")
    Column(
      "call_default_prior", \.explanation.callByDefault, values: "as `call`",
      meaning: "The same of the call")
    Column(
      "underpowered_sample", \.explanation.weakSide,
      values: ColumnSet.names(PairSide.self) + "; empty unless `reason` is underpowered",
      meaning: "Which sample lacks the power that the call would need")
    Column(
      "p_germline", \.germline, unit: .probability, .probability,
      meaning: "P(inherited); a part of p_artefact")
    Column(
      "shown_elsewhere", \.explanation.isShownElsewhere,
      values: "`true`, `false`; empty unless `call` is absentFromBoth or acquired",
      meaning:
        "Whether another sample of the patient shows the mutation; for acquired calls, another sample of "
        + "the earlier one's time")
  }
}

extension OriginRow {
  /// Calls a closure with the row of each call of a patient, in their order.
  ///
  /// One row is filled again and again: a row of its own for each call would be copied in vain.
  public static func forEach(
    in origins: PatientOrigins, of patient: PatientEvidence,
    functionalClass: (Mutation) -> String?, _ body: (borrowing OriginRow) -> Void
  ) {
    let days = JointDays(origins, of: patient)
    var row = OriginRow()
    row.patient = patient.id
    for call in origins.calls {
      let mutation = patient.mutations[call.mutation]
      row.gene = mutation.gene
      row.proteinChange = mutation.proteinChange
      row.chromosome = mutation.variant.chromosome
      row.position = mutation.variant.position
      row.reference.bases = mutation.variant.reference
      row.alternate.bases = mutation.variant.alternate
      row.classification = mutation.classification
      row.functionalClass = functionalClass(mutation) ?? ""
      row.earlierSample = ComparedSample(call.earlier.sample.map { patient.samples[$0].id })
      row.laterSample = ComparedSample(call.later.sample.map { patient.samples[$0].id })
      row.earlier.fill(call.earlier, of: patient, mutation: call.mutation)
      row.later.fill(call.later, of: patient, mutation: call.mutation)
      if call.earlier.sample == nil { row.earlier.day = days.earlier(than: call.later.sample) }
      if call.later.sample == nil { row.later.day = days.later(of: call.mutation) }
      row.probabilities = call.probabilities
      row.earlierAboveThreshold = call.earlierAboveThreshold
      row.earlierUpperBound = call.earlierUpperBound
      row.log10BayesFactorAbsent = call.log10BayesFactorAbsent
      row.call = call.label
      row.reason = call.reason
      row.flags = call.flags
      row.log10BayesFactorShared = call.regionBayesFactors?.shared
      row.log10BayesFactorIndependent = call.regionBayesFactors?.independent
      row.log10BayesFactorPatchy = call.regionBayesFactors?.patchy
      row.backgroundRate = call.siteBackground?.mean
      row.backgroundPrecision = call.siteBackground?.precision
      row.backgroundNormals = call.siteBackground?.normals
      row.explanation = Explanation(call.explanation)
      body(row)
    }
  }
}

extension OriginRow.Side {
  /// Takes one side of a call.
  fileprivate mutating func fill(_ side: OriginSide, of patient: PatientEvidence, mutation: Int) {
    day = side.sample.flatMap { patient.samples[$0].day }
    if let counts = side.observation.counts {
      depth = Int(counts.depth)
      alternate = Int(counts.alternate)
      missing = nil
    } else {
      (depth, alternate) = (nil, nil)
      missing = MissingCounts(side.observation)
    }
    purity = side.purity
    majorCopies = side.copyNumber?.major
    minorCopies = side.copyNumber?.minor
    cellFraction = side.cellFraction?.median
    cellFractionLow = side.cellFraction?.low
    cellFractionHigh = side.cellFraction?.high
    detectionPower = side.detectionPower
    limitOfDetection = side.limitOfDetection
    errorModel = side.errorModel
    guard let sample = side.sample else {
      (copyNumberParts, orientation) = (nil, nil)
      return
    }
    copyNumberParts = patient.supporting.copyNumberMixture(sample: sample, mutation: mutation)
    orientation = OrientationCounts(
      patient.supporting.readSupport(sample: sample, mutation: mutation))
  }
}

extension OriginRow.Explanation {
  /// What the model says of a call.
  init(_ explanation: CallExplanation) {
    earlierProblem = explanation.earlierProblem
    laterProblem = explanation.laterProblem
    expectedReadsLow = explanation.expectedReads?.lowerBound
    expectedReadsHigh = explanation.expectedReads?.upperBound
    errorRate = explanation.errorRate
    normalCopies = explanation.normalCopies
    tumorCopies = explanation.tumorCopies
    outweighed = explanation.outweighed
    weakSide = explanation.weakSide
    isShownElsewhere = explanation.isShownElsewhere
    depthForThreshold = explanation.depthForThreshold
    depthForQuarter = explanation.depthForQuarter
    acquiredInPatientLow = explanation.acquiredInPatient?.lowerBound
    acquiredInPatientHigh = explanation.acquiredInPatient?.upperBound
    guard let weight = explanation.studyWeight else { return }
    priorPatients = weight.patients
    acquiredByDefault = weight.probabilities.acquired
    preexistingByDefault = min(
      1, weight.probabilities.preexistingSubclonal + weight.probabilities.preexistingClonal)
    callByDefault = weight.label
  }
}

extension OriginRow {
  /// The rows of a patient that count, one for each mutation and later sample: where several earlier
  /// samples are joined, their joint row alone.
  package static func counted(_ rows: [OriginRow]) -> [OriginRow] {
    struct Comparison: Hashable {
      let variant: Variant?
      let later: ComparedSample
    }
    func comparison(_ row: OriginRow) -> Comparison {
      Comparison(variant: row.variant, later: row.laterSample)
    }
    let rows = rows.filter { !$0.laterSample.isJoint }
    let joined = Set(rows.lazy.filter(\.earlierSample.isJoint).map(comparison))
    if joined.isEmpty { return rows }
    return rows.filter { $0.earlierSample.isJoint || !joined.contains(comparison($0)) }
  }
}
