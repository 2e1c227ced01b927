import NumericalMethods
import Testing
import TumorModel

@testable import ClonalEvolution

/// Clones that no start is near, or that another class would hold.
@Suite("Clones beyond the starts")
struct CloneBirthTests {
  /// Diploid mutations at a purity of 0.7, as many of each clone.
  private static func patient(
    _ fractions: [[Double]], mutations: Int = 20, depth: Int, seed: UInt64
  ) throws
    -> PatientEvidence
  {
    let random = RandomSource(seed: seed)
    let samples = fractions[0].count
    let reads = (0..<samples).map { sample in
      fractions.flatMap { clone in
        (0..<mutations).map { _ -> (Int, Int)? in
          (
            random.binomial(trials: depth, probability: max(3e-4, 0.35 * clone[sample])), depth
          )
        }
      }
    }
    return try SimulatedClones.diploid(reads)
  }

  @Test func `more than a start begins with are found`() throws {
    // A trunk, and each pair of seven samples with a clone of its own.
    var fractions = [[Double](repeating: 1, count: 7)]
    for one in 0..<7 {
      for other in (one + 1)..<7 {
        var clone = [Double](repeating: 0, count: 7)
        (clone[one], clone[other]) = (0.15, 0.15)
        fractions.append(clone)
      }
    }
    let found = CloneAnalysis().clones(of: try Self.patient(fractions, depth: 500, seed: 61))
    #expect(found.clones.count == 22)
    let placed = found.memberships.count {
      if case .clone = $0 { true } else { false }
    }
    #expect(placed == 440)
  }

  /// Nested clones of twelve mutations each of three metastases, which a tail that began where these mutations do
  /// would fit: of simulations in another language 54 to 84 of the 108 were then in tails, 67 on average.
  @Test func `of one sample alone are seldom a tail`() throws {
    var fractions = [[Double]](repeating: [1, 1, 1, 1], count: 3)
    for sample in 1..<4 {
      for fraction in [0.9, 0.6, 0.3] {
        var clone = [Double](repeating: 0, count: 4)
        clone[sample] = fraction
        fractions.append(clone)
      }
    }
    var tails = 0.0
    for seed in 62..<68 as Range<UInt64> {
      let patient = try Self.patient(fractions, mutations: 12, depth: 300, seed: seed)
      tails += CloneAnalysis().clones(of: patient).tails.reduce(0, +)
    }
    #expect(tails / 6 < 50)
  }

  @Test(arguments: [63, 64] as [UInt64])
  func `of every cell are one`(_ seed: UInt64) throws {
    let simulated = try SimulatedClones(
      sizes: [2500, 400, 400], fractions: [[1, 1, 1], [0.4, 0, 0.7], [0, 0.5, 0.2]], seed: seed)
    let found = CloneAnalysis().clones(of: simulated.patient)
    let trunk = found.clones.count { $0.fractions.allSatisfy { $0.high >= 1 - 1e-6 } }
    #expect(trunk == 1)
  }
}
