/// A time to an event, or to the last day on which it had not happened.
public struct FollowUp: Hashable, Sendable {
  /// The days.
  public let days: Double
  /// Whether the event happened then; otherwise follow-up ended.
  public let isEvent: Bool

  /// Creates a time.
  public init(days: Double, isEvent: Bool) {
    self.days = days
    self.isEvent = isEvent
  }
}

extension TumorCourse {
  /// The assessments before the first with progression.
  private var visitsBeforeProgression: ArraySlice<Visit> {
    visits.prefix { $0.response != .progressive }
  }

  /// The day of the first assessment with progression.
  public var progressionDay: Double? { visits.first { $0.response == .progressive }?.day }

  /// The first assessment with a response that counts, and what it counts as.
  private var firstResponse: (day: Double, category: ResponseCategory)? {
    let visits = visitsBeforeProgression
    func first(_ accepted: Set<ResponseCategory>) -> Double? {
      visits.first { visit in
        guard accepted.contains(visit.response) else { return false }
        guard let days = rules.confirmationDays else { return true }
        return visits.contains {
          accepted.contains($0.response) && $0.day - visit.day >= days - 1e-9
        }
      }?.day
    }
    guard let day = first([.complete, .partial]) else { return nil }
    return (day, first([.complete]) == nil ? .partial : .complete)
  }

  /// The best response before progression.
  ///
  /// A response has to be confirmed where ``ResponseRules/confirmationDays`` asks for it; otherwise it
  /// counts as stable disease. Stable disease has to last ``ResponseRules/minimumStableDays``; otherwise
  /// progression, if it follows, is the best response, and nothing can be told if it does not.
  public var bestResponse: ResponseCategory {
    if let response = firstResponse { return response.category }
    let isStable = visitsBeforeProgression.contains {
      ($0.response == .stable || $0.response.isResponse)
        && $0.day >= rules.minimumStableDays - 1e-9
    }
    if isStable { return .stable }
    return progressionDay == nil ? .notEvaluable : .progressive
  }

  /// Days from the start of treatment to the response that counts.
  public var timeToResponse: Double? { firstResponse?.day }

  /// The duration of response: from its first assessment to progression or death.
  public var durationOfResponse: FollowUp? {
    guard let start = timeToResponse else { return nil }
    let end = progressionFreeSurvival
    return FollowUp(days: end.days - start, isEvent: end.isEvent)
  }

  /// The days to progression or death, or to the last assessment that could be evaluated.
  public var progressionFreeSurvival: FollowUp {
    if let event = [progressionDay, deathDay].compactMap({ $0 }).min() {
      return FollowUp(days: event, isEvent: true)
    }
    let last = visits.last { $0.response != .notEvaluable }?.day ?? 0
    return FollowUp(days: max(0, last), isEvent: false)
  }

  /// Whether there was a response, or disease was stable for ``ResponseRules/benefitDays``.
  public var hasClinicalBenefit: Bool {
    if bestResponse.isResponse { return true }
    return bestResponse == .stable
      && visitsBeforeProgression.contains {
        $0.response != .notEvaluable && $0.day >= rules.benefitDays - 1e-9
      }
  }

  /// The lowest sum up to progression, its assessment included, relative to the baseline, minus 1.
  ///
  /// The bar of a waterfall plot; `nil` without a sum after the baseline.
  public var bestChange: Double? {
    let last = progressionDay ?? .infinity
    return visits.filter { $0.day <= last }.compactMap(\.change).min()
  }
}
