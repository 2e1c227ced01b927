import ClonalEvolution
import CohortStatistics
import Results
import Testing
import TumorModel

@testable import StudyPipeline

/// Thresholds of a cohort's table against the calls that `origins --relabel --threshold` makes.
@Suite("Calls at other thresholds")
struct ThresholdTailsTests {
  /// A primary in whose table mutations are missing, and which lost alleles that the metastasis kept.
  ///
  /// - Parameters:
  ///   - depth: About the depth of the primary. At 70 reads a caller's rule misses too many clones of
  ///     a quarter of the cells for a censored site to be acquired, at 400 it does not.
  private func patient(_ id: String, depth: Int) throws -> PatientEvidence {
    var primary = Sample(id: id + "-1", patient: id, role: .primary)
    (primary.purity, primary.purityDeviation) = (Purity(0.7), 0.03)
    var metastasis = Sample(id: id + "-2", patient: id, role: .metastasis)
    (metastasis.purity, metastasis.purityDeviation, metastasis.day) = (Purity(0.7), 0.03, 400)
    let chromosome = try #require(Chromosome("17"))
    var mutations: [Mutation] = []
    var observations: [[SiteObservation]] = [[], []]
    var copyNumbers: [[CopyNumber?]] = [[], []]
    for index in 0..<60 {
      mutations.append(
        Mutation(
          variant: try #require(
            Variant(
              chromosome: chromosome, position: 1_000_000 + 1_000 * index, reference: "T",
              alternate: "G")), gene: "G\(index)", proteinChange: "",
          classification: ""))
      let reads = depth / 2 + depth * (index % 7) / 6
      let alternate =
        switch index % 6 {
        // Clonal in both, more often than not, so that a lost allele may have had a mutation; then
        // reads that are few, then none.
        case 0, 1, 3: reads / 3
        case 2: index % 4
        default: 0
        }
      observations[0].append(
        index % 6 == 5
          ? .uncalled
          : .counted(try #require(ReadCounts(alternate: alternate, depth: reads))))
      observations[1].append(.counted(try #require(ReadCounts(alternate: 60, depth: 180))))
      copyNumbers[0].append(index % 5 == 4 ? CopyNumber(major: 1, minor: 0) : .normal)
      copyNumbers[1].append(.normal)
    }
    return try #require(
      PatientEvidence(
        id: id, sex: .female, build: .hg19, samples: [primary, metastasis], mutations: mutations,
        observations: observations, copyNumbers: copyNumbers,
        depths: observations.map { $0.compactMap { $0.counts?.depth }.sorted() },
        flags: mutations.map { _ in [] }, supporting: SupportingEvidence()))
  }

  /// Analyses a source at a threshold into a folder, and reads the patients' calls and posteriors.
  private func calls(
    of source: any OriginsSource, threshold: Double, in folder: String
  ) async throws -> (calls: [OriginRow], posteriors: [PosteriorRow]) {
    var parameters = OriginParameters()
    parameters.uncalled = .censored
    parameters.sensitivity = .all
    parameters.threshold = threshold
    let choices = parameters
    let run = OriginsRun(source: source, folder: folder, parameters: parameters)
    _ = try await run.run(priorPatients: 0) { patient in
      let context = StudyContext(
        learningFrom: [patient], parameters: choices, variantFrequencies: [:])
      return OriginAnalysis(parameters: choices, context: context).origins(of: patient)
    }
    let results = try ResultsFolder(opening: folder)
    let (calls, posteriors) = (
      try results.table(of: OriginRow.self), try results.table(of: PosteriorRow.self)
    )
    return try (
      calls.patients.flatMap { try calls.rows(of: $0) },
      calls.patients.flatMap { try posteriors.rows(of: $0) }
    )
  }

  @Test func `are those of a relabelled study, vetoes included`() async throws {
    try await withTemporaryFolder { folder in
      let study = FakeStudy(patients: [
        try patient("A", depth: 70), try patient("B", depth: 400),
      ])
      let main = try await calls(of: study, threshold: 0.05, in: "\(folder)/main")
      #expect(main.calls.count == 120)
      let rows = Dictionary(grouping: main.posteriors) { "\($0.patient) \($0.variant.name)" }
      let vetoes = Set(main.posteriors.compactMap(\.acquiredVeto))
      #expect(vetoes.isSuperset(of: [.copyLossPossible, .underpowered]))

      let source = try RelabelSource(folder: "\(folder)/main")
      var changes = 0
      for (place, threshold) in ThresholdTails.thresholds.enumerated() {
        let again = try await calls(of: source, threshold: threshold, in: "\(folder)/\(place)")
        #expect(again.calls.count == main.calls.count)
        for (call, other) in zip(main.calls, again.calls) {
          #expect(call.mutation == other.mutation)
          var tails = ThresholdTails()
          for row in rows["\(call.patient) \(call.mutation)"] ?? [] {
            tails.add(low: row.low, atOrAbove: row.atOrAbove, veto: row.acquiredVeto)
          }
          let outcomes = tails.outcomes(of: CohortCall(call))
          try #require(outcomes.count == ThresholdTails.thresholds.count)
          let outcome = outcomes[place].outcome
          #expect(
            outcome == CohortCall(other).outcome, "\(call.patient) \(call.mutation) at \(threshold)"
          )
          if outcome != CohortCall(call).outcome { changes += 1 }
        }
      }
      // The thresholds matter for some of them.
      #expect(changes > 5)
    }
  }

  @Test func `a call of another origin stays, and one without rows is not varied`() {
    var tails = ThresholdTails()
    #expect(tails.outcomes(of: CohortCall(label: .acquired)).isEmpty)
    for threshold in ThresholdTails.thresholds {
      tails.add(low: threshold, atOrAbove: threshold < 0.1 ? 0.2 : 0.01, veto: nil)
    }
    #expect(
      tails.outcomes(of: CohortCall(label: .lost)).map(\.outcome)
        == [.lost, .lost, .lost, .lost, .lost])
    #expect(
      tails.outcomes(of: CohortCall(label: .acquired)).map(\.outcome)
        == [.indeterminate, .indeterminate, .indeterminate, .acquired, .acquired])
  }
}
