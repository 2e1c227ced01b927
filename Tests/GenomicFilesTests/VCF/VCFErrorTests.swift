import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

@Suite struct VCFErrorTests {
  private static let good = VCFText.file("1 1 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5")

  private func failure(_ text: String) throws -> String {
    try StudyFolder.calls(primary: text, metastasis: Self.good).failure()
  }

  @Test func `errors name the record's line and column`() throws {
    #expect(
      try failure(
        VCFText.file(
          """
          1 0 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5
          1 x . G T . PASS . GT:AD 0/0:9,0 0/1:5,5
          . 5 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5
          1 5 . G G . PASS . GT:AD 0/0:9,0 0/1:5,5
          1 5 . G T . PASS . GT:AD
          1 99999999999 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5
          """)) == """
          a.vcf:3:3: error: POS is '0'; expected a position of 1 or more
          a.vcf:4:3: error: POS is 'x'; expected a position of 1 or more
          a.vcf:5:1: error: CHROM is '.'; expected a chromosome
          a.vcf:6:9: error: ALT is 'G'; expected bases other than REF's, 'G'
          a.vcf:7:25: error: the record ends after 9 fields; expected 11, as in the line of columns
          a.vcf:8:3: error: POS is '99999999999'; expected a position of 1 or more
          """)
  }

  @Test func `headers that are none are told`() throws {
    #expect(
      try failure("##fileformat=VCFv4.2\n1\t5\n")
        == "a.vcf:2:1: error: a record before the line of columns; "
        + "expected a line that starts #CHROM")
    #expect(
      try failure("##fileformat=VCFv4.2\n##x=1\n")
        == "a.vcf: error: the header has no end; expected a line that starts #CHROM")
    #expect(
      try failure(Self.good.replacingOccurrences(of: "\n", with: "\r"))
        == "a.vcf:1:1: error: lines end in CR alone; expected LF or CR LF")
    #expect(
      try failure("##fileformat=VCFv4.2\n" + Table.tabs("#CHROM POS ID REF ALT QUAL FILTER INFO"))
        == "a.vcf:2:1: error: the file has no sample column, so no reads; "
        + "expected FORMAT and a column for each sample, as the caller wrote them, or DP4 in INFO; "
        + "or the sample's alignment in the sheet, to count the reads at these sites")
    #expect(
      try failure(VCFText.file(samples: ["A", "A"], ""))
        == "a.vcf:2:1: error: the sample column A is there twice; expected each column once")
    #expect(
      try failure("##fileformat=VCFv4.2\n#CHROM POS ID\n").hasPrefix(
        "a.vcf:2:1: error: not a VCF column header line; expected #CHROM, POS, ID,"))
  }

  @Test func `lines that end in CR LF and a byte order mark are read`() throws {
    let text = "\u{FEFF}" + Self.good.replacingOccurrences(of: "\n", with: "\r\n")
    let folder = try StudyFolder.calls(primary: text, metastasis: Self.good)
    #expect(try folder.read().patient(at: 0).table == ["1:1 G>T 5/10 5/10"])
  }

  @Test func `two records that contradict one another are shown`() throws {
    let text = VCFText.file(
      """
      1 1 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5
      1 1 . G T . PASS . GT:AD 0/0:9,0 0/1:5,6
      """)
    #expect(
      try failure(text).hasPrefix(
        "a.vcf:4:1: error: S1 has 1:1 G>T with 6 of 11 reads, and on line 3 with 5 of 10"))
  }

  @Test func `a file without records is told and counts as called`() throws {
    let folder = try StudyFolder.calls(primary: VCFText.file(""), metastasis: Self.good)
    let study = try folder.read()
    #expect(study.patient(at: 0).table == ["1:1 G>T uncalled 5/10"])
    #expect(folder.warnings(of: study) == ["a.vcf: warning: the file has no record"])
  }

  @Test func `cut and damaged files are refused`() throws {
    let folder = try StudyFolder.calls(primary: Self.good, metastasis: Self.good)
    for damaged in [Data("BCF\u{02}\u{02}".utf8), Data("BCF\u{02}\u{02}\u{FF}garbage".utf8)] {
      try folder.write(damaged, to: "a.vcf")
      #expect(try folder.failureCategory() == .badData)
    }
  }

  @Test func `no damage to the bytes ends the program`() throws {
    let text = Array(
      VCFText.file(
        meta: [
          "##contig=<ID=1,length=249250621>", "##tumor_sample=TUMOR",
          "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Format: Allele|SYMBOL|PICK\">",
        ],
        """
        1 100 . CAG TAG,CA,C,* . PASS SS=2;CSQ=T|A|1 GT:AD:DP:F1R2:F2R1:SB 0/0:9,0,0,0,0 0/1:10,1,2,3,4:20
        1 200 . C T . PON SS=1 DP:AU:CU:GU:TU 9:1,1:2,2:3,3:4,4 9:1,1:2,2:3,3:4,4
        X 300 . C CT . . . GT:NR:NV:DP4:BCOUNT 0/1:9:3:1,2,3,4:1,2,3,4 0/1:9:3:1,2,3,4:1,2,3,4
        """
      ).utf8)
    let bytes = Array("\t\n:,;=.|<>#0129ACGT\u{0}".utf8) + [0xFF]
    var state: UInt64 = 7
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let folder = try StudyFolder.calls(primary: "", metastasis: Self.good)
    var failures = 0
    for _ in 0..<400 {
      var damaged = text
      for _ in 0...draw(6) {
        let place = draw(damaged.count)
        switch draw(3) {
        case 0: damaged.remove(at: place)
        case 1: damaged.insert(bytes[draw(bytes.count)], at: place)
        default: damaged[place] = bytes[draw(bytes.count)]
        }
      }
      try folder.write(Data(damaged), to: "a.vcf")
      do {
        _ = try folder.read().patients
        _ = try folder.readStrictly()
      } catch is InputErrors {
        failures += 1
      }
    }
    #expect(failures > 20 && failures < 380)
  }
}
