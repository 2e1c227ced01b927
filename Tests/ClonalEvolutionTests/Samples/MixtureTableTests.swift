import Foundation
import Testing

@testable import ClonalEvolution

@Suite("Sums over a mixture's items")
struct MixtureTableTests {
  @Test("agree with sums item by item", arguments: [1, 2, 3, 4, 5, 8, 1003], [2, 3, 15, 24])
  func sums(_ count: Int, _ states: Int) {
    var table = MixtureTable(states: states, count: count)
    let factors = (0..<states).map { 1 / Double($0 + 2) }
    var expected = [Double](repeating: 0, count: states)
    var total = 0.0
    for item in 0..<count {
      // Scales far apart, so that products of items leave the range of a number.
      let scale = pow(10, Double(item % 120) - 60)
      let row = (0..<states).map { scale * (1 + sin(Double(item * states + $0))) }
      let sum = zip(row, factors).reduce(0) { $0 + $1.0 * $1.1 }
      for state in 0..<states {
        table[item, state] = row[state]
        expected[state] += factors[state] * row[state] / sum
      }
      total += log(sum)
    }
    var counts = [Double](repeating: 0, count: states)
    let result = table.expect(factors, into: &counts)
    #expect(abs(result - total) < 1e-10 * max(1, abs(total)))
    for state in 0..<states { #expect(abs(counts[state] - expected[state]) < 1e-9) }
  }
}
