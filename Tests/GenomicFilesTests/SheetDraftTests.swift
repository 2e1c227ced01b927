import DelimitedText
import Foundation
import Testing
import TumorModel

@testable import Studies

@Suite("The draft of a sheet")
struct SheetDraftTests {
  private static let vcf = """
    ##fileformat=VCFv4.2
    ##normal_sample=P2-blood
    #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT P2-blood P2-liver
    17 37880220 . T C . PASS . AD:DP 60,0:60 30,20:50

    """

  /// A folder with a MAF of two samples, a VCF of one pair, segments and files of no use.
  private func folder() throws -> StudyFolder {
    let folder = try StudyFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "cn"), withIntermediateDirectories: true)
    try folder.write(
      Table.maf(
        """
        TP53 17 100 Missense_Mutation C T P1-primary 100 60 40 p.A1B
        TP53 17 100 Missense_Mutation C T P1-T2 100 50 50 p.A1B
        """), to: "study.maf")
    try folder.write(Table.tabs(Self.vcf), to: "P2.vcf")
    try folder.write(
      Table.tabs("chromosome start end major_cn minor_cn\n17 1 80000000 1 1"),
      to: "cn/P1-T2.seg.tsv")
    try folder.write(Table.tabs("purity ploidy\n0.5 2"), to: "cn/P1-primary.purity.txt")
    try folder.write("chr1\t0\t100\n", to: "panel.bed")
    try folder.write("hello", to: "notes.txt")
    return folder
  }

  @Test func `tells what files tell, and leaves the rest open`() throws {
    let folder = try folder()
    let draft = try SheetDraft(folder: folder.url.path)
    let text = draft.text(prefix: "", name: "samples.csv")
    #expect(
      text.split(separator: "\n").filter { !$0.hasPrefix("#") } == [
        "patient,sample,role,day,site,specimen,sex,purity,mutations,segments,purity_file",
        "P1,P1-T2,?,,,,,,study.maf,cn/P1-T2.seg.tsv,",
        "P1,P1-primary,primary,,,,,,study.maf,,cn/P1-primary.purity.txt",
        "P2,P2-blood,normal,,,,,,P2.vcf,,",
        "P2,P2-liver,?,,,,,,P2.vcf,,",
      ])
    #expect(
      draft.corrections == [
        "role of P1-T2, P2-liver: primary, recurrence, metastasis, plasma or normal"
      ])
    #expect(text.contains("#   patient of P1-T2, P1-primary, P2-blood, P2-liver\n"))
    #expect(text.contains("#   panel.bed: name it in targets"))
    #expect(!text.contains("notes.txt"))
  }

  @Test func `is read once what it names is corrected`() throws {
    let folder = try folder()
    let text = try SheetDraft(folder: folder.url.path).text(prefix: "", name: "samples.csv")
    try folder.write(text, to: "samples.csv")
    #expect(try folder.failure().contains("role is '?'"))
    let corrected = text.replacing(",?,", with: ",metastasis,")
    try folder.write(corrected, to: "samples.csv")
    let study = try folder.read()
    #expect(study.patientIDs == ["P1", "P2"])
    #expect(study.samples(ofPatientAt: 0).map(\.id) == ["P1-T2", "P1-primary"])
    #expect(study.normals(ofPatientAt: 1).map(\.id) == ["P2-blood"])
  }

  @Test func `a patient that the names do not tell is open`() throws {
    let folder = try StudyFolder()
    try folder.write(
      Table.maf("TP53 17 100 Missense_Mutation C T lone 100 60 40 p.A1B"), to: "a.maf")
    let draft = try SheetDraft(folder: folder.url.path)
    #expect(draft.corrections.count == 2 && draft.patientCount == 0 && draft.sampleCount == 1)
    #expect(draft.text(prefix: "x/", name: "s.csv").hasSuffix("\n?,lone,?,,,,,,x/a.maf\n"))
  }

  @Test(
    "patients and roles from names",
    arguments: [
      (["P01-primary", "P01-liver"], ["P01", "P01"], [SampleRole.primary, nil]),
      (
        ["A_met_1", "A_relapse", "B_1", "B_2"], ["A", "A", "B", "B"],
        [.metastasis, .recurrence, nil, nil]
      ),
      (
        ["TCGA-A1-0001-01A-11D", "TCGA-A1-0001-06A-11D", "TCGA-A2-0009-10A-01D"],
        ["TCGA-A1-0001", "TCGA-A1-0001", "TCGA-A2-0009"], [.primary, .metastasis, .normal]
      ),
      (["one", "two"], [nil, nil], [nil, nil]),
      (["P7-metastasis", "P8-abnormal"], ["P7", nil], [.metastasis, nil]),
    ] as [([String], [String?], [SampleRole?])])
  func names(samples: [String], patients: [String?], roles: [SampleRole?]) {
    let guess = NameGuess(samples)
    #expect(samples.map { guess.patients[$0] } == patients)
    #expect(samples.map { NameGuess.role(of: $0, patient: guess.patients[$0]) } == roles)
  }

  @Test func `the folder of a portal study gives what its tables tell`() throws {
    let folder = try StudyFolder.portal(
      samples: "PATIENT_ID SAMPLE_ID SAMPLE_TYPE\nP1 A Primary\nP1 B Unclear")
    let draft = try SheetDraft(folder: folder.url.path + "/")
    let text = draft.text(prefix: "", name: "samples.csv")
    #expect(
      text.hasSuffix(
        "\nP1,A,primary,,,,,,data_mutations.txt\nP1,B,?,,,,,,data_mutations.txt\n"))
    try folder.write(text.replacing(",?,", with: ",met,"), to: "samples.csv")
    #expect(try folder.read().samples(ofPatientAt: 0).map(\.role) == [.primary, .metastasis])
  }

  @Test func `a folder without samples is refused`() throws {
    let folder = try StudyFolder()
    try folder.write("Hugo_Symbol\tTumor_Sample_Barcode\tChromosome\nA\tS\t1\n", to: "a.maf")
    let error = try #require(throws: InputErrors.self) {
      _ = try SheetDraft(folder: folder.url.path)
    }
    #expect(error.category == .noInput)
    #expect(error.description.contains("a.maf: a MAF without t_alt_count and t_ref_count"))
    #expect(throws: InputErrors.self) { _ = try SheetDraft(folder: folder.path("a.maf")) }
    #expect(throws: InputErrors.self) { _ = try SheetDraft(folder: folder.path("none")) }
  }

  @Test func `names that would break a row are quoted`() throws {
    let folder = try StudyFolder.portal(
      samples: Table.tabs("PATIENT_ID SAMPLE_ID SAMPLE_TYPE\nP1 A Primary").replacing(
        "P1", with: "P,1\"x"))
    let text = try SheetDraft(folder: folder.url.path).text(prefix: "", name: "s.csv")
    #expect(text.contains("\n\"P,1\"\"x\",A,primary,"))
    try folder.write(text, to: "samples.csv")
    #expect(try folder.read().patientIDs == ["P,1\"x"])
  }
}
