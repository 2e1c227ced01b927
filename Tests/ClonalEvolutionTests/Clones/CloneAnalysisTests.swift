import ClonalEvolution
import NumericalMethods
import Testing
import TumorModel

@Suite("Clones of a simulated tumour")
struct CloneAnalysisTests {
  private static let fractions = [
    [1.0, 1.0, 1.0], [0.6, 0.25, 0], [0.15, 0.7, 0.4], [0, 0.1, 0.85],
  ]

  private static func simulated(
    _ seed: UInt64, sizes: [Int] = [80, 60, 50, 40],
    reads: SimulatedClones.Reads = SimulatedClones.Reads()
  ) throws -> SimulatedClones {
    try SimulatedClones(sizes: sizes, fractions: fractions, reads: reads, seed: seed)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `are found, with their number`(_ seed: UInt64) throws {
    let study = try Self.simulated(seed)
    let found = CloneAnalysis().clones(of: study.patient)
    #expect(found.clones.count == 4)
    #expect(study.agreement(found) > 0.93)
    let truncal = try #require(found.clones.first)
    #expect(truncal.fractions.allSatisfy { $0.clonal > 0.95 && $0.median == 1 })
    for model in found.models { #expect(abs(model.purity - 0.7) < 0.03) }
    #expect(found.starts.allSatisfy { $0.agreement > 0.9 })
    #expect(
      found.memberships.count == 230 && found.probabilities.allSatisfy { (0...1).contains($0) })
  }

  @Test func `raise the bound with every step`() throws {
    for seed in [4, 5, 6] as [UInt64] {
      let found = CloneAnalysis().clones(of: try Self.simulated(seed).patient)
      #expect(found.trace.count >= 3)
      for (before, after) in zip(found.trace, found.trace.dropFirst()) {
        #expect(after >= before - 1e-8 * abs(before))
      }
    }
  }

  /// Neither the order of mutations nor that of samples reaches the result: all its bytes are the same.
  @Test func `do not depend on the order of mutations and samples`() throws {
    let patient = try Self.simulated(7, sizes: [30, 25, 20, 15]).patient
    let random = RandomSource(seed: 9)
    var order = Array(patient.mutations.indices)
    random.shuffle(&order)
    let samples = [2, 0, 1]
    let shuffled = try SimulatedClones.patient(
      samples.map { sample in order.map { patient.observations[sample][$0] } },
      samples.map { sample in order.map { patient.copyNumbers[sample][$0] } },
      names: samples.map { patient.samples[$0].id })
    let (first, second) = (
      CloneAnalysis().clones(of: patient), CloneAnalysis().clones(of: shuffled)
    )
    #expect(first.clones.count == second.clones.count)
    for (one, other) in zip(first.clones, second.clones) {
      #expect(one.mutations == other.mutations)
      #expect(samples.map { one.fractions[$0] } == other.fractions)
    }
    for (place, index) in order.enumerated() {
      #expect(first.memberships[index] == second.memberships[place])
      #expect(first.probabilities[index] == second.probabilities[place])
      for (position, sample) in samples.enumerated() {
        #expect(
          first.fraction(of: index, sample: sample)
            == second.fraction(of: place, sample: position))
      }
    }
    #expect(first.starts == second.starts)
    #expect(first.trace == second.trace)
  }

  @Test func `keep mutations that a sample did not read`() throws {
    var reads = SimulatedClones.Reads()
    reads.missing = 0.25
    let study = try Self.simulated(8, reads: reads)
    let found = CloneAnalysis().clones(of: study.patient)
    #expect(found.memberships.count == 230)
    #expect(study.agreement(found) > 0.8)
    for index in study.patient.mutations.indices {
      for sample in 0..<3 {
        let isRead = study.patient.observations[sample][index].counts != nil
        #expect((found.fraction(of: index, sample: sample) != nil) == isRead)
      }
      let isTold = (0..<3).contains { study.patient.observations[$0][index].counts != nil }
      #expect((found.memberships[index] == .notAssessable) == !isTold)
    }
  }

