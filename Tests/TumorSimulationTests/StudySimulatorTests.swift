import Testing
import TumorModel
import TumorSimulation

@Suite("Simulated studies")
struct StudySimulatorTests {
  @Test func `the same seed gives the same study, patient by patient`() {
    let long = StudySimulator(scenarios: Scenario.mixture, seed: 7).patients(8)
    let short = StudySimulator(scenarios: Scenario.mixture, seed: 7).patients(4, from: 2)
    let other = StudySimulator(scenarios: Scenario.mixture, seed: 8).patients(8)
    #expect(Array(long[2..<6]) == short)
    #expect(long != other)
  }

  @Test(
    "truth and evidence agree in shape and in what cannot be",
    arguments: Scenario.all + Scenario.extremes)
  func shape(_ scenario: Scenario) throws {
    for patient in StudySimulator(scenarios: [scenario], seed: 3).patients(30) {
      let evidence = patient.evidence
      #expect(patient.mutations.count == evidence.mutations.count)
      #expect(evidence.samples.count == 2)
      #expect(evidence.mutations.map(\.variant) == evidence.mutations.map(\.variant).sorted())
      #expect(Set(evidence.mutations.map(\.variant)).count == evidence.mutations.count)
      for (index, truth) in patient.mutations.enumerated() {
        let earlier = try #require(truth.earlierFraction)
        #expect((0...1).contains(earlier) && (0...1).contains(truth.laterFraction))
        #expect((earlier > 0) == (truth.earlierMultiplicity > 0))
        #expect((truth.laterFraction > 0) == (truth.laterMultiplicity > 0))
        #expect(truth.earlierMultiplicity <= patient.copyNumbers[0][index].major)
        #expect(truth.laterMultiplicity <= patient.copyNumbers[1][index].major)
        if earlier > 0, earlier < 1 { #expect(scenario.cloneRange.lowerBound <= earlier) }
      }
    }
  }

  @Test func `every scenario has a name of its own and is found by it`() {
    #expect(Set(Scenario.all.map(\.name)).count == Scenario.all.count)
    for scenario in Scenario.all + Scenario.extremes {
      #expect(Scenario.named(scenario.name) == [scenario])
    }
    #expect(Scenario.named("mixture") == Scenario.mixture)
    #expect(Scenario.named("none such") == nil)
  }

  @Test func `clonal diploid mutations have the expected reads`() throws {
    var observed = 0.0
    var expected = 0.0
    for patient in StudySimulator(scenarios: [.cleanBinomial], seed: 5).patients(60) {
      let purity = patient.samples[1].purity
      for (index, truth) in patient.mutations.enumerated() where truth.laterFraction == 1 {
        let reads = try #require(patient.evidence.observations[1][index].counts)
        observed += Double(reads.alternate)
        expected += Double(reads.depth) * (1e-3 + (1 - 2e-3) * purity / 2)
      }
    }
    // Some 3,000 mutations of about 60 alternate reads: half a percent is over two deviations.
    #expect(expected > 50_000)
    #expect(abs(observed / expected - 1) < 0.01)
  }

  @Test func `losses hide trunk mutations of the primary`() {
    let patients = StudySimulator(scenarios: [.lohEarlier], seed: 2).patients(40)
    let deleted = patients.flatMap(\.mutations).filter(\.isDeletedEarlier)
    #expect(deleted.count > 50)
    #expect(deleted.allSatisfy { $0.earlierFraction == 0 && $0.laterFraction > 0 })
  }

  @Test func `unrelated pairs share nothing but hot spots`() {
    for patient in StudySimulator(scenarios: [.unrelated], seed: 4).patients(60) {
      for (mutation, truth) in zip(patient.evidence.mutations, patient.mutations)
      where (truth.earlierFraction ?? 0) > 0 && truth.laterFraction > 0 {
        #expect(StudySimulator.variantFrequencies[mutation.variant] != nil)
      }
    }
  }

  @Test func `about two in five substitutions are C to T`() {
    let variants = StudySimulator(scenarios: [.cleanBinomial], seed: 6).patients(60)
      .flatMap(\.evidence.mutations).map(\.variant)
    let share = Double(variants.filter(\.isDeamination).count) / Double(variants.count)
    #expect(variants.count > 2000)
    #expect(abs(share - 0.4) < 0.04)
  }
}
