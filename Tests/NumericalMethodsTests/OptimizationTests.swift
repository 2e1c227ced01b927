import Foundation
import NumericalMethods
import Testing

@Suite struct OptimizationTests {
  /// Rosenbrock's valley, least at (1, 1).
  static func valley(_ p: [Double]) -> Double {
    let (a, b) = (1 - p[0], p[1] - p[0] * p[0])
    return a * a + 100 * b * b
  }

  @Test func `a root is enclosed`() throws {
    let root = try BrentRoot.find(in: 0...2) { $0 * $0 - 2 }
    #expect(abs(root - 2.0.squareRoot()) < 1e-12)
    #expect(try BrentRoot.find(in: 0...1) { $0 } == 0)
  }

  @Test func `roots need a sign change and numbers`() {
    #expect(throws: GSLError(code: .invalidArgument, routine: "gsl_root_fsolver_set")) {
      try BrentRoot.find(in: 1...2) { $0 }
    }
    #expect(throws: GSLError(code: .badFunction, routine: "gsl_root_fsolver_set")) {
      try BrentRoot.find(in: 0...2) { _ in .nan }
    }
    #expect(throws: ConvergenceError.self) {
      try BrentRoot.find(in: 0...2, maximumIterations: 2) { $0 * $0 - 2 }
    }
    #expect(throws: Refusal(number: 1)) {
      try BrentRoot.find(in: 0...2) { _ in throw Refusal(number: 1) }
    }
  }

  @Test(arguments: [-0.93, 0, 0.001, 0.35, 0.999])
  func `a minimum inside is found`(_ least: Double) throws {
    let minimum = try BrentMinimum.find(in: -1...1) { cosh($0 - least) }
    #expect(minimum.converged)
    #expect(abs(minimum.estimate - least) < 5e-7)
    #expect(abs(minimum.value - 1) < 1e-12)
  }

  @Test func `a minimum at an end is found`() throws {
    let left = try BrentMinimum.find(in: 0...3) { $0 * $0 + $0 }
    #expect(left.converged && left.estimate == 0 && left.value == 0)
    let right = try BrentMinimum.find(in: 0...3) { -$0 }
    #expect(right.converged && right.estimate == 3 && right.value == -3)
  }

  @Test func `the lower of two minima is taken`() throws {
    let minimum = try BrentMinimum.find(in: -2...2) { x in pow(x * x - 1, 2) + 0.1 * x }
    #expect(minimum.estimate < 0)
  }

  @Test func `plateaus and infinite ends are allowed`() throws {
    #expect(try BrentMinimum.find(in: 0...1) { _ in 5 }.value == 5)
    let open = try BrentMinimum.find(in: 0...1) { -log($0) - 2 * log1p(-$0) }
    #expect(abs(open.estimate - 1.0 / 3) < 1e-7)
  }

  @Test func `minima report what went wrong`() throws {
    #expect(throws: GSLError(code: .badFunction, routine: "BrentMinimum")) {
      try BrentMinimum.find(in: 0...1) { _ in .nan }
    }
    #expect(throws: Refusal(number: 2)) {
      try BrentMinimum.find(in: 0...1) { x in
        if x > 0.4 { throw Refusal(number: 2) }
        return -x
      }
    }
    #expect(!(try BrentMinimum.find(in: -1...1, maximumIterations: 1) { cosh($0 - 0.3) }.converged))
  }

  @Test func `the simplex finds the end of the valley`() throws {
    let minimum = try NelderMead.minimize(Self.valley, from: [-1.2, 1], steps: [0.5, 0.5])
    #expect(minimum.converged)
    #expect(abs(minimum.point[0] - 1) < 1e-5 && abs(minimum.point[1] - 1) < 1e-5)
    #expect(minimum.value < 1e-10)
  }

  @Test func `the simplex keeps off forbidden ground`() throws {
    let minimum = try NelderMead.minimize(
      { $0[0] < 0.5 ? .infinity : $0[0] * $0[0] + $0[1] * $0[1] }, from: [2, 2], steps: [0.3, 0.3])
    #expect(abs(minimum.point[0] - 0.5) < 1e-3 && abs(minimum.point[1]) < 1e-2)
  }

  @Test func `running out of iterations is said`() throws {
    #expect(
      !(try NelderMead.minimize(
        Self.valley, from: [-1.2, 1], steps: [1, 1], maximumIterations: 5
      ).converged))
  }

  @Test func `errors of the function come out as they are`() {
    #expect(throws: Refusal(number: 5)) {
      try NelderMead.minimize({ _ in throw Refusal(number: 5) }, from: [0], steps: [1])
    }
    #expect(throws: GSLError.self) {
      try NelderMead.minimize({ _ in .nan }, from: [0], steps: [1])
    }
  }
}
