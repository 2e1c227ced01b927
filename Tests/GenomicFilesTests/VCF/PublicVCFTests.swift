import Foundation
import HTSlib
import Studies
import Testing
import TumorModel
import _TestSupport

/// A public VCF, the column of its tumour and a row of it read by eye.
struct PublicVCF: CustomTestStringConvertible {
  let path: String
  let sample: String
  /// How many mutations pass.
  let count: Int
  let row: String

  var testDescription: String { path }
}

@Suite(
  .enabled(
    if: TestFolders.publicData("formats/vcf2maf/test_mutect.vcf") != nil,
    "the public files are not beside the repository"))
struct PublicVCFTests {
  static let files = [
    PublicVCF(
      path: "vcf2maf/test_b38.vcf", sample: "S1", count: 25, row: "21:34792478 C>T 123/901"),
    PublicVCF(path: "vcf2maf/test_muse.vcf", sample: "S1", count: 98, row: "1:8715966 C>A 12/142"),
    PublicVCF(
      path: "vcf2maf/test_mutect.vcf", sample: "S1", count: 3, row: "1:204429832 C>A 3/42"),
    PublicVCF(
      path: "vcf2maf/test_pindel.vcf", sample: "S1", count: 32, row: "1:16890972 CT>- 4/47"),
    PublicVCF(
      path: "vcf2maf/test_radia.vcf", sample: "S1", count: 92, row: "1:155294949 G>A 24/185"),
    PublicVCF(
      path: "vcf2maf/test_sniper.vcf", sample: "S1", count: 106, row: "1:16363237 C>T 18/73"),
    PublicVCF(
      path: "vcf2maf/test_strelka.vcf", sample: "S1", count: 240, row: "1:118166116 C>A 25/64"),
    PublicVCF(path: "vcf2maf/test_varscan.vcf", sample: "S1", count: 31, row: "1:2584408 C>A 4/13"),
    PublicVCF(
      path: "vcf2maf/test_merged.vcf", sample: "S1", count: 576, row: "1:2585243 C>T 15/65"),
    PublicVCF(
      path: "purecn/example_mutect2.vcf.gz", sample: "EU_It", count: 11, row: "1:182597 G>A 16/126"),
    PublicVCF(
      path: "purecn/example_vcf.vcf.gz", sample: "LIB-02240e4", count: 9, row: "1:16893675 C>A 5/43"
    ),
    PublicVCF(
      path: "purecn/issue62.vcf.gz", sample: "example_pat.tumour", count: 63,
      row: "8:468940 T>C 14/15"),
    PublicVCF(
      path: "purple/COLO829.purple.somatic.vcf.gz", sample: "COLO829v003T", count: 9,
      row: "1:696644 G>A 81/102"),
    PublicVCF(
      path: "strelka_demo/somatic.snvs.vcf.gz", sample: "S1", count: 16, row: "demo20:991 C>G 5/10"),
    PublicVCF(
      path: "strelka_demo/somatic.indels.vcf.gz", sample: "S1", count: 2,
      row: "demo20:1148 ->TAT 8/19"),
  ]

  @Test("each caller's file", arguments: files)
  func reads(_ file: PublicVCF) throws {
    let url = try #require(TestFolders.publicData("formats/\(file.path)"))
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,\(file.sample),primary,\(url.path)\n", to: "samples.csv")
    let patient = try folder.read().patient(at: 0)
    #expect(patient.mutations.count == file.count)
    #expect(patient.table.contains(file.row))
  }

  @Test func `the Strelka demo's normal has the reads of its file`() throws {
    let url = try #require(TestFolders.publicData("formats/strelka_demo/somatic.snvs.vcf.gz"))
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,T,primary,\(url.path)\nP1,N,normal,\(url.path)\n",
      to: "samples.csv")
    let patient = try folder.read().patient(at: 0)
    #expect(
      try patient.supporting.normalObservations[0][0]
        == .counted(#require(ReadCounts(alternate: 0, depth: 12))))
  }
}
