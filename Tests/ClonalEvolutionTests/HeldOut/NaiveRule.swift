import Foundation
import TumorModel

/// The rules of thumb that people use in place of a model.
///
/// Each puts a mutation into one of a few cells; the probabilities of a cell are the shares of the
/// five classes among the training mutations in it. A rule may look at both samples, which makes it
/// better than a rule that looks at the earlier one alone.
enum NaiveRule: String, CaseIterable, Sendable {
  /// Present where one alternate read is seen.
  case anyRead = "alt > 0"
  /// Present at a VAF of 5 % or more.
  case frequency = "VAF >= 0.05"
  /// Fisher's exact test between the two samples, at 5 %.
  case fisher = "Fisher"
  /// Present where a binomial test rejects an error rate of 0.1 %, at 1 %.
  case errorTest = "error test"

  /// The cell of a pair of counts.
  func cell(earlier: ReadCounts, later: ReadCounts) -> Int {
    if self == .fisher {
      guard Self.fisherP(earlier, later) < 0.05 else { return 0 }
      let rises =
        Double(later.alternate) * Double(earlier.depth)
        > Double(earlier.alternate) * Double(later.depth)
      return rises ? 1 : 2
    }
    return (isPresent(earlier) ? 1 : 0) + (isPresent(later) ? 2 : 0)
  }

  private func isPresent(_ reads: ReadCounts) -> Bool {
    switch self {
    case .anyRead: return reads.alternate > 0
    case .frequency: return (reads.variantAlleleFrequency ?? 0) >= 0.05
    case .fisher: return false
    case .errorTest:
      let count = Int(reads.alternate)
      return count > 0
        && ReadProbabilities.upperTail(
          from: count, depth: Int(reads.depth), mean: 1e-3, precision: .infinity) < 0.01
    }
  }

  /// The probabilities of each mutation, from the classes of the other half of the patients.
  func probabilities(of mutations: [HeldOutMutation]) -> [(probabilities: [Double], truth: Int)] {
    var counts = [[[Double]]](
      repeating: [[Double]](repeating: [Double](repeating: 0.5, count: 5), count: 4), count: 2)
    let cells = mutations.map { cell(earlier: $0.earlier, later: $0.later) }
    for (mutation, cell) in zip(mutations, cells) {
      counts[mutation.patient % 2][cell][mutation.origin] += 1
    }
    return zip(mutations, cells).map { mutation, cell in
      let trained = counts[1 - mutation.patient % 2][cell]
      let total = trained.reduce(0, +)
      return (trained.map { $0 / total }, mutation.origin)
    }
  }

  /// The two-sided p-value of Fisher's exact test of two samples' alternate reads.
  static func fisherP(_ first: ReadCounts, _ second: ReadCounts) -> Double {
    let (a, n1) = (Int(first.alternate), Int(first.depth))
    let (b, n2) = (Int(second.alternate), Int(second.depth))
    let total = a + b
    let range = max(0, total - n2)...min(total, n1)
    func weight(_ x: Int) -> Double {
      ReadProbabilities.logChoose(n1, x) + ReadProbabilities.logChoose(n2, total - x)
        - ReadProbabilities.logChoose(n1 + n2, total)
    }
    let observed = weight(a)
    return min(range.map(weight).filter { $0 <= observed + 1e-7 }.reduce(0) { $0 + exp($1) }, 1)
  }
}
