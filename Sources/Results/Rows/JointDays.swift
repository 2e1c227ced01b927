import TumorModel

/// The days of calls that join several samples.
struct JointDays {
  private let earlierDays: [Int: Int]
  private let everyEarlier: Int?
  /// The day of each mutation's first later sample that shows it, and of the last one.
  private var firstShown: [Int: Int] = [:]
  private var last: Int?

  /// Takes a patient's pairs and trajectories.
  init(_ origins: PatientOrigins, of patient: PatientEvidence) {
    var days: [Int: Set<Int?>] = [:]
    for pair in origins.pairs {
      if let earlier = pair.earlier, let later = pair.later {
        days[later, default: []].insert(patient.samples[earlier].day)
      }
    }
    earlierDays = days.compactMapValues { $0.count == 1 ? $0.first ?? nil : nil }
    let all = days.values.reduce(into: Set<Int?>()) { $0.formUnion($1) }
    everyEarlier = all.count == 1 ? all.first ?? nil : nil
    guard origins.pairs.contains(where: { $0.later == nil }) else { return }
    last = days.keys.compactMap { patient.samples[$0].day }.max()
    for point in origins.trajectories where days[point.sample] != nil {
      guard let day = patient.samples[point.sample].day,
        MutationPresence.isSeen(
          patient.observations[point.sample][point.mutation], presence: point.presence)
      else { continue }
      firstShown[point.mutation] = min(day, firstShown[point.mutation] ?? day)
    }
  }

  /// The day that all earlier samples of a later one share; of all later ones where that is `nil`.
  func earlier(than later: Int?) -> Int? { later.map { earlierDays[$0] } ?? everyEarlier }

  /// The day of the first later sample that shows a mutation; of the last one where none does.
  func later(of mutation: Int) -> Int? { firstShown[mutation] ?? last }
}
