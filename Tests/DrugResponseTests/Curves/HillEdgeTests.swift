import DrugResponse
import NumericalMethods
import Testing

/// What intervals and tests say where the wells hardly determine a curve.
@Suite("Curves at the edge of what wells tell")
struct HillEdgeTests {
  private static let doses = (0..<7).map { 1e-9 * pow10(0.5 * Double($0)) }

  private static func pow10(_ exponent: Double) -> Double {
    (0..<Int(2 * exponent)).reduce(1.0) { value, _ in value * 10.0.squareRoot() }
  }

  /// Three wells at each dose and six without drug, divided by the mean of the latter.
  private static func points(
    _ truth: HillCurve, noise: Double, vehicles: Int = 6, _ random: RandomSource
  ) -> [DosePoint] {
    var points = (0..<vehicles).map { _ in
      DosePoint(dose: 0, response: truth.e0 + noise * random.normal())
    }
    let mean = points.reduce(0) { $0 + $1.response } / Double(vehicles)
    for dose in doses {
      for _ in 0..<3 {
        points.append(
          DosePoint(dose: dose, response: truth.response(at: dose) + noise * random.normal()))
      }
    }
    return points.map { DosePoint(dose: $0.dose, response: $0.response / mean) }
  }

  private static var relative: CurveOptions {
    var options = CurveOptions()
    options.isRelativeToUntreated = true
    return options
  }

  @Test func `a response that falls between two doses is anywhere between them`() throws {
    let truth = HillCurve(e0: 1, eInfinity: 0.05, ec50: 5e-8, slope: 6)
    var (covered, wells) = (0, 0)
    for index in 0..<400 {
      let random = RandomSource(seed: RandomSource.seed(base: 61, stream: UInt64(index)))
      let fit = try HillFitter(options: Self.relative).fit(
        Self.points(truth, noise: 0.08, random))
      guard let interval = fit.dose(.relativeIC50).estimate else { continue }
      wells += 1
      if interval.contains(truth.ec50) { covered += 1 }
    }
    #expect(wells > 390)
    #expect(Double(covered) > 0.93 * Double(wells), "\(covered) of \(wells)")
  }

  @Test func `a far end that was not reached leaves the EC50 open`() throws {
    let truth = HillCurve(e0: 1, eInfinity: 0.05, ec50: 7e-7, slope: 1.2)
    var (covered, wells) = (0, 0)
    for index in 0..<400 {
      let random = RandomSource(seed: RandomSource.seed(base: 62, stream: UInt64(index)))
      let fit = try HillFitter(options: Self.relative).fit(
        Self.points(truth, noise: 0.05, random))
      guard let interval = fit.dose(.relativeIC50).estimate else { continue }
      wells += 1
      if interval.contains(truth.ec50) { covered += 1 }
    }
    #expect(wells > 250 && Double(covered) > 0.88 * Double(wells), "\(covered) of \(wells)")
  }

  @Test func `lines that differ by the error of their vehicle wells alone are one curve`() throws {
    let truth = HillCurve(e0: 1, eInfinity: 0.7, ec50: 3e-8, slope: 1.2)
    var (rejected, plain) = (0, 0)
    for index in 0..<400 {
      let random = RandomSource(seed: RandomSource.seed(base: 63, stream: UInt64(index)))
      let groups = [0, 1].map { _ in Self.points(truth, noise: 0.06, vehicles: 3, random) }
      if try SumOfSquaresTest.sameCurve(groups, options: Self.relative).pValue < 0.05 {
        rejected += 1
      }
      if try SumOfSquaresTest.sameCurve(groups).pValue < 0.05 { plain += 1 }
    }
    #expect(rejected < 36 && plain > 2 * rejected, "\(rejected) and \(plain) of 400")
  }

  @Test func `lines with another dose differ whatever their scale`() throws {
    var found = 0
    for index in 0..<50 {
      let random = RandomSource(seed: RandomSource.seed(base: 64, stream: UInt64(index)))
      let groups = [3e-8, 3e-7].map { ec50 in
        Self.points(
          HillCurve(e0: 1, eInfinity: 0.1, ec50: ec50, slope: 1.2), noise: 0.05, vehicles: 3,
          random)
      }
      let test = try SumOfSquaresTest.sameCurve(groups, options: Self.relative)
      if test.pValue < 1e-3 { found += 1 }
      #expect(test.numerator == 3)
    }
    #expect(found == 50)
  }

  @Test func `growth that a drug increases never falls to one half`() throws {
    let truth = HillCurve(e0: 1, eInfinity: 2.5, ec50: 3e-8, slope: 1.2)
    let fit = try HillFitter().fit(Self.points(truth, noise: 0.02, RandomSource(seed: 1)))
    guard case .notReached = fit.dose(.absolute(level: 0.5)) else {
      Issue.record("\(fit.dose(.absolute(level: 0.5)))")
      return
    }
  }
}
