import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel
import _TestSupport

/// Public studies in other forms than a sheet.
@Suite struct PublicStudiesTests {
  private static let breast = TestFolders.publicData("mbcproject")
  private static let portal = TestFolders.publicData(
    "formats/cbioportal_core_tests/tests/test_data/study_es_0")
  private static let pairtree = TestFolders.publicData("pairtree_example/example.ssm")
  private static let pyclone = TestFolders.publicData("pyclone_vi/examples/tracerx.tsv")
  private static let sarek = TestFolders.publicData("formats/sarek")

  @Test(.enabled(if: breast != nil, "the public study is not beside the repository"))
  func `the Metastatic Breast Cancer Project is read as a folder`() throws {
    let source = try #require(Self.breast)
    let folder = try StudyFolder()
    for name in [
      "data_clinical_patient.txt", "data_clinical_sample.tmb_output.txt",
      "data_mutations_extended.tsv",
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(name), withDestinationPath: source.path + "/" + name)
    }
    try folder.write("reference_genome: hg19\n", to: "meta_study.txt")
    let study = try folder.readPortal()
    #expect(study.patientCount == 180)
    let samples = (0..<180).map { study.samples(ofPatientAt: $0) }
    #expect(samples.joined().count == 237)
    #expect(samples.count { $0.count > 1 } == 42)
    #expect(samples.joined().count { $0.day != nil } == 139)
    #expect(samples.joined().count { $0.order == nil } == 0)
    #expect(study.warnings.map(\.text).contains("48 duplicate rows merged"))
    #expect(study.patient(at: 0).sex == .female)
  }

  @Test(.enabled(if: portal != nil, "the public study is not beside the repository"))
  func `a study folder of the portal's own tests is read`() throws {
    let study = try StudyReader.read(sheet: try #require(Self.portal).path)
    #expect(study.patientCount == 841)
    #expect(study.build == .hg19)
    let samples = (0..<841).flatMap { study.samples(ofPatientAt: $0) }
    #expect(samples.count { $0.knownRole == .primary } > 800)
    #expect(study.warnings.contains { $0.location.path.hasSuffix("data_cna_hg19.seg") })
  }

  @Test(.enabled(if: pairtree != nil, "the public table is not beside the repository"))
  func `the example of Pairtree is read`() throws {
    let study = try StudyReader.read(sheet: try #require(Self.pairtree).path)
    let patient = study.patient(at: 0)
    #expect(patient.samples.map(\.id) == ["Sample 1", "Sample 2", "Sample 3"])
    #expect(patient.mutations.count == 30)
    #expect(patient.observations.joined().allSatisfy { $0.counts?.depth == 1000 })
  }

  @Test(.enabled(if: pyclone != nil, "the public table is not beside the repository"))
  func `the regions of a lung tumour are read`() throws {
    let study = try StudyReader.read(sheet: try #require(Self.pyclone).path)
    #expect(study.patientIDs == ["CRUK0001"])
    let patient = study.patient(at: 0)
    #expect(patient.samples.map { $0.purity?.value } == [0.21, 0.14, 0.11])
    #expect(patient.sex == .male)
    #expect(patient.mutations.allSatisfy { !$0.variant.chromosome.isUnplaced })
  }

  @Test(.enabled(if: sarek != nil, "the public sheets are not beside the repository"))
  func `every sheet of sarek is recognised`() throws {
    let root = try #require(Self.sarek)
    let names = try #require(FileManager.default.enumerator(atPath: root.path))
    var count = 0
    for case let name as String in names where name.hasSuffix(".csv") {
      let error = try #require(throws: InputErrors.self) {
        _ = try StudyReader.read(sheet: root.path + "/" + name)
      }
      #expect(error.description.contains("sample sheet of sarek"), "\(name)")
      count += 1
    }
    #expect(count > 20)
  }
}
