import ClonalEvolution
import CohortStatistics
import Results
import Testing
import TumorModel

@testable import Commands

/// Small studies whose right answer is known, through the command.
@Suite("Cases of origins")
struct OriginCaseTests {
  private static let plain = [
    "patient,sample,role,day,order,purity,sex,specimen,mutations,segments",
    "A,P,primary,0,,,female,,m.maf,", "A,M,metastasis,900,,,female,,m.maf,",
  ]

  private func pair(_ earlier: (Int, Int), _ later: (Int, Int)) -> CaseStudy {
    CaseStudy(
      sheet: Self.plain,
      rows: [
        .init(gene: "ERBB2", sample: "P", reads: earlier),
        .init(gene: "ERBB2", sample: "M", reads: later),
      ])
  }

  private func row(_ study: CaseStudy) async throws -> OriginRow {
    var found: OriginRow?
    try await withTemporaryFolder { folder in
      found = try await study.origins(in: folder)?.row("ERBB2")
    }
    return try #require(found)
  }

  /// One driver, clear in the metastasis, of a study without purities and copy numbers.
  @Test func `presence grows with the reads of one driver`() async throws {
    var (preexisting, above) = (0.0, 0.0)
    for count in [2, 4, 5, 8, 15] {
      let row = try await row(pair((count, 500), (150, 500)))
      let p = try #require(row.preexistingSubclonal) + (try #require(row.preexistingClonal))
      let tail = try #require(row.earlierAboveThreshold)
      #expect(p >= preexisting && tail >= above, "\(count) reads")
      (preexisting, above) = (p, tail)
      // A coincidence of an artefact with a clear mutation is rare.
      #expect(row.reason != .artefactSuspected && row.call != .artefact, "\(count) reads")
      if count >= 5 { #expect(row.call.isPreexisting, "\(count) reads: \(row.call), \(p)") }
    }
  }

  @Test func `what one sample shows once at 1 % may be an artefact`() async throws {
    let row = try await row(pair((0, 500), (5, 500)))
    #expect(try #require(row.artefact) > 0.02)
    #expect(try #require(row.acquired) < 0.98)
  }

  @Test func `a region of the day that shows the driver decides`() async throws {
    let study = CaseStudy(
      sheet: [
        Self.plain[0], "A,P1,primary,0,,,female,,m.maf,", "A,P2,primary,0,,,female,,m.maf,",
        "A,M1,metastasis,900,,,female,,m.maf,",
      ],
      rows: [
        .init(gene: "ERBB2", sample: "P1", reads: (0, 300)),
        .init(gene: "ERBB2", sample: "P2", reads: (100, 400)),
        .init(gene: "ERBB2", sample: "M1", reads: (150, 500)),
      ])
    try await withTemporaryFolder { folder in
      let outcome = try #require(try await study.origins(in: folder))
      let joint = try #require(outcome.rows.first { $0.earlierSample.isJoint })
      #expect(joint.call.isPreexisting)
      // The joint call is the patient's.
      let gene = try #require(outcome.summary.genes.first)
      #expect(gene[.preexisting] == 1 && gene[.acquired] == 0)
      #expect(outcome.summary.calls[.acquired] == 0 && outcome.summary.calls.total == 1)
      // The row of the region without it is not left to stand alone.
      let alone = try #require(outcome.row("ERBB2", earlier: "P1"))
      #expect(alone.call != .acquired || alone.explanation.isShownElsewhere == true)
      #expect(try #require(outcome.row("ERBB2", earlier: "P2")).call.isPreexisting)
    }
  }

  // Alternate reads and depths of the primary and the metastasis.
  private static let trunk = [
    (861, 3002, 929, 2970), (895, 3042, 879, 2968), (868, 2949, 864, 3006), (905, 3002, 880, 3018),
    (900, 2994, 902, 3014), (888, 2935, 893, 2946), (940, 3066, 898, 2963), (900, 3061, 908, 2935),
    (905, 3014, 952, 3058), (911, 3045, 928, 3058), (937, 3031, 863, 2961), (919, 2981, 910, 3070),
    (917, 3007, 931, 2960), (918, 2980, 855, 3013), (894, 2992, 882, 2965), (910, 3050, 889, 3031),
    (881, 2951, 920, 2967), (861, 2967, 856, 2945), (904, 2983, 881, 3003), (940, 3043, 870, 2981),
  ]
  private static let clone = [
    (7, 3041, 895, 3085), (10, 2961, 902, 3053), (6, 2980, 873, 2953), (12, 3016, 881, 3016),
    (10, 3006, 883, 3017), (15, 3011, 854, 2936), (5, 2963, 897, 2942), (13, 3051, 923, 3110),
    (8, 2914, 857, 2961), (5, 3024, 887, 2989), (9, 2951, 881, 3076), (15, 2891, 901, 3042),
    (9, 2974, 910, 2907), (6, 2923, 866, 3021), (11, 3049, 907, 3031), (12, 3120, 860, 2894),
    (9, 3009, 893, 3012), (10, 2884, 884, 3019), (5, 3024, 823, 2879), (5, 2887, 859, 2897),
  ]

  @Test(arguments: [false, true])
  func `a small clone is not taken for errors`(isRateStated: Bool) async throws {
    let rate = isRateStated ? "3e-4" : ""
    var rows: [CaseStudy.Row] = []
    for (index, reads) in (Self.trunk + Self.clone).enumerated() {
      let gene = index < Self.trunk.count ? "T\(index)" : "C\(index)"
      for (sample, counts) in [("P", (reads.0, reads.1)), ("M", (reads.2, reads.3))] {
        rows.append(
          .init(
            gene: gene, chromosome: "1", position: 1_100_000 + 100_000 * index, bases: ("A", "G"),
            protein: "p.A1V", sample: sample, reads: counts))
      }
    }
    let study = CaseStudy(
      sheet: [
        "patient,sample,role,day,purity,sex,mutations,segments,error_rate",
        "A,P,primary,0,0.6,female,m.maf,cn.tsv,\(rate)",
        "A,M,metastasis,900,0.6,female,m.maf,cn.tsv,\(rate)",
      ], rows: rows, hasSegments: true)
    try await withTemporaryFolder { folder in
      let outcome = try #require(try await study.origins(in: folder, genes: "C20"))
      let trunk = outcome.rows.filter { $0.gene.hasPrefix("T") }
      #expect(trunk.count == 20 && trunk.allSatisfy { $0.call == .preexistingClonal })
      let clone = outcome.rows.filter { $0.gene.hasPrefix("C") }
      #expect(clone.count == 20)
      for row in clone {
        let acquired = try #require(row.acquired)
        #expect(try #require(row.earlier.cellFractionHigh) >= 0.01)
        if isRateStated {
          #expect(row.call.isPreexisting, "\(row.gene): \(row.call), \(acquired)")
        } else {
          // Reads alone hardly tell the clone from a high rate of errors.
          #expect(acquired > 0.2 && acquired < 0.9, "\(row.gene): \(acquired)")
        }
      }
    }
  }

  @Test func `an inherited variant is called so and counted nowhere`() async throws {
    let sites: [(String, String, Int, String, (Int, Int), (Int, Int), (Int, Int))] = [
      ("ERBB2", "17", 37_879_588, "p.I655V", (98, 200), (260, 500), (61, 120)),
      ("PIK3CA", "3", 178_952_085, "p.X1Y", (60, 200), (150, 500), (0, 120)),
      ("TP53", "17", 7_577_539, "p.X1Y", (55, 200), (140, 500), (0, 120)),
    ]
    let study = CaseStudy(
      sheet: [
        "patient,sample,role,day,purity,sex,mutations", "A,P,primary,0,.6,female,m.maf",
        "A,M,metastasis,900,.6,female,m.maf",
      ],
      rows: sites.flatMap { site in
        [("P", site.4), ("M", site.5)].map { sample, reads in
          CaseStudy.Row(
            gene: site.0, chromosome: site.1, position: site.2, bases: ("A", "G"),
            protein: site.3, sample: sample, reads: reads, normal: site.6)
        }
      })
    try await withTemporaryFolder { folder in
      let outcome = try #require(try await study.origins(in: folder))
      let variant = try #require(outcome.row("ERBB2"))
      #expect(variant.call == .germline && variant.reason == nil)
      #expect(try #require(variant.germline) > 0.99)
      for gene in ["PIK3CA", "TP53"] {
        let row = try #require(outcome.row(gene))
        #expect(row.call.isPreexisting)
        #expect(try #require(row.germline) < 0.01)
      }
      // In no fraction: neither among the acquired nor among the pre-existing.
      let gene = try #require(outcome.summary.genes.first)
      #expect(gene[.acquired] == 0 && gene[.preexisting] == 0)
      #expect(outcome.summary.calls[.germline] == 1)
    }
  }
}
