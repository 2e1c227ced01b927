import ClonalEvolution
import Testing

@Suite struct ExactMutationFrequencyTests {
  @Test func `an unseen mutation gets the floor or the gene's mean`() {
    #expect(ExactMutationFrequency().estimate(carriers: 0, patients: 0) == 1e-6)
    #expect(ExactMutationFrequency().estimate(carriers: 0, patients: 1_000_000) == 1e-6)
    let gene = ExactMutationFrequency(expected: 1e-4)
    #expect(abs(gene.estimate(carriers: 0, patients: 0) - 1e-4) < 1e-18)
    #expect(abs(gene.estimate(carriers: 1, patients: 100) - 1.5 / 5_100) < 1e-18)
  }

  @Test func `a mutation of two patients is at least as frequent as seen`() {
    for patients in [2, 10, 168, 5_000] {
      for carriers in 2...min(patients, 20) {
        let estimate = ExactMutationFrequency().estimate(carriers: carriers, patients: patients)
        #expect(estimate >= Double(carriers) / Double(patients))
        #expect(estimate <= 1)
      }
    }
    #expect(ExactMutationFrequency().estimate(carriers: 1, patients: 10) < 1e-5)
  }

  @Test func `more carriers are never rarer`() {
    let estimates = (0...50).map {
      ExactMutationFrequency(expected: 0.3).estimate(carriers: $0, patients: 50)
    }
    #expect(estimates == estimates.sorted())
  }
}