  @Test func `learn how far allele counts are spread`() throws {
    for (precision, range) in [(60.0, 35.0...110), (2_000, 500...20_000)] {
      var reads = SimulatedClones.Reads()
      reads.precision = precision
      let study = try Self.simulated(10, sizes: [150, 120, 100, 80], reads: reads)
      let found = CloneAnalysis().clones(of: study.patient)
      for model in found.models { #expect(range.contains(model.precision)) }
      // With a precision that is given there are more clones than are true where it is too great.
      #expect(found.clones.count == 4)
    }
  }

  @Test func `follow truncal mutations where the stated purity is wrong`() throws {
    var reads = SimulatedClones.Reads()
    reads.purityShift = -0.07
    let study = try Self.simulated(11, reads: reads)
    let found = CloneAnalysis().clones(of: study.patient)
    for model in found.models {
      #expect(abs(model.purity - 0.7) < 0.03)
      #expect(model.purityDeviation > 0.002)
    }
  }

  @Test func `start alike for one seed, and may not for another`() throws {
    let patient = try Self.simulated(12).patient
    var analysis = CloneAnalysis()
    let first = analysis.clones(of: patient)
    #expect(first.starts == analysis.clones(of: patient).starts)
    #expect(first.starts.count == 4)
    #expect(first.starts.first?.stream == nil && first.starts.count { $0.isBest } == 1)
    analysis.starts = 1
    #expect(analysis.clones(of: patient).starts.count == 1)
  }
}

@Suite("Mutations beside clones")
struct CloneMemberTests {
  /// 40 truncal mutations, and one with fewer reads.
  private static func truncal(_ counts: [(Int, Int)]) throws -> PatientClones {
    let random = RandomSource(seed: 21)
    let reads = (0..<40).map { _ -> (Int, Int)? in
      (random.binomial(trials: 100, probability: 0.35), 100)
    }
    let patient = try SimulatedClones.diploid([counts.map { $0 } + reads])
    return CloneAnalysis().clones(of: patient)
  }

  @Test func `have a fraction of their own`() throws {
    let found = try Self.truncal([(10, 100)])
    let own = try #require(found.fraction(of: 0, sample: 0))
    // 0.1 / (0.7 / 2) = 0.286.
    #expect(abs(own.median - 0.29) < 0.03)
    #expect(own.low < 0.24 && own.high > 0.33 && own.high < 0.6)
    #expect(own.clonal < 0.01)
  }

  @Test(arguments: [(0, 100), (0, 30), (0, 8), (0, 2)])
  func `without reads are not shown in every cell`(_ reads: (Int, Int)) throws {
    let found = try Self.truncal([reads])
    let own = try #require(found.fraction(of: 0, sample: 0))
    #expect(own.median < 0.8)
    if reads.1 >= 30 {
      #expect(own.median < 0.05 && own.clonal < 1e-3)
      #expect(found.memberships[0] != .clone(0))
    }
  }

  @Test(arguments: [22, 26, 27] as [UInt64])
  func `of a neutral tail are no clone`(_ seed: UInt64) throws {
    // Frequencies with a density of 1/f² from 0.03 on, as of neutral growth, listed from eight reads on.
    let random = RandomSource(seed: seed)
    var reads: [(Int, Int)?] = (0..<150).map { _ in
      (random.binomial(trials: 200, probability: 0.35), 200)
    }
    while reads.count < 300 {
      let f = 0.03 / (1 - random.uniform() * (1 - 0.03 / 0.3))
      let count = random.binomial(trials: 200, probability: f)
      if count >= 8 { reads.append((count, 200)) }
    }
    let found = CloneAnalysis().clones(of: try SimulatedClones.diploid([reads]))
    #expect(found.clones.count == 1)
    #expect(found.memberships.suffix(150).count { $0 == .tail(0) } > 115)
    #expect(found.tails[0] > 115)
    // The truncal clone is what is left, and whole.
    #expect(found.memberships.prefix(150).count { $0 == .clone(0) } > 135)
  }

