import ClonalEvolution
import TumorModel
import TumorSimulation

/// The same model, given the simulator's true nuisance parameters.
struct OriginOracle: Sendable {
  let parameters: OriginParameters
  let context: StudyContext

  /// Infers with true purities, copy numbers, precisions, error rates and artefact shares.
  func origins(of patient: SimulatedPatient) -> PatientOrigins {
    var analysis = OriginAnalysis(parameters: parameters, context: context)
    let artefacts = Double(patient.mutations.filter { $0.origin == .artefact }.count)
    for (index, truth) in patient.samples.enumerated() {
      // Two in three of the sites that are artefacts by themselves show in the later sample. In the
      // earlier one the share matters for mutations that are real, and is the sample's own.
      let absent = Double(patient.mutations.filter { $0.laterFraction == 0 }.count)
      let isLater = index == patient.samples.count - 1
      func share(_ own: Double) -> Double {
        guard isLater, absent > 0 else { return own }
        return (own * (absent - artefacts) + 2 / 3 * artefacts) / absent
      }
      analysis.knownSamples[patient.evidence.samples[index].id] = KnownSample(
        purity: truth.purity, precision: truth.precision, errorRate: truth.errorRate,
        deaminationRate: truth.deaminationRate, artefactShare: share(truth.artefactShare),
        deaminationArtefactShare: share(truth.deaminationArtefactShare))
    }
    let evidence = patient.evidence
    let told = PatientEvidence(
      id: evidence.id, sex: evidence.sex, build: evidence.build, samples: evidence.samples,
      mutations: evidence.mutations, observations: evidence.observations,
      copyNumbers: patient.copyNumbers, depths: evidence.depths, flags: evidence.flags)
    guard let told else { preconditionFailure("tables of different shapes") }
    return analysis.origins(of: told)
  }
}
