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
        "role of P1-T2, P2-liver: write primary, recurrence, metastasis, plasma or normal; no file "
          + "tells it, nor does the name"
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

  @Test func `a portal's words are repeated, and asked where they tell no role`() throws {
    let folder = try StudyFolder.portal(
      samples: Table.tabs(
        "PATIENT_ID SAMPLE_ID SAMPLE_TYPE CALC_MET_SETTING\nP1 A Primary ~\nP1 B Unclear ~\n"
          + "P2 C ~ METASTATIC_DISEASE\nP2 D ~ ~\nP3 E ~ ~"))
    let draft = try SheetDraft(folder: folder.url.path)
    #expect(
      draft.corrections == [
        "role of D, E: write primary, recurrence, metastasis, plasma or normal; no value in "
          + "SAMPLE_TYPE, CALC_MET_SETTING",
        "role of B: write primary, recurrence, metastasis, plasma or normal; SAMPLE_TYPE 'Unclear'",
      ])
    let text = draft.text(prefix: "", name: "samples.csv")
    #expect(text.contains("#   CALC_MET_SETTING 'METASTATIC_DISEASE' as metastasis (1 sample)\n"))
    #expect(!text.contains("'Primary' as primary"))
  }

  @Test func `many samples are told by their number`() throws {
    let folder = try StudyFolder()
    let rows = (1...9).map { "TP53 17 100 Missense_Mutation C T X\($0)Y 100 60 40 p.A1B" }
    try folder.write(Table.maf(rows.joined(separator: "\n")), to: "a.maf")
    let corrections = try SheetDraft(folder: folder.url.path).corrections
    #expect(
      corrections.map { $0.hasPrefix("patient of 9 samples, the first X1Y:") } == [true, false])
  }

  // MARK: - Files of callers

  private static let substitution =
    "17 100 . C G . PASS SOMATIC DP:FDP:SDP:SUBDP:AU:CU:GU:TU "
    + "12:0:0:0:0,0:12,12:0,0:0,0 20:0:0:0:0,0:11,11:4,5:0,0"
  private static let indel =
    "17 90 . C CTAT . PASS SOMATIC DP:DP2:TAR:TIR:TOR 28:28:26,26:0,0:2,2 20:20:10,11:8,9:2,2"

  private func draft(_ files: [String: String]) throws -> (StudyFolder, SheetDraft, [String]) {
    let folder = try StudyFolder()
    for (name, text) in files {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name).deletingLastPathComponent(),
        withIntermediateDirectories: true)
      try folder.write(text, to: name)
    }
    let draft = try SheetDraft(folder: folder.url.path)
    let rows = draft.text(prefix: "", name: "samples.csv").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map(String.init)
    return (folder, draft, rows)
  }

  @Test func `two files of Strelka are one row, named after their folder`() throws {
    let snvs = VCFText.file(Self.substitution)
    let indels = VCFText.file(Self.indel)
    let (folder, draft, rows) = try draft([
      "P1-primary/results/variants/somatic.snvs.vcf": snvs,
      "P1-primary/results/variants/somatic.indels.vcf": indels,
      "strelka/P1-met_vs_P1-blood.strelka.somatic_snvs.vcf": snvs,
      "strelka/P1-met_vs_P1-blood.strelka.somatic_indels.vcf": indels,
      "strelka/P1-met_vs_P1-blood.manta.somatic_sv.vcf": snvs,
      "variants/germline.P1-blood.haplotypecaller.vcf": snvs,
    ])
    #expect(
      rows == [
        "patient,sample,role,day,site,specimen,sex,purity,mutations",
        "P1,P1-met,metastasis,,,,,,\"strelka/P1-met_vs_P1-blood.strelka.somatic_snvs.vcf;"
          + "strelka/P1-met_vs_P1-blood.strelka.somatic_indels.vcf\"",
        "P1,P1-primary,primary,,,,,,\"P1-primary/results/variants/somatic.snvs.vcf;"
          + "P1-primary/results/variants/somatic.indels.vcf\"",
      ])
    let text = draft.text(prefix: "", name: "samples.csv")
    #expect(text.contains("\n#   sample of P1-met, P1-primary\n"))
    #expect(text.contains("somatic_sv.vcf: structural variants by its name"))
    #expect(text.contains("haplotypecaller.vcf: inherited variants by its name"))
    try folder.write(text, to: "samples.csv")
    #expect(
      try folder.readStrictly().patient(at: 0).table == [
        "17:90 ->TAT 8/18 8/18", "17:100 C>G 4/15 4/15",
      ])
  }

  @Test func `a file named after a sample without its patient is that sample's`() throws {
    let (_, _, rows) = try draft([
      "a/T1_vs_N1.strelka.somatic_snvs.vcf": VCFText.file(Self.substitution),
      "b/x.mutect2.vcf": VCFText.file(
        samples: ["P1_N1", "P1_T1"], "17 100 . C G . PASS . AD:DP 9,0:9 5,4:9"),
    ])
    #expect(
      rows.dropFirst() == [
        "P1,P1_N1,normal,,,,,,b/x.mutect2.vcf",
        "P1,P1_T1,?,,,,,,a/T1_vs_N1.strelka.somatic_snvs.vcf",
      ])
  }

  @Test func `a table without a sample is given by its name, and one of another sample is named`()
    throws
  {
    let (_, draft, rows) = try draft([
      "x.mutect2.vcf": VCFText.file(
        samples: ["P1_N1", "P1_T1"], "17 100 . C G . PASS . AD:DP 9,0:9 5,4:9"),
      "T1_vs_N1.purityploidy.txt": Table.tabs("AberrantCellFraction Ploidy\n0.6 2.1"),
      "T2_vs_N1.segments.txt": Table.tabs(
        "sample chr startpos endpos nMajor nMinor\nT2 17 1 900 1 1"),
    ])
    #expect(rows.last == "P1,P1_T1,?,,,,,,x.mutect2.vcf,T1_vs_N1.purityploidy.txt")
    let text = draft.text(prefix: "", name: "s.csv")
    #expect(text.contains("#   T2_vs_N1.segments.txt: is of T2, no sample of the other files\n"))
    #expect(text.contains("; remove the row where nobody knows:\n"))
  }

  @Test(
    "names of files",
    arguments: [
      ("P1.vcf", "P1", nil), ("somatic.snvs", nil, nil),
      ("x/P1_T/results/somatic.indels", "P1_T", nil),
      ("StrelkaBP_P1_vs_P2_somatic_snvs", "P1", "P2"), ("P1-T2.sorted.dedup", "P1-T2", nil),
      ("P1.hard-filtered", "P1", nil), ("bams/P01_met.recal.bqsr", "P01_met", nil),
    ] as [(String, String?, String?)])
  func files(path: String, sample: String?, normal: String?) {
    let plain = path.hasSuffix(".vcf") ? String(path.dropLast(4)) : path
    #expect(CallFileName(plain).sample == sample)
    #expect(CallFileName(plain).normal == normal)
  }

  @Test func `tables of copy numbers that are not read are told with the reason`() throws {
    let (_, draft, rows) = try draft([
      "a.maf": Table.maf("TP53 17 100 Missense_Mutation C T P1-T 100 60 40 p.A1B"),
      "P1-T.seg": Table.tabs("ID chrom loc.start loc.end num.mark seg.mean\nP1-T 17 1 900 9 0.1"),
      "P1-T.purple.cnv.somatic.tsv": Table.tabs(
        "#chromosome start end copyNumber segmentStartSupport minorAlleleCopyNumber majorAlleleCopyNumber\n"
          + "17 1 80000000 2.0 NONE 1.0 1.0"),
    ])
    #expect(rows.last == "?,P1-T,?,,,,,,a.maf,P1-T.purple.cnv.somatic.tsv")
    #expect(
      draft.text(prefix: "", name: "s.csv").contains(
        "#   P1-T.seg: this is a SEG table of log2 ratios, which hold no copies of each allele\n"))
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
