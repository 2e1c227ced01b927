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

  /// Adds the patients that follow.
  package mutating func merge(_ part: TreesSummary) {
    patients += part.patients
    mutations += part.mutations
    clones += part.clones
    histories += part.histories
  }
}
