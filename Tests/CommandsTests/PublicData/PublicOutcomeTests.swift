import Foundation
import Results
import Studies
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// The table of patients of a public study.
private enum PublicOutcomes {
  static let patients = TestFolders.publicData(
    "formats/cbioportal_core_tests/tests/test_data/study_es_0/data_clinical_patients.txt")
}

/// A public study of breast cancers, which is in the tests of cBioPortal's importer.
@Suite(
  "Outcomes of a public study",
  .enabled(if: PublicOutcomes.patients != nil, "\(PublicData.absence)"))
struct PublicOutcomeTests {
  /// Numbers of lifelines 0.30.3; a group without a death is left out there, since its ratio is not finite.
  @Test func `equal to lifelines by the subtype of samples`() throws {
    let folder = try #require(PublicOutcomes.patients).deletingLastPathComponent().path
    var source = ClinicalSource()
    try source.add(study: folder)
    try source.group(by: "SUBTYPE")
    let summary = try ClinicalRun(source).run()
    let rows = summary.survival.filter { $0.endpoint == "OS" }
    let all = try #require(rows.first { $0.group == "all" && $0.quantity == .median })
    #expect(all.patients == 808 && all.events == 87)
    #expect(abs((all.value.value ?? 0) - 3459.830625) < 1e-6)
    #expect(abs((all.value.low ?? 0) - 2964.916875) < 1e-6)
    #expect(abs((all.value.high ?? 0) - 3945.004375) < 1e-6)
    let test = try #require(rows.first { $0.quantity == .logRank })
    #expect(abs((test.value.value ?? 0) - 11.467028960410106) < 1e-8)
    #expect(test.reference == "Luminal A" && test.patients == 505)
    let expected = [
      "Her2 enriched": (2.620951, 1.247585, 5.506145), "Luminal B": (2.279200, 1.205191, 4.310316),
      "basal-like": (1.013508, 0.456864, 2.248370),
    ]
    for row in rows where row.quantity == .hazardRatio {
      guard let numbers = expected[row.group] else {
        #expect(row.group == "Claudin low" && row.value.value == nil)
        continue
      }
      #expect(abs((row.value.value ?? 0) - numbers.0) < 1e-6, "\(row.group)")
      #expect(abs((row.value.low ?? 0) - numbers.1) < 1e-6, "\(row.group)")
      #expect(abs((row.value.high ?? 0) - numbers.2) < 1e-6, "\(row.group)")
    }
    #expect(summary.leftOut.first?.reason == .notRecorded)
  }
}

/// The Metastatic Breast Cancer Project: no survival, but the time to the metastatic diagnosis.
@Suite(
  "Outcomes of the Metastatic Breast Cancer Project",
  .enabled(if: BreastProjectStudy.table != nil, "\(PublicData.absence)"))
struct BreastProjectOutcomeTests {
  /// The attribute has the numbers of lifelines 0.30.3. Mutations, with entry at the last sample, have those
  /// of Efron's likelihood, written out in Python and maximised by scipy.
  @Test func `equal to other programs by a clinical attribute and by mutation`() async throws {
    let folder = try #require(BreastProjectStudy.table).deletingLastPathComponent().path
    func source() throws -> ClinicalSource {
      var source = ClinicalSource()
      try source.add(study: folder, time: TimeColumns(time: "CALC_TIME_TO_METS_DX_DAYS"))
      return source
    }
    #expect(throws: CommandFailure.self) {
      var bare = ClinicalSource()
      try bare.add(study: folder)
      _ = try ClinicalRun(bare).run()
    }
    func expect(
      _ source: ClinicalSource, _ ratio: Double, _ low: Double, _ high: Double, _ patients: Double
    ) throws -> ClinicalSummary {
      let summary = try ClinicalRun(source).run()
      let row = try #require(summary.survival.first { $0.quantity == .hazardRatio })
      #expect(abs((row.value.value ?? 0) - ratio) < 1e-6)
      #expect(abs((row.value.low ?? 0) - low) < 1e-6)
      #expect(abs((row.value.high ?? 0) - high) < 1e-5)
      #expect(row.patients == patients)
      return summary
    }
    var byReceptor = try source()
    try byReceptor.group(by: "DX_ER")
    let receptor = try expect(byReceptor, 1.145891, 0.676319, 1.941491, 106)
    #expect(receptor.withoutStatus == "CALC_TIME_TO_METS_DX" && receptor.daysPerMonth == nil)
    try await withTemporaryFolder { results in
      #expect(await Metachron.start(["origins", folder, "-o", results + "/r", "-q"]) == 0)
      var byMutation = try source()
      try byMutation.group(byMutationOf: "ESR1", in: results + "/r")
      let mutated = try expect(byMutation, 2.096960, 0.476244, 9.233175, 70)
      // Many metastases were diagnosed before the last biopsy.
      #expect(
        Set(mutated.leftOut.map { "\($0.reason.rawValue) \($0.patients)" })
          == ["ended_before_biopsy 39", "biopsy_without_day 5"])
    }
  }
}
