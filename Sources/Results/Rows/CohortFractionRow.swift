public import CohortStatistics
public import TumorModel

/// A row of `fractions.tsv`: in how many patients less than a share of the sampled primary's tumour cells
/// carried a gene's mutation.
public struct CohortFractionRow: JSONRow, Hashable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that are counted.
  public var className = MutationClass.any
  /// The cancer cell fraction below which a mutation counts, `c*`; 0 for no cell at all.
  public var threshold = ProportionBelowThreshold.mainThreshold
  /// What differs from the main analysis; `nil` for nothing.
  public var varied: FractionVariation?
  /// Patients whose reads say something.
  public var patients = 0
  /// Patients without an earlier sample that says something: they change nothing.
  public var withoutReads = 0
  /// The patients with clear reads that would say as much.
  public var effective: Double?
  /// Those of them that speak for less than the threshold.
  public var effectiveBelow: Double?
  /// The middle of the fractions that fit best, 0 to 1.
  public var estimate: Double?
  /// The least fraction that fits best.
  public var bestLow: Double?
  /// The greatest fraction that fits best.
  public var bestHigh: Double?
  /// Lower end of the 95 % interval, 0 to 1.
  public var low: Double?
  /// Upper end of the 95 % interval, 0 to 1.
  public var high: Double?

  /// Creates an empty row.
  public init() {}

  /// Creates the row of an estimate.
  ///
  /// - Parameters:
  ///   - proportion: The estimate.
  ///   - target: The gene and the class of its mutations.
  ///   - varied: What differs from the main analysis.
  public init(
    _ proportion: ProportionBelowThreshold, of target: CohortTarget,
    varied: FractionVariation? = nil
  ) {
    (gene, className) = (target.gene, target.className)
    threshold = proportion.threshold
    self.varied = varied
    patients = Int(proportion.patients.rounded())
    withoutReads = Int(proportion.patientsWithoutReads.rounded())
    effective = proportion.effectivePatients
    effectiveBelow = proportion.effectivePatientsBelow
    let best = proportion.estimate
    (bestLow, bestHigh) = (best.lower, best.upper)
    estimate = patients > 0 ? 0.5 * (best.lower + best.upper) : nil
    (low, high) = (proportion.interval.lower, proportion.interval.upper)
  }

  /// Whether the row is the answer: the main threshold, with nothing varied.
  public var isMain: Bool { threshold == ProportionBelowThreshold.mainThreshold && varied == nil }

  /// Whether the row is the limit of patients in whom no cell carried the mutation.
  public var isStrictAbsence: Bool { threshold == 0 }

  /// How much of the fraction the reads settle; `nil` without an interval.
  public var identification: ProportionBelowThreshold.Identification? {
    interval.map(ProportionBelowThreshold.Identification.init)
  }

  /// The 95 % interval; `nil` where there is none.
  public var interval: ProportionInterval? {
    guard let low, let high, low >= 0, low <= high, high <= 1 else { return nil }
    return ProportionInterval(lower: low, upper: high)
  }

  /// The table.
  public static let table = Table<CohortFractionRow>(
    "fractions.tsv",
    rows: "Written by `metachron cohort`: one row per gene, cancer cell fraction `c*` and changed "
      + "assumption: the share of patients with the mutation in whom less than `c*` of the sampled "
      + "primary's tumour cells carried it, by the profile likelihood of their curves. The first row of "
      + "a gene is its answer, at \(ProportionBelowThreshold.mainThreshold). Genes that were not asked "
      + "for have that row alone.",
    note: ColumnSet.patientRule
  ) {
    ColumnSet.geneAndClass(\.gene, \.className)
    Column(
      "threshold", \.threshold, unit: .shareOfTumorCells, .fraction,
      values: "0 for no cell at all, of which reads give an upper limit only",
      meaning: "The cancer cell fraction `c*`")
    Column(
      "varied", \.varied,
      values: "empty: nothing; an assumption of `curves.tsv`; `union`: the least and greatest "
        + "limits over all of these; `leave_one_out`: those without any one patient (up to "
        + "\(CellFractionCurves.mostListed) patients); `missing`: had none or all of the patients "
        + "without reads been below",
      meaning: "What differs from the main analysis")
    ColumnSet.patients(
      "patients", \.patients, meaning: "Patients whose earlier reads say something")
    ColumnSet.patients(
      "without_reads", \.withoutReads,
      meaning: "Patients without an earlier sample, or whose reads there say nothing; they change "
        + "nothing")
    Column(
      "effective", \.effective, unit: .patients, .nonNegative,
      meaning: "Patients with clear reads that would say as much")
    Column(
      "effective_below", \.effectiveBelow, unit: .patients, .nonNegative,
      meaning: "Of these, those that speak for less than the threshold")
    ColumnSet.shareOfPatients(
      "estimate", \.estimate, values: "empty where nothing is known, and for no cell at all",
      meaning: "Middle of the fractions that fit best")
    ColumnSet.shareOfPatients(
      "best_low", \.bestLow,
      meaning: "Least fraction that fits best: a fall of the log-likelihood of at most "
        + "\(ProportionBelowThreshold.estimateDrop)")
    ColumnSet.shareOfPatients("best_high", \.bestHigh, meaning: "Greatest fraction that fits best")
    ColumnSet.shareOfPatients("low", \.low, meaning: "Lower end of the 95 % interval")
    ColumnSet.shareOfPatients("high", \.high, meaning: "Upper end of the 95 % interval")
  }
}
