import Foundation
import Results
import Testing
import Wording
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// The made study in the shape of the study of acquired HER2 mutations.
@Suite("The cohort of the example")
struct CohortStudyTests {
  @Test func `gives the funnel, the fraction and the exclusivity of the study`() async throws {
    let sheet = TestFolders.repository.appending(path: "Examples/her2-cohort/samples.csv").path
    try await withTemporaryFolder { folder in
      let results = folder + "/results"
      #expect(
        await Metachron.start(["origins", sheet, "-o", results, "--genes", "ERBB2", "-q"]) == 0)
      let output = folder + "/cohort"
      #expect(
        await Metachron.start(["cohort", results, "-o", output, "--gene", "ERBB2", "-q"]) == 0)
      let summary = try CohortFolder(output, version: ToolVersion.number).summary
      #expect(summary.isSynthetic)
      #expect(summary.funnel.prefix(6).map(\.patients) == [168, 168, 12, 8, 5, 5])
      #expect(summary.funnel.dropFirst(6).prefix(3).map(\.patients) == [3, 1, 1])
      let main = try #require(summary.fractions.first)
      let (low, high) = (try #require(main.low), try #require(main.high))
      #expect(main.patients == 5 && low > 0.2 && low < 0.45 && high > 0.95)
      #expect(main.sentence?.contains("of patients like these 5 less than 5 %") == true)
      // The assumptions' curves are there, and their union is no narrower.
      let union = try #require(
        summary.fractions.first { $0.varied == .union && $0.threshold == 0.05 })
      #expect((union.low ?? 1) <= low && (union.high ?? 0) >= high)
      let pair = try #require(summary.exclusivity.first { $0.geneB == "ESR1" })
      #expect(pair.both == 0 && pair.onlyA == 8 && pair.neither == 138)
      let (p, power) = (try #require(pair.pExclusive), try #require(pair.power))
      #expect(p > 0.1 && p < 0.6 && power < 0.1)
      #expect(summary.therapy.contains { $0.treatment == "aromatase_inhibitor" })

      // New labels keep the patients without a pair, and say the same.
      let again = folder + "/again"
      #expect(await Metachron.start(["origins", "--relabel", results, "-o", again, "-q"]) == 0)
      let (first, second) = (
        try ResultsFolder(opening: results), try ResultsFolder(opening: again)
      )
      for output in first.manifest.outputs where output.path.hasSuffix(".tsv") {
        #expect(second.manifest.outputs.contains(output), "\(output.path)")
      }
      let gene = try #require(try first.summary().genes.first { $0.gene == "ERBB2" })
      #expect(try second.summary().genes == first.summary().genes)

      // One funnel: the summary of origins, the cohort's table and its summary tell the same.
      let cohort = try CohortFolder(output, version: ToolVersion.number)
      #expect(gene.funnel == summary.funnel)
      #expect(try cohort.rows(of: CohortFunnelRow.self) == summary.funnel)
    }
  }

  @Test func `designs have the sizes of the reference`() {
    let plan = SampleSizes(
      fraction: 0.8, halfWidth: 0.1, null: 0.5, power: 0.8, alpha: 0.05, accuracy: 1)
    #expect(plan.intervalPatients == 60)
    #expect(plan.testPatients == 18 && plan.criticalCount == 13)
    let imperfect = SampleSizes(
      fraction: 0.8, halfWidth: 0.1, null: nil, power: 0.8, alpha: 0.05, accuracy: 0.9)
    #expect(imperfect.text.contains("94 if 0.9 of the calls are correct"))
  }
}
