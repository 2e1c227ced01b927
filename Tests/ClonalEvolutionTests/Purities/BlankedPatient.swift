import TumorModel
import TumorSimulation

extension SimulatedPatient {
  /// The evidence as it is when a study's sheet leaves purities, or copy numbers too, blank.
  func blanked(copyNumbers: Bool = false) -> PatientEvidence? {
    let samples = evidence.samples.map { sample in
      var sample = sample
      sample.purity = nil
      sample.purityDeviation = nil
      return sample
    }
    return PatientEvidence(
      id: evidence.id, sex: evidence.sex, build: evidence.build, samples: samples,
      mutations: evidence.mutations, observations: evidence.observations,
      copyNumbers: copyNumbers
        ? evidence.copyNumbers.map { $0.map { _ in nil } } : evidence.copyNumbers,
      depths: evidence.depths, flags: evidence.flags)
  }
}

extension Scenario {
  /// Tumours whose genome doubled in the trunk and did not change after.
  static let doubled: Scenario = {
    var scenario = Scenario(name: "doubled")
    scenario.copyNumber = CopyNumberChanges(
      trunk: 1, earlier: 0, later: 0, trunkWeights: [0, 0, 1, 0, 0, 0])
    return scenario
  }()
}
