import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

@Suite("Who looked where")
struct AssayTableTests {
  /// A is of a panel without ERBB2, B of one with it.
  private func panels() throws -> StudyFolder {
    let folder = try StudyFolder.portal(
      mutations: """
        TP53 17 100 Missense_Mutation C T A 100 60 40 p.A1B
        TP53 17 100 Missense_Mutation C T B 100 50 50 p.A1B
        PTEN 10 100 Missense_Mutation C T B 100 50 50 p.A1B
        ERBB2 17 900 Missense_Mutation C T B 100 50 50 p.V777L
        """)
    try folder.write(
      Table.tabs("SAMPLE_ID mutations cna\nA P2 P2\nB P3 ~"), to: "data_gene_panel_matrix.txt")
    try folder.write(
      "stable_id: P2\ndescription: two genes\ngene_list: TP53\tPTEN\n",
      to: "data_gene_panel_P2.txt")
    try folder.write(
      "stable_id: P3\ngene_list: TP53 PTEN ERBB2\n", to: "data_gene_panel_P3.txt")
    return folder
  }

  private func list(_ samples: String, in folder: StudyFolder) throws {
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "case_lists"), withIntermediateDirectories: true)
    try folder.write(
      "stable_id: made_sequenced\ncase_list_ids: \(samples)\n",
      to: "case_lists/cases_sequenced.txt")
  }

  @Test func `a gene that the sample's panel lacks is not assayed`() throws {
    let folder = try panels()
    let study = try folder.readPortal()
    #expect(folder.warnings(of: study) == [])
    let patient = study.patient(at: 0)
    #expect(patient.mutations.map(\.gene) == ["PTEN", "TP53", "ERBB2"])
    #expect(patient.observations[0][0] == .uncalled)
    #expect(patient.observations[0][2] == .notAssayed)
    #expect(patient.samples.map { $0.coverage.covers("ERBB2") } == [.no, .yes])
    #expect(
      study.inputs.filter { $0.role == .assays }.map { folder.relative($0.path) } == [
        "data_gene_panel_matrix.txt", "data_gene_panel_P2.txt", "data_gene_panel_P3.txt",
      ])
    let check = StudyCheck(sheet: folder.url.path)
    #expect(
      check.findings.map { folder.relative("\($0.kind.rawValue) \($0.text)") } == [
        "genesNotCovered A: P2 does not look at ERBB2, where the patient has mutations: nothing is "
          + "known of them in this sample"
      ])
  }

  @Test func `a sample that the list of sequenced ones lacks was not sequenced`() throws {
    let folder = try StudyFolder.portal(
      mutations: "TP53 17 100 Missense_Mutation C T B 100 50 50 p.A1B")
    try list("B", in: folder)
    let study = try folder.readPortal()
    #expect(study.patient(at: 0).samples.map(\.coverage) == [.notSequenced, .unknown])
    #expect(study.patient(at: 0).observations[0] == [.notAssayed])
    #expect(
      folder.warnings(of: study).contains(
        "folder: warning: 1 sample not in case_lists/cases_sequenced.txt, so not sequenced: A"))
    // Listed, without a row: nothing says that its table was made by the same rule.
    try list("A\tB", in: folder)
    #expect(try folder.readPortal().patient(at: 0).observations[0] == [.notAssayed])
  }

  @Test func `a list that lacks a sample with mutations is not believed`() throws {
    let folder = try panels()
    try list("B", in: folder)
    let study = try folder.readPortal()
    #expect(study.patient(at: 0).observations[0][0] == .uncalled)
    #expect(
      folder.warnings(of: study) == [
        "folder: warning: not in case_lists/cases_sequenced.txt, but with mutations, so taken as "
          + "sequenced: A"
      ])
  }

  @Test func `no panel stands for every gene where the sample was sequenced`() throws {
    let folder = try panels()
    try folder.write(
      Table.tabs("SAMPLE_ID mutations\nA NA\nB WES"), to: "data_gene_panel_matrix.txt")
    #expect(
      try folder.readPortal().patient(at: 0).samples.map(\.coverage) == [.unknown, .everyGene])
    try list("A\tB", in: folder)
    #expect(
      try folder.readPortal().patient(at: 0).samples.map(\.coverage) == [.everyGene, .everyGene])
  }

  @Test func `a panel whose genes no file tells has looked at what it found`() throws {
    let folder = try panels()
    try FileManager.default.removeItem(atPath: folder.path("data_gene_panel_P2.txt"))
    let study = try folder.readPortal()
    #expect(study.patient(at: 0).observations[0][0] == .notAssayed)
    #expect(study.patient(at: 0).samples[0].coverage.covers("TP53") == .yes)
    #expect(study.patient(at: 0).samples[0].coverage.covers("PTEN") == .unknown)
    #expect(
      folder.warnings(of: study) == [
        "folder: warning: which genes panel 'P2' of 1 sample contains is not known: a missing row "
          + "there says nothing of genes that no sample of the panel has a mutation of; add "
          + "data_gene_panel_P2.txt"
      ])
  }

  @Test func `genes beside a panel's list are named`() throws {
    let folder = try panels()
    try folder.write("stable_id: P3\ngene_list: TP53 PTEN HER2\n", to: "data_gene_panel_P3.txt")
    #expect(
      try folder.warnings(of: folder.readPortal()) == [
        "folder: warning: panel 'P3' does not list genes of which its samples have mutations, "
          + "perhaps under another symbol; where a sample has no row of them, nothing is known: "
          + "ERBB2"
      ])
    try folder.write("stable_id: P3\n", to: "data_gene_panel_P3.txt")
    #expect(
      try folder.failure(reading: "")
        == "data_gene_panel_P3.txt: error: the gene panel has no gene_list; expected lines "
        + "'stable_id: NAME' and 'gene_list: GENE GENE …'")
  }

  @Test func `GENIE's tables tell the genes of its assays`() throws {
    let folder = try StudyFolder.portal(
      samples: """
        PATIENT_ID SAMPLE_ID SAMPLE_TYPE SEQ_ASSAY_ID
        P1 A Primary VICC-01
        P1 B Metastasis VICC-02
        """,
      mutations: """
        TP53 17 100 Missense_Mutation C T A 100 60 40 p.A1B
        TP53 17 100 Missense_Mutation C T B 100 50 50 p.A1B
        ERBB2 17 900 Missense_Mutation C T B 100 50 50 p.V777L
        """)
    try folder.write(
      Table.tabs(
        """
        Chromosome Start_Position End_Position Hugo_Symbol SEQ_ASSAY_ID Feature_Type includeInPanel
        17 50 200 TP53 VICC-01 exon True
        17 850 950 ERBB2 VICC-01 exon False
        17 50 200 TP53 VICC-02 exon True
        17 850 950 ERBB2 VICC-02 exon True
        """), to: "genomic_information.txt")
    try folder.write(
      Table.tabs("SEQ_ASSAY_ID library_strategy\nVICC-01 Targeted\nVICC-02 WXS"),
      to: "assay_information.txt")
    let patient = try folder.readPortal().patient(at: 0)
    #expect(patient.observations[0][1] == .notAssayed)
    #expect(patient.samples[0].coverage.covers("ERBB2") == .no)
    #expect(patient.samples[1].coverage == .everyGene)
  }

  @Test func `targets tell the genes of a sheet's assay`() throws {
    let folder = try StudyFolder.pair(
      """
      TP53 17 100 Silent C T S1 9 5 4 ~
      TP53 17 100 Silent C T S2 9 5 4 ~
      ERBB2 17 900 Silent C T S2 9 5 4 ~
      """)
    try folder.write(
      "patient,sample,role,mutations,targets\nP1,S1,primary,study.maf,t.bed\n"
        + "P1,S2,metastasis,study.maf,\n", to: "samples.csv")
    try folder.write("17\t50\t200\n", to: "t.bed")
    let samples = try folder.read().patient(at: 0).samples
    #expect(samples.map { $0.coverage.covers("ERBB2") } == [.no, .unknown])
    #expect(samples[0].coverage.covers("TP53") == .yes)
  }

  // MARK: - Days

  @Test(arguments: [
    ("Sample Receipt", false), ("Specimen", true), ("SPECIMEN", true), ("Sequencing", false),
    ("Sample acquisition", true), ("Biopsy", true), ("Biopsy report", false), ("Surgery", true),
    ("Specimen Collection", true), ("Sample Shipment", false), ("Tumor Sample", true),
    ("Sentinel node biopsy", true), ("Treatment", false), ("Sample frobnicated", false),
    ("Tissue banking", false), ("Resection", true), ("Specimen registered", false),
  ])
  func `an event that is not the taking of tissue orders nothing`(event: String, takes: Bool) throws
  {
    let folder = try StudyFolder.portal(
      samples: "PATIENT_ID SAMPLE_ID SAMPLE_TYPE\nP1 A Metastasis\nP1 B Metastasis")
    try folder.write(
      "PATIENT_ID\tSTART_DATE\tSTOP_DATE\tEVENT_TYPE\tSAMPLE_ID\n"
        + "P1\t900\t\t\(event)\tA\nP1\t820\t\t\(event)\tB\n", to: "data_timeline_specimen.txt")
    let days = try folder.readPortal().samples(ofPatientAt: 0).map(\.day)
    #expect(days == (takes ? [900, 820] : [nil, nil]))
  }

  @Test func `a metastasis before the primary is told by an analysis too`() throws {
    let folder = try StudyFolder.pair("G 1 10 Silent C T S1 9 5 4 ~\nG 1 10 Silent C T S2 9 5 4 ~")
    try folder.write(
      "patient,sample,role,day,mutations\nP1,S1,primary,40,study.maf\n"
        + "P1,S2,metastasis,10,study.maf\n", to: "samples.csv")
    #expect(
      try folder.read().reversals.map { folder.relative($0.description) } == [
        "samples.csv:2:4: warning: S1: a primary from day 40, and a metastasis or recurrence from day "
          + "10: the days decide which came first"
      ])
  }
}
