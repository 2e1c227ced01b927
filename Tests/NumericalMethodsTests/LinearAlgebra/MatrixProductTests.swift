import NumericalMethods
import Testing

@Suite("Products of matrices")
struct MatrixProductTests {
  /// The sum over the inner index, one by one.
  private static func product(
    _ shape: (rows: Int, inner: Int, columns: Int), _ first: (Int, Int) -> Double,
    _ second: (Int, Int) -> Double
  ) -> [Double] {
    (0..<shape.rows).flatMap { i in
      (0..<shape.columns).map { j in
        (0..<shape.inner).reduce(0) { $0 + first(i, $1) * second($1, j) }
      }
    }
  }

  @Test(arguments: [(1, 1, 1), (3, 4, 2), (17, 9, 13)])
  func `are sums of products, however the factors lie`(_ sizes: (Int, Int, Int)) {
    let (rows, inner, columns) = sizes
    let shape = MatrixProduct.Shape(rows: rows, inner: inner, columns: columns)
    // Whole numbers: every sum is exact.
    let a = (0..<(rows * inner)).map { Double(($0 * 7) % 11 - 5) }
    let b = (0..<(inner * columns)).map { Double(($0 * 5) % 13 - 6) }
    var result = [Double](repeating: .nan, count: rows * columns)
    MatrixProduct.multiply(shape, a, .plain, b, .plain, into: &result)
    #expect(
      result == Self.product(sizes, { a[$0 * inner + $1] }, { b[$0 * columns + $1] }))
    MatrixProduct.multiply(shape, a, .transposed, b, .plain, into: &result)
    #expect(result == Self.product(sizes, { a[$1 * rows + $0] }, { b[$0 * columns + $1] }))
    MatrixProduct.multiply(shape, a, .plain, b, .transposed, into: &result)
    #expect(result == Self.product(sizes, { a[$0 * inner + $1] }, { b[$1 * inner + $0] }))
    var single = [Float](repeating: .nan, count: rows * columns)
    MatrixProduct.multiply(
      shape, a.map { Float($0) }, .plain, b.map { Float($0) }, .plain, into: &single)
    #expect(
      single.map { Double($0) }
        == Self.product(sizes, { a[$0 * inner + $1] }, { b[$0 * columns + $1] }))
  }

  @Test func `of nothing write nothing`() {
    var result = [7.0]
    MatrixProduct.multiply(
      .init(rows: 1, inner: 0, columns: 1), [1.0], .plain, [1.0], .plain, into: &result)
    #expect(result == [7])
  }
}

@Suite("The digamma function")
struct DigammaTests {
  @Test func `agrees with known values`() {
    let gamma = 0.577_215_664_901_532_860_6
    // ψ(1) = −γ, ψ(1/2) = −γ − 2 ln 2, ψ(10) = −γ + Σ 1/k up to 9.
    #expect(abs(SpecialFunctions.digamma(1) + gamma) < 1e-12)
    #expect(abs(SpecialFunctions.digamma(0.5) + gamma + 2 * 0.693_147_180_559_945_3) < 1e-12)
    let harmonic = (1...9).reduce(0.0) { $0 + 1 / Double($1) }
    #expect(abs(SpecialFunctions.digamma(10) - (harmonic - gamma)) < 1e-12)
  }

  @Test(arguments: [1e-3, 0.2, 3.7, 11.9, 12.1, 500, 1e7])
  func `follows its recurrence`(_ x: Double) {
    let step = SpecialFunctions.digamma(x + 1) - SpecialFunctions.digamma(x)
    #expect(abs(step - 1 / x) < 1e-12 * max(1, abs(SpecialFunctions.digamma(x)) + 1 / x))
  }
}
