import NumericalMethods
import Testing
import TumorModel
import TumorSimulation

@testable import ClonalEvolution

/// A fit's answer does not depend on how long it ran.
@Suite("Laws: a fit has settled")
struct SettledTests {
  /// The greatest move of a class's probability when a settled fit makes as many rounds again.
  private func move(_ patient: PatientEvidence) -> (rounds: Int, move: Double)? {
    let parameters = OriginParameters()
    let tables = PatientTables(
      patient: patient, data: OriginAnalysis(parameters: parameters).sampleData(of: patient),
      parameters: parameters)
    var fit = tables.fit(
      earlier: [0], later: [1], study: StudyTable(), parameters: parameters)
    let rounds = fit.rounds
    let before = fit.sites.indices.map { fit.posterior(of: fit.sites[$0], at: $0).origins }
    for _ in 0..<rounds { fit.round() }
    let after = fit.sites.indices.map { fit.posterior(of: fit.sites[$0], at: $0).origins }
    let moves = zip(before, after).flatMap { a, b in
      [
        a.acquired - b.acquired, a.preexistingSubclonal - b.preexistingSubclonal,
        a.preexistingClonal - b.preexistingClonal, a.lost - b.lost, a.artefact - b.artefact,
      ].map(abs)
    }
    return moves.max().map { (rounds, $0) }
  }

  @Test func `twice the rounds move no class by .003`() throws {
    for scenario in [Scenario.standard, .gains, .cleanBinomial, .ffpe] {
      let patients = StudySimulator(scenarios: [scenario], seed: 20_261_128).patients(6)
      for patient in patients {
        let found = try #require(move(patient.evidence))
        #expect(found.rounds < PairFit.mostRounds, "\(scenario.name) \(patient.evidence.id)")
        #expect(
          found.move <= 0.003,
          "\(scenario.name) \(patient.evidence.id): \(found.move) after \(found.rounds) rounds")
      }
    }
  }

  @Test func `the same of patients of other families`() throws {
    let random = RandomSource(seed: 8)
    for patient in 0..<8 {
      let sites: [[Lawful.Reads]] = (0..<40).map { _ in
        let earlier = [4e-4, 0.002, 0.02, 0.2][random.index(below: 4)]
        let later = [0.001, 0.03, 0.25][random.index(below: 3)]
        return [
          (random.betaBinomial(trials: 600, mean: earlier, precision: 1e6), 600),
          (random.betaBinomial(trials: 300, mean: later, precision: 1e6), 300),
        ]
      }
      let evidence = try #require(
        SinglePatient.evidence(
          [
            .init(.primary, purity: 0.2 + 0.08 * Double(patient)),
            .init(.metastasis, purity: 0.6),
          ], sites, bases: ("A", "G")))
      let found = try #require(move(evidence))
      #expect(found.move <= 0.003, "patient \(patient): \(found.move) after \(found.rounds)")
    }
  }
}
