import DrugResponse
import NumericalMethods
import Testing

@Suite("Intervals of simulated plates")
struct HillCoverageTests {
  /// One thousand plates of nine doses in triplicate.
  private static let fits: [(truth: HillCurve, fit: HillFit)] = (0..<1_000).compactMap { index in
    let random = RandomSource(
      seed: RandomSource.seed(base: 20_260_101, stream: UInt64(index)))
    let truth = SimulatedCurve.curve(random)
    let points = SimulatedCurve.points(truth, noise: 0.05, random)
    return (try? HillFitter().outcome(points).fit).map { (truth, $0) }
  }

  private func coverage(_ covers: (HillCurve, HillFit) throws -> Bool?) rethrows -> Double {
    let answers = try Self.fits.compactMap(covers)
    #expect(answers.count >= 990)
    return Double(answers.count { $0 }) / Double(answers.count)
  }

  private static let nominal = 0.93...0.97

  @Test func `every plate has a curve`() {
    #expect(Self.fits.count == 1_000)
    #expect(Self.fits.allSatisfy { $0.fit.converged })
  }

  @Test func `t intervals cover`() throws {
    let ec50 = coverage { $1.dose(.relativeIC50).estimate?.contains($0.ec50) }
    #expect(Self.nominal.contains(ec50))
    let ic50 = coverage { truth, fit in
      truth.dose(forResponse: 0.5).flatMap {
        fit.dose(.absolute(level: 0.5)).estimate?.contains($0)
      }
    }
    #expect(Self.nominal.contains(ic50))
    #expect(Self.nominal.contains(coverage { $1.e0().contains($0.e0) }))
    #expect(Self.nominal.contains(coverage { $1.eInfinity().contains($0.eInfinity) }))
    #expect(Self.nominal.contains(coverage { $1.slope().contains($0.slope) }))
    #expect(
      Self.nominal.contains(
        coverage { $1.meanResponse().contains($0.meanResponse(over: $1.doses)) }))
    #expect(
      Self.nominal.contains(
        coverage { $1.maximumEffect().contains($0.response(at: $1.doses.upperBound)) }))
  }

  /// Signals of unknown level, divided by the mean of eight wells without drug: that mean has an error too,
  /// which the IC50 relative to it must carry.
  @Test func `intervals of an IC50 relative to vehicle wells cover`() throws {
    var (plain, carried, wells) = (0, 0, 0)
    var options = CurveOptions()
    options.isRelativeToUntreated = true
    for index in 0..<2_000 {
      let random = RandomSource(seed: RandomSource.seed(base: 9_001, stream: UInt64(index)))
      let truth = SimulatedCurve.curve(random)
      var points = SimulatedCurve.points(truth, noise: 0.06, random).filter { $0.dose > 0 }
      points += (0..<8).map { _ in DosePoint(dose: 0, response: truth.e0 + 0.06 * random.normal()) }
      let vehicle = points.suffix(8).reduce(0) { $0 + $1.response } / 8
      let relative = points.map { DosePoint(dose: $0.dose, response: $0.response / vehicle) }
      guard let half = truth.dose(forResponse: 0.5 * truth.e0),
        let found = try HillFitter(options: options).outcome(relative).fit,
        let without = try HillFitter().outcome(relative).fit,
        let interval = found.dose(.absolute(level: 0.5)).estimate,
        let bare = without.dose(.absolute(level: 0.5)).estimate
      else { continue }
      wells += 1
      if interval.contains(half) { carried += 1 }
      if bare.contains(half) { plain += 1 }
    }
    #expect(wells > 1_800)
    let share = Double(carried) / Double(wells)
    #expect((0.938...0.965).contains(share), "\(share), \(Double(plain) / Double(wells)) without")
    #expect(carried > plain)
  }

  @Test func `profile intervals cover`() throws {
    let ec50 = try coverage { try $1.profiledDose(.relativeIC50).estimate?.contains($0.ec50) }
    #expect(Self.nominal.contains(ec50))
    let ic50 = try coverage { truth, fit in
      try truth.dose(forResponse: 0.5).flatMap {
        try fit.profiledDose(.absolute(level: 0.5)).estimate?.contains($0)
      }
    }
    #expect(Self.nominal.contains(ic50))
  }

  @Test func `profile and t intervals agree where the noise is small`() throws {
    let random = RandomSource(seed: 5)
    let truth = HillCurve(e0: 1, eInfinity: 0.1, ec50: 1e-7, slope: 1.2)
    let fit = try HillFitter().fit(SimulatedCurve.points(truth, noise: 0.002, random))
    for question in [DoseQuestion.relativeIC50, .absolute(level: 0.5)] {
      let plain = try #require(fit.dose(question).estimate)
      let profile = try #require(try fit.profiledDose(question).estimate)
      #expect(profile.value == plain.value)
      #expect(abs(profile.lower / plain.lower - 1) < 1e-3)
      #expect(abs(profile.upper / plain.upper - 1) < 1e-3)
    }
  }

  @Test func `robust fits are hardly worse without outliers and far better with them`() throws {
    var errors: [CurveOptions.Loss: Double] = [:]
    var clean: [CurveOptions.Loss: Double] = [:]
    var covered = 0
    for index in 0..<200 {
      let random = RandomSource(seed: RandomSource.seed(base: 77, stream: UInt64(index)))
      let truth = SimulatedCurve.curve(random)
      let points = SimulatedCurve.points(truth, noise: 0.04, random)
      var spoiled = points
      for _ in 0..<3 {
        let place = random.index(below: points.count)
        spoiled[place] = DosePoint(
          dose: points[place].dose, response: points[place].response + 0.5)
      }
      for loss in [CurveOptions.Loss.squares, .huber, .biweight] {
        let fitter = HillFitter(options: CurveOptions(loss: loss))
        func squaredError(_ fit: HillFit) -> Double {
          let difference =
            fit.curve.meanResponse(over: fit.doses) - truth.meanResponse(over: fit.doses)
          return difference * difference
        }
        let fit = try fitter.fit(points)
        clean[loss, default: 0] += squaredError(fit)
        if loss == .biweight,
          fit.meanResponse().contains(truth.meanResponse(over: fit.doses))
        {
          covered += 1
        }
        errors[loss, default: 0] += squaredError(try fitter.fit(spoiled))
      }
    }
    let (plain, huber, biweight) = (
      try #require(errors[.squares]), try #require(errors[.huber]), try #require(errors[.biweight])
    )
    #expect(huber < 0.4 * plain && biweight < 0.15 * plain)
    #expect(try #require(clean[.biweight]) < 1.25 * (try #require(clean[.squares])))
    #expect((178...200).contains(covered))
  }
}
