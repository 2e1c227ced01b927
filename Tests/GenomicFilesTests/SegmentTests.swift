import Foundation
import Studies
import Testing
import TumorModel

@Suite struct SegmentTests {
  private func folder(_ segments: String) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations,segments\nP1,S1,primary,study.maf,cn.txt\n",
      to: "samples.csv")
    try folder.write(Table.maf("G 1 100 Silent C T S1 9 5 4 ~"), to: "study.maf")
    try folder.write(segments, to: "cn.txt")
    return folder
  }

  @Test(
    "the plain form goes by several names",
    arguments: [
      "chromosome start end major_cn minor_cn\n1 1 500 4 2",
      "minor major END chrom START\n2 4 500 chr1 1",
      "sample chr startpos endpos nMajor nMinor\nS1 1 1 500 4 2\nS2 1 1 500 9 9",
      "chr start end major_cn minor_cn\n1 1 5e+02 4 2",
      "#CHR start end major_cn minor_cn\n1 1 500 4 2",
      "Tumor_Sample_Barcode Chromosome Start_Position End_Position Minor_CN Major_CN\n"
        + "S1 1 1 500 2 4\nS2 1 1 500 9 9",
    ])
  func names(table: String) throws {
    for text in [Table.tabs(table), Table.tabs(table).replacingOccurrences(of: "\t", with: ",")] {
      let patient = try folder(text).read().patient(at: 0)
      #expect(patient.copyNumbers == [[CopyNumber(major: 4, minor: 2)]])
      #expect(patient.flags == [[]])
    }
  }

  @Test func `a column of samples under another name is told where segments overlap`() throws {
    let table = Table.tabs(
      """
      chromosome start end major_cn minor_cn biopsy
      1 1 500 1 1 S1
      1 100 700 1 1 S2
      """)
    #expect(
      try folder(table).failure()
        == "cn.txt:1:40: error: the segments of several samples, which biopsy seems to name, overlap; "
        + "expected 'sample' as the name of that column")
  }

  @Test func `a share of cells that is not read is told`() throws {
    let folder = try folder(
      Table.tabs("chromosome start end major_cn minor_cn cellular_prevalence\n1 1 500 2 1 0.7"))
    #expect(
      folder.warnings(of: try folder.read()).contains(
        "cn.txt: warning: not read: cellular_prevalence; the copies of every segment are taken to be "
          + "those of all tumour cells"))
  }

  @Test(
    "tables of tools that tell no allele's copies are named",
    arguments: [
      (
        "@HD VN:1.6\n@SQ SN:1 LN:9\nCONTIG START END LOG2_COPY_RATIO_POSTERIOR_50\n1 1 9 0.1",
        "cn.txt:3:1: error: this is GATK's table of ModelSegments"
      ),
      (
        "#CHR START END SAMPLE RD #SNPS BAF cn_normal cn_clone1\n1 1 9 S1 1 5 0.1 1|1 1|0",
        "cn.txt:1:1: error: this is HATCHet's table of the copies of several clones"
      ),
    ])
  func tools(table: String, error: String) throws {
    #expect(try folder(Table.tabs(table)).failure().hasPrefix(error))
  }

  @Test func `overlapping segments are an error that names both lines`() throws {
    #expect(
      try folder(
        Table.tabs(
          """
          chromosome start end major_cn minor_cn
          1 1 500 1 1
          1 600 700 1 1
          1 499 550 2 1
          """)
      ).failure()
        == "cn.txt:4:3: error: the segment 1:499-550 overlaps 1:1-500 on line 2; "
        + "expected non-overlapping segments")
  }

  @Test func `wrong fields are told with their places`() throws {
    #expect(
      try folder(
        Table.tabs(
          """
          chromosome start end major_cn minor_cn
          1 0 500 1 1
          1 600 599 1 1
          ~ 1 2 1 1
          2 1 2 -1 1
          2 3 4 1 many
          """)
      ).failure() == """
        cn.txt:2:3: error: start is '0'; expected a 1-based position
        cn.txt:3:7: error: end is '599'; expected a position not before the start
        cn.txt:4:1: error: chromosome is ''; expected a chromosome
        cn.txt:5:7: error: major_cn is '-1'; expected copies per cell, from 0 to 10000
        cn.txt:6:9: error: minor_cn is 'many'; expected copies per cell, from 0 to 10000
        """)
  }

  @Test func `segments without both alleles are left out and counted`() throws {
    let folder = try folder(
      Table.tabs("chromosome start end major_cn minor_cn\n1 1 500 2 NA\n2 1 500 2 1"))
    let study = try folder.read()
    #expect(study.patient(at: 0).copyNumbers == [[nil]])
    #expect(
      folder.warnings(of: study).first
        == "cn.txt: warning: 1 segment without copies of both alleles left out")
  }

  @Test func `missing columns and samples are told`() throws {
    #expect(
      try folder(Table.tabs("chromosome start end total_cn\n1 1 2 3")).failure() == """
        cn.txt:1:1: error: no column major_cn; expected it in the header line
        cn.txt:1:1: error: no column minor_cn; expected it in the header line
        """)
    #expect(
      try folder(Table.tabs("sample chr startpos endpos nMajor nMinor\nT 1 1 500 4 2")).failure()
        == "cn.txt:1:1: error: no segment is of sample S1; "
        + "expected one of its samples, which are T")
  }
}
