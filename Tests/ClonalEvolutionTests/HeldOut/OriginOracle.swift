import ClonalEvolution
import TumorModel
import TumorSimulation

/// The same model, given the simulator's true nuisance parameters.
struct OriginOracle: Sendable {
  let parameters: OriginParameters
  let context: StudyContext

  /// Infers with true purities, copy numbers, error rates and precision.
  func origins(of patient: SimulatedPatient) -> PatientOrigins {
    var known = parameters
    known.learnsSampleModel = false
    // One precision for both samples: their geometric mean, in the middle of what each has.
    let product = patient.samples.reduce(1) { $0 * $1.precision }
    known.precision = product.isFinite ? product.squareRoot() : 1e9
    var samples = patient.evidence.samples
    for (index, truth) in patient.samples.enumerated() {
      samples[index].purity = Purity(truth.purity)
      samples[index].purityDeviation = 1e-4
      samples[index].errorRate = truth.errorRate
    }
    let evidence = patient.evidence
    let told = PatientEvidence(
      id: evidence.id, sex: evidence.sex, build: evidence.build, samples: samples,
      mutations: evidence.mutations, observations: evidence.observations,
      copyNumbers: patient.copyNumbers, depths: evidence.depths, flags: evidence.flags)
    guard let told else { preconditionFailure("tables of different shapes") }
    return OriginAnalysis(parameters: known, context: context).origins(of: told)
  }
}
