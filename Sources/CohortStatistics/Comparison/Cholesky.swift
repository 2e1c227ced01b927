#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The factor of a symmetric positive definite matrix.
struct Cholesky {
  private let rows: [[Double]]

  /// Factors a matrix, or is `nil` when it is not positive definite.
  init?(_ matrix: [[Double]]) {
    var rows = matrix
    for row in matrix.indices {
      for column in 0...row {
        var sum = matrix[row][column]
        for index in 0..<column { sum -= rows[row][index] * rows[column][index] }
        if row == column {
          // What is left of the diagonal by rounding alone is nothing.
          guard sum > 1e-12 * matrix[row][row] else { return nil }
          rows[row][row] = sum.squareRoot()
        } else {
          rows[row][column] = sum / rows[column][column]
        }
      }
    }
    self.rows = rows
  }

  /// The logarithm of the matrix's determinant.
  var logDeterminant: Double {
    var product = 0.0
    for index in rows.indices { product += 2 * log(rows[index][index]) }
    return product
  }

  /// Half of the solution: `L⁻¹ v`, whose square is `v' M⁻¹ v`.
  func half(_ vector: [Double]) -> [Double] {
    var result = vector
    for row in rows.indices {
      for column in 0..<row { result[row] -= rows[row][column] * result[column] }
      result[row] /= rows[row][row]
    }
    return result
  }

  /// The solution of `M x = v`.
  func solve(_ vector: [Double]) -> [Double] {
    var result = half(vector)
    for row in rows.indices.reversed() {
      for column in (row + 1)..<max(row + 1, rows.count) {
        result[row] -= rows[column][row] * result[column]
      }
      result[row] /= rows[row][row]
    }
    return result
  }
}
