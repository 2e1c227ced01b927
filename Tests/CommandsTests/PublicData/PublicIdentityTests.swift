import Results
import Testing
import TumorModel

@testable import StudyPipeline

/// No public patient is taken for two people or two tumours without a reason in the reads.
@Suite("Identity in public data")
struct PublicIdentityTests {
  @Test(.enabled(if: MelanomaStudy.folder != nil, "\(PublicData.absence)"))
  func `each melanoma is one tumour`() async throws {
    try await withTemporaryFolder { folder in
      let sheet = try MelanomaStudy().write(to: folder)
      let summary = try await IdentityRun(source: try StudySource(sheet: sheet)).run()
      #expect(summary.relatedness.kinds == [.related] && summary.relatedness[.related] == 21)
      #expect(summary.identity.kinds == [.notTested] && summary.identity[.notTested] == 21)
      #expect(summary.swaps.isEmpty)
    }
  }

  #if !DEBUG
    @Test(.enabled(if: BreastProjectStudy.table != nil, "\(PublicData.absence)"))
    func `called mutations alone accuse nobody`() async throws {
      try await withTemporaryFolder { folder in
        let sheet = try BreastProjectStudy().write(to: folder)
        let summary = try await IdentityRun(source: try StudySource(sheet: sheet)).run()
        #expect(summary.pairs == 76)
        #expect(summary.independent.isEmpty && summary.mismatches.isEmpty)
        #expect(summary.swaps.isEmpty)
        #expect(summary.relatedness[.related] >= 58)
      }
    }
  #endif
}
