import ClonalEvolution
import TumorModel
import TumorSimulation

/// The same model, told each sample's true purity, error rate and copy numbers.
///
/// What a study never states, such as the precision of counts or the share of artefacts, it learns as
/// for any other study.
struct OriginOracle: Sendable {
  let parameters: OriginParameters
  let context: StudyContext

  /// Infers with true purities, copy numbers and error rates.
  func origins(of patient: SimulatedPatient) -> PatientOrigins {
    let analysis = OriginAnalysis(parameters: parameters, context: context)
    let evidence = patient.evidence
    let samples = zip(evidence.samples, patient.samples).map { sample, truth in
      var sample = sample
      sample.purity = Purity(truth.purity)
      sample.purityDeviation = 0
      sample.errorRate = truth.errorRate
      return sample
    }
    let told = PatientEvidence(
      id: evidence.id, sex: evidence.sex, build: evidence.build, samples: samples,
      mutations: evidence.mutations, observations: evidence.observations,
      copyNumbers: patient.copyNumbers, depths: evidence.depths, flags: evidence.flags)
    guard let told else { preconditionFailure("tables of different shapes") }
    return analysis.origins(of: told)
  }
}
