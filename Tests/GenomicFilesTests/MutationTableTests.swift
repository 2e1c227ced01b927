import Foundation
import Studies
import Testing
import TumorModel

@Suite struct MutationTableTests {
  private func only(_ table: String) throws -> (Mutation, SiteObservation) {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,study.maf\n", to: "samples.csv")
    try folder.write(table, to: "study.maf")
    let patient = try folder.read().patient(at: 0)
    return (try #require(patient.mutations.first), try #require(patient.observations.first?.first))
  }

  private func counted(_ alternate: Int, of depth: Int) throws -> SiteObservation {
    .counted(try #require(ReadCounts(alternate: alternate, depth: depth)))
  }

  // MARK: - Column sets

  @Test func `vcf2maf's columns`() throws {
    let (mutation, observation) = try only(
      "#version 2.4\n#a comment\n"
        + Table.tabs(
          """
          Hugo_Symbol NCBI_Build Chromosome Start_Position End_Position Variant_Classification Reference_Allele Tumor_Seq_Allele1 Tumor_Seq_Allele2 Tumor_Sample_Barcode HGVSp HGVSp_Short t_depth t_ref_count t_alt_count
          RUNX1 GRCh38 21 34792292 34792292 Missense_Mutation A A C S1 p.Leu429Arg p.L429R 54 . 21
          """))
    #expect(mutation.gene == "RUNX1")
    #expect(mutation.proteinChange == "p.L429R")
    #expect(mutation.classification == "Missense_Mutation")
    #expect(
      mutation.variant
        == Variant(
          chromosome: try #require(Chromosome("21")), position: 34_792_292, reference: "A",
          alternate: "C"))
    #expect(try observation == counted(21, of: 54))
  }

  @Test func `GDC's columns in lower case, with reference and alternate counts alone`() throws {
    let (mutation, observation) = try only(
      Table.tabs(
        """
        t_alt_count t_ref_count hugo_symbol chromosome start_position reference_allele tumor_seq_allele2 tumor_sample_barcode Amino_Acid_Change
        7 93 ESR1 chr6 152419922 T A S1 p.Y537N
        """))
    #expect(mutation.variant.chromosome.name == "6")
    #expect(mutation.proteinChange == "p.Y537N")
    #expect(try observation == counted(7, of: 100))
  }

  @Test func `the Metastatic Breast Cancer Project's columns`() throws {
    let (mutation, observation) = try only(
      Table.tabs(
        """
        Hugo_Symbol Chromosome Start_Position Variant_Classification Variant_Type Reference_Allele Tumor_Seq_Allele2 Tumor_Sample_Barcode Matched_Norm_Sample_Barcode t_ref_count t_alt_count n_ref_count n_alt_count i_HGVS_protein_change
        ERBB2 17 37880220 Missense_Mutation SNP T C S1 N1 80 29 ~ ~ ENSP00000463714:p.Leu755Ser
        """))
    #expect(mutation.proteinChange == "p.L755S")
    #expect(try observation == counted(29, of: 109))
  }

  @Test func `MesKit's columns`() throws {
    let (mutation, observation) = try only(
      Table.tabs(
        """
        Hugo_Symbol Chromosome Start_Position End_Position Variant_Classification Variant_Type Reference_Allele Tumor_Seq_Allele2 Ref_allele_depth Alt_allele_depth VAF Tumor_Sample_Barcode
        KLHL17 1 899515 899515 Silent SNP C T 85 0 0 S1
        """))
    #expect(mutation.gene == "KLHL17")
    #expect(try observation == counted(0, of: 85))
  }

  @Test func `the first allele stands in where the second is the reference's`() throws {
    let header =
      "Chromosome Start_Position Reference_Allele Tumor_Seq_Allele1 Tumor_Seq_Allele2 "
      + "Tumor_Sample_Barcode Protein_Change t_depth t_alt_count\n"
    for alleles in ["G A G", "G A ~", "g a g"] {
      let (mutation, observation) = try only(Table.tabs(header + "X 5 \(alleles) S1 p.G2R ~ ~"))
      #expect(mutation.variant.alternate == "A")
      #expect(mutation.proteinChange == "p.G2R")
      #expect(observation == .withoutCounts)
    }
  }

  @Test(
    "protein changes are shortened",
    arguments: [
      ("ENSP00000463714:p.Leu755Ser", "p.L755S"), ("p.Tyr124*", "p.Y124*"),
      ("p.Tyr124Ter", "p.Y124*"), ("p.Glu88GlyfsTer12", "p.E88Gfs*12"),
      ("p.Ala775_Gly776insTyrValMetAla", "p.A775_G776insYVMA"), ("p.Leu12%3D", "p.L12="),
      ("p.A16_L18del", "p.A16_L18del"), ("NP_1.2:p.Met1?", "p.M1?"), ("V89A", "V89A"),
      ("a:b", "a:b"), ("p.(Sec5Pyl)", "p.(U5O)"),
    ])
  func proteinChange(long: String, short: String) throws {
    let (mutation, _) = try only(
      Table.maf("ERBB2 17 37880220 Missense_Mutation T C S1 10 5 5 \(long)"))
    #expect(mutation.proteinChange == short)
  }

  // MARK: - Fields

  @Test(
    "chromosomes have one name",
    arguments: [
      ("chr17", "17"), ("23", "X"), ("24", "Y"), ("chrX", "X"), ("M", "MT"), ("chrM", "MT"),
      ("GL000192.1", "GL000192.1"),
    ])
  func chromosome(spelling: String, name: String) throws {
    let (mutation, _) = try only(Table.maf("G \(spelling) 100 Silent T C S1 10 5 5 ~"))
    #expect(mutation.variant.chromosome.name == name)
  }

  @Test(
    "counts are told as far as they are known",
    arguments: [
      ("54 . 21", 21, 54), ("~ 33 21", 21, 54), ("NA 33 21", 21, 54), ("54 33 21", 21, 54),
      ("60 33 21", 21, 60), ("54.0 33.0 21.0", 21, 54), ("0 0 0", 0, 0),
    ])
  func counts(fields: String, alternate: Int, depth: Int) throws {
    let (_, observation) = try only(Table.maf("G 1 100 Silent T C S1 \(fields) ~"))
    #expect(try observation == counted(alternate, of: depth))
  }

  @Test("missing counts are not zero", arguments: ["54 33 .", "~ ~ 21", "0 ~ ~", "NA NA NA"])
  func missingCounts(fields: String) throws {
    let (_, observation) = try only(Table.maf("G 1 100 Silent T C S1 \(fields) ~"))
    #expect(observation == .withoutCounts)
  }

  @Test func `quotes, number signs and carriage returns inside fields are text`() throws {
    let folder = try StudyFolder.pair(
      """
      "A#1 1 100 Silent\r T C S1 10 5 5 "p.A1B"
      #B" 1 200 Silent T C S2 10 5 5 p.C2D\r
      """)
    let patient = try folder.read().patient(at: 0)
    #expect(patient.mutations.map(\.gene) == ["\"A#1", "#B\""])
    #expect(patient.mutations.map(\.classification) == ["Silent", "Silent"])
    #expect(patient.mutations.map(\.proteinChange) == ["\"p.A1B\"", "p.C2D"])
  }

  @Test func `a line longer than the buffer is read`() throws {
    let long = String(repeating: "x", count: 700_000)
    let (mutation, _) = try only(Table.maf("\(long) 1 100 Silent T C S1 10 5 5 p.A1B"))
    #expect(mutation.gene == long)
    #expect(mutation.proteinChange == "p.A1B")
  }

  // MARK: - Errors

  @Test(
    "a wrong field is told with its place",
    arguments: [
      (
        "TP53 17 7577538 Silent C T S1 100 60 4O ~",
        "study.maf:2:38: error: t_alt_count is '4O'; expected a count"
      ),
      (
        "TP53 17 7577538 Silent C T S1 100 60 -4 ~",
        "study.maf:2:38: error: t_alt_count is '-4'; expected a count of 0 or more"
      ),
      (
        "TP53 17 7577538 Silent C T S1 10 . 40 ~",
        "study.maf:2:36: error: t_alt_count is '40'; expected at most t_depth, which is 10"
      ),
      (
        "TP53 17 7577538 Silent C T S1 90 60 40 ~",
        "study.maf:2:31: error: t_depth is '90'; "
          + "expected at least t_ref_count + t_alt_count, which is 100"
      ),
      (
        "TP53 17 -5 Silent C T S1 100 60 40 ~",
        "study.maf:2:9: error: Start_Position is '-5'; expected a position of 1 or more"
      ),
      (
        "TP53 17 0 Silent C T S1 100 60 40 ~",
        "study.maf:2:9: error: Start_Position is '0'; expected a position of 1 or more"
      ),
      (
        "TP53 ~ 5 Silent C T S1 100 60 40 ~",
        "study.maf:2:6: error: Chromosome is ''; expected a chromosome"
      ),
      (
        "TP53 17 5 Silent C Q S1 100 60 40 ~",
        "study.maf:2:20: error: Tumor_Seq_Allele2 is 'Q'; expected bases of ACGTN or '-'"
      ),
      (
        "TP53 17 5 Silent <DEL> T S1 100 60 40 ~",
        "study.maf:2:18: error: Reference_Allele is '<DEL>'; expected bases of ACGTN or '-'"
      ),
      (
        "TP53 17 5 Silent C C S1 100 60 40 ~",
        "study.maf:2:20: error: Tumor_Seq_Allele2 is 'C'; "
          + "expected bases other than the reference's, 'C'"
      ),
      (
        "TP53 17 5 Silent C T S1 100",
        "study.maf:2:28: error: the row ends after 8 fields; expected 11, as in the header line"
      ),
    ])
  func wrongField(row: String, message: String) throws {
    let text = try StudyFolder.pair(row).failure()
    #expect(text == message)
  }

  @Test func `missing columns are told together`() throws {
    let folder = try StudyFolder.pair("")
    try folder.write(Table.tabs("Hugo_Symbol Chromosome Start_Position"), to: "study.maf")
    #expect(
      try folder.failure() == """
        study.maf:1:1: error: no column Reference_Allele; expected it in the header line
        study.maf:1:1: error: no column Tumor_Seq_Allele2; expected it in the header line
        study.maf:1:1: error: no column Tumor_Sample_Barcode; expected it in the header line
        study.maf:1:1: error: no column t_alt_count; expected it in the header line
        study.maf:1:1: error: no column t_ref_count or t_depth; expected it in the header line
        """)
  }

