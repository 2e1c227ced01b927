import TumorModel

/// A mutation that is to be in a certain clone.
struct PlantedMutation: Hashable, Sendable {
  /// The mutation.
  var mutation: Mutation
  /// The index of the clone in ``PatientPlan/tree``.
  var clone: Int
}

/// What is settled of a patient before chance decides the rest.
struct PatientPlan: Sendable {
  /// The patient's identifier.
  var id: String
  /// The clones.
  var tree: CloneTree
  /// Whether the earlier biopsy was sequenced.
  var hasEarlier = true
  /// Whether the patient is male.
  var isMale = false
  /// Mutations with a name.
  var planted: [PlantedMutation] = []
  /// Further mutations.
  var passengers: Int
  /// Days from diagnosis of the two biopsies; `nil` for none recorded.
  var days: (earlier: Int, later: Int)?
  /// The suffixes of the samples' names.
  var suffixes = (earlier: "P", later: "M")
}
