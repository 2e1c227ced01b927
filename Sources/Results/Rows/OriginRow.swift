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
    /// Posterior median of the cancer cell fraction, in [0, 1].
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
    /// P(acquired) under the default prior.
    public var acquiredByDefault: Double?
    /// P(pre-existing) under the default prior.
    public var preexistingByDefault: Double?
    /// The call under the default prior.
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
  public var earlierSample = EarlierSample.joint
  /// The later sample.
  public var laterSample = ""
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
  /// P(artefact).
  public var artefact: Double?
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
  /// What to know beside the call.
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
      + "`earlier_sample` is `*` joins all earlier samples of the patient.",
    note: "acquired: not in the sampled earlier tissue above the threshold"
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.gene(\.gene)
    ColumnSet.proteinChange(\.proteinChange)
    ColumnSet.site(\.chromosome, \.position, \.reference, \.alternate)
    ColumnSet.classification(\.classification)
    ColumnSet.earlierSample(\.earlierSample)
    ColumnSet.laterSample(\.laterSample)
    ColumnSet.day("earlier_day", \.earlier.day, of: "the earlier sample")
    ColumnSet.day("later_day", \.later.day, of: "the later sample")
    counts("earlier", \.earlier, note: "; the sum over samples where joint")
    counts("later", \.later, note: "")
    purity("earlier", \.earlier.purity)
    purity("later", \.later.purity)
    copies("earlier", \.earlier)
    copies("later", \.later)
    cellFraction("earlier", \.earlier)
    cellFraction("later", \.later)
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
    power("earlier", \.earlier, names: ("detection_power", "lod95_ccf"))
    Column(
      "call", \.call, values: ColumnSet.names(OriginLabel.self), meaning: "The call")
    Column(
      "reason", \.reason, values: "see Reasons; empty otherwise",
      meaning: "Why the call is indeterminate")
    Column(
      "flags", \.flags, values: "see Flags; joined by `;`", meaning: "What to know beside the call")
    ColumnSet.functionalClass(\.functionalClass)
    power("later", \.later, names: ("later_detection_power", "later_lod95_ccf"))
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
      meaning: "The same against presence in each earlier sample with probability 0.6")
    observation("earlier", \.earlier.missing)
    observation("later", \.later.missing)
    copyNumberParts("earlier", \.earlier.copyNumberParts)
    copyNumberParts("later", \.later.copyNumberParts)
    errorModel("earlier", \.earlier.errorModel)
    errorModel("later", \.later.errorModel)
    orientation("earlier", \.earlier.orientation)
    orientation("later", \.later.orientation)
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
    problem("earlier", \.explanation.earlierProblem)
    problem("later", \.explanation.laterProblem)
    Column(
      "earlier_expected_alt_low", \.explanation.expectedReadsLow, unit: .reads, .nonNegative,
      values: "empty where no reads were counted",
      meaning: "Alternate reads expected in the earlier sample if all its tumour cells carried the "
        + "mutation on one copy")
    Column(
      "earlier_expected_alt_high", \.explanation.expectedReadsHigh, unit: .reads, .nonNegative,
      meaning: "The same on as many copies as it may have")
    Column(
      "earlier_site_error_rate", \.explanation.errorRate, unit: .probability, Bounds(0, 0.5),
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
        "What the earlier sample's own reads favour against the call, where the patient's other "
        + "mutations outweigh them")
    depth(
      "depth_for_threshold", \.explanation.depthForThreshold,
      "a clone of the threshold with 95 % power")
    depth("depth_for_quarter", \.explanation.depthForQuarter, "a clone of 0.25 with 80 % power")
    ColumnSet.probability(
      "p_acquired_in_patient_low", \.explanation.acquiredInPatientLow,
      values: "acquired calls of the genes of `sensitivity.tsv`",
      meaning: "P(acquired anywhere in the patient) if such clones held 30 % of the regions of the "
        + "earlier tumour")
    ColumnSet.probability(
      "p_acquired_in_patient_high", \.explanation.acquiredInPatientHigh,
      values: "acquired calls of the genes of `sensitivity.tsv`",
      meaning: "The same if they held 5 %")
    Column(
      "prior_patients", \.explanation.priorPatients, unit: .patients, .count,
      values: "genes of `sensitivity.tsv`; empty where nothing was learnt",
      meaning: "Patients behind the learnt prior")
    ColumnSet.probability(
      "p_acquired_default_prior", \.explanation.acquiredByDefault,
      meaning: "P(acquired) under the default prior in place of the learnt one")
    ColumnSet.probability(
      "p_preexisting_default_prior", \.explanation.preexistingByDefault,
      meaning: "P(pre-existing) under the default prior")
    Column(
      "call_default_prior", \.explanation.callByDefault, values: "as `call`",
      meaning: "The call under the default prior")
  }
}

