import ClonalEvolution
import NumericalMethods
import Testing
import TumorModel
import _TestSupport

@Suite struct SampleIdentityTests {
  private func locus(
    _ first: (Int, Int), _ second: (Int, Int), _ frequency: Double
  ) throws -> SampleIdentity.Locus {
    let one = try #require(ReadCounts(alternate: first.0, depth: first.1))
    let two = try #require(ReadCounts(alternate: second.0, depth: second.1))
    return try #require(
      SampleIdentity.Locus(first: one, second: two, alternateFrequency: frequency))
  }

  @Test(arguments: ReferenceCase.cases("sample_swap_llr"))
  func `agrees with the reference`(_ reference: ReferenceCase) throws {
    let rows = reference.inputs["snps_k1_n1_k2_n2"].array.map { $0.doubles.map { Int($0) } }
    let loci = try zip(rows, reference.inputs["alt_af"].doubles).map {
      try locus(($0[0], $0[1]), ($0[2], $0[3]), $1)
    }
    let identity = SampleIdentity(loci: loci, errorRate: reference.inputs["error"].double)
    #expect(
      reference.agrees(identity.logLikelihoodRatio, reference.expected["llr_nats"].double))
    let isMatch = reference.name.hasSuffix("/matched")
    #expect(identity.verdict == (isMatch ? .undecided : .differentPatients))
    let swapped = SampleIdentity(
      loci: try zip(rows, reference.inputs["alt_af"].doubles).map {
        try locus(($0[2], $0[3]), ($0[0], $0[1]), $1)
      }, errorRate: reference.inputs["error"].double)
    #expect(abs(swapped.logLikelihoodRatio - identity.logLikelihoodRatio) < 1e-9)
  }

  @Test func `thirty common SNPs tell patients apart, lost alleles or not`() throws {
    let source = RandomSource(seed: 21)
    func reads(_ genotype: Int, imbalance: Double) -> (Int, Int) {
      let shift = source.uniform() < 0.5 ? imbalance : -imbalance
      let share = genotype == 0 ? 0.005 : genotype == 2 ? 0.995 : 0.5 + shift
      return (source.binomial(trials: 60, probability: share), 60)
    }
    var (same, different): ([SampleIdentity.Locus], [SampleIdentity.Locus]) = ([], [])
    for _ in 0..<30 {
      let genotype = source.binomial(trials: 2, probability: 0.4)
      let other = source.binomial(trials: 2, probability: 0.4)
      let normal = reads(genotype, imbalance: 0)
      same.append(try locus(normal, reads(genotype, imbalance: 0.35), 0.4))
      different.append(try locus(normal, reads(other, imbalance: 0.35), 0.4))
    }
    #expect(SampleIdentity(loci: same, imbalance: 0.35).verdict == .samePatient)
    #expect(SampleIdentity(loci: different, imbalance: 0.35).verdict == .differentPatients)
    // Without the mixture, lost alleles look like other genotypes.
    #expect(
      SampleIdentity(loci: same).logLikelihoodRatio
        < SampleIdentity(loci: same, imbalance: 0.35).logLikelihoodRatio)
  }

  @Test func `no reads are no evidence`() throws {
    let empty = try locus((0, 0), (20, 40), 0.3)
    #expect(abs(SampleIdentity(loci: [empty]).logLikelihoodRatio) < 1e-12)
    #expect(SampleIdentity(loci: []).verdict == .undecided)
    let counts = try #require(ReadCounts(alternate: 1, depth: 2))
    #expect(SampleIdentity.Locus(first: counts, second: counts, alternateFrequency: 1) == nil)
  }
}
