import DelimitedText
import Foundation
import Testing
import TumorModel
import _TestSupport
@testable import GenomicFiles
@testable import Studies

/// What checking a study finds, one broken thing at a time.
@Suite struct StudyCheckTests {
  private static let header =
    "Chromosome Start_Position Reference_Allele Tumor_Seq_Allele2 Tumor_Sample_Barcode "
    + "t_ref_count t_alt_count"

  /// Rows of both samples at so many sites of chromosome 1.
  private static func rows(
    _ count: Int, samples: [String] = ["S1", "S2"],
    counts: (_ sample: Int, _ site: Int) -> (Int, Int) = { (80 + $1, 20 + 3 * $0) }
  ) -> String {
    var lines: [String] = []
    for (sample, name) in samples.enumerated() {
      for site in 0..<count {
        let (reference, alternate) = counts(sample, site)
        lines.append("1 \(1000 * (site + 1)) C T \(name) \(reference) \(alternate)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private func study(
    _ rows: String = rows(12), sheet: String = StudyFolder.twoSamples, header: String = header
  ) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(sheet, to: "samples.csv")
    try folder.write(Table.tabs(header + "\n" + rows), to: "study.maf")
    return folder
  }

  /// `level kind place: text`, without the folder's name.
  private func found(
    _ folder: StudyFolder, build: GenomeBuild? = nil
  ) -> [String] {
    var options = ReadOptions(build: build)
    options.rows.isStrict = true
    return StudyCheck(sheet: folder.path("samples.csv"), options: options).findings.map {
      folder.relative("\($0.level) \($0.kind) \($0.location): \($0.text)")
    }
  }

  @Test func `nothing is found in a sound study`() throws {
    let folder = try study()
    let check = StudyCheck(sheet: folder.path("samples.csv"))
    #expect(check.findings.isEmpty)
    #expect(check.samples.map(\.sample.id) == ["S1", "S2"])
    let first = try #require(check.samples.first)
    #expect(first.sites == 12 && first.counted == 12 && first.mutated == 12)
    #expect(first.medianDepth == 106)
    #expect(first.withCopyNumber == 0 && first.usualCopyNumber == nil)
    #expect(first.namesReads && first.faultyFiles.isEmpty)
    #expect(check.study?.patientCount == 1)
  }

  @Test func `a faulty germline table leaves the rest to be judged`() throws {
    let folder = try study(
      sheet: "patient,sample,role,mutations,germline\nP1,S1,primary,study.maf,ac.txt\n"
        + "P1,S2,metastasis,study.maf,\n")
    try folder.write(Table.tabs("chr position ref\n1 5 A"), to: "ac.txt")
    let check = StudyCheck(sheet: folder.path("samples.csv"))
    #expect(check.findings.contains { $0.level == .error })
    #expect(check.samples.map(\.sites) == [12, 12])
    #expect(check.samples.allSatisfy { $0.isJudged })
  }

  @Test func `faults of every file are gathered, and what is right is read`() throws {
    let folder = try StudyFolder()
    try folder.write(
      """
      patient,sample,role,purity,mutations,segments,targets
      P1,S1,primary,70,a.maf,cn.tsv,
      P1,S2,metastasis,0.5,a.maf,none.tsv,t.bed
      P2,S3,primary,0.5,b.maf,,t.bed
      P2,S3,plasma,0.5,b.maf,,

      """, to: "samples.csv")
    try folder.write(
      Table.tabs(Self.header + "\n1 5 C T S1 x 3\n1 5 C T S2 30 3"), to: "a.maf")
    try folder.write(Table.tabs(Self.header + "\n1 5 C T S3 30 3"), to: "b.maf")
    try folder.write("a\tb\n1\t2\n", to: "cn.tsv")
    try folder.write("1\t9\t5\n", to: "t.bed")
    var options = ReadOptions()
    options.rows.isStrict = true
    let check = StudyCheck(sheet: folder.path("samples.csv"), options: options)
    let errors = check.findings.filter { $0.level == .error }
      .map { folder.relative("\($0.location): \($0.text)") }
    #expect(
      errors == [
        "samples.csv:2:15: purity is '70'; expected a share above 0 and up to 1, or a percentage "
          + "such as 55%",
        "samples.csv:5:4: sample is 'S3'; expected a unique name: line 4 already uses it",
        "a.maf:2:12: t_ref_count is 'x'; expected a count",
        "cn.tsv:1:1: not a segment table: its columns are a, b; expected "
          + SegmentFormats.expected,
        "samples.csv:3:28: segments is 'none.tsv': no such file; expected copy-number segments",
        "t.bed:1:1: not a BED line; expected chromosome, start and end with start <= end",
      ])
    #expect(check.findings.filter { $0.level == .error }.map(\.category.rawValue).contains(66))
    #expect(
      check.samples.map(\.faultyFiles) == [
        [.mutations, .segments], [.mutations, .segments, .targets], [.targets],
      ])
    #expect(check.samples.map(\.sample.id) == ["S1", "S2", "S3"])
    #expect(check.samples[0].sample.purity == nil)
    #expect(check.samples[2].counted == 1)
  }

