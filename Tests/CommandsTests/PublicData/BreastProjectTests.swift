import Results
import Testing
import TumorModel

@testable import Commands

/// A public table of called mutations, read as missing and as censored evidence.
@Suite(
  "The Metastatic Breast Cancer Project",
  .enabled(if: BreastProjectStudy.table != nil, "\(PublicData.absence)"))
struct BreastProjectTests {
  /// One mutation of one pair, by the ends of the samples' names.
  private struct Named {
    var gene: String
    var position: String
    var later: String
    var missing: Set<OriginLabel>
    var censored: Set<OriginLabel>
  }

  /// What a careful reader of the reads would say.
  ///
  /// Where both samples list the mutation it is pre-existing in either mode; without purity and copy number
  /// the reads do not always tell every cell from most. Where one does not, the
  /// table says nothing; as censored evidence its absence is weak, for the depth is not known.
  private static let named = [
    Named(
      gene: "ESR1", position: "152419922", later: "DL43X", missing: [.indeterminate],
      censored: [.indeterminate]),
    Named(
      gene: "ESR1", position: "152332832", later: "GQAYN", missing: [.indeterminate],
      censored: [.indeterminate]),
    Named(
      gene: "ESR1", position: "152419922", later: "GQAYN",
      missing: [.preexistingClonal, .preexisting],
      censored: [.preexistingClonal, .preexisting]),
    Named(
      gene: "ESR1", position: "152419922", later: "GQAF6",
      missing: [.preexistingClonal, .preexisting],
      censored: [.preexistingClonal, .preexisting]),
    Named(
      gene: "ERBB2", position: "37868216", later: "CGLTK",
      missing: [.preexistingClonal, .preexisting],
      censored: [.preexistingClonal, .preexisting]),
    Named(
      gene: "ERBB2", position: "37880981", later: "GQD1X", missing: [.indeterminate],
      censored: [.indeterminate, .lost]),
  ]

  /// All patients in an optimised build, the named ones otherwise: 237 samples without purity and
  /// copy number take minutes in a debug build.
  private static var patients: [String]? {
    #if DEBUG
      BreastProjectStudy.named
    #else
      nil
    #endif
  }

  @Test(arguments: ["missing", "censored"])
  func `runs to the end and says what the reads allow`(uncalled: String) async throws {
    let study = try BreastProjectStudy(patients: Self.patients)
    if Self.patients == nil { #expect(study.samples.count == 237) }
    try await withTemporaryFolder { folder in
      let sheet = try study.write(to: folder)
      let results = folder + "/results"
      let status = await Metachron.start(
        [
          "origins", sheet, "-o", results, "--genes", "ERBB2,ESR1", "--uncalled", uncalled, "-q",
        ])
      #expect(status == 0)
      let rows = try OriginRow.all(results)
      for named in Self.named {
        let row = try #require(
          rows.first {
            $0.gene == named.gene && $0.site.contains(":\(named.position):")
              && $0.laterSample.name.hasSuffix(named.later)
          })
        let expected = uncalled == "missing" ? named.missing : named.censored
        #expect(expected.contains(row.call), "\(named.gene) \(row.proteinChange): \(row.call)")
        #expect(row.flags.contains(.purityEstimated) && row.flags.contains(.copyNumberAssumed))
        let isListedTwice = row.earlier.alternate != nil && row.later.alternate != nil
        if uncalled == "missing" {
          #expect((row.reason == .notAssessable) == !isListedTwice)
          #expect((row.acquired == nil) == !isListedTwice)
        } else {
          #expect(row.flags.contains(.censored) == !isListedTwice)
          // A sample whose depth is not known has less power than one that was counted.
          if row.earlier.alternate == nil {
            #expect(try #require(row.earlier.detectionPower) < 0.9)
          }
        }
      }
      // An absent row is never read as a sighting.
      for row in rows where row.call.isPreexisting || row.call == .acquired {
        #expect((row.later.alternate ?? 0) > 0, "\(row.laterSample.name) \(row.site)")
      }
    }
  }
}
