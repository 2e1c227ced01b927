import Glibc

extension HillProblem {
  /// Moves a start close to the minimum next to it, by damped Gauss–Newton steps on four numbers.
  ///
  /// A step costs a tenth of one of the library's, which then needs one or two to finish. Nothing
  /// depends on how far this gets.
  func approach(from start: SIMD4<Double>) -> SIMD4<Double> {
    var values = start
    var state = normalEquations(values)
    var damping = 1e-3
    for _ in 0..<30 {
      var matrix = state.matrix
      for position in 0..<4 { matrix[position][position] *= 1 + damping }
      guard let step = Self.solve(&matrix, state.gradient) else { return values }
      let next = values - step
      let trial = abs(next[3] - values[3]) > 2 ? nil : normalEquations(next)
      guard let trial, trial.sum <= state.sum else {
        damping *= 8
        if damping > 1e6 { return values }
        continue
      }
      let gain = state.sum - trial.sum
      (values, state) = (next, trial)
      if gain <= 1e-12 * state.sum { return values }
      damping *= 0.03
    }
    return values
  }

  private struct NormalEquations {
    var matrix: [4 of SIMD4<Double>]
    var gradient: SIMD4<Double>
    var sum: Double
  }

  private func normalEquations(_ values: SIMD4<Double>) -> NormalEquations {
    var result = NormalEquations(matrix: .init(repeating: .zero), gradient: .zero, sum: 0)
    var isFree = SIMDMask<SIMD4<Double>.MaskStorage>(repeating: false)
    for position in free { isFree[position] = true }
    let slope = exp(values[3])
    let span = values[0] - values[1]
    for index in data.means.indices {
      let weight = data.rootWeights[index]
      let exponent = slope * (data.logDoses[index] - values[2])
      let unaffected = 1 / (1 + exp(exponent))
      let residual = weight * (values[1] + span * unaffected - data.means[index])
      let change = span * unaffected * (1 - unaffected)
      var row =
        weight
        * SIMD4(
          unaffected, 1 - unaffected, change * slope, change == 0 ? 0 : -change * exponent)
      row.replace(with: 0, where: .!isFree)
      result.sum += residual * residual
      result.gradient += residual * row
      for position in 0..<4 { result.matrix[position] += row[position] * row }
    }
    for position in 0..<4 where !isFree[position] { result.matrix[position][position] = 1 }
    return result
  }

  /// Solves four equations by Gaussian elimination of a positive definite matrix.
  private static func solve(
    _ matrix: inout [4 of SIMD4<Double>], _ right: SIMD4<Double>
  ) -> SIMD4<Double>? {
    var right = right
    for pivot in 0..<4 {
      guard matrix[pivot][pivot] > 0 else { return nil }
      for row in (pivot + 1)..<4 {
        let share = matrix[row][pivot] / matrix[pivot][pivot]
        matrix[row] -= share * matrix[pivot]
        right[row] -= share * right[pivot]
      }
    }
    var result = SIMD4<Double>.zero
    for row in (0..<4).reversed() {
      var value = right[row]
      for column in (row + 1)..<4 { value -= matrix[row][column] * result[column] }
      result[row] = value / matrix[row][row]
    }
    return result
  }
}