  @Test func `an empty table and lines that end in CR are told`() throws {
    let folder = try StudyFolder.pair("")
    try folder.write("", to: "study.maf")
    #expect(
      try folder.failure()
        == "study.maf: error: the file is empty; expected a MAF with a header line")
    try folder.write(
      Table.maf("G 1 5 Silent C T S1 9 5 4 ~").replacingOccurrences(of: "\n", with: "\r"),
      to: "study.maf")
    #expect(
      try folder.failure() == "study.maf:1:1: error: lines end in CR alone; expected LF or CR LF")
  }

  @Test func `builds must agree in a table and in a study`() throws {
    let header =
      "NCBI_Build Chromosome Start_Position Reference_Allele Tumor_Seq_Allele2 "
      + "Tumor_Sample_Barcode t_depth t_alt_count\n"
    let folder = try StudyFolder()
    try folder.write(StudyFolder.twoSamples, to: "samples.csv")
    try folder.write(
      Table.tabs(
        header + ". 1 4 A C S1 ~ ~\nGRCh37 1 5 A C S1 ~ ~\nhg38 1 6 A C S1 ~ ~\n36 1 7 A C S2 ~ ~"),
      to: "study.maf")
    #expect(
      try folder.failure() == """
        study.maf:4:1: error: NCBI_Build is 'hg38'; expected hg19, the build of line 3
        study.maf:5:1: error: NCBI_Build is '36'; expected GRCh37 or GRCh38
        """)
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,a.maf\nP1,S2,plasma,b.maf\n",
      to: "samples.csv")
    try folder.write(Table.tabs(header + "37 1 4 A C S1 ~ ~"), to: "a.maf")
    try folder.write(Table.tabs(header + "GRCh38 1 4 A C S2 ~ ~"), to: "b.maf")
    #expect(
      try folder.failure()
        == "samples.csv:3:14: error: mutations is 'b.maf', a file of hg38; "
        + "expected one build in a study, and a.maf is of hg19")
    let study = try folder.read(build: .hg38)
    #expect(study.build == .hg38)
    #expect(
      folder.warnings(of: study).filter { $0.contains("says") } == [
        "a.maf: warning: the file says hg19; read as hg38, as asked"
      ])
  }

  // MARK: - Samples

  @Test func `rows of other samples are counted and left out`() throws {
    let folder = try StudyFolder.pair(
      """
      G 1 5 Silent C T S1 9 5 4 ~
      G 1 5 Silent C T S2 9 5 4 ~
      G bad -7 Silent C T S3 9 5 4 ~
      G bad -7 Silent C T S3
      G 1 5 Silent C T S4 9 5 4 ~
      """)
    #expect(
      try folder.warnings(of: folder.read()) == [
        "study.maf: warning: 3 rows of 2 samples not in the sheet left out: S3 (2), S4 (1)"
      ])
  }

  @Test func `a table without any sample of the sheet is an error`() throws {
    let folder = try StudyFolder.pair("G 1 5 Silent C T TUMOR 9 5 4 ~")
    #expect(
      try folder.failure()
        == "study.maf: error: no row is of a sample that the sheet expects here (S1, S2); "
        + "expected their names as Tumor_Sample_Barcode, which has TUMOR")
  }

  @Test func `a sample without a row says nothing of other samples' sites`() throws {
    let folder = try StudyFolder.pair("G 1 5 Silent C T S1 9 5 4 ~")
    let study = try folder.read()
    #expect(
      folder.warnings(of: study) == [
        "study.maf: warning: no row of S2: without one, absent rows are not read as 'not called'"
      ])
    #expect(study.patient(at: 0).observations[1] == [.notAssayed])
  }

  @Test func `a table without rows is told`() throws {
    let folder = try StudyFolder.pair("")
    #expect(
      try folder.warnings(of: folder.read()) == ["study.maf: warning: the table has no row"])
  }

  // MARK: - Duplicates

  @Test func `rows that say the same are merged`() throws {
    let folder = try StudyFolder.pair(
      """
      ~ 1 5 ~ C T S1 9 5 4 ~
      G 1 5 Silent C T S1 9 5 4 p.A1B
      G 1 5 Silent C T S2 . . . ~
      G 1 5 Silent C T S2 9 5 4 ~
      """)
    let study = try folder.read()
    #expect(folder.warnings(of: study) == ["study.maf: warning: 2 duplicate rows merged"])
    let patient = study.patient(at: 0)
    #expect(patient.flags == [.duplicateRows])
    #expect(patient.mutations.map(\.gene) == ["G"])
    #expect(patient.mutations.map(\.proteinChange) == ["p.A1B"])
    #expect(try patient.observations == [[counted(4, of: 9)], [counted(4, of: 9)]])
  }

  @Test func `rows that contradict one another are an error that names both lines`() throws {
    let folder = try StudyFolder.pair(
      """
      G 1 5 Silent C T S1 9 5 4 ~
      G 1 7 Silent C T S1 9 5 4 ~
      G chr1 5 Silent C T S1 19 5 4 ~
      """)
    #expect(
      try folder.failure()
        == "study.maf:4:29: error: S1 has 1:5 C>T with 4 of 19 reads, and on line 2 with 4 of 9; "
        + "expected one row, or rows that agree")
  }
}
