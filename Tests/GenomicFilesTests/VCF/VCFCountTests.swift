import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

/// Reads decide, and what cannot be read is told with its cause.
@Suite struct VCFCountTests {
  private static let metastasis = VCFText.file("1 200 . C T . PASS . GT:AD 0/0:50,0 0/1:20,20")

  private func warnings(
    _ records: String, meta: [String] = [], options: ReadOptions = ReadOptions()
  )
    throws -> [String]
  {
    let folder = try StudyFolder.calls(
      primary: VCFText.file(meta: meta, records), metastasis: Self.metastasis)
    return folder.warnings(of: try folder.read(options))
  }

  @Test func `a normal's reads decide and not its genotype`() throws {
    let text = VCFText.file(
      """
      1 100 . C T . PASS . GT:AD:DP 0/1:29,1:30 0/1:78,57:135
      1 200 . C T . PASS . GT:AD:DP 0/0:15,15:30 0/1:78,57:135
      1 300 . C T . PASS . GT:AD:DP 0/1:3,1:4 0/1:78,57:135
      1 400 . C T . PASS . GT:AD:DP 0/1:.:. 0/1:78,57:135
      """)
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    let study = try folder.read()
    // Where the genotype has no such allele the normal's reads go with the mutation.
    #expect(
      study.patient(at: 0).table == ["1:100 C>T 57/135 57/135", "1:200 C>T 57/135 57/135"])
    #expect(
      try study.patient(at: 0).supporting.normalObservations == [
        [
          .counted(#require(ReadCounts(alternate: 1, depth: 30))),
          .counted(#require(ReadCounts(alternate: 15, depth: 30))),
        ]
      ])
    #expect(
      folder.warnings(of: study).first
        == "a.vcf: warning: 2 records of 4 left out by filters: germline 2; "
        + "--include-filter NAME takes them in")
  }

  @Test func `what is left out of genes that were asked for is told`() throws {
    var options = ReadOptions()
    options.rows = RowPolicy(genes: ["ERBB2", "TP53"])
    let csq = "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Format: Allele|SYMBOL\">"
    let records = """
      1 100 . C T . PON CSQ=T|ERBB2 GT:AD 0/0:50,0 0/1:40,10
      1 150 . C T . PASS CSQ=T|ERBB2 GT:AD 0/1:25,25 0/1:40,10
      1 160 . C T . PON CSQ=T|OTHER GT:AD 0/0:50,0 0/1:40,10
      """
    #expect(
      try warnings(records, meta: [csq], options: options) == [
        "a.vcf: warning: 3 records of 3 left out by filters (2 in ERBB2): PON 2, germline 1; "
          + "--include-filter NAME takes them in"
      ])
    #expect(
      try warnings(records, meta: [csq]).first?.contains("filters: PON") == true)
  }

  private static let notZero = "not assessable, which is not zero reads"

  @Test func `the cause of unread counts is told`() throws {
    #expect(
      try warnings(
        """
        1 100 . G T . PASS . GT:AD:DP 0/0:115,0,1:116 0/1:78,57,2:137
        1 100 . G A . PASS . GT:AD:DP 0/0:115,0,1:116 0/1:78,57,2:137
        1 110 . G T . PASS . GT:AD:DP 0/0:115,0:115 0/1:115,115:116
        1 120 . G T . PASS . GT:AD:DP 0/0:115,0:115 0/1:.:116
        1 130 . G T . PASS . GT:DP:VAF 0/0:115:0 0/1:116:0.5
        1 140 . G T . PASS . GT:AD 0/0:9,0 0/1:9,9
        """) == [
          "a.vcf: warning: 1 call without read counts that are understood, the first on line 7: FORMAT "
            + "is 'GT:DP:VAF', and read are RD with AD; AD; RO with AO; AU, CU, GU and TU; TAR with "
            + "TIR; NR with NV; BCOUNT or DP4: \(Self.notZero)",
          "a.vcf: warning: 2 calls whose AD does not fit the alleles, the first on line 3: AD has 3 "
            + "numbers, expected 2; 'bcftools norm' splits AD where the header says Number=R: "
            + Self.notZero,
          "a.vcf: warning: 1 call whose AD adds up to far more than DP, the first on line 5: 230 of DP "
            + "116; the file from before it was split has the right numbers: \(Self.notZero)",
          "a.vcf: warning: 1 call without read counts, the first on line 6: \(Self.notZero)",
        ])
  }

  @Test func `a file of which no reads are understood is an error`() throws {
    let folder = try StudyFolder.calls(
      primary: VCFText.file(
        "1 100 . G T . PASS . GT:GQ:DP:MQ:PS:PQ:MAP_VAF:VAF_CR 0|0:9:5:60:1:9:.:. "
          + "0|1:9:5:60:1:9:0.4:0.1,0.6"), metastasis: Self.metastasis)
    #expect(
      try folder.failure()
        == "a.vcf:3:1: error: no call has read counts that are understood: FORMAT is "
        + "'GT:GQ:DP:MQ:PS:PQ:MAP_VAF:VAF_CR'; expected RD with AD; AD; RO with AO; AU, CU, GU and "
        + "TU; TAR with TIR; NR with NV; BCOUNT or DP4 among its keys, or a file of the samples' "
        + "read counts")
  }

  @Test func `LoFreq's reads stand in INFO`() throws {
    let columns = "#CHROM POS ID REF ALT QUAL FILTER INFO\n"
    let head = "##fileformat=VCFv4.0\n##INFO=<ID=DP4,Number=4,Type=Integer,Description=\"c\">\n"
    let records = "17 37881000 . G T 900 PASS DP=135;AF=0.4222;SB=0;DP4=39,39,28,29"
    let folder = try StudyFolder.calls(
      primary: VCFText.file("17 37881000 . G T . PASS . GT:AD 0/0:9,0 0/0:115,0"),
      metastasis: head + Table.tabs(columns + records))
    #expect(try folder.read().patient(at: 0).table == ["17:37881000 G>T 0/115 57/135"])
  }

  @Test func `several tumours beside one normal, in alphabetical order`() throws {
    let text = VCFText.file(
      meta: ["##normal_sample=P1-N"], samples: ["P1-N", "S1", "S2"],
      "17 37881000 . G T . PASS . GT:AD:AF:DP 0/0:60,0:0.01:60 0/0:115,0:0.004:115 0/1:78,57:0.4:135"
    )
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    #expect(try folder.read().patient(at: 0).table == ["17:37881000 G>T 0/115 57/135"])
  }
}
