/// How much follow-up a grouping by a later finding would count although nobody could have died in it.
///
/// A patient is in the group "acquired" only after a biopsy that they lived to have. Time before it is
/// immortal, and longest for those who live longest: S. Suissa, *Am. J. Epidemiol.* 167, 492–499 (2008),
/// doi:10.1093/aje/kwm324.
public struct ImmortalTime: Hashable, Sendable {
  /// The patients whose group was not known at the start of follow-up.
  public let patients: Int
  /// The follow-up before the groups were known, in the unit of the times.
  public let time: Double
  /// All follow-up.
  public let total: Double
  /// The patients whose follow-up ended by the time their group was known, and who cannot be used.
  public let unusable: Int

  /// The share of the follow-up that is immortal.
  public var share: Double { total > 0 ? time / total : 0 }

  /// Measures it.
  ///
  /// - Parameters:
  ///   - times: The follow-up of each patient.
  ///   - known: When the group of each became known; another number of them traps.
  public init(_ times: [SurvivalTime], known: [Double]) {
    precondition(times.count == known.count, "a time for each patient")
    let pairs = zip(times, known)
    patients = pairs.count { $1 > $0.entry }
    time = pairs.reduce(0) { $0 + max(0, min($1.1, $1.0.time) - $1.0.entry) }
    total = times.reduce(0) { $0 + $1.time - $1.entry }
    unusable = pairs.count { $1 > $0.entry && $1 >= $0.time }
  }

  /// The same patients observed from the time on at which their group was known; `nil` for those whose
  /// follow-up had ended.
  public static func delayedEntry(_ times: [SurvivalTime], known: [Double]) -> [SurvivalTime?] {
    precondition(times.count == known.count, "a time for each patient")
    return zip(times, known).map { time, known in
      let entry = max(time.entry, known)
      guard time.time > entry else { return time.entry == entry ? time : nil }
      return SurvivalTime(
        time: time.time, isEvent: time.isEvent, entry: entry, weight: time.weight)
    }
  }
}
