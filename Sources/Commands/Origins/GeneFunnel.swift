/// How many patients remain at each step from the study to the calls of one gene.
struct GeneFunnel: Codable, Hashable, Sendable {
  /// Patients of the study.
  var patients = 0
  /// Patients with a mutation of the gene, not silent, in a sample that is no primary.
  var mutated = 0
  /// Of these, patients with an activating one.
  var activating = 0
  /// Of these, patients with an earlier sample to compare with.
  var compared = 0
  /// Of these, patients with an activating mutation that was there before.
  var preexisting = 0
  /// Patients with none of those and one that was acquired.
  var acquired = 0
  /// All others that are not settled.
  var indeterminate = 0
  /// Patients whose activating mutations were lost or are artefacts.
  var other = 0

  mutating func merge(_ part: GeneFunnel) {
    patients += part.patients
    mutated += part.mutated
    activating += part.activating
    compared += part.compared
    preexisting += part.preexisting
    acquired += part.acquired
    indeterminate += part.indeterminate
    other += part.other
  }
}
