import NumericalMethods
import Testing
import TumorModel

@testable import CohortStatistics

@Suite struct CohortCurvesTests {
  private func falls(_ k: Int, of n: Int, purity: Double = 0.5) throws -> LikelihoodFalls {
    LikelihoodFalls(
      logLikelihoods: try SimulatedPrimary.curve(k, of: n, purity: purity).logLikelihoods)
  }

  /// Patients of one to four mutations, of five genes and none.
  private func patients(_ count: Int) throws -> [[CohortCurves.Mutation]] {
    let source = RandomSource(seed: 3)
    return try (0..<count).map { _ in
      try (0...source.index(below: 4)).map { _ in
        let gene = source.index(below: 6)
        return CohortCurves.Mutation(
          gene: gene < 5 ? gene : nil,
          falls: try falls(source.uniform() < 0.5 ? 0 : source.index(below: 30), of: 120),
          detectionLimit: 0.05 + 0.1 * source.uniform())
      }
    }
  }

  private func gathered(
    _ patients: [[CohortCurves.Mutation]], mostDistinct: Int = 1_000
  ) -> CohortCurves {
    var curves = CohortCurves(mostDistinct: mostDistinct)
    for patient in patients { curves.add(patient: patient) }
    return curves
  }

  @Test func `tests are no surer than those scored by the best distribution`() throws {
    let patients = try patients(40)
    let tests = try gathered(patients).enrichment(below: 0.05)
    var all = CellFractionCurves()
    for mutation in patients.joined() { try all.add(CellFractionCurve(mutation.falls)) }
    let distribution = try CellFractionDistribution(fittedTo: all)
    var scored: [ScoredMutation] = []
    for (number, patient) in patients.enumerated() {
      for mutation in patient {
        scored.append(
          ScoredMutation(
            patient: number, gene: mutation.gene ?? -1,
            probabilityBelow: try distribution.probability(
              below: 0.05, given: CellFractionCurve(mutation.falls)),
            detectionLimit: mutation.detectionLimit))
      }
    }
    let reference = AcquisitionEnrichment(scored)
    #expect(tests.keys.sorted() == [0, 1, 2, 3, 4])
    for gene in 0..<5 {
      let (found, expected) = (try #require(tests[gene]), reference.test(gene: gene))
      #expect(found.mutations == expected.mutations)
      #expect(found.pValue >= expected.pValue - 1e-6)
      #expect(abs(found.observed - expected.observed) < 0.2 * Double(found.mutations) + 0.5)
    }
  }

  /// A driver in a tenth of the cells, which shallow reads mostly miss, beside clonal mutations: nobody
  /// acquired it, and the reads cannot tell.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7])
  func `a sub-clonal driver that is never acquired is not found`(seed: UInt64) throws {
    let source = RandomSource(seed: seed)
    func drawn(_ share: Double) throws -> LikelihoodFalls {
      let reads = (0..<30).reduce(0) { sum, _ in sum + (source.uniform() < share ? 1 : 0) }
      return try falls(reads, of: 30, purity: 0.3)
    }
    for patients in [40, 100] {
      var curves = CohortCurves()
      for _ in 0..<patients {
        var own = [CohortCurves.Mutation(gene: 0, falls: try drawn(0.015))]
        for gene in 1...4 {
          own.append(CohortCurves.Mutation(gene: gene, falls: try drawn(0.15)))
        }
        curves.add(patient: own)
      }
      let test = try #require(try curves.enrichment(below: 0.05)[0])
      #expect(test.pValue > 0.05, "\(patients) patients: \(test)")
    }
  }

  @Test func `a gene that is acquired among clonal ones is found`() throws {
    let source = RandomSource(seed: 2)
    func drawn(_ share: Double) throws -> LikelihoodFalls {
      let reads = (0..<120).reduce(0) { sum, _ in sum + (source.uniform() < share ? 1 : 0) }
      return try falls(reads, of: 120)
    }
    var curves = CohortCurves()
    for patient in 0..<40 {
      var own = [CohortCurves.Mutation(gene: 0, falls: try drawn(0))]
      for gene in 1...4 {
        own.append(
          CohortCurves.Mutation(
            gene: gene, falls: try drawn((patient + gene).isMultiple(of: 5) ? 0 : 0.25)))
      }
      curves.add(patient: own)
    }
    let test = try #require(try curves.enrichment(below: 0.05)[0])
    #expect(test.pValue < 1e-6)
  }

  @Test func `each gene's curves are those of its patients`() throws {
    let patients = try patients(40)
    var seen: [Int] = []
    try gathered(patients).forEachGene(ofAtLeast: 3) { gene, curves in
      seen.append(gene)
      var own = CellFractionCurves()
      for patient in patients {
        let mutations = patient.filter { $0.gene == gene }
        if mutations.isEmpty { continue }
        try own.add(mutations: mutations.map { CellFractionCurve($0.falls) })
      }
      let (found, expected) = (
        try ProportionBelowThreshold(curves, threshold: 0.1),
        try ProportionBelowThreshold(own, threshold: 0.1)
      )
      #expect(found.patients == expected.patients)
      #expect(abs(found.interval.lower - expected.interval.lower) < 1e-6)
      #expect(abs(found.interval.upper - expected.interval.upper) < 1e-6)
    }
    #expect(seen == [0, 1, 2, 3, 4])
  }

  @Test func `patients whose reads say nothing, and the order of all, change nothing`() throws {
    let patients = try patients(40)
    let whole = try gathered(patients).enrichment(below: 0.05)
    let silent = CohortCurves.Mutation(gene: 0, falls: .flat)
    let more = try gathered(patients.reversed() + [[silent], [silent, silent]])
      .enrichment(below: 0.05)
    for gene in 1..<5 {
      let (a, b) = (try #require(whole[gene]), try #require(more[gene]))
      #expect(abs(a.pValue - b.pValue) < 1e-9 && abs(a.observed - b.observed) < 0.02)
    }
    let (a, b) = (try #require(whole[0]), try #require(more[0]))
    #expect(b.mutations == a.mutations + 3 && abs(a.information - b.information) < 1e-9)
    #expect(abs(a.pValue - b.pValue) < 1e-9)
  }

  @Test func `curves that share a place are found by every mutation that had one`() throws {
    let patients = try patients(60)
    let exact = gathered(patients)
    // Fewer places than the thirty curves, so that nearly equal ones must share them.
    let merged = gathered(patients, mostDistinct: 26)
    let (a, b) = (
      try exact.enrichment(below: 0.05), try merged.enrichment(below: 0.05)
    )
    for gene in 0..<5 {
      let (first, second) = (try #require(a[gene]), try #require(b[gene]))
      #expect(first.mutations == second.mutations)
      #expect(abs(first.observed - second.observed) < 0.2 * first.observed + 1)
    }
  }

  @Test func `a test of many mutations has coarser steps and the same answer`() throws {
    let source = RandomSource(seed: 8)
    var scored: [ScoredMutation] = []
    for patient in 0..<700 {
      for place in 0..<3 {
        scored.append(
          ScoredMutation(
            patient: patient, gene: place == 0 ? 1 : 2 + place,
            probabilityBelow: min(1, source.uniform() * (place == 0 ? 1.15 : 1))))
      }
    }
    #expect(AcquisitionEnrichment.scale(of: 700) < AcquisitionEnrichment.scale(of: 500))
    let test = AcquisitionEnrichment(scored).test(gene: 1)
    // The normal approximation with the test's own moments.
    let z = (test.observed - test.expected) / test.information.squareRoot()
    let approximate = StandardNormal.upperTailProbability(above: z)
    #expect(abs(test.midP - approximate) < 0.1 * approximate + 0.005, "\(test.midP) \(approximate)")
  }
}
