import Glibc
import NumericalMethods

/// Likelihoods of many items under the states of a mixture, laid out for sums over items.
///
/// Four items lie side by side, so that the sum over states needs no sum across a vector.
struct MixtureTable: Sendable {
  /// Number of items.
  let count: Int
  /// Number of states.
  let states: Int
  /// The blocks' states; items beyond the last have zeros.
  private(set) var values: [SIMD4<Double>]

  /// A table of zeros.
  init(states: Int, count: Int) {
    self.states = states
    self.count = count
    values = [SIMD4<Double>](repeating: .zero, count: states * ((count + 3) / 4))
  }

  /// The likelihood of an item under a state, in any scale of the item's own.
  subscript(item: Int, state: Int) -> Double {
    get { values[item / 4 * states + state][item % 4] }
    set { values[item / 4 * states + state][item % 4] = newValue }
  }

  /// Adds each item's shares of the states to `counts`.
  ///
  /// - Parameter factors: The weight of each state.
  /// - Returns: Σ ln Σ_i f_i L_i.
  func expect(_ factors: [Double], into counts: inout [Double]) -> Double {
    var total = 0.0
    var product = SIMD4<Double>(repeating: 1)
    let blocks = (count + 3) / 4
    withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: states) { sums in
      sums.initialize(repeating: .zero)
      values.withUnsafeBufferPointer { values in
        factors.withUnsafeBufferPointer { factors in
          for block in 0..<blocks {
            let row = block * states
            var (even, odd) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
            for i in stride(from: 0, to: states - 1, by: 2) {
              even += factors[i] * values[row + i]
              odd += factors[i + 1] * values[row + i + 1]
            }
            if states % 2 == 1 { even += factors[states - 1] * values[row + states - 1] }
            var sum = even + odd
            if block == blocks - 1 {
              for lane in 0..<4 where 4 * block + lane >= count { sum[lane] = 1 }
            }
            let inverse = 1 / sum
            for i in 0..<states { sums[i] += values[row + i] * inverse }
            // One logarithm for many items: the product stays within range.
            product *= sum
            if any(product .< 1e-200) || any(product .> 1e200) {
              total += LaneFunctions.log(product).sum()
              product = SIMD4<Double>(repeating: 1)
            }
          }
          for i in 0..<states { counts[i] += factors[i] * sums[i].sum() }
        }
      }
    }
    return total + LaneFunctions.log(product).sum()
  }
}
