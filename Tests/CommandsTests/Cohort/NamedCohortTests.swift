import ClonalEvolution
import CohortStatistics
import Foundation
import NumericalMethods
import Testing
import TumorModel

/// Cohorts whose answer is known, from reads to intervals.
@Suite("Named cohorts")
struct NamedCohortTests {
  private static let metastasis = (alternate: 40, depth: 200, purity: 0.8)

  /// A patient with one mutation that the metastasis has.
  private func patient(
    primaries: [(alternate: Int, depth: Int)?], purity: Double, gene: String = "G"
  ) throws -> PatientEvidence {
    var samples = primaries.indices.map { index in
      var sample = Sample(id: "A\(index)", patient: "P", role: .primary)
      (sample.purity, sample.day) = (Purity(purity), 0)
      return sample
    }
    var later = Sample(id: "B", patient: "P", role: .metastasis)
    (later.purity, later.day) = (Purity(Self.metastasis.purity), 500)
    samples.append(later)
    func observation(_ reads: (alternate: Int, depth: Int)?) throws -> [SiteObservation] {
      guard let reads else { return [.notAssayed] }
      return [
        .counted(try #require(ReadCounts(alternate: reads.alternate, depth: reads.depth)))
      ]
    }
    var observations = try primaries.map(observation)
    observations.append(
      try observation((Self.metastasis.alternate, Self.metastasis.depth)))
    let chromosome = try #require(Chromosome("17"))
    let variant = try #require(
      Variant(chromosome: chromosome, position: 37_880_220, reference: "T", alternate: "G"))
    return try #require(
      PatientEvidence(
        id: "P", sex: .female, build: .hg19, samples: samples,
        mutations: [
          Mutation(
            variant: variant, gene: gene, proteinChange: "", classification: "Missense_Mutation")
        ], observations: observations,
        copyNumbers: samples.map { _ in [CopyNumber.normal] },
        depths: observations.map { $0.compactMap { $0.counts?.depth }.sorted() }, flags: [[]]))
  }

  private func curves(_ patient: PatientEvidence, asked: Bool = false) -> [OriginCurve] {
    var parameters = OriginParameters()
    if asked { parameters.sensitivity = .genes(["G"]) }
    return OriginAnalysis(parameters: parameters).origins(of: patient).curves
  }

  private func falls(_ alternate: Int, of depth: Int, purity: Double) throws -> LikelihoodFalls {
    let patient = try patient(primaries: [(alternate, depth)], purity: purity)
    return try #require(curves(patient).first).earlierFalls
  }

  private func interval(
    _ reads: [(alternate: Int, depth: Int)], purity: Double, below threshold: Double
  ) throws -> ProportionInterval {
    var cohort = CellFractionCurves()
    for reads in reads {
      try cohort.add(CellFractionCurve(falls(reads.alternate, of: reads.depth, purity: purity)))
    }
    return try ProportionBelowThreshold(cohort, threshold: threshold).interval
  }

  // MARK: - Cohorts

  @Test func `clones of 10 % at a depth of 30 are in no answer above 5 %`() throws {
    let source = RandomSource(seed: 60)
    let reads = (0..<60).map { _ in
      (alternate: source.binomial(trials: 30, probability: 0.015), depth: 30)
    }
    // None of them acquired it; ratios said 78 to 99.5 %.
    let found = try interval(reads, purity: 0.3, below: 0.05)
    #expect(found.lower < 0.05 && found.upper > 0.5, "\(found)")
  }

  @Test func `fifty patients without a read in 25 say little`() throws {
    let reads = [(alternate: Int, depth: Int)](repeating: (0, 25), count: 50)
    // At 25 reads of purity 0.2 a clone of 10 % gives a quarter of a read.
    let found = try interval(reads, purity: 0.2, below: 0.05)
    #expect(found.lower < 0.6 && found.upper == 1, "\(found)")
    #expect(try interval(reads, purity: 0.2, below: 0.01) == .whole)
    // Ratios said 91 to 99.9 %.
    #expect(try interval(reads, purity: 0.2, below: 0.25).lower < 0.9)
  }

  @Test func `half of the patients have clones of 12 %`() throws {
    let source = RandomSource(seed: 12)
    let reads = (0..<60).map { index in
      let share = index % 2 == 0 ? 2e-4 : 0.12 * 0.6 / 2
      return (alternate: source.binomial(trials: 500, probability: share), depth: 500)
    }
    let found = try interval(reads, purity: 0.6, below: 0.05)
    #expect(found.contains(0.5) && found.width < 0.3, "\(found)")
  }

  // MARK: - Curves

  @Test func `no reads, a sample of another tumour and an unknown order say nothing`() throws {
    let missing = try patient(primaries: [nil], purity: 0.5)
    #expect(curves(missing).map(\.earlierFalls) == [.flat])
    let deep = try falls(0, of: 500, purity: 0.5)
    #expect(!deep.isFlat)
  }

  @Test(arguments: [30, 200, 2_000])
  func `without a read the likelihood falls with the fraction, and faster at a greater depth`(
    _ depth: Int
  ) throws {
    let (some, more) = (
      try falls(0, of: depth, purity: 0.6).nats, try falls(0, of: 2 * depth, purity: 0.6).nats
    )
    // No clone and one of 0.2 % are as good as one another.
    #expect(some[0] < 0.3)
    // In every cell the copy number may be wrong, which any reads fit somewhat.
    #expect(zip(some[1..<37], some[2..<38]).allSatisfy { $0 <= $1 + 0.02 })
    #expect(zip(some, more).dropFirst().allSatisfy { $0 <= $1 + 0.02 })
    #expect(some[38] > 4)
  }

  @Test func `reads of a clone exclude its absence and favour its fraction`() throws {
    // 30 of 300 at purity 0.5: a quarter of the alleles of two in five cells.
    let nats = try falls(30, of: 300, purity: 0.5).nats
    let best = try #require(nats.firstIndex(of: 0))
    #expect(abs(LikelihoodFalls.fractions[best] - 0.4) < 0.1)
    // An artefact could have given them; nothing else explains them without the mutation.
    #expect(nats[0] > 8)
    // Every cell, where one of two copies would give 75 reads.
    #expect(nats[38] > 1)
  }

  @Test func `regions together tell more than the weaker and less than both apart`() throws {
    let patient = try patient(primaries: [(0, 60), (0, 90)], purity: 0.6)
    let found = curves(patient)
    let joint = try #require(found.first { $0.earlier == nil }).earlierFalls.nats
    let single = found.filter { $0.earlier != nil }.map(\.earlierFalls.nats)
    #expect(single.count == 2)
    // A clone need be in one of them only; where it is in both, the reads of both deny it.
    for point in joint.indices where joint[point] < 4 {
      #expect(joint[point] >= min(single[0][point], single[1][point]) - 0.03)
      #expect(joint[point] <= single[0][point] + single[1][point] + 0.03)
    }
    // A region without reads changes nothing.
    let alone = try self.patient(primaries: [(0, 60), nil], purity: 0.6)
    let partial = try #require(curves(alone).first { $0.earlier == nil }).earlierFalls
    #expect(partial == found.first { $0.earlier == 0 }?.earlierFalls)
  }

  @Test func `assumptions are varied for genes that were asked for`() throws {
    let patient = try patient(primaries: [(0, 100)], purity: 0.4)
    #expect(curves(patient).count == 1 && curves(patient)[0].laterFalls == nil)
    let varied = curves(patient, asked: true)
    #expect(varied.map(\.assumption) == [nil] + CurveAssumption.allCases.map { $0 })
    #expect(varied[0].laterFalls?.isFlat == false)
    func nats(_ assumption: CurveAssumption?) throws -> [Double] {
      try #require(varied.first { $0.assumption == assumption }).earlierFalls.nats
    }
    // At a fraction of a half: a lower purity hides more, a higher one less.
    let half = try #require(LikelihoodFalls.fractions.firstIndex { $0 >= 0.5 })
    #expect(try nats(.lowerPurity)[half] < nats(nil)[half])
    #expect(try nats(.higherPurity)[half] > nats(nil)[half])
    #expect(try nats(.unknownCopyNumber) != nats(nil))
    // Errors cannot hide where there are no reads.
    #expect(try abs(nats(.higherErrorRate)[half] - nats(nil)[half]) < 1)
  }
}
