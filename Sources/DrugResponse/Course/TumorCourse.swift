/// The course of a patient's tumour under treatment, by RECIST 1.1.
///
/// E. A. Eisenhauer and others, *Eur. J. Cancer* 45, 228–247 (2009), doi:10.1016/j.ejca.2008.10.026:
/// a partial response is a sum of at most 0.7 of the baseline, progression a sum of at least 1.2 of the
/// lowest so far (the baseline included) and 5 mm above it, or a new lesion, or unequivocal progression
/// of other lesions. Bounds are met within 1e-9 mm.
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

  /// The sum of diameters at the first assessment, in millimetres.
  public let baseline: Double
  /// The day of the first assessment.
  public let baselineDay: Double
  /// The assessments after it.
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
  ///   - assessments: In order; the first is the baseline.
  ///   - rules: What the trial asks for.
  ///   - deathDay: The day of death, if the patient died.
  public init(
    _ assessments: [TumorAssessment], rules: ResponseRules = ResponseRules(),
    deathDay: Double? = nil
  ) throws(CourseProblem) {
    guard let first = assessments.first else { throw .noBaseline }
    for assessment in assessments {
      guard let sum = assessment.sum else { continue }
      guard sum >= 0, sum.isFinite else { throw .invalidSum(day: assessment.day) }
    }
    guard let baseline = first.sum, baseline > 0 else { throw .baselineWithoutTargets }
    for (earlier, later) in zip(assessments, assessments.dropFirst()) {
      guard later.day > earlier.day else { throw .notInOrder(day: later.day) }
    }
    var nadir = baseline
    var visits: [Visit] = []
    for assessment in assessments.dropFirst() {
      visits.append(
        Visit(
          day: assessment.day,
          response: Self.response(assessment, baseline: baseline, nadir: nadir),
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

  private static func response(
    _ assessment: TumorAssessment, baseline: Double, nadir: Double
  ) -> ResponseCategory {
    if assessment.hasNewLesion || assessment.nonTarget == .progressing { return .progressive }
    guard let sum = assessment.sum else { return .notEvaluable }
    let growth = sum - nadir
    if growth >= progressiveChange * nadir - tolerance, growth >= progressiveGrowth - tolerance {
      return .progressive
    }
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
