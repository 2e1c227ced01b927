import Results
import Testing
import TumorModel

@testable import Commands

/// The calls on public melanomas against the labels of those who published them.
///
/// Thresholds are what was measured less a margin. Where the two disagree it is mostly on shallow
/// sites, which the authors left unclassified and which are underpowered here.
@Suite("Public melanomas", .enabled(if: MelanomaStudy.folder != nil, "\(PublicData.absence)"))
struct MelanomaTests {
  /// What is asked of one pair.
  private struct Bar {
    var patient: String
    var metastasis: String
    /// The least share of mutations present in both that are called pre-existing.
    var trunk: Double
    /// The fewest mutations absent from the primary and present later that are called acquired.
    var acquired: Int
  }

  private static let bars = [
    Bar(patient: "A", metastasis: "met1", trunk: 0.99, acquired: 60),
    Bar(patient: "A", metastasis: "met2", trunk: 0.99, acquired: 40),
    Bar(patient: "A", metastasis: "met3", trunk: 0.99, acquired: 64),
    Bar(patient: "B", metastasis: "met1", trunk: 0.97, acquired: 1),
    Bar(patient: "B", metastasis: "met2", trunk: 0.95, acquired: 3),
    Bar(patient: "B", metastasis: "met3", trunk: 0.97, acquired: 3),
    Bar(patient: "C", metastasis: "met1", trunk: 0.99, acquired: 2),
    Bar(patient: "C", metastasis: "met2", trunk: 0.99, acquired: 0),
    Bar(patient: "D", metastasis: "met1", trunk: 0.99, acquired: 1),
    Bar(patient: "D", metastasis: "met2", trunk: 0.99, acquired: 3),
    Bar(patient: "D", metastasis: "met3", trunk: 0.99, acquired: 3),
  ]

  /// Purities that the clonal peak of the plainest loci shows, by eye.
  private static let peaks: [(sample: String, purity: Double)] = [
    ("A-primary", 0.73), ("A-met1", 0.26), ("A-met2", 0.40), ("A-met3", 0.61),
    ("B-primary", 0.86), ("B-met1", 0.21), ("B-met2", 0.85), ("B-met3", 0.48),
    ("C-primary", 0.50), ("C-met1", 0.81), ("C-met2", 0.48),
    ("D-primary", 0.49), ("D-met1", 0.57), ("D-met2", 0.74), ("D-met3", 0.84),
  ]

  @Test func `calls agree with the published labels`() async throws {
    let study = try MelanomaStudy()
    try await withTemporaryFolder { folder in
      let sheet = try study.write(to: folder)
      let results = folder + "/results"
      let status = await Metachron.start(
        ["origins", sheet, "-o", results, "--sensitivity", "none", "-q"])
      #expect(status == 0)
      let calls = Dictionary(
        try OriginRow.all(results).map { ("\($0.laterSample.name) \($0.site)", $0) }
      ) { first, _ in first }

      for bar in Self.bars {
        let (patient, met) = (bar.patient, bar.metastasis)
        let sites = try #require(study.sites[patient])
        let rows = try sites.map { site in
          (site, try #require(calls["\(patient)-\(met) \(site.name)"]))
        }
        let trunk = rows.filter {
          $0.0.isPresent["primary"] == true && $0.0.isPresent[met] == true
        }
        let preexisting = trunk.count { $0.1.call.isPreexisting }
        #expect(
          Double(preexisting) >= bar.trunk * Double(trunk.count),
          "\(patient) \(met): \(preexisting) of \(trunk.count) called pre-existing")
        #expect(!trunk.contains { $0.1.call == .acquired }, "\(patient) \(met)")
        let acquired = rows.filter {
          $0.0.isPresent["primary"] == false && $0.0.isPresent[met] == true
            && $0.1.call == .acquired
        }
        #expect(acquired.count >= bar.acquired, "\(patient) \(met): \(acquired.count) acquired")
      }

      // No label without reads of the samples that it speaks of.
      for row in calls.values {
        let (before, after) = (row.earlier.alternate ?? 0, row.later.alternate ?? 0)
        if row.call == .acquired { #expect(after > 0, "\(row.laterSample.name) \(row.site)") }
        if row.call == .lost { #expect(before > 0, "\(row.laterSample.name) \(row.site)") }
        if row.call.isPreexisting {
          #expect(before > 0 && after > 0, "\(row.laterSample.name) \(row.site)")
        }
      }
      try purities(results)
    }
  }

  /// The estimated purities against the clonal peaks: the right mode, not half or double.
  private func purities(_ results: String) throws {
    let pairs = try PatientTable<PairRow>(path: "\(results)/\(PairRow.table.fileName)").rows()
    var purities: [String: Double] = [:]
    for pair in pairs {
      if let earlier = pair.earlierSample.id { purities[earlier] = pair.earlier.purity }
      purities[pair.laterSample.name] = pair.later.purity
    }
    for (sample, peak) in Self.peaks {
      let purity = try #require(purities[sample])
      #expect(abs(purity - peak) <= 0.08, "\(sample): \(purity)")
    }
  }
}
