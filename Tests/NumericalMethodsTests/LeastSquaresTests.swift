import Foundation
import NumericalMethods
import Testing

@Suite struct LeastSquaresTests {
  /// An exponential decay with noise-free or given values.
  private struct Decay: LeastSquaresProblem {
    let times: [Double]
    let values: [Double]
    let parameterCount = 2
    var residualCount: Int { times.count }

    func residuals(at p: UnsafePointer<Double>, into r: UnsafeMutablePointer<Double>) {
      for index in times.indices { r[index] = p[0] * exp(-p[1] * times[index]) - values[index] }
    }

    func jacobian(at p: UnsafePointer<Double>, into j: UnsafeMutablePointer<Double>) {
      for index in times.indices {
        let decay = exp(-p[1] * times[index])
        j[2 * index] = decay
        j[2 * index + 1] = -p[0] * times[index] * decay
      }
    }
  }

  /// Parameters of which only the sum matters, or whose residual is forbidden beyond a bound.
  private struct Sum: LeastSquaresProblem {
    var bound = Double.infinity
    let parameterCount = 2
    let residualCount = 3

    func residuals(at p: UnsafePointer<Double>, into r: UnsafeMutablePointer<Double>) {
      for index in 0..<3 {
        r[index] = p[0] > bound ? .nan : Double(index + 1) * (p[0] + p[1] - 3)
      }
    }

    func jacobian(at p: UnsafePointer<Double>, into j: UnsafeMutablePointer<Double>) {
      for index in 0..<3 {
        (j[2 * index], j[2 * index + 1]) = (Double(index + 1), Double(index + 1))
      }
    }
  }

  @Test func `exact values give exact parameters`() throws {
    let times = (0..<10).map(Double.init)
    let solver = try LevenbergMarquardt(residuals: 10, parameters: 2)
    for (scale, rate) in [(5.0, 0.3), (-2, 0.7)] {
      let problem = Decay(times: times, values: times.map { scale * exp(-rate * $0) })
      let fit = try solver.minimize(problem, from: [1, 0.1])
      #expect(fit.converged && fit.sumOfSquares < 1e-18)
      #expect(abs(fit.parameters[0] - scale) < 1e-8 && abs(fit.parameters[1] - rate) < 1e-8)
    }
  }

  @Test func `the curvature of a line is known`() throws {
    // Near rate 0 the derivatives are 1 and -t·p0; the inverse of a 2 × 2 matrix by hand.
    let problem = Decay(times: [0, 1, 2], values: [1, 1, 1])
    let fit = try LevenbergMarquardt(residuals: 3, parameters: 2).minimize(
      problem, from: [0.9, 0.1])
    #expect(abs(fit.parameters[0] - 1) < 1e-8 && abs(fit.parameters[1]) < 1e-8)
    // JᵀJ = [[3, -3], [-3, 5]], its inverse [[5, 3], [3, 3]] / 6.
    for (value, expected) in zip(fit.inverseCurvature, [5.0 / 6, 0.5, 0.5, 0.5]) {
      #expect(abs(value - expected) < 1e-6)
    }
  }

  @Test func `parameters that are not determined have no curvature`() throws {
    let fit = try LevenbergMarquardt(residuals: 3, parameters: 2).minimize(Sum(), from: [0, 0])
    #expect(abs(fit.parameters[0] + fit.parameters[1] - 3) < 1e-6)
    #expect(fit.inverseCurvature.isEmpty)
  }

  @Test func `forbidden points are avoided, a forbidden start is an error`() throws {
    let solver = try LevenbergMarquardt(residuals: 3, parameters: 2)
    let fit = try solver.minimize(Sum(bound: 1), from: [0.9, -5])
    #expect(fit.parameters[0] <= 1 && fit.sumOfSquares.isFinite)
    #expect(
      throws: GSLError(code: .badFunction, routine: "gsl_multifit_nlinear_init")
    ) {
      try solver.minimize(Sum(bound: 1), from: [2, 0])
    }
  }

  @Test func `iterations that run out are said`() throws {
    let times = (0..<10).map(Double.init)
    let problem = Decay(times: times, values: times.map { 5 * exp(-0.3 * $0) })
    let fit = try LevenbergMarquardt(residuals: 10, parameters: 2).minimize(
      problem, from: [100, 3], maximumIterations: 1)
    #expect(!fit.converged && fit.ending == .iterationLimit)
  }
}
