/// The factor `L` of a symmetric positive definite matrix `L Lᵀ`, in place and reused from solve to solve.
///
/// For the small systems of an interior point (a dozen to some forty unknowns), where the call into a
/// library costs as much as the work.
struct CholeskyFactor {
  private var lower: [Double]
  private let size: Int

  /// Makes room for matrices of a size.
  init(size: Int) {
    self.size = size
    lower = [Double](repeating: 0, count: size * size)
  }

  /// Factorises the matrix whose lower triangle stands row by row in a buffer; the rest is not read.
  ///
  /// A pivot lost to rounding is replaced by one that freezes its unknown, so that a matrix that is
  /// only just semidefinite still gives a descent direction.
  ///
  /// - Complexity: `size³ / 6` multiplications.
  mutating func factorise(_ matrix: UnsafePointer<Double>) {
    let n = size
    lower.withUnsafeMutableBufferPointer { lower in
      for i in 0..<n {
        for j in 0...i {
          var sum = matrix[i * n + j]
          for k in 0..<j { sum -= lower[i * n + k] * lower[j * n + k] }
          if i != j {
            lower[i * n + j] = sum / lower[j * n + j]
          } else {
            let least = 1e-15 * matrix[i * n + i]
            lower[i * n + i] = sum > least ? sum.squareRoot() : 1e100
          }
        }
      }
    }
  }

  /// Replaces a right-hand side by the solution.
  ///
  /// - Complexity: `size²` multiplications.
  func solve(_ x: UnsafeMutablePointer<Double>) {
    let n = size
    lower.withUnsafeBufferPointer { lower in
      for i in 0..<n {
        var sum = x[i]
        for k in 0..<i { sum -= lower[i * n + k] * x[k] }
        x[i] = sum / lower[i * n + i]
      }
      for i in stride(from: n - 1, through: 0, by: -1) {
        var sum = x[i]
        var k = i + 1
        while k < n {
          sum -= lower[k * n + i] * x[k]
          k += 1
        }
        x[i] = sum / lower[i * n + i]
      }
    }
  }
}
