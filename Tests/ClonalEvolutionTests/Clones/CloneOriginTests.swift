import ClonalEvolution
import NumericalMethods
import Testing
import TumorModel

/// What a mutation's clone says of its origin.
@Suite("Origins as clones tell them")
struct CloneOriginTests {
  /// A primary and a metastasis of diploid loci at purity .7. Synthetic.
  private func patient(_ counts: [[(Int, Int)?]]) throws -> PatientEvidence {
    try SimulatedClones.diploid(counts, roles: [.primary, .metastasis])
  }

  /// Truncal mutations, and more of a clone that the metastasis has in every cell.
  private func counts(
    trunk: Int, clone: Int, primary: (_ index: Int) -> (Int, Int)
  ) -> [[(Int, Int)?]] {
    let random = RandomSource(seed: 11)
    func truncal() -> (Int, Int) {
      (random.binomial(trials: 200, probability: 0.35), 200)
    }
    return [
      (0..<trunk).map { _ in truncal() } + (0..<clone).map(primary),
      (0..<(trunk + clone)).map { _ in truncal() },
    ]
  }

  private func origins(_ counts: [[(Int, Int)?]]) throws -> [CloneOrigin] {
    let patient = try patient(counts)
    let clones = CloneAnalysis().clones(of: patient)
    let pair = try #require(clones.origins.first)
    #expect((pair.earlier, pair.later) == ([0], [1]))
    return try patient.mutations.indices.map { try #require(clones.origin(of: $0, in: pair)) }
  }

  @Test func `thirty mutations with a read each speak together`() throws {
    // One of 100 reads is nearly as well an error as a clone in 3 % of the cells; thirty are not.
    let origins = try origins(counts(trunk: 40, clone: 30) { _ in (1, 100) })
    for origin in origins.dropFirst(40) {
      #expect(origin.acquired < 0.02)
      #expect(origin.preexistingSubclonal > 0.95)
      #expect(origin.aboveThreshold < 0.3)
    }
    for origin in origins.prefix(40) { #expect(origin.preexistingClonal > 0.9) }
  }

  @Test func `a site that was hardly read takes its clone's word`() throws {
    let origins = try origins(
      counts(trunk: 40, clone: 30) { $0 == 0 ? (0, 8) : (0, 300) })
    let origin = origins[40]
    #expect(origin.aboveThresholdAlone > 0.25)
    #expect(origin.aboveThreshold < 0.05)
    #expect(origin.acquired > 0.9)
    #expect(origin.shareOfOthers > 0.5)
    // A site that was read as deeply as the others needs them less.
    #expect(origins[45].shareOfOthers < origin.shareOfOthers)
  }

  @Test func `own reads outweigh neighbours that they contradict`() throws {
    // 10 of 100 reads among truncal neighbours. That its copy number is wrong is as likely as a clone of its
    // own, so that it may be truncal; but it is not taken for truncal, and its own fraction stays its own.
    var counts = counts(trunk: 60, clone: 1) { _ in (10, 100) }
    counts[1][60] = (36, 100)
    let origin = try origins(counts)[60]
    #expect(origin.preexistingClonal < 0.6)
    #expect(origin.acquired < 0.05)
    let clones = CloneAnalysis().clones(of: try patient(counts))
    let own = try #require(clones.fraction(of: 60, sample: 0))
    #expect(abs(own.median - 0.29) < 0.03)
    #expect(own.high < 0.6)
  }

  @Test func `the five probabilities add to one, whatever the order`() throws {
    let random = RandomSource(seed: 5)
    let reads = (0..<2).map { _ in
      (0..<60).map { index -> (Int, Int)? in
        let depth = 20 + random.index(below: 200)
        let share = index % 3 == 0 ? 0.35 : 0.002 * Double(index)
        return (random.binomial(trials: depth, probability: share), depth)
      }
    }
    let forward = try origins(reads)
    let backward = try origins(reads.map { $0.reversed() })
    for (index, origin) in forward.enumerated() {
      let sum =
        origin.acquired + origin.preexistingSubclonal + origin.preexistingClonal + origin.lost
        + origin.artefact
      #expect(abs(sum - 1) < 1e-9)
      for value in [origin.aboveThreshold, origin.aboveThresholdAlone, origin.shareOfOthers] {
        #expect((0...1).contains(value))
      }
      #expect(abs(origin.acquired - backward[59 - index].acquired) < 1e-9)
      #expect(abs(origin.aboveThreshold - backward[59 - index].aboveThreshold) < 1e-9)
    }
  }

  @Test func `a mutation without neighbours hears its own reads alone`() throws {
    let origin = try #require(try origins([[(0, 100)], [(30, 100)]]).first)
    // Other mutations say nothing; what is left is that the metastasis has it.
    #expect(abs(origin.aboveThreshold - origin.aboveThresholdAlone) < 0.05)
  }

  @Test func `samples of unknown order are not compared`() throws {
    let clones = CloneAnalysis().clones(
      of: try SimulatedClones.diploid([[(0, 100), (3, 90)], [(30, 100), (40, 110)]]))
    #expect(clones.origins.isEmpty)
  }

  @Test func `a sample that was not looked at gives no origin`() throws {
    let patient = try patient([[nil, (30, 100)], [(30, 100), (40, 110)]])
    let clones = CloneAnalysis().clones(of: patient)
    let pair = try #require(clones.origins.first)
    #expect(clones.origin(of: 0, in: pair) == nil)
    #expect(clones.origin(of: 1, in: pair) != nil)
  }
}