extension OriginRow {
  private typealias Path<Value> = WritableKeyPath<OriginRow, Value>

  private static func counts(_ side: String, _ path: Path<Side>, note: String) -> [Column<Self>] {
    [
      Column(
        "\(side)_depth", path.appending(path: \.depth), unit: .reads, .reads,
        values: "empty where none were counted",
        meaning: "Reads at the site in the \(side) sample\(note)"),
      Column(
        "\(side)_alt", path.appending(path: \.alternate), unit: .reads, .reads,
        values: "at most `\(side)_depth`",
        meaning: "Alternate reads in the \(side) sample\(note)"),
    ]
  }

  private static func purity(_ side: String, _ path: Path<Double?>) -> Column<Self> {
    Column(
      "\(side)_purity", path, unit: .shareOfCells, .positiveFraction,
      values: side == "earlier" ? "empty where joint" : "",
      meaning: "Purity of the \(side) sample, as given or as its posterior mean")
  }

  private static func copies(_ side: String, _ path: Path<Side>) -> [Column<Self>] {
    [
      Column(
        "\(side)_major_cn", path.appending(path: \.majorCopies), unit: .copiesPerTumorCell, .copies,
        values: side == "earlier" ? "empty where unknown or joint" : "empty where unknown",
        meaning: "Copies of the more abundant allele in the \(side) sample"),
      Column(
        "\(side)_minor_cn", path.appending(path: \.minorCopies), unit: .copiesPerTumorCell, .copies,
        values: "at most `\(side)_major_cn`",
        meaning: "Copies of the other allele in the \(side) sample"),
    ]
  }

  private static func cellFraction(_ side: String, _ path: Path<Side>) -> [Column<Self>] {
    [
      Column(
        "\(side)_ccf", path.appending(path: \.cellFraction), unit: .shareOfTumorCells, .fraction,
        meaning: "Posterior median of the cancer cell fraction in the \(side) sample"),
      Column(
        "\(side)_ccf_low", path.appending(path: \.cellFractionLow), unit: .shareOfTumorCells,
        .fraction, meaning: "Its 5 % quantile; the point masses at 0 and 1 count"),
      Column(
        "\(side)_ccf_high", path.appending(path: \.cellFractionHigh), unit: .shareOfTumorCells,
        .fraction, meaning: "Its 95 % quantile; the point masses at 0 and 1 count"),
    ]
  }

  private static var probabilities: [Column<Self>] {
    let columns: [(String, Path<Double?>, String)] = [
      ("p_acquired", \.acquired, "P(absent from the sampled earlier tissue, present later)"),
      (
        "p_preexisting_subclonal", \.preexistingSubclonal,
        "P(in some tumour cells earlier, present later)"
      ),
      (
        "p_preexisting_clonal", \.preexistingClonal, "P(in all tumour cells earlier, present later)"
      ),
      ("p_lost", \.lost, "P(present earlier, absent from the sampled later tissue)"),
      ("p_artefact", \.artefact, "P(absent from both samples)"),
    ]
    return columns.map {
      Column(
        $0.0, $0.1, unit: .probability, .probability, values: "the five add to 1", meaning: $0.2)
    }
  }

