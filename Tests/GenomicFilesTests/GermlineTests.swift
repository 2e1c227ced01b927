import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

@Suite("Counts at inherited variants")
struct GermlineTests {
  private func folder(_ counts: String, named name: String = "snps.tsv") throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(
      """
      patient,sample,role,mutations,germline
      P1,S1,primary,study.maf,\(name)
      P1,N1,normal,,\(name)
      P1,S2,metastasis,study.maf,\(name)

      """, to: "samples.csv")
    try folder.write(Table.maf("G 1 100 Silent C T S1 9 5 4 ~"), to: "study.maf")
    try folder.write(counts, to: name)
    return folder
  }

  private static let header =
    "patient sample chromosome position ref alt depth ref_count alt_count population_frequency"

  @Test func `reads of a patient's samples, tumours before normals`() throws {
    let study = try folder(
      Table.tabs(
        """
        \(Self.header)
        P1 S2 chr2 500 G C 31 10 20 ~
        P1 S1 1 700 A G 30 10 20 0.3
        P1 N1 1 700 A G 50 50 0 0.3
        P9 S9 1 800 A G 50 50 0 0.3
        P1 S1 2 500 G C ~ ~ ~ 0.25
        """)
    ).read()
    let genotypes = try #require(study.patient(at: 0).supporting.genotypes)
    #expect(genotypes.sites.map(\.variant.position) == [700, 500])
    #expect(genotypes.sites.map(\.populationFrequency) == [0.3, nil])
    #expect(
      genotypes.counts == [
        [ReadCounts(alternate: 20, depth: 30), nil], [nil, ReadCounts(alternate: 20, depth: 30)],
        [ReadCounts(alternate: 0, depth: 50), nil],
      ])
    #expect(study.inputs.map(\.role) == [.sheet, .mutations, .germline])
    #expect(
      study.warnings.contains { $0.text == "1 line without counts or of no substitution left out" })
  }

  @Test func `GATK's table of allelic counts is read, with its SAM header`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations,germline\nP1,S1,primary,study.maf,counts.tsv\n"
        + "P1,S2,metastasis,study.maf,\n", to: "samples.csv")
    try folder.write(Table.maf("G 1 100 Silent C T S1 9 5 4 ~"), to: "study.maf")
    try folder.write(
      Table.tabs(
        """
        @HD VN:1.6
        @SQ SN:1 LN:249250621
        @RG ID:GATKCopyNumber SM:T1
        CONTIG POSITION REF_COUNT ALT_COUNT REF_NUCLEOTIDE ALT_NUCLEOTIDE
        1 700 10 20 A G
        1 800 30 0 C N
        """), to: "counts.tsv")
    let study = try folder.read()
    let genotypes = try #require(study.patient(at: 0).supporting.genotypes)
    #expect(genotypes.sites.map(\.variant.position) == [700])
    #expect(genotypes.counts.first == [ReadCounts(alternate: 20, depth: 30)])
    #expect(
      folder.warnings(of: study).contains(
        "counts.tsv: warning: the header's read group is of T1: read as S1's, whose row names the file"
      )
    )
  }

  @Test func `a study without the column has no genotypes`() throws {
    let study = try StudyFolder.pair("G 1 100 Silent C T S1 9 5 4 ~").read()
    #expect(study.genotypes(ofPatientAt: 0) == nil)
    #expect(study.patient(at: 0).supporting.genotypes == nil)
  }

  @Test func `the frequency may be absent, and depth or reference reads`() throws {
    for columns in ["depth alt_count", "ref_count alt_count"] {
      let text = Table.tabs(
        """
        # made by hand
        sample chromosome position ref alt \(columns)
        S1 1 700 A G 30 20
        S2 1 700 A - 30 20
        """)
      let genotypes = try #require(try folder(text).read().genotypes(ofPatientAt: 0))
      let depth = columns.hasPrefix("depth") ? 30 : 50
      #expect(genotypes.counts[0] == [ReadCounts(alternate: 20, depth: depth)])
      #expect(genotypes.counts[1] == [nil])
    }
  }

  @Test func `wrong fields are told with their places`() throws {
    #expect(
      try folder(
        Table.tabs(
          """
          \(Self.header)
          P1 S1 1 0 A G 30 10 20 ~
          P1 S1 1 7 A A 30 10 20 ~
          P1 S1 1 8 A G 30 10 many ~
          P1 S1 1 9 A G 30 ~ 31 ~
          P1 S1 1 10 A G 30 10 20 1.5
          P1 S1 1
          P1 S1 1 99999999999999999999 A G 30 10 20 ~
          """)
      ).failure() == """
        snps.tsv:2:9: error: position is '0'; expected a 1-based position
        snps.tsv:3:13: error: alt is 'A'; expected bases other than the reference's
        snps.tsv:4:21: error: alt_count is 'many'; expected a count of reads
        snps.tsv:5:19: error: alt_count is '31'; expected at most the depth of 30
        snps.tsv:6:25: error: population_frequency is '1.5'; expected a frequency between 0 and 1
        snps.tsv:7:1: error: the line has 3 fields; expected at least 10, as in the header line
        snps.tsv:8:9: error: position is '99999999999999999999'; expected a 1-based position
        """)
  }

  @Test func `lines that differ are refused, lines that agree are one`() throws {
    #expect(
      try folder(
        Table.tabs(
          """
          \(Self.header)
          P1 S1 1 700 A G 30 10 20 ~
          P1 S1 1 700 A G 30 10 20 ~
          P1 S1 chr1 700 A G 31 11 20 ~
          """)
      ).failure()
        == "snps.tsv:4: error: S1 has this variant with 20 of 31 reads, and on line 2 with 20 of "
        + "30; expected one line, or lines that agree")
  }

  @Test func `missing columns, empty files and VCF are refused`() throws {
    #expect(
      try folder("sample\tchromosome\n").failure().contains("no column position"))
    #expect(try folder("").failure().contains("the file is empty"))
    #expect(
      try folder("x\n", named: "snps.vcf.gz").failure()
        == "samples.csv:2:25: error: germline is 'snps.vcf.gz', and this version does not read VCF "
        + "or BCF here; expected a table of counts, such as metachron counts writes")
    #expect(
      try folder(Table.tabs("chromosome position ref alt depth alt_count\n1 7 A G 30 10"))
        .failure().contains("no column sample"))
    let absent = try folder("x\n")
    try FileManager.default.removeItem(atPath: absent.path("snps.tsv"))
    #expect(try absent.failureCategory() == .noInput)
  }

  @Test func `samples without a line are named`() throws {
    let folder = try folder(Table.tabs("\(Self.header)\nP1 S1 1 700 A G 30 10 20 ~"))
    #expect(
      folder.warnings(of: try folder.read()).contains(
        "snps.tsv: warning: no line of N1, S2: identity not tested"))
  }
}
