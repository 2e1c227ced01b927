package import TumorModel

/// At most this many mutations, in whole patients, move what patients share.
private let contextMutations = 60_000

extension OriginsSource {
  /// Patients spread evenly over the study, few enough to be held in memory together.
  ///
  /// - Parameter isInDoubt: Whether a patient has a sample that may be another one's.
  package func contextPatients(leavingOut isInDoubt: (String) -> Bool) throws -> [PatientEvidence] {
    // By name: the choice must not depend on the sheet's order.
    let names = (0..<patientCount).map { (index: $0, name: patientID(at: $0)) }
      .sorted { $0.name < $1.name }
    // Steps by the golden ratio visit any study evenly.
    let step = 0.618_033_988_749_895
    let order = names.indices
      .sorted {
        (Double($0) * step).truncatingRemainder(dividingBy: 1)
          < (Double($1) * step).truncatingRemainder(dividingBy: 1)
      }
      .map { names[$0].index }
    var (chosen, mutations) = ([(Int, PatientEvidence)](), 0)
    for index in order where hasPair(at: index) {
      let patient = try patient(at: index)
      if isInDoubt(patient.id) { continue }
      mutations += patient.mutations.count
      if mutations > contextMutations, !chosen.isEmpty { break }
      chosen.append((index, patient))
    }
    return chosen.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
