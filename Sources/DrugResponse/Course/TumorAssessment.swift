/// A target lesion at one time.
public struct TargetLesion: Hashable, Sendable {
  /// The lesion's name.
  public let name: String
  /// The longest diameter, or the short axis of a lymph node, in millimetres.
  public let millimetres: Double
  /// Whether it is a lymph node, which is normal below a short axis of 10 mm.
  public let isNode: Bool

  /// Whether it counts as gone: a node below 10 mm, any other lesion at 0 mm.
  public var isGone: Bool { isNode ? millimetres < 10 : millimetres == 0 }

  /// Creates a measurement.
  public init(name: String, millimetres: Double, isNode: Bool = false) {
    self.name = name
    self.millimetres = millimetres
    self.isNode = isNode
  }
}

/// What became of the lesions that are followed without being measured.
public enum NonTargetStatus: String, Hashable, Sendable, CaseIterable {
  /// There are none.
  case none
  /// All are gone.
  case gone
  /// Neither gone nor progressing unequivocally.
  case present
  /// Unequivocal progression.
  case progressing
  /// Not assessed this time.
  case notEvaluated
}

/// The findings of one assessment.
public struct TumorAssessment: Hashable, Sendable {
  /// Days since the start of treatment.
  public let day: Double
  /// The sum of diameters of the target lesions in millimetres; `nil` if not all were measured.
  public let sum: Double?
  /// The sum of those that were measured, which the sum of all is not below; 0 if none was.
  public let leastSum: Double
  /// Whether a target lesion that was measured is not gone.
  public let targetsRemain: Bool
  /// Whether all target lesions are gone; nodes then have a short axis below 10 mm, so that the sum
  /// need not be 0.
  public let targetsGone: Bool
  /// Whether there is a new lesion.
  public let hasNewLesion: Bool
  /// The other lesions.
  public let nonTarget: NonTargetStatus

  /// Creates an assessment from a sum of diameters.
  ///
  /// - Parameters:
  ///   - day: Days since the start of treatment.
  ///   - sum: The sum in millimetres; `nil` if not all targets were measured.
  ///   - targetsGone: By default whether the sum is 0.
  ///   - hasNewLesion: Whether there is a new lesion.
  ///   - nonTarget: The other lesions.
  public init(
    day: Double, sum: Double?, targetsGone: Bool? = nil, hasNewLesion: Bool = false,
    nonTarget: NonTargetStatus = .none
  ) {
    self.day = day
    self.sum = sum
    leastSum = sum ?? 0
    self.targetsGone = targetsGone ?? (sum == 0)
    targetsRemain = sum != nil && !self.targetsGone
    self.hasNewLesion = hasNewLesion
    self.nonTarget = nonTarget
  }

  /// Creates an assessment from measured lesions.
  ///
  /// - Parameters:
  ///   - day: Days since the start of treatment.
  ///   - lesions: The target lesions that were measured.
  ///   - isComplete: Whether these are all target lesions.
  ///   - hasNewLesion: Whether there is a new lesion.
  ///   - nonTarget: The other lesions.
  public init(
    day: Double, lesions: [TargetLesion], isComplete: Bool = true, hasNewLesion: Bool = false,
    nonTarget: NonTargetStatus = .none
  ) {
    self.day = day
    leastSum = lesions.reduce(0) { $0 + $1.millimetres }
    sum = isComplete ? leastSum : nil
    targetsRemain = !lesions.allSatisfy(\.isGone)
    targetsGone = isComplete && !targetsRemain
    self.hasNewLesion = hasNewLesion
    self.nonTarget = nonTarget
  }
}
