import TumorModel

/// Which samples of a patient show which mutations, by `MutationPresence`.
struct ShownMutations {
  private let samples: Int
  private var shows: [Bool] = []

  /// Knows nothing: for pairs whose labels are not asked for.
  init() { samples = 0 }

  /// Applies the rule to a patient's trajectories.
  init(_ points: [TrajectoryPoint], of patient: PatientEvidence) {
    samples = patient.samples.count
    shows = [Bool](repeating: false, count: samples * patient.mutations.count)
    for point in points {
      shows[point.mutation * samples + point.sample] = MutationPresence.isSeen(
        patient.observations[point.sample][point.mutation], presence: point.presence)
    }
  }

  /// Whether one of some samples shows a mutation.
  func isShown(_ site: Int, in some: [Int]) -> Bool {
    !shows.isEmpty && some.contains { shows[site * samples + $0] }
  }

  /// Whether a sample other than some shows a mutation.
  func isShown(_ site: Int, outside some: [Int]) -> Bool {
    !shows.isEmpty
      && (0..<samples).contains { !some.contains($0) && shows[site * samples + $0] }
  }
}
