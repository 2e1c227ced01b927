/// The response of a tumour by RECIST 1.1.
public enum ResponseCategory: String, Hashable, Sendable, CaseIterable {
  /// CR: all lesions are gone.
  case complete
  /// PR: the sum of diameters fell by 30 % or more.
  case partial
  /// SD: neither a response nor progression.
  case stable
  /// PD: the sum rose by 20 % and 5 mm above its lowest, a lesion is new, or one is back after a complete
  /// response.
  case progressive
  /// NE: it cannot be told.
  case notEvaluable

  /// Whether it counts for the response rate.
  public var isResponse: Bool { self == .complete || self == .partial }
}

/// Rules that a trial may set otherwise.
public struct ResponseRules: Hashable, Sendable {
  /// The least number of days after which a second assessment confirms a response; `nil` where no
  /// confirmation is asked for.
  public var confirmationDays: Double?
  /// The least number of days of stable disease, from the start of treatment.
  public var minimumStableDays: Double
  /// The number of days from which on stable disease counts as clinical benefit.
  public var benefitDays: Double

  /// Creates rules.
  ///
  /// - Parameters:
  ///   - confirmationDays: 28 where a trial asks for confirmation.
  ///   - minimumStableDays: Six weeks by default.
  ///   - benefitDays: 24 weeks by default.
  public init(
    confirmationDays: Double? = nil, minimumStableDays: Double = 42, benefitDays: Double = 168
  ) {
    self.confirmationDays = confirmationDays
    self.minimumStableDays = minimumStableDays
    self.benefitDays = benefitDays
  }
}

/// Why a course of assessments cannot be read.
public enum CourseProblem: Error, Hashable, Sendable {
  /// There is no assessment.
  case noBaseline
  /// The baseline has no sum of diameters above 0.
  case baselineWithoutTargets
  /// An assessment is not after the one before.
  case notInOrder(day: Double)
  /// A sum is below 0 or not finite.
  case invalidSum(day: Double)
}
