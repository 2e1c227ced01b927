/// How many patients acquired how many mutations: a histogram.
///
/// Numbers need not be whole: a patient's is the sum of the probabilities of "acquired" over all
/// non-silent mutations of the later sample. They are kept to a 64th below 8 and to a 512th of
/// themselves above, so that memory does not grow with the patients.
public struct AcquiredBurdens: Hashable, Sendable {
  /// The patients at each number of acquired mutations.
  public private(set) var patients: [Double: Int] = [:]

  /// Creates an empty histogram.
  public init() {}

  /// All patients.
  public var total: Int { patients.values.reduce(0, +) }

  /// Adds patients.
  ///
  /// - Parameters:
  ///   - acquired: The acquired non-silent mutations of each, finite and at least 0; else it traps.
  ///   - count: How many patients, at least 0; anything else traps.
  public mutating func add(_ acquired: Double, count: Int = 1) {
    precondition(acquired >= 0 && acquired.isFinite, "a finite number of at least 0")
    precondition(count >= 0, "a count of at least 0")
    if count > 0 { patients[Self.rounded(acquired), default: 0] += count }
  }

  /// Adds the patients of another part of the cohort.
  public mutating func merge(_ other: AcquiredBurdens) {
    for (acquired, count) in other.patients { patients[acquired, default: 0] += count }
  }

  private static func rounded(_ acquired: Double) -> Double {
    let step = acquired < 8 ? 1.0 / 64 : acquired.binade / 512
    return (acquired / step).rounded() * step
  }
}
