import DelimitedText
import Foundation
import GenomicFiles
import Studies
import Testing
import TumorModel
import _TestSupport

@Suite("Folders of cBioPortal studies")
struct PortalStudyTests {
  @Test func `a folder is read as a sheet would be`() throws {
    let folder = try StudyFolder.portal()
    let study = try folder.readPortal()
    #expect(study.warnings.isEmpty)
    #expect(study.build == .hg19)
    #expect(study.patientIDs == ["P1"])
    let patient = study.patient(at: 0)
    #expect(patient.samples.map(\.id) == ["A", "B"])
    #expect(patient.samples.map(\.role) == [.primary, .metastasis])
    #expect(patient.samples.map(\.isRoleKnown) == [true, true])
    #expect(patient.observations.map { $0.map { $0.counts?.alternate } } == [[40], [50]])
    #expect(
      study.inputs.map { "\(folder.relative($0.path)) \($0.role.rawValue)" } == [
        "meta_study.txt sheet", "data_clinical_sample.txt clinical",
        "data_mutations.txt mutations",
      ])
  }

  @Test(
    "reads of uncalled sites are counts beside the calls",
    arguments: [
      "genetic_alteration_type: MUTATION_UNCALLED\ndata_filename: data_mutations_uncalled.txt\n",
      "genetic_alteration_type: MUTATION_EXTENDED\nstable_id: mutations_uncalled\n"
        + "data_filename: data_mutations_uncalled.txt\n",
      "",
    ])
  func uncalled(meta: String) throws {
    let folder = try StudyFolder.portal(
      mutations: """
        TP53 17 100 Missense_Mutation C T A 100 60 40 p.A1B
        TP53 17 100 Missense_Mutation C T B 100 50 50 p.A1B
        ESR1 6 200 Missense_Mutation C T B 100 50 50 p.A1B
        """)
    try folder.write(
      Table.maf(
        """
        ESR1 6 200 Missense_Mutation C T A 409 400 9 p.A1B
        TP53 17 100 Missense_Mutation C T A 1 1 0 p.A1B
        KRAS 12 300 Missense_Mutation C T A 99 98 1 p.A1B
        ESR1 6 200 Missense_Mutation C T C 99 98 1 p.A1B
        """), to: "data_mutations_uncalled.txt")
    if !meta.isEmpty { try folder.write(meta, to: "meta_mutations_uncalled.txt") }
    let study = try folder.readPortal()
    #expect(study.patient(at: 0).table == ["6:200 C>T 9/409 50/100", "17:100 C>T 40/100 50/100"])
    #expect(study.warnings.isEmpty)
    #expect(
      study.inputs.map { folder.relative($0.path) }.contains("data_mutations_uncalled.txt"))
  }

  @Test func `clinical columns tell sex, purity, day, place and how the specimen was kept`() throws
  {
    let folder = try StudyFolder.portal(
      samples: """
        SAMPLE_ID TUMOR_PURITY PATIENT_ID SAMPLE_TYPE SAMPLE_TIMEPOINT BX_TIME_DAYS SPECIMEN_PRESERVATION_TYPE METASTATIC_SITE
        A 40 P1 Primary P1_T1A -3 FFPE ~
        B 62.5% P1 Metastasis P1_T2 N/A Frozen Liver
        C NA P1 cfDNA visit_12 400.0 ~ ~
        """)
    try folder.write(
      Table.tabs("#x\n#x\n#x\n#x\nSEX PATIENT_ID\nFemale P1\nMale P2"),
      to: "data_clinical_patient.txt")
    let patient = try folder.readPortal().patient(at: 0)
    #expect(patient.sex == .female)
    #expect(patient.samples.map { $0.purity?.value } == [0.4, 0.625, nil])
    #expect(patient.samples.map(\.day) == [-3, nil, 400])
    #expect(patient.samples.map(\.order) == [1, 2, 12])
    #expect(patient.samples.map(\.specimen) == [.ffpe, .freshFrozen, .plasma])
    #expect(patient.samples.map(\.role) == [.primary, .metastasis, .plasma])
    #expect(patient.samples.map(\.site) == [nil, "Liver", nil])
  }

  @Test func `shares stay shares where no value of the column is above 1`() throws {
    let folder = try StudyFolder.portal(
      samples: "PATIENT_ID SAMPLE_ID SAMPLE_TYPE PURITY\nP1 A Primary 1\nP1 B Metastasis 0.3")
    let patient = try folder.readPortal().patient(at: 0)
    #expect(patient.samples.map { $0.purity?.value } == [1, 0.3])
    try folder.write(
      Table.tabs("PATIENT_ID SAMPLE_ID SAMPLE_TYPE PURITY\nP1 A Primary 250\nP1 B Metastasis x"),
      to: "data_clinical_sample.txt")
    #expect(
      try folder.failure(reading: "") == """
        data_clinical_sample.txt:2:14: error: PURITY is '250'; expected percent from 0 to 100, \
        as other values of the column are
        data_clinical_sample.txt:3:17: error: PURITY is 'x'; expected percent from 0 to 100, \
        as other values of the column are
        """)
  }

  @Test(arguments: [
    ("\n", "\r\tX"), ("\r\n", "\tX"), ("\r", "\tX"),
  ])
  func `carriage returns and byte order marks do not matter`(end: String, tail: String) throws {
    let folder = try StudyFolder.portal()
    let lines = [
      "#a\tb\tc", "#a\tb\tc", "#S\tS\tS", "#1\t1\t1", "PATIENT_ID\tSAMPLE_ID\tSAMPLE_TYPE",
      "P1\tA\tPrimary", "P1\tB\tMetastasis",
    ]
    try folder.write(
      "\u{FEFF}" + lines.map { $0 + tail + end }.joined(), to: "data_clinical_sample.txt")
    let study = try folder.readPortal()
    #expect(study.warnings.isEmpty)
    #expect(study.patient(at: 0).samples.map(\.role) == [.primary, .metastasis])
  }

  @Test func `meta files decide which files are read`() throws {
    let folder = try StudyFolder.portal()
    try FileManager.default.moveItem(
      atPath: folder.path("data_mutations.txt"), toPath: folder.path("called.maf"))
    try FileManager.default.moveItem(
      atPath: folder.path("data_clinical_sample.txt"), toPath: folder.path("biopsies.tsv"))
    try folder.write("not read", to: "data_mutations_old.txt")
    try folder.write(
      "genetic_alteration_type: MUTATION_EXTENDED\ndatatype: MAF\nstable_id: mutations\n"
        + "data_filename: called.maf\n", to: "meta_mutations_extended.txt")
    try folder.write(
      "genetic_alteration_type: CLINICAL\r\ndatatype: SAMPLE_ATTRIBUTES\r\n"
        + "data_filename: biopsies.tsv\r\n", to: "meta_clinical_sample.txt")
    #expect(try folder.readPortal().patient(at: 0).mutations.count == 1)
    try FileManager.default.removeItem(atPath: folder.path("called.maf"))
    #expect(
      try folder.failure(reading: "")
        == "meta_mutations_extended.txt:4:1: error: data_filename is 'called.maf': no such file; "
        + "expected a MAF, VCF or BCF")
  }

  @Test func `of several tables one is read and the others are told`() throws {
    let folder = try StudyFolder.portal()
    try folder.write("x", to: "data_mutations_other.maf")
    let study = try folder.readPortal()
    #expect(
      folder.warnings(of: study)
        == ["folder: warning: not read beside data_mutations.txt: data_mutations_other.maf"])
    for name in ["data_mutations.txt", "data_mutations_other.maf"] {
      try FileManager.default.removeItem(atPath: folder.path(name))
    }
    #expect(
      try folder.failure(reading: "")
        == "meta_mutations.txt: error: the study has no mutation table; expected "
        + "data_mutations.txt, or this file with the lines 'genetic_alteration_type: "
        + "MUTATION_EXTENDED', 'datatype: MAF', 'stable_id: mutations', 'data_filename: FILE', "
        + "where FILE is a table with the columns TUMOR_SAMPLE_BARCODE, CHROMOSOME, "
        + "START_POSITION")
  }

  @Test func `a table of another assembly is refused`() throws {
    let folder = try StudyFolder.portal()
    try folder.write(
      Table.tabs(
        Table.plainHeader + " NCBI_Build\nG 1 10 Silent C T A 9 5 4 ~ GRCh38"),
      to: "data_mutations.txt")
    #expect(
      try folder.failure(reading: "")
        == "folder: error: mutations is 'data_mutations.txt', a file of hg38; expected one build "
        + "in a study, and the study's meta_study.txt is of hg19")
  }

  @Test func `rows of one sample are merged unless they contradict one another`() throws {
    let folder = try StudyFolder.portal(
      samples: """
        PATIENT_ID SAMPLE_ID SAMPLE_TYPE BX_TIME_DAYS
        P1 A Primary NA
        P1 A Primary 5
        P1 B Metastasis 9
        """)
    let study = try folder.readPortal()
    #expect(
      folder.warnings(of: study)
        == ["data_clinical_sample.txt: warning: 1 duplicate row merged"])
    #expect(study.patient(at: 0).samples.map(\.day) == [5, 9])
    try folder.write(
      Table.tabs("PATIENT_ID SAMPLE_ID\nP1 A\nP2 A\n~ B\nP1 C x"), to: "data_clinical_sample.txt")
    #expect(
      try folder.failure(reading: "") == """
        data_clinical_sample.txt:4:1: error: PATIENT_ID is ''; expected an identifier
        data_clinical_sample.txt:5:6: error: the line has 3 fields; expected at most 2, as in the \
        header line
        """)
    try folder.write(
      Table.tabs("PATIENT_ID SAMPLE_ID\nP1 A\nP2 A"), to: "data_clinical_sample.txt")
    #expect(
      try folder.failure(reading: "")
        == "data_clinical_sample.txt:3:1: error: PATIENT_ID is 'P2'; expected P1, as for this "
        + "sample on line 2")
    try folder.write("PATIENT_ID\tSAMPLE\n", to: "data_clinical_sample.txt")
    #expect(
      try folder.failure(reading: "")
        == "data_clinical_sample.txt:1:1: error: no column SAMPLE_ID; "
        + "expected it in the header line")
    try folder.write("#a\n", to: "data_clinical_sample.txt")
    #expect(
      try folder.failure(reading: "")
        == "data_clinical_sample.txt: error: the file is empty; "
        + "expected a table of samples with a header line")
  }

  // MARK: - Roles and order

  @Test(arguments: [
    ("Primary", SampleRole.primary), ("Primary Solid Tumor", .primary), ("Metastatic", .metastasis),
    ("METASTASIS", .metastasis), ("met", .metastasis), ("Local Recurrence", .recurrence),
    ("progressed", .recurrence), ("Matched Normal", .normal), ("cfDNA", .plasma),
    ("NO METASTATIC DISEASE PRESENT", .primary), ("METASTATIC DISEASE PRESENT", .metastasis),
  ])
  func `types are told by their words`(type: String, role: SampleRole) throws {
    let folder = try StudyFolder.portal()
    try folder.write(
      "PATIENT_ID\tSAMPLE_ID\tSAMPLE_TYPE\nP1\tA\t\(type)\nP1\tB\tPrimary\n",
      to: "data_clinical_sample.txt")
    let study = try folder.readPortal()
    let samples = study.samples(ofPatientAt: 0) + study.normals(ofPatientAt: 0)
    #expect(samples.first { $0.id == "A" }?.role == role)
  }

  @Test func `plasma in one column goes before metastasis in another`() throws {
    let folder = try StudyFolder.portal(
      samples: """
        PATIENT_ID SAMPLE_ID SAMPLE_TYPE SAMPLE_CLASS
        P1 A Metastasis Tumor
        P1 B Metastasis cfDNA
        """)
    #expect(
      try folder.readPortal().patient(at: 0).samples.map(\.role) == [.metastasis, .plasma])
  }

  @Test func `codes of TCGA barcodes tell roles where no column does`() throws {
    let folder = try StudyFolder.portal(
      samples: "PATIENT_ID SAMPLE_ID\nP1 TCGA-A1-A0SB-01\nP1 TCGA-A1-A0SB-06A",
      mutations: "G 1 10 Silent C T TCGA-A1-A0SB-01 9 5 4 ~")
    #expect(
      try folder.readPortal().samples(ofPatientAt: 0).map(\.role) == [.primary, .metastasis])
  }

  @Test func `samples of unknown type are listed and no order rests on them`() throws {
    let folder = try StudyFolder.portal(
      samples: """
        PATIENT_ID SAMPLE_ID SAMPLE_TYPE
        P1 A Xenograft
        P1 B Metastasis
        P2 C ~
        """)
    let study = try folder.readPortal()
    #expect(
      Array(folder.warnings(of: study).prefix(2)) == [
        "data_clinical_sample.txt: warning: what 2 samples of 3 are is not known: "
          + "SAMPLE_TYPE 'Xenograft' (1), no value in SAMPLE_TYPE (1); no order rests on their "
          + "roles; column SAMPLE_TYPE of this table would tell it: Primary, Recurrence, "
          + "Metastasis, Plasma or Normal",
        "folder: warning: neither days, time points nor sample types say which sample was taken "
          + "first in P1: pairs without an order get no call; days from diagnosis in column "
          + "BX_TIME_DAYS of data_clinical_sample.txt, or rows of EVENT_TYPE Specimen with "
          + "PATIENT_ID, START_DATE and SAMPLE_ID in data_timeline_specimen.txt, would tell it, as "
          + "does --sample-order",
      ])
    #expect(study.samples(ofPatientAt: 0).map(\.knownRole) == [nil, .metastasis])
    let ordered = try folder.readPortal(order: ["A", "B", "C"])
    #expect(ordered.samples(ofPatientAt: 0).map(\.order) == [1, 2])
    #expect(!ordered.warnings.contains { $0.text.contains("taken first") })
  }

  @Test func `an order is taken where nothing else tells one, and its names must be samples`()
    throws
  {
    let folder = try StudyFolder.portal(
      samples: """
        PATIENT_ID SAMPLE_ID SAMPLE_TYPE BX_TIME_DAYS
        P1 A Primary 5
        P1 B Metastasis NA
        """)
    let samples = try folder.readPortal(order: ["B", "A"]).samples(ofPatientAt: 0)
    #expect(samples.map(\.order) == [nil, 1])
    #expect(
      try folder.failure(order: ["A", "Z", "A"]) == """
        folder: error: --sample-order names 'Z', which is not a sample in the study; expected some of A, B
        folder: error: --sample-order names 'A' twice; expected each sample once
        """)
  }

  // MARK: - Timeline

  @Test func `timeline rows of specimens tell the days`() throws {
    let folder = try StudyFolder.portal(
      samples: """
        PATIENT_ID SAMPLE_ID SAMPLE_TYPE BX_TIME_DAYS
        P1 A Primary 5
        P1 B Metastasis 9
        P1 C Metastasis ~
        """)
    try folder.write(
      Table.tabs(
        """
        PATIENT_ID START_DATE STOP_DATE EVENT_TYPE SAMPLE_ID
        P1 611 ~ Specimen B
        P1 12 ~ Sequencing A
        P1 100 ~ TREATMENT C
        P1 700 ~ SURGERY C
        """), to: "data_timeline_specimen.txt")
    let study = try folder.readPortal()
    #expect(
      folder.warnings(of: study) == [
        "data_mutations.txt: warning: no row of C: without one, absent rows are not read as "
          + "'not called'"
      ])
    #expect(study.samples(ofPatientAt: 0).map(\.day) == [5, 611, 700])
    #expect(study.inputs.last { $0.role == .timeline } != nil)
  }

  @Test func `timeline rows that tell no day are told with their place`() throws {
    let folder = try StudyFolder.portal()
    try folder.write(
      Table.tabs(
        """
        PATIENT_ID START_DATE STOP_DATE EVENT_TYPE SAMPLE_ID
        P1 ~ 85 TREATMENT ~
        P1 NA 85 SPECIMEN A
        P1 17 85 SPECIMEN ~
        P1 18 85 SPECIMEN Z
        P1 20 ~ SPECIMEN B
        P1 30 ~ SPECIMEN B
        """), to: "data_timeline.txt")
    let study = try folder.readPortal()
    #expect(
      folder.warnings(of: study) == [
        "data_timeline.txt:7:4: warning: B is taken on day 20 and on day 30: its day is left open",
        "data_timeline.txt:2:4: warning: START_DATE is '', and 1 row more: left out; "
          + "expected days from diagnosis",
        "data_timeline.txt:4: warning: 1 row of specimens without SAMPLE_ID: "
          + "no sample's day is told by them",
        "data_timeline.txt: warning: samples that their patient does not have left out: Z",
      ])
    #expect(study.samples(ofPatientAt: 0).map(\.day) == [nil, nil])
  }

  @Test func `log ratios are not taken for copies of alleles`() throws {
    let folder = try StudyFolder.portal()
    try folder.write("ID\tchrom\tloc.start\n", to: "data_cna_hg19.seg")
    let study = try folder.readPortal()
    #expect(
      folder.warnings(of: study) == [
        "data_cna_hg19.seg: warning: holds log2 ratios of all copies, which do not tell the copies "
          + "of each allele: not read, copy number is assumed and calls are flagged cnAssumed; a "
          + "study sheet can name allele-specific segments (\(SegmentFormats.tools))"
      ])
    #expect(study.patient(at: 0).copyNumbers == [[nil], [nil]])
  }
}
