import NumericalMethods
import Testing
import TumorModel

@testable import ClonalEvolution

/// Clones that no start is near, or that another class would hold.
@Suite("Clones beyond the starts")
struct CloneBirthTests {
  /// Diploid mutations, twenty of each clone, at a purity of 0.7.
  private static func patient(_ fractions: [[Double]], depth: Int, seed: UInt64) throws
    -> PatientEvidence
  {
    let random = RandomSource(seed: seed)
    let samples = fractions[0].count
    let reads = (0..<samples).map { sample in
      fractions.flatMap { clone in
        (0..<20).map { _ -> (Int, Int)? in
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

  @Test func `of one sample alone are no tail where most cells have them`() throws {
    var fractions = [[Double](repeating: 1, count: 4)]
    for sample in 1..<4 {
      for fraction in [0.9, 0.6] {
        var clone = [Double](repeating: 0, count: 4)
        clone[sample] = fraction
        fractions.append(clone)
      }
    }
    let found = CloneAnalysis().clones(of: try Self.patient(fractions, depth: 300, seed: 62))
    #expect(found.tails.allSatisfy { $0 < 3 })
    // Each metastasis has a clone of its own at least; two of one may be taken for one with a wide spread.
    for sample in 1..<4 {
      let own = found.clones.filter { $0.fractions[sample].low > 0.4 && $0.fractions[0].high < 0.1 }
      #expect(!own.isEmpty, "\(sample)")
    }
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
