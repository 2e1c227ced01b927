import Foundation
import Studies
import Testing
import TumorModel

@Suite struct StudyTests {
  private func counted(_ alternate: Int, of depth: Int) throws -> SiteObservation {
    .counted(try #require(ReadCounts(alternate: alternate, depth: depth)))
  }

  @Test func `sites are the sorted union of the samples' rows`() throws {
    let folder = try StudyFolder.pair(
      """
      B X 5 Silent C T S1 9 5 4 ~
      A 10 7 Silent C T S1 20 10 10 p.A1B
      A 10 7 Silent C A S2 8 4 4 ~
      A chr2 7 Silent C A S2 8 . . ~
      A 10 7 Silent C T S2 30 20 10 p.X
      """)
    let study = try folder.read()
    #expect(study.warnings.isEmpty)
    #expect(study.patientCount == 1)
    let patient = study.patient(at: 0)
    #expect(
      patient.mutations.map { "\($0.variant.chromosome):\($0.variant.alternate)" }
        == ["2:A", "10:A", "10:T", "X:T"])
    #expect(
      try patient.observations == [
        [.uncalled, .uncalled, counted(10, of: 20), counted(4, of: 9)],
        [.withoutCounts, counted(4, of: 8), counted(10, of: 30), .uncalled],
      ])
    #expect(patient.mutations.map(\.proteinChange) == ["", "", "p.A1B", ""])
    #expect(patient.depths == [[9, 20], [8, 30]])
    #expect(patient.copyNumbers == [[nil, nil, nil, nil], [nil, nil, nil, nil]])
    #expect(study.patients == [patient])
    #expect(
      study.inputs.map { folder.relative($0.path) } == ["samples.csv", "study.maf"])
  }

  @Test func `outside the targets a site is not assayed, inside it is not called`() throws {
    let folder = try StudyFolder.pair(
      """
      G 1 10 Silent C T S1 9 5 4 ~
      G 1 11 Silent C T S1 9 5 4 ~
      G 1 21 Silent C T S1 9 5 4 ~
      G 1 5 Silent C T S2 9 5 4 ~
      """)
    try folder.write(
      """
      patient,sample,role,mutations,targets
      P1,S1,primary,study.maf,
      P1,S2,metastasis,study.maf,panel.bed

      """, to: "samples.csv")
    try folder.write(
      "track name=x\nchr1\t10\t15\tname\n1\t12\t20\n2 0 5\n", to: "panel.bed")
    let patient = try folder.read().patient(at: 0)
    #expect(
      try patient.observations[1]
        == [counted(4, of: 9), .notAssayed, .uncalled, .notAssayed])
    try folder.write("1\t20\t10\n", to: "panel.bed")
    #expect(
      try folder.failure()
        == "panel.bed:1:1: error: not a BED line; "
        + "expected chromosome, start and end with start <= end")
    try folder.write("\n", to: "panel.bed")
    #expect(
      try folder.failure() == "panel.bed: error: the file has no region; expected BED lines")
  }

  @Test func `a sample without a table is not assayed`() throws {
    let folder = try StudyFolder.pair("G 1 10 Silent C T S1 9 5 4 ~")
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,study.maf\nP1,S2,plasma,\n",
      to: "samples.csv")
    #expect(try folder.read().patient(at: 0).observations[1] == [.notAssayed])
  }

  @Test func `reads that were not de-duplicated are scaled down`() throws {
    let folder = try StudyFolder.pair(
      "G 1 10 Silent C T S1 90 80 10 ~\nG 1 10 Silent C T S2 90 80 10 ~")
    try folder.write(
      """
      patient,sample,role,mutations,duplication
      P1,S1,primary,study.maf,4
      P1,S2,plasma,study.maf,

      """, to: "samples.csv")
    let patient = try folder.read().patient(at: 0)
    #expect(try patient.observations == [[counted(3, of: 23)], [counted(10, of: 90)]])
    #expect(patient.depths == [[23], [90]])
    #expect(patient.flags == [.duplicationScaled])
  }

  @Test func `all that a VCF tells of reads is scaled down, a normal's too`() throws {
    let folder = try StudyFolder()
    try folder.write(
      """
      patient,sample,role,mutations,duplication
      P1,S1,primary,study.vcf,4
      P1,S2,plasma,study.vcf,
      P1,N1,normal,study.vcf,4

      """, to: "samples.csv")
    try folder.write(
      """
      ##fileformat=VCFv4.2
      ##contig=<ID=1>
      ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
      ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads">
      ##FORMAT=<ID=F1R2,Number=R,Type=Integer,Description="Reads">
      ##FORMAT=<ID=F2R1,Number=R,Type=Integer,Description="Reads">
      ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">

      """
        + Table.tabs(
          """
          #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2 N1
          1 10 . C T . PASS . GT:AD:DP:F1R2:F2R1 0/1:80,10:90:41,6:39,4 0/1:80,10:90:41,6:39,4 \
          0/0:100,6:106:50,3:50,3
          1 20 . C T . PASS . GT:AD:DP:F1R2:F2R1 0/1:78,10:88:40,5:38,5 0/1:78,10:88:40,5:38,5 \
          0/0:100,0:100:50,0:50,0
          """), to: "study.vcf")
    let patient = try folder.read().patient(at: 0)
    #expect(
      try patient.observations == [
        [counted(3, of: 23), counted(3, of: 22)], [counted(10, of: 90), counted(10, of: 88)],
      ])
    #expect(
      try patient.supporting.normalObservations == [[counted(2, of: 27), counted(0, of: 25)]])
    func orientations(_ sample: Int, _ mutation: Int) throws -> [ReadSupport.Split] {
      let support = patient.supporting.readSupport(sample: sample, mutation: mutation)
      return try [#require(support?.firstOrientation), #require(support?.secondOrientation)]
    }
    #expect(
      try orientations(0, 0)
        == [.init(reference: 10, alternate: 2), .init(reference: 10, alternate: 1)])
    // 3 and 20 molecules would be more than the 22 of the site.
    #expect(
      try orientations(0, 1)
        == [.init(reference: 10, alternate: 2), .init(reference: 9, alternate: 1)])
    #expect(
      try orientations(1, 0)
        == [.init(reference: 41, alternate: 6), .init(reference: 39, alternate: 4)])
  }

  @Test func `shares that no clone has are flagged on autosomes`() throws {
    let folder = try StudyFolder.pair(
      """
      G 1 10 Silent C T S1 50 0 50 ~
      G 1 11 Silent C T S1 19 0 19 ~
      G 1 12 Silent C T S1 50 2 48 ~
      G X 10 Silent C T S1 50 0 50 ~
      G 1 10 Silent C T S2 50 20 30 ~
      """)
    #expect(
      try folder.read().patient(at: 0).flags == [.implausibleFrequency, [], [], []])
  }

  @Test func `many depths are kept as quantiles`() throws {
    let rows = (1...5_000).map { "G 1 \($0) Silent C T S1 \($0) . 1 ~" }
      .joined(separator: "\n")
    let folder = try StudyFolder.pair(rows + "\nG 1 1 Silent C T S2 9 5 4 ~")
    let depths = try folder.read().patient(at: 0).depths
    #expect(depths[0].count == 4_096)
    #expect(depths[0].first == 1)
    #expect(depths[0].last == 5_000)
    #expect(depths[0] == depths[0].sorted())
    #expect(depths[1] == [9])
  }

  // MARK: - Indels

  @Test func `an indel written in two places is one site`() throws {
    let folder = try StudyFolder.pair(
      """
      ERBB2 17 37880981 In_Frame_Ins - GCATACGTGATG S1 27 10 17 p.Y772_A775dup
      ERBB2 17 37880982 In_Frame_Ins - CATACGTGATGG S2 90 60 30 p.A775_G776insYVMA
      PTEN 10 89717672 Frame_Shift_Del CA - S1 9 5 4 ~
      PTEN 10 89717673 Frame_Shift_Del AC - S2 9 5 4 ~
      """)
    let patient = try folder.read().patient(at: 0)
    #expect(patient.mutations.map(\.variant.position) == [89_717_672, 37_880_981])
    #expect(
      try patient.observations == [
        [counted(4, of: 9), counted(17, of: 27)], [counted(4, of: 9), counted(30, of: 90)],
      ])
    #expect(patient.flags == [.notLeftAligned, .notLeftAligned])
    #expect(patient.mutations.map(\.proteinChange) == ["", "p.Y772_A775dup"])
  }

  @Test func `indels that one sample lists apart stay apart`() throws {
    let folder = try StudyFolder.pair(
      """
      G 10 100 Frame_Shift_Del CA - S1 9 5 4 ~
      G 10 101 Frame_Shift_Del AC - S1 19 10 9 ~
      G 10 101 Frame_Shift_Del AC - S2 9 5 4 ~
      """)
    let patient = try folder.read().patient(at: 0)
    #expect(patient.mutations.map(\.variant.position) == [100, 101])
    #expect(try patient.observations[1] == [.uncalled, counted(4, of: 9)])
  }

  @Test func `a VCF's padded alleles are the MAF's trimmed ones`() throws {
    let folder = try StudyFolder.pair(
      """
      G 1 100 Frame_Shift_Ins A AT S1 9 5 4 ~
      G 1 100 Frame_Shift_Ins - T S2 9 5 4 ~
      G 1 200 Frame_Shift_Del AT A S1 9 5 4 ~
      G 1 201 Frame_Shift_Del T --- S2 9 5 4 ~
      G 1 300 Silent AC TG S1 9 5 4 ~
      G 1 300 Silent ac tg S2 9 5 4 ~
      """)
    let patient = try folder.read().patient(at: 0)
    #expect(patient.mutations.map(\.variant.kind) == [.insertion, .deletion, .mnv])
    #expect(patient.mutations.map(\.variant.position) == [100, 201, 300])
    #expect(patient.flags == [.notLeftAligned, .notLeftAligned, []])
  }

  // MARK: - Copy number

  @Test func `copy number comes from the sample's own segments`() throws {
    let folder = try StudyFolder.pair(
      """
      G 1 100 Silent C T S1 9 5 4 ~
      G 1 201 Silent C T S1 9 5 4 ~
      G 2 50 Silent C T S1 9 5 4 ~
      G X 50 Silent C T S1 9 5 4 ~
      G 1 100 Silent C T S2 9 5 4 ~
      """)
    try folder.write(
      """
      patient,sample,role,mutations,segments
      P1,S1,primary,study.maf,s1.tsv
      P1,S2,plasma,study.maf,

      """, to: "samples.csv")
    try folder.write(
      Table.tabs(
        """
        chromosome start end major_cn minor_cn
        chr2 1 1000 2.1 0.9
        chr1 1 100 2 1
        chr1 101 200 1 1
        chr1 201 300 0 3
        chrX 100 300 1 0
        """), to: "s1.tsv")
    let study = try folder.read()
    let patient = study.patient(at: 0)
    #expect(
      patient.copyNumbers == [
        [
          CopyNumber(major: 2, minor: 1), CopyNumber(major: 3, minor: 0),
          CopyNumber(major: 2, minor: 1), nil,
        ], [nil, nil, nil, nil],
      ])
    #expect(patient.flags == [[], [], .copyNumberRounded, []])
    #expect(
      folder.warnings(of: study) == [
        "s1.tsv: warning: major and minor copies swapped in 1 segment"
      ])
  }

  @Test func `patients keep the sheet's order`() throws {
    let folder = try StudyFolder()
    try folder.write(
      """
      patient,sample,role,mutations
      Z,Z1,primary,study.maf
      A,A1,primary,study.maf
      Z,Z2,plasma,study.maf

      """, to: "samples.csv")
    try folder.write(
      Table.maf("G 1 1 Silent C T A1 9 5 4 ~\nG 1 2 Silent C T Z2 9 5 4 ~"), to: "study.maf")
    let study = try folder.read()
    #expect(study.patientIDs == ["Z", "A"])
    #expect(study.samples(ofPatientAt: 0).map(\.id) == ["Z1", "Z2"])
    #expect(study.patient(at: 1).mutations.map(\.variant.position) == [1])
  }
}
