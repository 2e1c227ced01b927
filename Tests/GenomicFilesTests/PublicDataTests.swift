import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel
import _TestSupport

/// Public tables, read where they lie beside the repository.
@Suite struct PublicDataTests {
  private static let breast = TestFolders.publicData("mbcproject/data_mutations_extended.tsv")
  private static let portal = TestFolders.publicData(
    "formats/cbioportal_core_tests/tests/test_data/study_es_0/data_mutations_extended.maf")
  private static let vcf2maf = TestFolders.publicData("formats/vcf2maf/test_b38_output.maf")

  /// A study of all barcodes of a table, the patient being what a rule takes of a barcode.
  private func study(
    _ table: URL, barcodes: Set<String>, patient: (String) -> String
  ) throws -> Study {
    let folder = try StudyFolder()
    let rows = barcodes.sorted().map { "\(patient($0)),\($0),metastasis,\(table.path)\n" }
    try folder.write("patient,sample,role,mutations\n" + rows.joined(), to: "samples.csv")
    return try folder.read()
  }

  private func column(_ name: String, of table: URL) throws -> [String] {
    let lines = try String(contentsOf: table, encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    let header = try #require(lines.first)
    let place = try #require(header.firstIndex { $0 == name })
    return lines.dropFirst().map { String($0[place]) }
  }

  @Test(.enabled(if: breast != nil, "the public table is not beside the repository"))
  func `the Metastatic Breast Cancer Project is read whole`() throws {
    let table = try #require(Self.breast)
    let barcodes = try column("Tumor_Sample_Barcode", of: table)
    #expect(barcodes.count == 24_027)
    let study = try study(table, barcodes: Set(barcodes)) { barcode in
      String(barcode.prefix { $0 != "_" }) + "_"
        + String(barcode.drop { $0 != "_" }.dropFirst().prefix { $0 != "-" })
    }
    #expect(study.patientCount == 180)
    #expect(
      study.warnings.map(\.text).filter { $0.contains("duplicate") } == ["48 duplicate rows merged"]
    )
    let patients = study.patients
    let observations = patients.flatMap { $0.observations.flatMap { $0 } }
    #expect(observations.count { $0.counts != nil } == 24_027 - 48)
    #expect(!observations.contains(.withoutCounts))
    let mutations = patients.flatMap(\.mutations)
    #expect(mutations.contains { $0.gene == "ERBB2" && $0.proteinChange == "p.L755S" })
    let merged = try #require(patients.first { $0.id.hasSuffix("pktAIxFb") })
    let site = try #require(merged.mutations.firstIndex { $0.proteinChange == "p.Y537N" })
    #expect(merged.flags[site] == .duplicateRows)
    #expect(merged.observations.compactMap { $0[site].counts?.alternate } == [88])
  }

  @Test(.enabled(if: portal != nil, "the public table is not beside the repository"))
  func `a cBioPortal table is read`() throws {
    let table = try #require(Self.portal)
    let barcodes = try column("Tumor_Sample_Barcode", of: table)
    let study = try study(table, barcodes: Set(barcodes)) { String($0.prefix(12)) }
    #expect(study.build == .hg19)
    let mutations = study.patients.flatMap(\.mutations)
    #expect(mutations.contains { $0.gene == "OR11H1" && $0.proteinChange == "p.V89A" })
  }

  @Test(.enabled(if: vcf2maf != nil, "the public table is not beside the repository"))
  func `a table of vcf2maf is read`() throws {
    let study = try study(try #require(Self.vcf2maf), barcodes: ["TUMOR"]) { $0 }
    #expect(study.build == .hg38)
    let patient = study.patient(at: 0)
    let mutation = try #require(patient.mutations.first { $0.gene == "RUNX1" })
    #expect(mutation.proteinChange == "p.L429R")
    #expect(
      patient.observations[0].contains(
        .counted(try #require(ReadCounts(alternate: 21, depth: 54)))))
  }
}
