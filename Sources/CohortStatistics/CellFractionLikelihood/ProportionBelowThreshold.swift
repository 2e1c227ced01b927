/// In how many patients less than a threshold of the sampled tumour's tumour cells carry a mutation.
///
/// The proportion `θ(c*) = P(c < c*)` over patients, from the patients' likelihood curves alone. Nothing
/// is assumed of how cancer cell fractions are distributed: `θ` keeps every value that some distribution
/// on the grid makes likely enough,
/// ```
/// interval = { θ : max l - l(θ) ≤ drop },   l(θ) = max { Σ w ln Σ L F : F(c < c*) = θ }
/// ```
/// so that it is an interval of confidence and, where reads cannot tell, the set of all values that
/// they leave open. The fall allowed is that of ``LikelihoodDrops`` at the number of patients whose
/// reads are as good as clear. Grid points within ``CellFractionGrid/zone`` of the threshold count on
/// either side.
///
/// With clear reads this is the mid-p interval of Clopper and Pearson. Profile likelihood: S. A. Murphy
/// and A. W. van der Vaart, *J. Am. Stat. Assoc.* 95, 449–465 (2000),
/// doi:10.1080/01621459.2000.10474219; the distribution: J. Kiefer and J. Wolfowitz, *Ann. Math. Stat.*
/// 27, 887–906 (1956), doi:10.1214/aoms/1177728066.
///
/// It does not cover what all patients share (artefacts of an assay, fixation), regions that were not
/// sampled, nor a depth that depends on the cancer cell fraction.
public struct ProportionBelowThreshold: Hashable, Sendable {
  /// The cancer cell fraction `c*`.
  public let threshold: Double
  /// The patients whose reads say something.
  public let patients: Double
  /// The patients without a primary, or whose assay does not cover the gene: they change nothing.
  public let patientsWithoutReads: Double
  /// The patients with clear reads that would say as much, `m`.
  public let effectivePatients: Double
  /// Those of them that speak for less than the threshold, `y`.
  public let effectivePatientsBelow: Double
  /// The falls of the log-likelihood that bound ``interval``.
  public let drops: LikelihoodDrops
  /// The proportions that fit best: a fall of at most ``estimateDrop``.
  public let estimate: ProportionInterval
  /// The interval of confidence.
  public let interval: ProportionInterval
  /// How far the log-likelihood falls, in nats, if no patient is below.
  public let fallAtNone: Double
  /// How far the log-likelihood falls, in nats, if all patients are below.
  public let fallAtAll: Double

  /// The fall up to which proportions count as fitting best, in nats.
  public static let estimateDrop = 0.02

  /// The threshold of the first answer.
  public static let mainThreshold = 0.05

  /// The thresholds that are reported.
  public static let standardThresholds = [0.01, 0.05, 0.1, 0.25]

  /// How much of a proportion its interval settles.
  public enum Identification: Hashable, Sendable, CaseIterable {
    /// Both limits lie inside `0...1`.
    case bothLimits
    /// Only the lower limit says something.
    case lowerLimit
    /// Only the upper limit says something.
    case upperLimit
    /// The interval is wider than 0.8.
    case hardly
    /// Every proportion is possible.
    case none

    /// What an interval settles.
    public init(_ interval: ProportionInterval) {
      self =
        switch (interval.lower <= 0, interval.upper >= 1) {
        case (true, true): .none
        case _ where interval.width > 0.8: .hardly
        case (false, true): .lowerLimit
        case (true, false): .upperLimit
        case (false, false): .bothLimits
        }
    }
  }

  /// How much of the proportion the reads settle.
  public var identification: Identification { Identification(interval) }

  /// Estimates the proportion.
  ///
  /// - Parameters:
  ///   - curves: The patients.
  ///   - threshold: `c*`, strictly between 0 and 1.
  ///   - level: The confidence, within `0..<1`.
  ///   - observedShare: See ``LikelihoodDrops``.
  /// - Throws: ``CellFractionError``.
  /// - Complexity: About twenty fits, each a dozen passes over the distinct curves: a few milliseconds
  ///   for 300 and seconds for 100,000.
  public init(
    _ curves: CellFractionCurves, threshold: Double, level: Double = 0.95,
    observedShare: Double = 0.5
  ) throws(CellFractionError) {
    try self.init(
      CohortLikelihood(curves), threshold: threshold, level: level, observedShare: observedShare)
  }

  init(
    _ cohort: CohortLikelihood, threshold: Double, level: Double = 0.95,
    observedShare: Double = 0.5
  ) throws(CellFractionError) {
    guard level >= 0, level < 1 else { throw .invalidLevel }
    let sides = try cohort.grid.sides(of: threshold)
    self.threshold = threshold
    patients = cohort.patients
    patientsWithoutReads = cohort.patientsWithoutReads
    let clear = cohort.solver.matrix.clearWeight(sides)
    effectivePatients = clear.all
    effectivePatientsBelow = clear.below
    drops = try LikelihoodDrops(
      successes: clear.below, trials: clear.all, tail: 0.5 * (1 - level),
      observedShare: observedShare)
    guard let free = cohort.free else {
      (estimate, interval) = (.whole, .whole)
      (fallAtNone, fallAtAll) = (0, 0)
      return
    }
    let profile = try ProfileLikelihood(cohort.solver, sides: sides, free: free)
    fallAtNone = profile.top - profile.atNone
    fallAtAll = profile.top - profile.atAll
    interval = ProportionInterval(
      lower: try profile.limit(drop: drops.lower, isUpper: false),
      upper: try profile.limit(drop: drops.upper, isUpper: true))
    estimate = ProportionInterval(
      lower: try profile.limit(drop: Self.estimateDrop, isUpper: false),
      upper: try profile.limit(drop: Self.estimateDrop, isUpper: true))
  }

  /// The limits had patients without reads all, or none, been below the threshold.
  ///
  /// ```
  /// n lower / (n + N) … (n upper + N) / (n + N)
  /// ```
  ///
  /// - Parameter missing: `N`, at least 0; ``patientsWithoutReads`` if not given. Below 0 traps.
  /// - Returns: The whole range where there are no patients at all.
  public func limits(withMissing missing: Double? = nil) -> ProportionInterval {
    let missing = missing ?? patientsWithoutReads
    precondition(missing >= 0, "at least 0 patients")
    let all = patients + missing
    guard all > 0 else { return .whole }
    return ProportionInterval(
      lower: patients * interval.lower / all,
      upper: min(1, (patients * interval.upper + missing) / all))
  }
}