  @Test func `of a clone near the limit are no tail`() throws {
    let random = RandomSource(seed: 28)
    let reads: [(Int, Int)?] = (0..<200).map { index in
      (random.binomial(trials: 200, probability: index < 100 ? 0.35 : 0.1), 200)
    }
    let found = CloneAnalysis().clones(of: try SimulatedClones.diploid([reads]))
    #expect(found.clones.count == 2)
    #expect(found.memberships.suffix(100).count { $0 == .clone(1) } > 90)
  }

  @Test func `in no cell of any sample are told apart`() throws {
    let random = RandomSource(seed: 23)
    func reads(_ share: Double) -> (Int, Int)? {
      (random.binomial(trials: 150, probability: share), 150)
    }
    let samples = (0..<2).map { _ in
      (0..<60).map { $0 < 40 ? reads(0.35) : reads(3e-4) }
    }
    let found = CloneAnalysis().clones(of: try SimulatedClones.diploid(samples))
    #expect(found.memberships.prefix(40).allSatisfy { $0 == .clone(0) })
    #expect(found.memberships.suffix(20).allSatisfy { $0 == .absent })
  }
}

@Suite("Clones of next to nothing")
struct DegenerateCloneTests {
  private func check(_ patient: PatientEvidence) throws -> PatientClones {
    let found = CloneAnalysis().clones(of: patient)
    #expect(found.memberships.count == patient.mutations.count)
    #expect(found.clones.allSatisfy { $0.fractions.count == patient.samples.count })
    for clone in found.clones {
      for fraction in clone.fractions {
        #expect(0 <= fraction.low && fraction.low <= fraction.median)
        #expect(fraction.median <= fraction.high && fraction.high <= 1)
        #expect((0...1).contains(fraction.absent) && (0...1).contains(fraction.clonal))
      }
    }
    return found
  }

  @Test func `one mutation in one sample`() throws {
    let found = try check(SimulatedClones.diploid([[(35, 100)]]))
    #expect(found.memberships == [.clone(0)])
    let own = try #require(found.fraction(of: 0, sample: 0))
    #expect(own.high == 1 && own.low > 0.6)
  }

  @Test func `no mutation, and none that was read`() throws {
    #expect(try check(SimulatedClones.diploid([[]])).clones.isEmpty)
    let found = try check(SimulatedClones.diploid([[nil, (0, 0)], [nil, nil]]))
    #expect(found.memberships == [.notAssessable, .notAssessable])
    #expect(found.fraction(of: 0, sample: 0) == nil)
  }

  @Test func `no read anywhere`() throws {
    let reads = [(Int, Int)?](repeating: (0, 100), count: 30)
    let found = try check(SimulatedClones.diploid([reads, reads]))
    #expect(found.memberships.allSatisfy { $0 == .absent })
  }

  @Test func `all the same`() throws {
    let reads = [(Int, Int)?](repeating: (17, 100), count: 50)
    let found = try check(SimulatedClones.diploid([reads]))
    #expect(found.clones.count == 1)
    #expect(abs(found.clones[0].fractions[0].median - 0.17 / 0.35) < 0.05)
  }

  @Test func `as many clones as mutations`() throws {
    let samples = (0..<6).map { sample in
      (0..<6).map { ($0 == sample ? 350 : 0, 1_000) as (Int, Int)? }
    }
    let found = try check(SimulatedClones.diploid(samples))
    #expect(Set(found.memberships).count == 6)
  }

  @Test func `thirteen samples`() throws {
    let fractions = (0..<3).map { clone in
      (0..<13).map { clone == 0 ? 1.0 : ($0 % 3 == clone ? 0.5 : 0.1) }
    }
    let study = try SimulatedClones(sizes: [30, 25, 20], fractions: fractions, seed: 24)
    let found = try check(study.patient)
    #expect(study.agreement(found) > 0.95)
  }

  @Test func `samples without a purity`() throws {
    let random = RandomSource(seed: 25)
    let reads = (0..<120).map { index -> (Int, Int)? in
      (random.binomial(trials: 200, probability: index < 60 ? 0.3 : 0.1), 200)
    }
    let found = try check(SimulatedClones.diploid([reads], purity: nil))
    #expect(found.clones.count == 2)
    #expect(abs((found.models.first?.purity ?? 0) - 0.6) < 0.1)
  }
}