  @Test func `a VCF with faults leaves the other files to be read`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,a.vcf\nP1,S2,metastasis,b.maf\n",
      to: "samples.csv")
    try folder.write(
      "##fileformat=VCFv4.2\n"
        + Table.tabs("#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1")
        + "\n" + Table.tabs("1 0 . G A . PASS . AD 1,2") + "\n", to: "a.vcf")
    try folder.write(Table.tabs(Self.header + "\n1 5 C T S2 30 3"), to: "b.maf")
    let check = StudyCheck(sheet: folder.path("samples.csv"))
    #expect(check.findings.contains { $0.level == .error })
    #expect(check.study?.patientCount == 1)
  }

  @Test func `an origins run would stop at the first of these files`() throws {
    let folder = try study("1 5 C T S1 x 3\n1 5 C T S2 30 3")
    #expect(try folder.failure() == "study.maf:2:12: error: t_ref_count is 'x'; expected a count")
  }

  @Test func `contradicting rows of two tables are both told`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP,S1,primary,a.maf\nP,S2,plasma,b.maf\n", to: "samples.csv")
    for (name, sample) in [("a.maf", "S1"), ("b.maf", "S2")] {
      try folder.write(
        Table.tabs(Self.header + "\n1 5 C T \(sample) 30 3\n1 5 C T \(sample) 30 4"), to: name)
    }
    #expect(
      found(folder).map { $0.prefix(24) } == [
        "error malformed a.maf:3:", "error malformed b.maf:3:",
      ])
  }

  @Test func `a sheet that cannot be read is the one finding`() throws {
    let folder = try StudyFolder()
    #expect(
      found(folder) == [
        "error unreadable samples.csv: no such file; expected a study sheet"
      ])
    try folder.write("patient sample role\nP S primary\n", to: "samples.csv")
    #expect(
      found(folder).last
        == "warning separators samples.csv:1: neither tab nor comma in the header line")
  }

  // MARK: - Text

  @Test func `line ends, byte order marks and separators are told`() throws {
    let folder = try study()
    let text = try String(contentsOfFile: folder.path("study.maf"), encoding: .utf8)
    try folder.write(
      "\u{FEFF}" + text.replacingOccurrences(of: "\n", with: "\r\n"), to: "study.maf")
    #expect(
      found(folder) == [
        "warning byteOrderMark study.maf:1: the file begins with a byte order mark, which is ignored",
        "warning lineEnds study.maf: lines end in CR LF; read as LF",
      ])
    try folder.write(text.replacingOccurrences(of: "\t80\t", with: "\r\t80\t"), to: "study.maf")
    #expect(
      found(folder).map { $0.prefix(50) }
        == ["warning lineEnds study.maf:2: 2 carriage returns i"])
    try folder.write(text + "1,9,C,T,S1,3,3\n", to: "study.maf")
    #expect(
      found(folder).last
        == "warning separators study.maf:26: commas and no tab in a tab-separated table"
    )
  }

  @Test(
    "files of next to nothing are looked at", arguments: [[], [0xEF, 0xBB, 0xBF], [0x0A], [0x0D]])
  func nextToNothing(bytes: [UInt8]) throws {
    let head = try #require(TextHead(bytes))
    #expect(head.lines.isEmpty)
    #expect(head.hasByteOrderMark == (bytes.count == 3))
    let folder = try study()
    try folder.write(Data(bytes), to: "study.maf")
    #expect(
      found(folder).first
        == "error malformed study.maf: the file is empty; expected a MAF with a header line")
  }

  @Test func `percentages are told`() throws {
    let rows = Self.rows(3).split(separator: "\n").map { $0 + " 21.5" }.joined(separator: "\n")
    let folder = try study(rows, header: Self.header + " VAF")
    #expect(
      found(folder) == [
        "warning percentFrequency study.maf:1: VAF holds percentages; allele fractions are taken "
          + "from the read counts"
      ])
    let shares = Self.rows(3).split(separator: "\n").map { $0 + " 0.215" }.joined(separator: "\n")
    #expect(found(try study(shares, header: Self.header + " VAF")).isEmpty)
  }

  // MARK: - The sheet

  @Test func `what the sheet says is judged`() throws {
    let folder = try study(
      sheet: """
        patient,sample,role,day,purity,ploidy,mutations
        P1,S1,primary,40,1,2,study.maf
        P1,S2,metastasis,-3,0.05,9,study.maf
        p-1,=A1,normal,40000,,,

        """)
    #expect(
      found(folder) == [
        "warning reading samples.csv: no tumour sample, left out: p-1",
        "warning similarNames samples.csv:4:5: patient 'p-1' resembles 'P1': are they the same?",
        "warning unlikelyPurity samples.csv:2:4: purity is 1: a biopsy without a single normal cell?",
        "warning unlikelyDay samples.csv:3:4: day is -3: before the diagnosis",
        "warning unlikelyPurity samples.csv:3:4: purity is 0.05: with so few tumour cells, few "
          + "clones can be seen",
        "warning unlikelyPloidy samples.csv:3:4: ploidy is 9.0: below 1 or above 8 copies per cell",
        "warning spreadsheetFormula samples.csv:4:5: sample is '=A1': a spreadsheet takes a name "
          + "that starts with = for a formula",
        "warning unlikelyDay samples.csv:4:5: day is 40000: more than a hundred years from the "
          + "diagnosis",
        "warning reversedOrder samples.csv:2:4: a primary from day 40, and a metastasis or "
          + "recurrence from day -3: the days decide which came first",
      ])
  }

  // MARK: - Reads

  @Test func `swapped columns are suspected`() throws {
    let folder = try study(Self.rows(12) { sample, site in (20 + 3 * sample, 80 + site) })
    #expect(
      found(folder)
        == ["S1", "S2"].map {
          "warning swappedCounts study.maf:\($0 == "S1" ? 2 : 14): \($0): 12 of 12 mutations on "
            + "autosomes have more alternate than reference reads: are the two columns swapped?"
        })
  }

  @Test func `a share that no clone has is told, with the first line`() throws {
    let folder = try study(
      Self.rows(12) { sample, site in sample == 1 && site > 9 ? (1, 99) : (80 + site, 20 + sample) }
    )
    #expect(
      found(folder) == [
        "warning implausibleFrequency study.maf:24: S2: 2 of 12 mutations on autosomes have a "
          + "variant allele fraction above 0.95: germline variants, or swapped counts?"
      ])
  }

  @Test func `opposite shares in two samples are told`() throws {
    let folder = try study(
      Self.rows(12) { sample, site in
        if site < 3 { return sample == 0 ? (91, 4) : (4, 91) }
        return (80 + site, 20 + sample)
      })
    #expect(found(folder).contains { $0.contains("below 0.1 and above 0.9 at 3 of 12 sites") })
  }

  @Test func `one sample under two names is told`() throws {
    let folder = try study(Self.rows(12) { _, site in (80 + site, 20) })
    #expect(
      found(folder) == [
        "warning identicalCounts samples.csv:3:4: S2 and S1 have the same counts at 12 of 12 "
          + "sites: one sample under two names?"
      ])
  }

  @Test func `sites without reads, on Y and on contigs are told`() throws {
    let folder = try study(
      Self.rows(12) + "\n1 99 C T S1 0 0\nY 5 C T S2 30 9\nGL000192.1 5 C T S2 30 9\n"
        + "MT 9 C T S2 30 9")
    #expect(
      found(folder) == [
        "warning zeroDepth study.maf:26: S1: 1 of 13 sites have a depth of 0 and are not "
          + "informative",
        "warning unexpectedY study.maf:27: S2: 1 mutation on Y, and the sheet does not state the sex",
        "warning otherContigs study.maf:28: S2: 2 mutations on GL000192.1, MT, where the copy "
          + "number of normal cells is not known: no call there",
      ])
  }

  // MARK: - Places

  @Test func `positions that an assembly does not have are told`() throws {
    // Chromosome 17 ends at 81,195,210 in hg19 and at 83,257,441 in hg38.
    let rows = Self.rows(3) + "\n17 82000000 C T S1 30 9"
    let folder = try study(rows)
    #expect(
      found(folder) == [
        "warning reading study.maf:8: 1 row beyond the chromosome's end in hg19, none in hg38: "
          + "read as hg38"
      ])
    #expect(
      found(folder, build: .hg19) == [
        "error otherBuild study.maf:8: 1 row beyond the chromosome's end in hg19, none in hg38: "
          + "the positions are from hg38"
      ])
    #expect(found(folder, build: .hg38).isEmpty)
    // Chromosome 19 is shorter in hg38: 58,617,616 against 59,128,983.
    #expect(
      found(try study(rows + "\n19 59000000 C T S1 30 9")).first?.hasSuffix(
        "beyond the chromosome's end in hg19, and others in hg38: are assemblies mixed?") == true)
    #expect(
      found(try study(Self.rows(3) + "\n17 90000000 C T S1 30 9")) == [
        "error beyondChromosome study.maf:8: 1 row beyond the chromosome's end in hg19 and in hg38"
      ])
  }

  @Test func `targets and segments that leave mutations out are told`() throws {
    let folder = try study(
      sheet: """
        patient,sample,role,mutations,targets,segments
        P1,S1,primary,study.maf,t.bed,cn.tsv
        P1,S2,metastasis,study.maf,,

        """)
    try folder.write("1\t0\t5500\n", to: "t.bed")
    try folder.write(
      Table.tabs("chromosome start end major_cn minor_cn\n1 1 5000 2 1\n2 1 9 1 1"), to: "cn.tsv")
    #expect(
      found(folder) == [
        "warning outsideTargets study.maf:7: S1: 7 of 12 mutations lie outside the regions of t.bed: "
          + "is it the file for this assay?",
        "warning outsideSegments cn.tsv: S1: the segments cover 5 of the patient's 12 mutations; "
          + "copy number is assumed elsewhere",
      ])
    let facts = try #require(StudyCheck(sheet: folder.path("samples.csv")).samples.first)
    #expect(facts.withCopyNumber == 5 && facts.usualCopyNumber == CopyNumber(major: 2, minor: 1))
  }
}
