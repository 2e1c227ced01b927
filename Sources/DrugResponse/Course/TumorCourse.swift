/// The course of a patient's tumour under treatment, by RECIST 1.1.
///
/// E. A. Eisenhauer and others, *Eur. J. Cancer* 45, 228–247 (2009), doi:10.1016/j.ejca.2008.10.026:
/// a partial response is a sum of at most 0.7 of the baseline, progression a sum of at least 1.2 of the
/// lowest so far (the baseline included) and 5 mm above it, or a new lesion, or unequivocal progression
/// of other lesions. Bounds are met within 1e-9 mm.
///
/// - The baseline is the last assessment by the start of treatment, day 0; see ``places(days:isMeasured:)``.
/// - Where some targets were not measured, the sum is not below that of the others: if these alone meet the
///   bounds of progression, it is progression. They never make a response.
/// - After a complete response any target lesion that is back is progression, whatever its size; a node is back
///   from 10 mm on. Where other lesions had remained, its diameter counts in the sum as any other.
/// - While all targets are gone, no growth of nodes of normal size is progression.
///
/// Reappearance and nodes: the RECIST group's clarifications, L. H. Schwartz and others, *Eur. J. Cancer* 62,
/// 132–137 (2016), doi:10.1016/j.ejca.2016.03.081, and its answers at recist.eortc.org ("Does a new lesion
/// always result in PD?", "Abnormal lymph node").
public struct TumorCourse: Hashable, Sendable {
  /// One assessment after the baseline.
  public struct Visit: Hashable, Sendable {
    /// Days since the start of treatment.
    public let day: Double
    /// The response.
    public let response: ResponseCategory
    /// The sum relative to the baseline, minus 1; `nil` without a sum.
    public let change: Double?
    /// The sum relative to the lowest before, minus 1; `nil` without a sum, or after a sum of 0.
    public let changeFromNadir: Double?
    /// Whether there is a new lesion.
    public let hasNewLesion: Bool
  }

  /// The sum of diameters at the baseline, in millimetres.
  public let baseline: Double
  /// The day of the baseline.
  public let baselineDay: Double
  /// The assessments after it, and after the start of treatment where it is before that.
  public let visits: [Visit]
  /// The rules that were followed.
  public let rules: ResponseRules
  /// The day of death, if the patient died.
  public let deathDay: Double?

  /// The change from the baseline at which a partial response begins.
  public static let partialChange = -0.3
  /// The change from the lowest sum at which progression begins.
  public static let progressiveChange = 0.2
  /// By how many millimetres the sum must have grown to be progression.
  public static let progressiveGrowth = 5.0

  /// By how many days the first assessment and the start of treatment may be apart: RECIST asks for a baseline
  /// of at most 4 weeks before.
  public static let baselineDays = 28.0

  private static let tolerance = 1e-9

  /// Reads a course.
  ///
  /// - Parameters:
  ///   - assessments: In order.
  ///   - rules: What the trial asks for.
  ///   - deathDay: The day of death, if the patient died.
  public init(
    _ assessments: [TumorAssessment], rules: ResponseRules = ResponseRules(),
    deathDay: Double? = nil
  ) throws(CourseProblem) {
    for assessment in assessments {
      guard assessment.leastSum >= 0, assessment.leastSum.isFinite else {
        throw .invalidSum(day: assessment.day)
      }
    }
    let used = Self.places(
      days: assessments.map(\.day), isMeasured: assessments.map { $0.sum != nil }
    ).map { assessments[$0] }
    guard let first = used.first else { throw .noBaseline }
    guard let baseline = first.sum, baseline > 0 else { throw .baselineWithoutTargets }
    for (earlier, later) in zip(assessments, assessments.dropFirst()) {
      guard later.day > earlier.day else { throw .notInOrder(day: later.day) }
    }
    var nadir = baseline
    var wasComplete = false
    var visits: [Visit] = []
    for assessment in used.dropFirst() {
      let response = Self.response(
        assessment, baseline: baseline, nadir: nadir, wasComplete: wasComplete)
      if response == .complete { wasComplete = true }
      visits.append(
        Visit(
          day: assessment.day, response: response,
          change: assessment.sum.map { $0 / baseline - 1 },
          changeFromNadir: nadir > 0 ? assessment.sum.map { $0 / nadir - 1 } : nil,
          hasNewLesion: assessment.hasNewLesion))
      if let sum = assessment.sum { nadir = min(nadir, sum) }
    }
    self.baseline = baseline
    baselineDay = first.day
    self.visits = visits
    self.rules = rules
    self.deathDay = deathDay
  }

  /// The places of the assessments that make a course: the baseline first, then the visits after it.
  ///
  /// The baseline is the last assessment at or before day 0 at which all targets were measured, or the last by
  /// then if there is none. What else was seen by day 0 tells nothing of treatment. Where all assessments are
  /// after day 0, the first is the baseline.
  ///
  /// - Parameters:
  ///   - days: Days since the start of treatment, in order.
  ///   - isMeasured: Whether all targets were measured, for each.
  public static func places(days: [Double], isMeasured: [Bool]) -> [Int] {
    let before = days.indices.filter { days[$0] <= 0 }
    guard let baseline = before.last(where: { isMeasured[$0] }) ?? before.last else {
      return Array(days.indices)
    }
    return [baseline] + days.indices.filter { days[$0] > 0 }
  }

  private static func response(
    _ assessment: TumorAssessment, baseline: Double, nadir: Double, wasComplete: Bool
  ) -> ResponseCategory {
    if assessment.hasNewLesion || assessment.nonTarget == .progressing { return .progressive }
    if assessment.targetsRemain {
      let growth = assessment.leastSum - nadir
      let hasGrown =
        growth >= progressiveChange * nadir - tolerance && growth >= progressiveGrowth - tolerance
      if hasGrown || wasComplete { return .progressive }
    }
    guard let sum = assessment.sum else { return .notEvaluable }
    if assessment.targetsGone {
      switch assessment.nonTarget {
      case .none, .gone: return .complete
      // The target lesions alone are gone.
      case .present, .notEvaluated, .progressing: return .partial
      }
    }
    return sum - baseline <= partialChange * baseline + tolerance ? .partial : .stable
  }
}
