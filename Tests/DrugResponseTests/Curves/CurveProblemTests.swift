import DrugResponse
import Foundation
import NumericalMethods
import Testing

@Suite("Points that are no curve")
struct CurveProblemTests {
  private func points(_ doses: [Double], _ response: (Double) -> Double) -> [DosePoint] {
    doses.map { DosePoint(dose: $0, response: response($0)) }
  }

  @Test func `problems are told apart`() {
    let fitter = HillFitter()
    #expect(throws: CurveProblem.tooFewDoses(distinct: 1)) {
      try fitter.outcome(points([0, 0, 1e-6, 1e-6, 1e-6]) { 1 - 1e5 * $0 })
    }
    #expect(throws: CurveProblem.negativeDose(-1)) {
      try fitter.outcome(points([-1, 1, 2, 3, 4]) { $0 })
    }
    #expect(throws: CurveProblem.notFinite) {
      try fitter.outcome(points([1, 2, 3, 4, 5]) { $0 == 3 ? .nan : $0 })
    }
    #expect(throws: CurveProblem.tooFewPoints(points: 4, parameters: 4)) {
      try fitter.outcome(points([1, 2, 3, 4]) { $0 * $0 })
    }
    #expect(throws: CurveProblem.tooFewPoints(points: 12, parameters: 4)) {
      try fitter.outcome((0..<4).flatMap { _ in points([1, 2, 3]) { $0 * $0 } })
    }
  }

  @Test func `equal responses are flat`() throws {
    let outcome = try HillFitter().outcome(points([0, 1, 2, 4, 8, 16]) { _ in 0.97 })
    guard case .flat(let flat) = outcome else {
      Issue.record("a constant has a curve")
      return
    }
    #expect(abs(flat.mean.value - 0.97) < 1e-12 && flat.bicDifference == .infinity)
    #expect(flat.points == 6 && flat.doses == 1...16)
  }

  @Test func `noise alone is flat, a small effect is not`() throws {
    var (flat, found) = (0, 0)
    for index in 0..<300 {
      let random = RandomSource(seed: RandomSource.seed(base: 9, stream: UInt64(index)))
      let none = HillCurve(e0: 1, eInfinity: 1, ec50: 1e-7, slope: 1)
      if try HillFitter().outcome(SimulatedCurve.points(none, noise: 0.05, random)).fit == nil {
        flat += 1
      }
      let weak = HillCurve(e0: 1, eInfinity: 0.85, ec50: 1e-7, slope: 1)
      if try HillFitter().outcome(SimulatedCurve.points(weak, noise: 0.05, random)).fit != nil {
        found += 1
      }
    }
    #expect(flat >= 270 && found >= 290)
  }

  @Test func `a dose far beyond those tested is not reported`() throws {
    let random = RandomSource(seed: 3)
    // Half of the effect comes at ten times the highest dose.
    let curve = HillCurve(e0: 1, eInfinity: 0, ec50: 1e-4, slope: 1)
    let fit = try HillFitter().fit(SimulatedCurve.points(curve, noise: 0.01, random))
    guard case .notReached(let limit) = fit.dose(.absolute(level: 0.5)) else {
      Issue.record("extrapolated to \(fit.dose(.absolute(level: 0.5)))")
      return
    }
    #expect(abs(limit / 3e-5 - 1) < 1e-9)
    let potent = HillCurve(e0: 1, eInfinity: 0, ec50: 1e-11, slope: 1)
    let early = try HillFitter().fit(
      SimulatedCurve.points(potent, noise: 0.01, random))
    guard case .reachedBelow = early.dose(.relativeIC50) else {
      Issue.record("extrapolated to \(early.dose(.relativeIC50))")
      return
    }
  }

  @Test func `a step between two doses is held at the steepest slope and says so`() throws {
    let random = RandomSource(seed: 4)
    let step = SimulatedCurve.points(
      HillCurve(e0: 1, eInfinity: 0, ec50: 5.6e-8, slope: 60), noise: 0.01, random)
    let fit = try HillFitter().fit(step)
    #expect(fit.fixed == [.slope] && fit.parameters == 3)
    #expect(abs(fit.curve.slope - 20) < 1e-9)
    #expect(fit.curve.ec50 > 3.1e-8 && fit.curve.ec50 < 1e-7)
    #expect(fit.standardErrors.logSlope == 0)
  }

  @Test func `a rising response is a curve too`() throws {
    let random = RandomSource(seed: 6)
    let curve = HillCurve(e0: 0.2, eInfinity: 1.4, ec50: 1e-7, slope: 1.5)
    let fit = try HillFitter().fit(SimulatedCurve.points(curve, noise: 0.02, random))
    #expect(abs(log(fit.curve.ec50 / 1e-7)) < 0.1)
    let profile = try #require(try fit.profiledDose(.absolute(level: 0.8)).estimate)
    #expect(profile.contains(try #require(curve.dose(forResponse: 0.8))))
  }

  @Test func `the order of points does not matter`() throws {
    let random = RandomSource(seed: 8)
    var points = SimulatedCurve.points(SimulatedCurve.curve(random), noise: 0.05, random)
    let first = try HillFitter().fit(points)
    random.shuffle(&points)
    #expect(try HillFitter().fit(points) == first)
  }

  @Test func `a known response without drug that the wells contradict is no failure`() throws {
    // Wells at 1 before the step and at 0 after it, while 0 is said to be the response without drug.
    let points = (0..<24).map { index in
      DosePoint(dose: pow(3, Double(index / 3)), response: index < 12 ? 1 : 0)
    }
    for options in [CurveOptions(fixedE0: 0), CurveOptions(fixedE0: 0, slopes: 0.5...2)] {
      switch try HillFitter(options: options).outcome(points) {
      case .flat(let flat): #expect(flat.points == 24)
      case .responds(let fit):
        #expect(fit.curve.e0 == 0 && fit.sumOfSquares <= 12.001)
        // There is no dose with an interval in it.
        #expect(fit.dose(.relativeIC50).estimate?.lower ?? 0 < 1)
      }
    }
  }

  @Test(arguments: [1e-9, 250, 3e6, 1e150])
  func `the unit of the response does not matter`(_ unit: Double) throws {
    let random = RandomSource(seed: 8)
    let points = SimulatedCurve.points(SimulatedCurve.curve(random), noise: 0.05, random)
    for options in [CurveOptions(), CurveOptions(loss: .biweight), CurveOptions(fixedE0: 1)] {
      let plain = try #require(try HillFitter(options: options).outcome(points).fit)
      var other = options
      other.fixedE0 = options.fixedE0.map { $0 * unit }
      let scaled = try #require(
        try HillFitter(options: other).outcome(
          points.map { DosePoint(dose: $0.dose, response: unit * $0.response) }
        ).fit)
      #expect(abs(log(scaled.curve.ec50 / plain.curve.ec50)) < 1e-6)
      #expect(abs(scaled.curve.eInfinity / (unit * plain.curve.eInfinity) - 1) < 1e-5)
      #expect(abs(scaled.standardErrors.logEC50 / plain.standardErrors.logEC50 - 1) < 1e-5)
      #expect(
        abs(scaled.standardErrors.eInfinity / (unit * plain.standardErrors.eInfinity) - 1) < 1e-5)
      let (one, two) = (
        try #require(try plain.profiledDose(.absolute(level: 0.5)).estimate),
        try #require(try scaled.profiledDose(.absolute(level: 0.5 * unit)).estimate)
      )
      #expect(abs(two.lower / one.lower - 1) < 1e-4 && abs(two.upper / one.upper - 1) < 1e-4)
      #expect(scaled.options == other)
    }
  }

  @Test func `robust fits refuse points without a scale`() {
    let curve = HillCurve(e0: 1, eInfinity: 0, ec50: 2, slope: 1)
    let exact = points([0, 0.25, 0.5, 1, 2, 4, 8, 16, 32]) { curve.response(at: $0) }
    #expect(throws: CurveProblem.self) {
      try HillFitter(options: CurveOptions(loss: .huber)).fit(
        (0..<3).flatMap { _ in exact.map { DosePoint(dose: $0.dose, response: 0.5) } })
    }
  }
}
