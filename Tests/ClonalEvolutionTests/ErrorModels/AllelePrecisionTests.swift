import ClonalEvolution
import NumericalMethods
import Testing
import TumorModel
import _TestSupport

@Suite struct AllelePrecisionTests {
  private static func snps(_ reference: ReferenceCase) throws -> [ReadCounts] {
    try zip(reference.inputs["k"].doubles, reference.inputs["n"].doubles).map {
      try #require(ReadCounts(alternate: Int($0), depth: Int($1)))
    }
  }

  @Test(arguments: ReferenceCase.cases("precision"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let fit = try #require(AllelePrecision(snps: try Self.snps(reference)))
    #expect(fit.converged)
    let values = [
      "vaf": fit.pooledMean, "vaf_pooled": fit.pooledMean, "rho_mom": fit.momentCorrelation,
      "mu": fit.mean, "precision": fit.precision,
      "nll": -fit.logLikelihood, "ref_bias_w": fit.captureOdds,
    ]
    for (name, expected) in reference.expected.members
    where !["note", "precision_mom"].contains(name) {
      let value = try #require(values[name])
      #expect(reference.agrees(value, expected.double), "\(name)")
    }
  }

  @Test func `counts that scatter less than binomial ones are binomial`() throws {
    let reference = try #require(
      ReferenceCase.cases("precision").first { $0.name.hasSuffix("underdispersed") })
    let fit = try #require(AllelePrecision(snps: try Self.snps(reference)))
    #expect(fit.precision == .infinity)
    #expect(fit.momentCorrelation == 0)
    #expect(fit.logLikelihood - fit.binomialLogLikelihood <= AllelePrecision.binomialMargin)
  }

  @Test(arguments: [(0.5, 40.0), (0.46, 300)])
  func `finds the truth of a simulation`(_ truth: (mean: Double, precision: Double)) throws {
    let source = RandomSource(seed: 7)
    let snps = try (0..<3_000).map { _ in
      let depth = 60 + source.index(below: 200)
      return try #require(
        ReadCounts(
          alternate: source.betaBinomial(
            trials: depth, mean: truth.mean, precision: truth.precision), depth: depth))
    }
    let fit = try #require(AllelePrecision(snps: snps))
    #expect(abs(fit.mean - truth.mean) < 0.005)
    #expect(abs(fit.precision / truth.precision - 1) < 0.15)
    // The likelihood agrees with the distribution, term by term.
    let sum = snps.reduce(0) {
      $0
        + BetaBinomial(trials: Int($1.depth), mean: fit.mean, precision: fit.precision)
        .logProbability(of: Int($1.alternate))
    }
    #expect(abs(sum - fit.logLikelihood) < 1e-8 * abs(sum))
  }

  @Test func `swapping the alleles mirrors the mean`() throws {
    let counts = [(30, 100), (75, 110), (38, 90), (110, 180), (14, 52), (80, 128)]
    let snps = try counts.map { try #require(ReadCounts(alternate: $0, depth: $1)) }
    let mirrored = try counts.map { try #require(ReadCounts(alternate: $1 - $0, depth: $1)) }
    let fit = try #require(AllelePrecision(snps: snps))
    let mirror = try #require(AllelePrecision(snps: mirrored))
    #expect(abs(fit.mean + mirror.mean - 1) < 1e-6)
    #expect(abs(fit.precision / mirror.precision - 1) < 1e-5)
  }

  @Test func `needs both alleles`() throws {
    #expect(AllelePrecision(snps: []) == nil)
    let empty = try #require(ReadCounts(alternate: 0, depth: 0))
    let homozygous = try #require(ReadCounts(alternate: 50, depth: 50))
    #expect(AllelePrecision(snps: [empty]) == nil)
    #expect(AllelePrecision(snps: [homozygous, empty]) == nil)
  }

  @Test func `assumes more scatter for fixed tissue`() {
    #expect(AllelePrecision.assumed(for: .ffpe) < AllelePrecision.assumed(for: .freshFrozen))
    #expect(AllelePrecision.assumed(for: nil) == 300)
  }
}
