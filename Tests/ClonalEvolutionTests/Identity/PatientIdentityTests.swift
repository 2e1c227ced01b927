import Foundation
import NumericalMethods
import Testing
import TumorModel

@testable import ClonalEvolution

@Suite struct PatientIdentityTests {
  /// Sites of chromosome 1, so many bases apart, with samples whose reads are given.
  private func evidence(
    _ counts: [[(Int, Int)?]], normals: Int = 0, spacing: Int = 1_000_000,
    chromosome: String = "1"
  ) throws -> PatientEvidence {
    let chromosome = try #require(Chromosome(chromosome))
    let sites = try (0..<counts[0].count).map {
      GermlineGenotypes.Site(
        variant: try #require(
          Variant(
            chromosome: chromosome, position: 1000 + $0 * spacing, reference: "A", alternate: "G")),
        populationFrequency: 0.4)
    }
    let reads = try counts.map { row in
      try row.map { pair in
        try pair.map { try #require(ReadCounts(alternate: $0.0, depth: $0.1)) }
      }
    }
    let tumors = counts.count - normals
    var supporting = SupportingEvidence()
    supporting.genotypes = GermlineGenotypes(sites: sites, counts: reads)
    supporting.normals = (0..<normals).map { Sample(id: "N\($0)", patient: "P", role: .normal) }
    supporting.normalObservations = (0..<normals).map { _ in [] }
    return try #require(
      PatientEvidence(
        id: "P", sex: nil, build: nil,
        samples: (0..<tumors).map { Sample(id: "T\($0)", patient: "P", role: .metastasis) },
        mutations: [], observations: (0..<tumors).map { _ in [] },
        copyNumbers: (0..<tumors).map { _ in [] }, depths: (0..<tumors).map { _ in [] }, flags: [],
        supporting: supporting))
  }

  private func genotypes(_ count: Int, seed: UInt64) -> [Int] {
    let source = RandomSource(seed: seed)
    return (0..<count).map { _ in source.binomial(trials: 2, probability: 0.4) }
  }

  private func reads(_ genotypes: [Int], loss: Double = 0, seed: UInt64) -> [(Int, Int)?] {
    let source = RandomSource(seed: seed)
    return genotypes.map { genotype in
      let shift = genotype == 1 ? (source.uniform() < 0.5 ? loss : -loss) : 0
      let share = min(max(Double(genotype) / 2 + shift, 0.003), 0.997)
      return (source.binomial(trials: 70, probability: share), 70)
    }
  }

  @Test(arguments: [0.0, 0.2, 0.4, 0.45])
  func `sixty variants tell people apart, lost alleles or not`(loss: Double) throws {
    let (one, other) = (genotypes(60, seed: 1), genotypes(60, seed: 2))
    let patient = try evidence(
      [reads(one, loss: loss, seed: 3), reads(other, seed: 4), reads(one, seed: 5)], normals: 1)
    let identity = StudyIdentity().samples(of: patient)
    #expect(identity.pair(earlier: 0, later: 2).verdict == .match)
    #expect(identity.pair(earlier: 0, later: 1).verdict == .mismatch)
    #expect(identity.pair(earlier: 1, later: 2).verdict == .mismatch)
    #expect(identity.pair(earlier: 0, later: 1).forbidsLabels)
    #expect(!identity.pair(earlier: 0, later: 2).forbidsLabels)
  }

  @Test func `fewer than twenty variants settle nothing, and none are no test`() throws {
    for count in [1, 19, 30] {
      let patient = try evidence([
        reads(genotypes(count, seed: 1), seed: 3), reads(genotypes(count, seed: 2), seed: 4),
      ])
      let pair = StudyIdentity().samples(of: patient).pair(earlier: 0, later: 1)
      #expect(pair.sites == count)
      #expect(pair.verdict == (count < 20 ? .undecided : .mismatch))
    }
    let shallow = try evidence([
      Array(repeating: (3, 7), count: 40), reads(genotypes(40, seed: 1), seed: 2),
    ])
    let pair = StudyIdentity().samples(of: shallow).pair(earlier: 0, later: 1)
    #expect(pair == PairIdentity())
  }

  @Test func `neighbours count once, and sex chromosomes not at all`() throws {
    let rows = [
      reads(genotypes(60, seed: 1), seed: 3), reads(genotypes(60, seed: 1), seed: 4),
    ]
    let close = try evidence(rows, spacing: 1000)
    #expect(StudyIdentity().samples(of: close).pair(earlier: 0, later: 1).sites == 3)
    let sex = try evidence(rows, chromosome: "X")
    #expect(StudyIdentity().samples(of: sex).pair(earlier: 0, later: 1).verdict == .notTested)
  }

  @Test func `one misread variant cannot undo a match`() throws {
    var other = reads(genotypes(30, seed: 1), seed: 4)
    for site in 0..<2 { other[site] = (other[site]?.0 ?? 0) > 35 ? (0, 5000) : (5000, 5000) }
    let patient = try evidence([reads(genotypes(30, seed: 1), seed: 3), other])
    #expect(StudyIdentity().samples(of: patient).pair(earlier: 0, later: 1).verdict == .match)
  }

  @Test(arguments: [12, 80, 3000, 40_000])
  func `depth changes no genotype`(depth: Int) throws {
    for (alternate, best) in [(0, 0), (depth, 2), (depth / 2, 1)] {
      let counts = try #require(ReadCounts(alternate: alternate, depth: depth))
      for isTumor in [true, false] {
        let values = GenotypeEmission(isTumor: isTumor).relativeLikelihoods(counts)
        #expect(values[best] == values.max(), "\(alternate) of \(depth)")
      }
    }
  }

  @Test func `the packed sum is the plain one`() {
    let source = RandomSource(seed: 8)
    let count = 700
    let frequencies = (0..<count).map { _ in 0.05 + 0.9 * source.uniform() }
    let rows = (0..<2).map { _ in
      (0..<count).map { _ -> ReadCounts? in
        let depth = source.binomial(trials: 60, probability: 0.4)
        guard source.uniform() >= 0.1 else { return nil }
        return ReadCounts(alternate: source.binomial(trials: depth, probability: 0.5), depth: depth)
      }
    }
    var buffer = GenotypeBuffer(frequencies: frequencies, capacity: 2)
    buffer.append(rows[0], isTumor: true)
    buffer.append(rows[1], isTumor: false)
    var (sum, sites) = (0.0, 0)
    for site in 0..<count {
      guard let a = rows[0][site], let b = rows[1][site], a.depth >= 8, b.depth >= 8 else {
        continue
      }
      let q = frequencies[site]
      let prior = SIMD3((1 - q) * (1 - q), 2 * q * (1 - q), q * q)
      let one = GenotypeEmission(isTumor: true).relativeLikelihoods(a)
      let two = GenotypeEmission(isTumor: false).relativeLikelihoods(b)
      sum += log((prior * one * two).sum() / ((prior * one).sum() * (prior * two).sum()))
      sites += 1
    }
    #expect(abs(buffer.logLikelihoodRatio(0, 1) - sum) < 1e-9 * abs(sum))
    #expect(buffer.logLikelihoodRatio(1, 0) == buffer.logLikelihoodRatio(0, 1))
    #expect(buffer.sites(0, 1) == sites)
  }
}
