package import ClonalEvolution
package import TumorModel

/// What was found of the trees of all patients: what `trees --json` prints and `trees.json` holds.
package struct TreesSummary: JSONObject, Hashable {
  package var patients = 0
  package var mutations = 0
  package var clones = 0
  package var histories: [CloneHistory] = []

  package init() {}

  package static let properties: [JSONProperty<TreesSummary>] = [
    JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "Patients"),
    JSONProperty("mutations", \.mutations, unit: .mutations, .count, meaning: "Mutations"),
    JSONProperty("clones", \.clones, .count, meaning: "Clones of all patients"),
    JSONProperty("histories", \.histories, meaning: "The trees of each patient's clones"),
  ]

  /// Adds a patient.
  package mutating func add(_ found: PatientTrees, of patient: PatientEvidence) {
    patients += 1
    mutations += patient.mutations.count
    clones += found.clones.count + found.unplaced.count
    histories.append(CloneHistory(found, of: patient))
  }

  /// Adds the patients that follow.
  ///
  /// - Parameter most: Patients whose trees are kept; of those that follow the numbers are.
  package mutating func merge(_ part: TreesSummary, most: Int = .max) {
    patients += part.patients
    mutations += part.mutations
    clones += part.clones
    histories += part.histories.prefix(max(0, most - histories.count))
  }
}