  private static func power(
    _ side: String, _ path: Path<Side>, names: (power: String, limit: String)
  ) -> [Column<Self>] {
    [
      Column(
        names.power, path.appending(path: \.detectionPower), unit: .probability, .probability,
        meaning: "P(detect a cancer cell fraction of 0.25 in the \(side) sample)"),
      Column(
        names.limit, path.appending(path: \.limitOfDetection), unit: .shareOfTumorCells,
        .positiveFraction, values: "empty if even a clonal mutation would be missed",
        meaning: "Smallest cancer cell fraction detected with 95 % power in the \(side) sample"),
    ]
  }

  private static func observation(_ side: String, _ path: Path<MissingCounts?>) -> Column<Self> {
    Column(
      "\(side)_observation", path,
      values: ColumnSet.names(MissingCounts.self) + "; empty where reads were counted",
      meaning: "Why the \(side) sample has no counts")
  }

  private static func copyNumberParts(
    _ side: String, _ path: Path<CopyNumberMixture?>
  ) -> Column<Self> {
    Column(
      "\(side)_cn_parts", path, unit: .shareOfTumorCells,
      values:
        "`share:major+minor` of each part, joined by `,`; empty where all cells have one copy "
        + "number" + (side == "earlier" ? " or joint" : ""),
      meaning: "Copy numbers of the \(side) sample's tumour cells where they differ, each with its "
        + "share of them")
  }

  private static func errorModel(_ side: String, _ path: Path<ErrorModelUse?>) -> Column<Self> {
    Column(
      "\(side)_error_model", path, values: "see Error models; empty where the sample says nothing",
      meaning: "Error model by which the reads of the \(side) sample were judged")
  }

  private static func problem(_ side: String, _ path: Path<AssessabilityProblem?>) -> Column<Self> {
    Column(
      "\(side)_problem", path, values: "see Problems; empty where the sample says something",
      meaning: "Why the \(side) sample says nothing about the mutation")
  }

  private static func depth(
    _ name: String, _ path: Path<DepthNeeded?>, _ what: String
  ) -> Column<Self> {
    Column(
      name, path, unit: .reads,
      values: "a number, or `unattainable`; empty for genes outside those of `sensitivity.tsv`",
      meaning: "Depth at which the earlier sample shows \(what)")
  }

  private static func orientation(
    _ side: String, _ path: Path<OrientationCounts?>
  ) -> Column<Self> {
    Column(
      "\(side)_orientation", path, unit: .reads,
      values: "four counts joined by commas; empty where unknown or joint",
      meaning:
        "Alternate reads of the \(side) sample in F1R2 and F2R1 pairs, then its reference reads")
  }
}

extension OriginRow {
  /// The five probabilities; `nil` where there is no evidence.
  public var probabilities: OriginProbabilities? {
    get {
      guard let acquired, let preexistingSubclonal, let preexistingClonal, let lost, let artefact
      else { return nil }
      return OriginProbabilities(
        acquired: acquired, preexistingSubclonal: preexistingSubclonal,
        preexistingClonal: preexistingClonal, lost: lost, artefact: artefact)
    }
    set {
      acquired = newValue?.acquired
      preexistingSubclonal = newValue?.preexistingSubclonal
      preexistingClonal = newValue?.preexistingClonal
      lost = newValue?.lost
      artefact = newValue?.artefact
    }
  }

  /// The change; `nil` where position and alleles are none of a variant.
  public var variant: Variant? {
    Variant(
      chromosome: chromosome, position: position, reference: reference.bases,
      alternate: alternate.bases)
  }

  /// `chromosome:position:ref>alt`.
  public var mutation: String {
    func text(_ allele: Allele) -> String { allele.bases.isEmpty ? "-" : allele.bases }
    return "\(chromosome.name):\(position):\(text(reference))>\(text(alternate))"
  }

  /// `ERBB2 p.L755S`, or the change itself where names are missing.
  public var title: String {
    let change = proteinChange.isEmpty ? mutation : proteinChange
    return gene.isEmpty ? change : "\(gene) \(change)"
  }

  /// Whether the mutation changes a protein, as far as its classification tells.
  public var changesProtein: Bool { !ProteinEffect.silent.contains(classification) }
}
