import ClonalEvolution
import NumericalMethods
import Testing

/// Whether intervals hold what they promise, on simulations whose constants are not the inference's.
@Suite("Intervals of clones")
struct CloneCalibrationTests {
  /// Clones of random sizes and fractions, some absent from some samples.
  private static func study(_ seed: UInt64, samples: Int) throws -> SimulatedClones {
    let random = RandomSource(seed: seed)
    let count = 3 + random.index(below: 3)
    var fractions = [[Double](repeating: 1, count: samples)]
    for _ in 1..<count {
      var own = (0..<samples).map { _ in
        random.uniform() < 0.2 ? 0 : 0.08 + 0.84 * random.uniform()
      }
      if own.allSatisfy({ $0 == 0 }) { own[0] = 0.5 }
      fractions.append(own)
    }
    let sizes = (0..<count).map { _ in 25 + random.index(below: 80) }
    var reads = SimulatedClones.Reads()
    reads.depth = [60.0, 110, 200][random.index(below: 3)]
    reads.precision = [90.0, 300, 1_500][random.index(below: 3)]
    reads.purity = 0.45 + 0.4 * random.uniform()
    return try SimulatedClones(
      sizes: sizes, fractions: fractions, reads: reads, seed: seed + 1_000)
  }

  /// Of about 900 true fractions, 85 to 97 in a hundred are in the 90 % interval.
  @Test func `of ninety in a hundred hold the true fraction about so often`() throws {
    var (covered, asked) = (0, 0)
    for seed in 1...60 as ClosedRange<UInt64> {
      let study = try Self.study(seed, samples: 4)
      let found = CloneAnalysis().clones(of: study.patient)
      let part = study.coverage(found)
      covered += part.covered
      asked += part.asked
    }
    #expect(asked > 700)
    let share = Double(covered) / Double(asked)
    #expect((0.85...0.97).contains(share), "\(covered) of \(asked)")
  }

  /// A mutation's own 90 % interval, where its copies are known.
  @Test func `of single mutations hold the true fraction about so often`() throws {
    var (covered, asked) = (0, 0)
    for seed in 101...110 as ClosedRange<UInt64> {
      let study = try Self.study(seed, samples: 3)
      let found = CloneAnalysis().clones(of: study.patient)
      for (index, clone) in study.clones.enumerated() {
        for sample in 0..<3 {
          guard let own = found.fraction(of: index, sample: sample) else { continue }
          let truth = study.fractions[clone][sample]
          asked += 1
          if own.low - 1e-9 <= truth, truth <= own.high + 1e-9 { covered += 1 }
        }
      }
    }
    let share = Double(covered) / Double(asked)
    #expect((0.85...0.99).contains(share), "\(covered) of \(asked)")
  }
}
