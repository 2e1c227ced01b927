package import Results
package import TumorModel

/// A patient without a pair, as an earlier run wrote the rows.
///
/// Their reads are in no table of calls, so nothing is inferred anew of them.
package struct RecordedPatient: Sendable {
  package var patient: ManifestPatient
  package var samples: [Sample]
  package var trajectories: [TrajectoryRow] = []
  package var purities: [PuritySolutionRow] = []

  package init(patient: ManifestPatient, samples: [Sample]) {
    (self.patient, self.samples) = (patient, samples)
  }

  /// Leaves out what depends on the threshold and needs the reads.
  package mutating func forgetThreshold() {
    for index in trajectories.indices {
      trajectories[index].isFirstDetectable = nil
      trajectories[index].isLastExcluded = nil
    }
  }

  /// How many mutations the rows are of.
  package var mutations: Int { Set(trajectories.map(\.variant)).count }
}

extension OriginsSummary {
  /// Adds a patient of whom an earlier run wrote all there is.
  package mutating func add(_ recorded: RecordedPatient) {
    patients += 1
    mutations += recorded.mutations
  }
}
