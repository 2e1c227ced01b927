/// Small systems of linear equations with a positive definite matrix.
enum SymmetricSystem {
  /// The lower Cholesky factor, or `nil` where the matrix is not positive definite.
  private static func factor(_ matrix: [[Double]]) -> [[Double]]? {
    var lower = matrix
    for row in matrix.indices {
      for column in 0...row {
        var sum = matrix[row][column]
        for index in 0..<column { sum -= lower[row][index] * lower[column][index] }
        if row == column {
          guard sum > 1e-12 * max(matrix[row][row], .leastNormalMagnitude) else { return nil }
          lower[row][row] = sum.squareRoot()
        } else {
          lower[row][column] = sum / lower[column][column]
        }
      }
    }
    return lower
  }

  /// The solution of `A x = b`, or `nil` where `A` is not positive definite.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    guard let lower = factor(matrix) else { return nil }
    var result = right
    for row in result.indices {
      for index in 0..<row { result[row] -= lower[row][index] * result[index] }
      result[row] /= lower[row][row]
    }
    for row in result.indices.reversed() {
      for index in (row + 1)..<max(row + 1, result.count) {
        result[row] -= lower[index][row] * result[index]
      }
      result[row] /= lower[row][row]
    }
    return result
  }

  /// The inverse, or `nil` where the matrix is not positive definite.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    var columns: [[Double]] = []
    for index in matrix.indices {
      let unit = matrix.indices.map { $0 == index ? 1.0 : 0 }
      guard let column = solve(matrix, unit) else { return nil }
      columns.append(column)
    }
    return columns
  }
}
