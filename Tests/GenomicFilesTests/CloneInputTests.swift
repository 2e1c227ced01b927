import Foundation
import Studies
import Testing
import TumorModel

@Suite("Inputs of clustering and tree programs")
struct CloneInputTests {
  private func study(
    _ text: String, _ name: String, order: [String] = [], besides: [String: String] = [:]
  ) throws -> (folder: StudyFolder, study: Study) {
    let folder = try StudyFolder()
    try folder.write(Table.tabs(text), to: name)
    for (name, text) in besides { try folder.write(text, to: name) }
    let study = try StudyReader.read(
      sheet: folder.path(name), options: ReadOptions(sampleOrder: order))
    return (folder, study)
  }

  private func failure(
    _ text: String, _ name: String, besides: [String: String] = [:]
  ) throws -> String {
    let folder = try StudyFolder()
    try folder.write(Table.tabs(text), to: name)
    for (name, text) in besides { try folder.write(text, to: name) }
    return try folder.failure(reading: name)
  }

  private static let pyclone =
    "mutation_id sample_id ref_counts alt_counts normal_cn major_cn minor_cn tumour_content\n"

  // MARK: - PyClone-VI

  @Test func `a PyClone-VI table is a patient with places, copies and purities`() throws {
    let (folder, study) = try study(
      Self.pyclone + """
        P7:1:2117447:C R1 272 16 2 2 1 0.21
        P7:1:2117447:C R2 100 0 2 1 1 0.4
        P7:23:500:G R1 9 1 1 1 0 0.21
        P7:2:77:T:A R2 30 30 2 4 2 0.4
        P7:2:77:T:A R1 0 0 2 0 0 0.21
        """, "table.tsv", order: ["R2", "R1"])
    #expect(study.warnings.isEmpty, "\(folder.warnings(of: study))")
    let patient = study.patient(at: 0)
    #expect(patient.id == "P7")
    #expect(patient.sex == .male)
    #expect(patient.samples.map(\.id) == ["R1", "R2"])
    #expect(patient.samples.map(\.order) == [2, 1])
    #expect(patient.samples.map { $0.purity?.value } == [0.21, 0.4])
    #expect(patient.samples.allSatisfy { !$0.isRoleKnown })
    #expect(
      patient.mutations.map {
        "\($0.variant.chromosome):\($0.variant.position):\($0.variant.reference)"
          + ">\($0.variant.alternate)\($0.gene)"
      } == ["1:2117447:N>C", "2:77:T>A", "X:500:N>G"])
    #expect(
      patient.observations.map { $0.map { $0.counts?.depth } } == [
        [288, nil, 10], [100, 60, nil],
      ])
    #expect(patient.observations[0][1] == .notAssayed)
    #expect(
      patient.copyNumbers == [
        [CopyNumber(major: 2, minor: 1), nil, CopyNumber(major: 1, minor: 0)],
        [.normal, CopyNumber(major: 4, minor: 2), nil],
      ])
    #expect(patient.supporting.normalCopies == [nil, nil, 1])
  }

  @Test func `identifiers without a place get one that stands in`() throws {
    let (folder, study) = try study(
      Self.pyclone + """
        m0 s1 60 40 2 1 1 1
        m1 s1 60 4 1 1 0 1
        TP53:17:7577120:C>T s1 6 4 2 1 1 1
        17_7577120_C_T s1 7 4 2 1 1 1
        """, "made.tsv")
    #expect(
      folder.warnings(of: study) == [
        "made.tsv: warning: 3 mutations without a place of their own in mutation_id: written at "
          + "unplaced, and read with the copies of the file",
        "made.tsv: warning: patient made has one sample: nothing to compare",
      ])
    let patient = study.patient(at: 0)
    #expect(
      patient.mutations.map { "\($0.variant.chromosome):\($0.variant.position) \($0.gene)" }
        == ["17:7577120 TP53", "unplaced:1 m0", "unplaced:2 m1", "unplaced:4 17_7577120_C_T"])
    #expect(patient.supporting.normalCopies == [nil, nil, 1, nil])
    #expect(patient.mutations[1].variant.chromosome.isUnplaced)
    #expect(patient.copyNumbers[0][1] == .normal)
  }

  @Test func `without an order it is said how to give one`() throws {
    let (folder, study) = try study(
      Self.pyclone + "1:10000:A s1 6 4 2 1 1 1\n1:10000:A s2 6 4 2 1 1 1", "made.tsv")
    #expect(
      folder.warnings(of: study) == [
        "made.tsv: warning: the file does not say which sample was taken first, so every call is "
          + "indeterminate (orderUnknown); list the samples in order of collection, such as "
          + "--sample-order s1,s2"
      ])
    #expect(study.samples(ofPatientAt: 0).map(\.order) == [nil, nil])
  }

  @Test func `an error rate is used where a sample has one`() throws {
    let (folder, study) = try study(
      """
      mutation_id sample_id ref_counts alt_counts normal_cn major_cn minor_cn error_rate
      1:10000:A s1 6 4 2 1 1 0.001
      1:10001:A s1 6 4 2 1 1 0.001
      1:10000:A s2 6 4 2 1 2 0.001
      1:10001:A s2 6 4 2 0 0 0.002
      """, "made.tsv", order: ["s1", "s2"])
    #expect(study.samples(ofPatientAt: 0).map(\.errorRate) == [0.001, nil])
    #expect(
      folder.warnings(of: study) == [
        "made.tsv: warning: no column tumour_content: purity is estimated from the reads",
        "made.tsv: warning: major and minor copies swapped in 1 row",
        "made.tsv: warning: 1 row with reads and no copy in the tumour: not assessable",
        "made.tsv: warning: error_rate differs within a sample: estimated from the reads instead",
      ])
  }

  @Test func `faults of a PyClone-VI table are told with their places`() throws {
    #expect(
      try failure(
        Self.pyclone + """
          m0 s1 60 x 2 1 1 0.5
          m1 s1 60 1 0 1 1 0.5
          m2 s1 60 1 2 1.5 1 0.5
          m3 s1 60 1 2 1 1 1.5
          m4 s1 60 1 2 1 1 0.5
          m4 s1 61 1 1 1 1 0.6
          """, "bad.tsv") == """
          bad.tsv:2:10: error: alt_counts is 'x'; expected a count of reads
          bad.tsv:3:12: error: normal_cn is '0'; expected copies per normal cell, 1 or more
          bad.tsv:4:14: error: major_cn is '1.5'; expected copies per cell, from 0 to 10000
          bad.tsv:5:18: error: tumour_content is '1.5'; expected a share above 0 and up to 1
          bad.tsv:7:18: error: tumour_content is '0.6'; expected 0.5, as on line 6
          bad.tsv:7:12: error: normal_cn is '1'; expected 2, as on line 6
          bad.tsv:7:1: error: m4 has a second row in s1; expected one row; line 6 is the first
          """)
    #expect(
      try failure("mutation_id sample_id ref_counts alt_counts normal_cn major_cn", "bad.tsv")
        == "bad.tsv:1:1: error: no column minor_cn; expected it in the header line")
    #expect(
      try failure(Self.pyclone, "bad.tsv")
        == "bad.tsv:1:1: error: the table has no row; expected one row per mutation and sample")
  }

  // MARK: - Pairtree

  private static let ssm = "id name var_reads total_reads var_read_prob\n"

  @Test func `a Pairtree table has samples in vectors, named by its parameters`() throws {
    let (folder, study) = try study(
      Self.ssm + """
        s0 1_100336393 0,41 648,557 0.501
        s1 S_1 24,10 100,100 0.5,1.0
        s2 S_2 24,10 100,100 0.99
        s3 S_3 30,5 100,100 0.25
        s4 S_4 1,1 9,9 0.5
        """, "pt.ssm", order: ["late", "early"],
      besides: [
        "pt.params.json":
          #"{"samples": ["early", "late"], "clusters": [["s0"]], "garbage": ["s4"]}"#
      ])
    #expect(
      folder.warnings(of: study) == [
        "pt.ssm: warning: 1 mutation in the list 'garbage' left out: s4",
        "pt.ssm: warning: the format tells no purity: it is estimated from the reads",
        "pt.ssm: warning: 3 mutations without a place in its name: written at unplaced, "
          + "the name as gene",
        "pt.ssm: warning: 2 mutations with a var_read_prob other than 0.5 and 1: depths are "
          + "scaled to one copy in two, flagged depthScaled",
      ])
    let patient = study.patient(at: 0)
    #expect(patient.id == "pt")
    #expect(patient.samples.map(\.id) == ["early", "late"])
    #expect(patient.samples.map(\.order) == [2, 1])
    #expect(patient.samples.allSatisfy { $0.purity == nil })
    #expect(patient.mutations.map(\.gene) == ["", "S_1", "S_2", "S_3"])
    #expect(
      patient.observations.map { $0.map { $0.counts?.depth } }
        == [[648, 100, 100, 50], [557, 200, 100, 50]])
    #expect(
      patient.observations.map { $0.map { $0.counts?.alternate } }
        == [[0, 24, 24, 30], [41, 10, 10, 5]])
    let one = CopyNumber(major: 1, minor: 0)
    #expect(patient.copyNumbers[0] == [.normal, .normal, one, .normal])
    #expect(patient.supporting.normalCopies == [2, 2, 1, 2])
    #expect(patient.flags == [[], .depthScaled, [], .depthScaled])
  }

  @Test func `PhyloWGS tells the reads of the reference, and no copy numbers`() throws {
    let (folder, study) = try study(
      "id gene a d mu_r mu_v\ns0 1_19042 7,9 10,21 0.999 0.499\ns1 X_500 1,2 20,20 0.999 0.01",
      "p.ssm")
    let patient = study.patient(at: 0)
    #expect(patient.observations.map { $0.map { $0.counts?.alternate } } == [[3, 19], [12, 18]])
    #expect(patient.observations.map { $0.map { $0.counts?.depth } } == [[10, 20], [21, 20]])
    #expect(patient.copyNumbers[0] == [nil, CopyNumber(major: 1, minor: 0)])
    #expect(
      folder.warnings(of: study).contains(
        "p.ssm: warning: PhyloWGS takes copy numbers from another file, which is not read: they are "
          + "averaged over"))
  }

  @Test func `without parameters samples are numbered`() throws {
    let (folder, study) = try study(Self.ssm + "s0 S_0 0,41 648,557 0.5", "pt.ssm")
    #expect(study.samples(ofPatientAt: 0).map(\.id) == ["sample_1", "sample_2"])
    #expect(
      folder.warnings(of: study).first
        == "pt.ssm: warning: no pt.params.json: the samples are called sample_1 to sample_2")
  }

  @Test func `faults of a Pairtree table are told with their places`() throws {
    #expect(
      try failure(
        Self.ssm + """
          s0 S_0 1,2 10,10 0.5
          s0 S_1 1,2 10,10 0.5
          s2 S_2 1,2 10,10,10 0.5
          s3 S_3 1 10,10 0.5
          s4 S_4 1,12 10,10 0.5
          s5 S_5 1,x 10,10 0.5
          s6 S_6 1,2 10,10 0.5,0.5,0.5
          s7 S_7 1,2 10,10 0
          """, "bad.ssm") == """
          bad.ssm:3:1: error: id is 's0'; expected a unique name: line 2 already uses it
          bad.ssm:4:12: error: total_reads is '10,10,10'; expected 2 values, as in the first row
          bad.ssm:5:8: error: var_reads is '1'; expected 2 values, as in total_reads
          bad.ssm:6:8: error: var_reads is '1,12'; expected at most total_reads, which is '10,10'
          bad.ssm:7:8: error: var_reads is '1,x'; expected counts of reads, joined by commas
          bad.ssm:8:18: error: var_read_prob is '0.5,0.5,0.5'; expected 1 or 2 shares above 0 and \
          up to 1, joined by commas
          bad.ssm:9:18: error: var_read_prob is '0'; expected 1 or 2 shares above 0 and up to 1, \
          joined by commas
          """)
    let row = Self.ssm + "s0 S_0 1,2 10,10 0.5"
    #expect(
      try failure(row, "bad.ssm", besides: ["bad.params.json": #"{"samples": ["a"]}"#])
        == "bad.params.json: error: 'samples' has 1 name; expected 2, as many as the values in "
        + "bad.ssm")
    #expect(
      try failure(row, "bad.ssm", besides: ["bad.params.json": "{"])
        == "bad.params.json: error: not a JSON object with a list of names under 'samples'; "
        + #"expected {"samples": ["…"], "garbage": []}"#)
  }

  // MARK: - PhylogicNDT

  private static let sif = "sample_id maf_fn seg_fn purity timepoint\n"
  private static let maf = Table.tabs(
    """
    Hugo_Symbol Chromosome Start_position Reference_Allele Tumor_Seq_Allele2 t_ref_count t_alt_count local_cn_a1 local_cn_a2
    TP53 chr17 7577120 C T 60 40 0 2
    "G" 1 10 - AC 50 0 1 1
    """)

  private func phylogic(_ rows: String, files: [String: String]) throws -> StudyFolder {
    let folder = try StudyFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("Data"), withIntermediateDirectories: true)
    try folder.write(Table.tabs(Self.sif + rows), to: "Data/P3.sif")
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }

  @Test func `a PhylogicNDT table orders its samples by time points`() throws {
    let folder = try phylogic(
      "b Data/late.txt <empty> 0.31 2.5\na early.txt ~ NA 0",
      files: ["Data/early.txt": Self.maf, "Data/late.txt": Self.maf])
    let study = try StudyReader.read(sheet: folder.path("Data/P3.sif"))
    #expect(study.warnings.isEmpty, "\(folder.warnings(of: study))")
    let patient = study.patient(at: 0)
    #expect(patient.id == "P3")
    #expect(patient.samples.map(\.id) == ["b", "a"])
    #expect(patient.samples.map(\.order) == [1, 0])
    #expect(patient.samples.map { $0.purity?.value } == [0.31, nil])
    #expect(patient.mutations.map(\.gene) == ["\"G\"", "TP53"])
    #expect(patient.mutations.map(\.variant.position) == [10, 7_577_120])
    #expect(
      patient.observations.map { $0.map { $0.counts?.depth } } == [[50, 100], [50, 100]])
    #expect(patient.copyNumbers[0] == [.normal, CopyNumber(major: 2, minor: 0)])
    #expect(study.inputs.map { folder.relative($0.path) }.count == 3)
  }

  @Test func `segments are read where a mutation table has no copies`() throws {
    let plain = Table.tabs(
      """
      Chromosome Start_position Reference_Allele Tumor_Seq_Allele2 t_ref_count t_alt_count
      1 100 C T 60 40
      """)
    let folder = try phylogic(
      "a a.txt a.seg.tsv 0.5 0\nb b.txt ~ 0.5 1",
      files: [
        "Data/a.txt": plain, "Data/b.txt": plain,
        "Data/a.seg.tsv": Table.tabs("chromosome start end major_cn minor_cn\n1 1 1000 3 1"),
      ])
    let study = try StudyReader.read(sheet: folder.path("Data/P3.sif"))
    #expect(
      folder.warnings(of: study) == [
        "Data/P3.sif: warning: no local_cn_a1 and local_cn_a2 and no seg_fn, "
          + "copy number assumed: b"
      ])
    #expect(study.patient(at: 0).copyNumbers == [[CopyNumber(major: 3, minor: 1)], [nil]])
  }

  @Test func `posteriors without counts are refused with the reason`() throws {
    let folder = try phylogic(
      "a a.txt ~ 0.5 0",
      files: [
        "Data/a.txt": Table.tabs(
          "Chromosome Start_position Reference_Allele Tumor_Seq_Allele2 ccf_0.00 ccf_1.00\n"
            + "1 100 C T 0.5 0.5")
      ])
    #expect(
      try folder.failure(reading: "Data/P3.sif")
        == "Data/a.txt:1:1: error: the table holds posteriors of cell fractions (ccf_0.00 to "
        + "ccf_1.00) and no read counts, so what the sample could have shown cannot be told; "
        + "expected the columns t_ref_count and t_alt_count")
  }

  @Test func `faults of a PhylogicNDT table are told with their places`() throws {
    var folder = try phylogic(
      "a a.txt ~ 1.5 0\na a.txt ~ 0.5 x\nc ~ ~ 0.5 1", files: ["Data/a.txt": Self.maf])
    #expect(
      try folder.failure(reading: "Data/P3.sif") == """
        Data/P3.sif:2:10: error: purity is '1.5'; expected a share above 0 and up to 1
        Data/P3.sif:3:1: error: sample_id is 'a'; expected a unique name: line 2 already uses it
        Data/P3.sif:3:14: error: timepoint is 'x'; expected a number
        Data/P3.sif:4:3: error: maf_fn is ''; expected the path of a mutation table
        """)
    folder = try phylogic("a none.txt ~ 0.5 0", files: [:])
    #expect(
      try folder.failure(reading: "Data/P3.sif")
        == "Data/P3.sif:2:3: error: maf_fn is 'none.txt': no such file; "
        + "expected a mutation table of PhylogicNDT")
    folder = try phylogic(
      "a a.txt ~ 0.5 0",
      files: [
        "Data/a.txt": Table.tabs(
          """
          Chromosome Start_position Reference_Allele Tumor_Seq_Allele2 t_ref_count t_alt_count
          1 x C T 6 4
          1 9 C C 6 4
          1 9 C T 6 -4
          1 10 C T 6 4
          1 10 C T 6 5
          """)
      ])
    #expect(
      try folder.failure(reading: "Data/P3.sif") == """
        Data/a.txt:2:3: error: Start_position is 'x'; expected a position of 1 or more
        Data/a.txt:3:7: error: Tumor_Seq_Allele2 is 'C'; expected bases of ACGTN or '-' other \
        than the reference's
        Data/a.txt:4:11: error: t_alt_count is '-4'; expected a count of reads
        Data/a.txt:6:12: error: the change has 5 of 11 reads, and on line 5 4 of 10; \
        expected one row, or rows that agree
        """)
  }

  // MARK: - sarek

  @Test(arguments: [
    ("patient,sample,lane,fastq_1,fastq_2", "lane", 16),
    ("patient,sex,status,sample,cram,crai", "status", 13),
    ("patient,sample,vcf", "vcf", 16),
  ])
  func `a sheet of sarek is refused with what to write`(
    header: String, column: String, place: Int
  ) throws {
    let folder = try StudyFolder()
    try folder.write(header + "\nP,XX,1,S,a,b\n", to: "sarek.csv")
    if header.hasSuffix("vcf") { try folder.write(header + "\nP,S,a\n", to: "sarek.csv") }
    if header.hasSuffix("fastq_2") { try folder.write(header + "\nP,S,a,b,c\n", to: "sarek.csv") }
    #expect(
      try folder.failure(reading: "sarek.csv")
        == "sarek.csv:1:\(place): error: this is a sample sheet of sarek (column \(column)), which "
        + "tells neither what a biopsy is nor when it was taken; expected a study sheet with the "
        + "header line 'patient,sample,role,day,sex,mutations,segments,alignment': as role "
        + "primary, recurrence, metastasis or plasma, and normal where status is 0; as day the "
        + "days from diagnosis; as mutations the caller's file; as alignment the BAM or CRAM")
  }
}
