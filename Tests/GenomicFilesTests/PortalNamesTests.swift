import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel
import _TestSupport

/// Folders of cBioPortal studies that lack meta files, as people have them.
@Suite("Folders of cBioPortal studies without their meta files")
struct PortalNamesTests {
  private static let samples = """
    SAMPLE_ID PATIENT_ID SAMPLE_TIMEPOINT CALC_MET_SETTING BX_TIME_DAYS
    A P1 P1_T1 NO|METASTATIC|DISEASE|PRESENT 0
    B P1 P1_T2 METASTATIC|DISEASE|PRESENT 114
    """

  private static let mutations = """
    TP53 17 100 Missense_Mutation C T A 100 60 40 p.A1B
    TP53 17 100 Missense_Mutation C T B 100 50 50 p.A1B
    """

  /// Tables of samples and mutations under some names, and nothing else.
  private func folder(samples: String, mutations: String) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(
      Table.tabs(StudyFolder.portalHeader + Self.samples).replacing("|", with: " "), to: samples)
    try folder.write(Table.maf(Self.mutations), to: mutations)
    return folder
  }

  @Test func `names of cBioPortal's files are enough, and a warning says what was taken for what`()
    throws
  {
    let folder = try folder(
      samples: "data_clinical_sample.tmb_output.txt", mutations: "data_mutations_extended.tsv")
    try folder.write(
      Table.tabs("PATIENT_ID SEX\nP1 Female"), to: "data_clinical_patient.txt")
    try folder.write("x\ty\n1\t2\n", to: "patients_of_interest.tsv")
    let study = try folder.readPortal()
    #expect(
      folder.warnings(of: study) == [
        "folder: warning: no meta_study.txt: read by the names of cBioPortal's files: "
          + "data_clinical_sample.tmb_output.txt (samples), data_clinical_patient.txt (patients), "
          + "data_mutations_extended.tsv (mutations); a line 'reference_genome: hg19' or "
          + "'reference_genome: hg38' in meta_study.txt would state the assembly"
      ])
    let patient = study.patient(at: 0)
    #expect(patient.samples.map(\.role) == [.primary, .metastasis])
    #expect(patient.samples.map(\.day) == [0, 114] && patient.sex == .female)
    #expect(study.build == nil)
    #expect(StudyCheck(sheet: folder.url.path).findings.map(\.level) == [.warning])
    try folder.write("reference_genome: hg38\n", to: "meta_study.txt")
    let whole = try folder.readPortal()
    #expect(whole.warnings.isEmpty && whole.build == .hg38)
  }

  @Test(arguments: [
    ("clinical_samples.tsv", "data_mutations.txt"), ("data_clinical_sample.txt", "calls.maf"),
    ("biopsies.txt", "calls.maf"),
  ])
  func `what is missing is listed with its lines, and the list works`(
    samples: String, mutations: String
  ) throws {
    let folder = try folder(samples: samples, mutations: mutations)
    try folder.write("x\ty\n1\t2\n", to: "notes.txt")
    let error = try #require(throws: InputErrors.self) { _ = try folder.readPortal() }
    var added = 0
    for line in error.errors.map(\.message) {
      // What a reader would do: make the file that is named, of the lines in quotes.
      let path = try #require(line.components(separatedBy: ": error: ").first)
      let lines = line.components(separatedBy: "'").enumerated()
        .filter { $0.offset % 2 == 1 }.map(\.element)
      #expect(lines.count >= 3 && !line.contains("FILE"))
      try (lines.joined(separator: "\n") + "\n")
        .write(toFile: path, atomically: false, encoding: .utf8)
      added += 1
    }
    let isUsual = [samples == "data_clinical_sample.txt", mutations == "data_mutations.txt"]
    #expect(added == isUsual.count { !$0 })
    let study = try folder.readPortal()
    #expect(study.patient(at: 0).mutations.count == 1)
    #expect(study.patient(at: 0).samples.map(\.id) == ["A", "B"])
  }

  @Test func `several tables that may be meant are listed`() throws {
    let folder = try folder(samples: "data_clinical_sample.txt", mutations: "a.maf")
    try folder.write(Table.maf(Self.mutations), to: "b.maf")
    #expect(
      try folder.failure(reading: "").hasSuffix(
        "'data_filename: FILE', where FILE is one of a.maf, b.maf"))
  }

  @Test func `reads at uncalled sites are never taken as calls, nor copies as the table`() throws {
    let folder = try folder(samples: "data_clinical_sample.txt", mutations: "data_mutations.txt")
    try folder.write(Table.maf(Self.mutations), to: "data_mutations_uncalled.txt")
    try folder.write(Table.maf(""), to: "data_mutations.bak.txt")
    // A meta file that names them as calls, as studies have it.
    try folder.write(
      "genetic_alteration_type: MUTATION_EXTENDED\ndatatype: MAF\nstable_id: mutations\n"
        + "data_filename: data_mutations_uncalled.txt\n", to: "meta_mutations_uncalled.txt")
    let study = try folder.readPortal()
    #expect(study.patient(at: 0).mutations.count == 1)
    #expect(study.inputs.map(\.path).contains { $0.hasSuffix("/data_mutations.txt") })
  }

  @Test(arguments: ["notes.txt", "data_dictionary.csv", "data_raw", "meta_analysis.csv"])
  func `a folder of other things is no study`(name: String) throws {
    let folder = try StudyFolder()
    try folder.write("x\ty\n1\t2\n", to: name)
    let error = try #require(throws: InputErrors.self) { _ = try folder.readPortal() }
    #expect(error.category == .noInput)
    #expect(error.description.contains("is a directory without meta_study.txt"))
  }
}
