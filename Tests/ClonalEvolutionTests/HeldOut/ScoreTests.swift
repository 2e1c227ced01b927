import Testing
import TumorModel
import TumorSimulation

/// The evaluation's own arithmetic.
@Suite("Scores of the evaluation")
struct ScoreTests {
  @Test func `probability scores follow their definitions`() {
    let scores = ProbabilityScores([
      ([0.8, 0.1, 0.1, 0, 0], 0), ([0.3, 0.7, 0, 0, 0], 1),
    ])
    #expect(abs(scores.brier - (0.04 + 0.09) / 2) < 1e-12)
    #expect(abs(scores.logScore - 0.289909) < 1e-6)  // -(ln 0.8 + ln 0.7) / 2
    #expect(abs(scores.fiveClassBrier - (0.06 + 0.18) / 2) < 1e-12)
    #expect(abs(scores.calibrationError - (0.2 + 0.3) / 2) < 1e-12)
  }

  @Test func `the Wilson interval agrees with the printed one for 4 of 5`() {
    let interval = Proportion(count: 4, total: 5).interval
    #expect(abs(interval.low - 0.3755) < 1e-4)
    #expect(abs(interval.high - 0.9638) < 1e-4)
  }

  @Test func `Fisher's test agrees with the tea taster`() throws {
    // 3 of 4 against 1 of 4: 34/70.
    let first = try #require(ReadCounts(alternate: 3, depth: 4))
    let second = try #require(ReadCounts(alternate: 1, depth: 4))
    #expect(abs(NaiveRule.fisherP(first, second) - 34.0 / 70) < 1e-9)
  }

  @Test func `power at a known depth and purity is the tabled one`() {
    // 25 reads at purity 0.2: two alternate reads, clonal power 0.733.
    let power = ReadProbabilities.power(
      fraction: 1, depth: 25, purity: 0.2, tumorCopies: 2, normalCopies: 2, errorRate: 1e-3,
      precision: .infinity)
    #expect(abs(power - 0.733) < 2e-3)
  }

  @Test func `a rule's probabilities come from the other half`() throws {
    let none = try #require(ReadCounts(alternate: 0, depth: 50))
    let some = try #require(ReadCounts(alternate: 20, depth: 50))
    let truth = MutationTruth(
      earlierFraction: 0, laterFraction: 1, earlierMultiplicity: 0, laterMultiplicity: 1,
      isDeletedEarlier: false, isRelated: true)
    let mutation = { (patient: Int, origin: Int) in
      HeldOutMutation(
        patient: patient, scenario: "", truth: truth, origin: origin, earlier: none, later: some,
        truePower: 1, call: nil, oracle: [])
    }
    let rows = NaiveRule.anyRead.probabilities(
      of: (0..<10).map { mutation($0, $0 % 2 == 0 ? 0 : 1) })
    #expect(rows.allSatisfy { $0.probabilities[$0.truth] < 0.1 })
  }
}
