import Foundation
import Studies
import Testing
import TumorModel

/// Small tables of each copy-number tool, and what is made of them.
@Suite struct SegmentFormatTests {
  /// Two sites on 1 and one on X, in a sample whose segments are a table.
  private func folder(
    _ segments: String, sex: String = "", purityFile: String? = nil
  ) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,sex,mutations,segments,purity_file\n"
        + "P1,S1,primary,\(sex),study.maf,cn.txt,\(purityFile == nil ? "" : "purity.txt")\n",
      to: "samples.csv")
    try folder.write(
      Table.maf(
        """
        G 1 100 Silent C T S1 9 5 4 ~
        G 1 200 Silent C T S1 9 5 4 ~
        G X 100 Silent C T S1 9 5 4 ~
        """), to: "study.maf")
    try folder.write(segments, to: "cn.txt")
    if let purityFile { try folder.write(purityFile, to: "purity.txt") }
    return folder
  }

  private func copies(_ pairs: [(Int, Int)?]) -> [[CopyNumber?]] {
    [pairs.map { $0.flatMap { CopyNumber(major: $0.0, minor: $0.1) } }]
  }

  private func warnings(_ study: Study, _ folder: StudyFolder) -> [String] {
    folder.warnings(of: study).filter { $0.hasPrefix("cn.txt") || $0.hasPrefix("samples.csv:2") }
  }

  private func mixture(_ parts: [(Double, Int, Int)]) throws -> CopyNumberMixture {
    try #require(
      CopyNumberMixture(
        parts.compactMap { part in
          CopyNumber(major: part.1, minor: part.2).map {
            CopyNumberMixture.Part(cellFraction: part.0, copyNumber: $0)
          }
        }))
  }

  private func agree(_ first: CopyNumberMixture?, _ second: CopyNumberMixture) -> Bool {
    guard let first, first.parts.count == second.parts.count else { return false }
    return zip(first.parts, second.parts).allSatisfy {
      $0.copyNumber == $1.copyNumber && abs($0.cellFraction - $1.cellFraction) < 1e-9
    }
  }

  // MARK: - TITAN

  @Test func `TITAN: corrected copies count, and contradictions are left out`() throws {
    let head =
      "Sample Chromosome Start_Position.bp. End_Position.bp. TITAN_state TITAN_call Copy_Number MinorCN "
      + "MajorCN Clonal_Cluster Cellular_Prevalence Corrected_Copy_Number Corrected_MajorCN "
      + "Corrected_MinorCN\n"
    let folder = try folder(
      Table.tabs(
        head
          + "S1 1 1 150 23 UBCNA 8 3 5 1 1.0 18 10 8\nS1 1 151 900 5 GAIN 3 1 2 2 0.4 3 2 1\n"
          + "S1 X 1 900 23 HLAMP 8 0 8 1 1.0 0 0 0\n"))
    let study = try folder.read()
    let patient = study.patient(at: 0)
    #expect(patient.copyNumbers == copies([(10, 8), (1, 1), nil]))
    let mixtures = try #require(patient.supporting.copyNumberMixtures.first)
    #expect(agree(mixtures[1], try mixture([(0.6, 1, 1), (0.4, 2, 1)])))
    #expect(
      warnings(study, folder) == [
        "cn.txt: warning: 1 segment whose copies and corrected copies contradict one another: one of "
          + "them is 0 and the other 2 or more",
        "cn.txt: warning: 1 segment without copies of both alleles left out",
      ])
  }

  // MARK: - FACETS

  private static let cncf = """
    chrom seg num.mark nhet cnlr.median mafR segclust cnlr.median.clust mafR.clust start end cf.em tcn.em lcn.em
    1 1 9 9 0.5 0.3 1 0.5 0.3 1 150 0.8 3 1
    1 2 9 9 0.5 0.3 1 0.5 0.3 151 900 0.2 4 2
    23 3 9 0 0.5 NA 1 0.5 NA 1 900 NA 2 NA
    """

  @Test func `FACETS: shares below the purity are sub-clonal, beside normal cells`() throws {
    let folder = try folder(
      Table.tabs(Self.cncf),
      purityFile: "purity\tploidy\tdipLogR\tloglik\n0.8\t2.1\t-0.05\t111\n")
    let study = try folder.read()
    let patient = study.patient(at: 0)
    #expect(patient.copyNumbers == copies([(2, 1), (1, 1), nil]))
    #expect(patient.flags == [[], .subclonalCopyNumber, []])
    let mixtures = try #require(patient.supporting.copyNumberMixtures.first)
    #expect(mixtures[0] == nil && mixtures[2] == nil)
    #expect(agree(mixtures[1], try mixture([(0.75, 1, 1), (0.25, 2, 2)])))
    #expect(patient.samples[0].purity == Purity(0.8))
    #expect(patient.samples[0].ploidy == 2.1)
    #expect(study.inputs.map(\.role) == [.sheet, .mutations, .purity, .segments])
    #expect(
      warnings(study, folder) == [
        "cn.txt: warning: 1 segment left out, whose alleles are not told apart (lcn.em is NA)"
      ])
  }

  @Test func `FACETS: without its purity the greatest share is that of clonal segments`() throws {
    let folder = try folder(Table.tabs(Self.cncf))
    let study = try folder.read()
    #expect(
      agree(
        study.patient(at: 0).supporting.copyNumberMixtures.first?[1],
        try mixture([(0.75, 1, 1), (0.25, 2, 2)])))
    #expect(study.patient(at: 0).samples[0].purity == nil)
    #expect(
      warnings(study, folder).first
        == "cn.txt: warning: cf.em is judged by its greatest value, 0.8, for want of FACETS' "
        + "purity table in the column purity_file")
  }

  @Test(
    "FACETS: on X the other cells are as the sex says",
    arguments: [("male", 1, 0), ("female", 1, 1)])
  func facetsX(sex: String, major: Int, minor: Int) throws {
    let folder = try folder(
      Table.tabs(
        "chrom cnlr.median start end cf.em tcn.em lcn.em\n1 0 1 900 0.8 3 1\n23 0 1 900 0.2 2 0"),
      sex: sex)
    #expect(
      agree(
        try folder.read().patient(at: 0).supporting.copyNumberMixtures.first?[2],
        try mixture([(0.75, major, minor), (0.25, 2, 0)])))
  }

  @Test func `FACETS: on X of unknown sex a sub-clonal segment tells nothing`() throws {
    let folder = try folder(
      Table.tabs(
        "chrom cnlr.median start end cf.em tcn.em lcn.em\n1 0 1 900 0.8 3 1\n23 0 1 900 0.2 2 0"))
    #expect(try folder.read().patient(at: 0).copyNumbers == copies([(2, 1), (2, 1), nil]))
  }

  @Test func `FACETS: one copy in all is one allele's`() throws {
    let folder = try folder(
      Table.tabs(
        "chrom cnlr.median start end cf.em tcn.em lcn.em\n1 0 1 150 0.8 1 NA\n1 0 151 900 0.8 0 NA"
      ))
    #expect(try folder.read().patient(at: 0).copyNumbers == copies([(1, 0), (0, 0), nil]))
  }

  @Test func `FACETS: wrong fields are told`() throws {
    #expect(
      try folder(
        Table.tabs(
          """
          chrom cnlr.median start end cf.em tcn.em lcn.em
          1 0 1 150 1.8 3 1
          1 0 151 900 0.8 1 2
          """)
      ).failure() == """
        cn.txt:2:11: error: cf.em is '1.8'; expected a fraction from 0 to 1
        cn.txt:3:19: error: lcn.em is '2'; expected at most tcn.em, which is 1
        """)
  }

  // MARK: - Battenberg and ABSOLUTE

  @Test func `Battenberg: two states are a mixture`() throws {
    let folder = try folder(
      Table.tabs(
        """
        chr startpos endpos BAF pval LogR ntot nMaj1_A nMin1_A frac1_A nMaj2_A nMin2_A frac2_A
        1 1 100 0.5 0.01 0 2 1 1 0.3 2 1 0.7
        1 100 900 0.5 1 0 2 3 0 1 NA NA NA
        X 1 900 0.5 1 0 2 2 1 0.6 2 1 0.4
        """))
    let study = try folder.read()
    let patient = study.patient(at: 0)
    #expect(patient.copyNumbers == copies([(2, 1), (3, 0), (2, 1)]))
    let mixtures = try #require(patient.supporting.copyNumberMixtures.first)
    #expect(agree(mixtures[0], try mixture([(0.7, 2, 1), (0.3, 1, 1)])))
    // The same copies in all cells are no mixture.
    #expect(mixtures[1] == nil && mixtures[2] == nil)
    #expect(patient.flags == [.subclonalCopyNumber, [], []])
    #expect(warnings(study, folder).isEmpty)
  }

  @Test func `Battenberg: shares that do not add to 1 are told`() throws {
    #expect(
      try folder(
        Table.tabs(
          """
          chr startpos endpos nMaj1_A nMin1_A frac1_A nMaj2_A nMin2_A frac2_A
          1 1 100 1 1 0.3 2 1 0.6
          """)
      ).failure() == "cn.txt:2:21: error: frac2_A is '0.6'; expected what frac1_A leaves of 1")
  }

  private static let absoluteHeader =
    "sample Chromosome Start.bp End.bp modal.a1 modal.a2 expected.a1 expected.a2 subclonal.a1 "
    + "subclonal.a2 cancer.cell.frac.a1 cancer.cell.frac.a2\n"

  @Test func `ABSOLUTE: a sub-clonal allele has one copy more or less in some cells`() throws {
    let folder = try folder(
      Table.tabs(
        Self.absoluteHeader + """
          S1 1 1 150 0 1 0.3 1 1 0 0.7 1
          S1 1 151 900 1 1 1 1.3 0 1 1 0.3
          S1 2 1 9000 1 1 1 1 0 0 1 1
          S1 X 1 900 1 1 0.7 1.4 1 1 0.3 0.4
          T 1 1 900 9 9 9 9 0 0 1 1
          """))
    let patient = try folder.read().patient(at: 0)
    let mixtures = try #require(patient.supporting.copyNumberMixtures.first)
    #expect(agree(mixtures[0], try mixture([(0.7, 1, 0), (0.3, 1, 1)])))
    #expect(agree(mixtures[1], try mixture([(0.7, 1, 1), (0.3, 2, 1)])))
    #expect(agree(mixtures[2], try mixture([(0.6, 1, 1), (0.3, 2, 0), (0.1, 2, 1)])))
    #expect(patient.copyNumbers == copies([(1, 0), (1, 1), (1, 1)]))
  }

  @Test func `ABSOLUTE: where the direction is not known the modal copies stand`() throws {
    let folder = try folder(
      Table.tabs(
        "sample Chromosome Start.bp End.bp modal.a1 modal.a2 subclonal.a1 cancer.cell.frac.a1\n"
          + "S1 1 1 900 1 1 1 0.3"))
    let patient = try folder.read().patient(at: 0)
    #expect(patient.copyNumbers == copies([(1, 1), (1, 1), nil]))
    #expect(patient.supporting.copyNumberMixtures.isEmpty)
  }

  // MARK: - Others

  @Test func `Sequenza: names in quotes, alleles that are not known`() throws {
    let folder = try folder(
      Table.tabs(
        """
        "chromosome" "start.pos" "end.pos" "Bf" "CNt" "A" "B" "LPP"
        "1" 1 150 0.2 3 2 1 -6.8
        "1" 151 900 NA 3 NA NA -6.8
        "X" 1 900 NA NA NA NA -6.8
        """))
    let study = try folder.read()
    #expect(study.patient(at: 0).copyNumbers == copies([(2, 1), nil, nil]))
    #expect(
      warnings(study, folder) == [
        "cn.txt: warning: 1 segment without copies of both alleles left out",
        "cn.txt: warning: 1 segment left out, whose alleles are not told apart (A and B are NA)",
      ])
  }

  @Test(
    "PURPLE: real-valued copies under the names of three releases",
    arguments: [
      """
      chromosome start end copyNumber baf segmentStartSupport minorAlleleCopyNumber majorAlleleCopyNumber
      1 1 150 2.9 0.66 NONE 0.98 1.92
      1 151 900 2.0 0.7 NONE 0.6 1.4
      X 1 900 1.0 1 NONE 0 1
      """,
      """
      #chromosome start end copyNumber actualBAF segmentStartSupport minorAllelePloidy majorAllelePloidy
      1 1 150 2.9 0.66 NONE 0.98 1.92
      1 151 900 2.0 0.7 NONE 0.6 1.4
      X 1 900 1.0 1 NONE 0 1
      """,
      """
      #chromosome start end copyNumber actualBAF segmentStartSupport
      1 1 150 2.9 0.662069 NONE
      1 151 900 2.0 0.7 NONE
      X 1 900 1.0 1.02 NONE
      """,
    ])
  func purple(table: String) throws {
    let folder = try folder(Table.tabs(table))
    let study = try folder.read()
    let patient = study.patient(at: 0)
    #expect(patient.copyNumbers == copies([(2, 1), (1, 1), (1, 0)]))
    #expect(patient.flags == [.copyNumberRounded, .copyNumberRounded, []])
    #expect(
      warnings(study, folder) == [
        "cn.txt: warning: copies rounded that are more than 0.25 from a whole number, in "
          + "1 segment; some may be sub-clonal"
      ])
  }

  @Test func `CNVkit: positions count from 0`() throws {
    let folder = try folder(
      Table.tabs(
        """
        chromosome start end gene log2 baf cn cn1 cn2 depth probes weight
        chr1 0 100 A,B 0.3 0.4 3 1 2 50 9 9
        chr1 100 199 - 0.3 0.4 2 1 1 50 9 9
        chrX 99 100 - 0.3 ~ 1 ~ ~ 50 9 9
        """))
    #expect(try folder.read().patient(at: 0).copyNumbers == copies([(2, 1), nil, (1, 0)]))
    #expect(
      try self.folder(
        Table.tabs("chromosome start end log2 cn cn1 cn2\nchr1 100 100 0 2 1 1")
      ).failure() == "cn.txt:2:10: error: end is '100'; expected a position after the start")
  }

  @Test func `ASCAT: sarek's columns`() throws {
    let folder = try folder(
      Table.tabs("chr startpos endpos nMajor nMinor\n1 1 150 3 2\n1 151 900 1 0"))
    #expect(try folder.read().patient(at: 0).copyNumbers == copies([(3, 2), (1, 0), nil]))
  }

  @Test func `row names that R adds are left out`() throws {
    let folder = try folder(
      Table.tabs("chr startpos endpos nMajor nMinor\n1 1 1 150 3 2\n2 1 151 900 1 0"))
    #expect(try folder.read().patient(at: 0).copyNumbers == copies([(3, 2), (1, 0), nil]))
  }

  // MARK: - Refused

  private static let readable =
    "allele-specific copy numbers of Battenberg, FACETS, ABSOLUTE, PURPLE, Sequenza, "
    + "'cnvkit.py call' with a VCF, TITAN or ASCAT, or the plain form 'chromosome start end major_cn minor_cn'"
  private static let allelic =
    "the columns cn, cn1 and cn2, which 'cnvkit.py call --vcf' writes, given heterozygous "
    + "germline variants"
  private static let somatic = "PURPLE's *.purple.cnv.somatic.tsv"

  @Test(
    "what holds no copies of each allele is refused with what to give instead",
    arguments: [
      (
        "ID chrom loc.start loc.end num.mark seg.mean",
        "this is a SEG table of log2 ratios, which hold no copies of each allele", readable
      ),
      (
        "chromosome start end gene log2 cn depth",
        "this is a CNVkit table with the copies of both alleles together alone (cn)", allelic
      ),
      (
        "chromosome start end gene log2 depth probes weight",
        "this is a CNVkit table of log2 ratios, which hold no copies of each allele", allelic
      ),
      (
        "chromosome start end bafCount minorAlleleCopyNumber majorAlleleCopyNumber "
          + "fittedTumorCopyNumber",
        "this is PURPLE's table of segments before they are smoothed", somatic
      ),
      ("chromosome arm meanCopyNumber", "this is PURPLE's table of chromosome arms", somatic),
      (
        "chromosome gene driverLikelihood minCopyNumber", "this is PURPLE's catalogue of drivers",
        somatic
      ),
      (
        "chromosome start end gene minCopyNumber maxCopyNumber", "this is PURPLE's table of genes",
        somatic
      ),
      ("QCStatus PASS", "this is PURPLE's table of quality", somatic),
      (
        "AberrantCellFraction Ploidy", "this is a table of purity (ASCAT)",
        "it in the sheet's column purity_file, and segments here"
      ),
      (
        "chrom seg num.mark cnlr.median start end tcn lcn",
        "this is a FACETS table without tcn.em and lcn.em", "the cncf table that emcncf returns"
      ),
      (
        "sample Chromosome Start.bp End.bp corrected_total_cn",
        "this is an ABSOLUTE table of both alleles' copies together alone",
        "ABSOLUTE's segtab with modal.a1 and modal.a2, made from allelic copy ratios"
      ),
      (
        "#CHROM POS ID REF ALT QUAL FILTER INFO",
        "this is a VCF, and copy numbers are not read from one", readable
      ),
      (
        "chromosome position base.ref depth.normal depth.ratio",
        "this is Sequenza's table of reads and ratios (seqz)", "Sequenza's *_segments.txt"
      ),
      ("WARNING:", "not a segment table: its columns are WARNING:", readable),
    ])
  func refused(header: String, problem: String, expected: String) throws {
    #expect(
      try folder(Table.tabs(header + "\n1 1 2 1 1 1 1 1 1")).failure().split(separator: "\n").first
        .map(String.init)
        == "cn.txt:1:1: error: \(problem); expected \(expected)")
  }

  @Test func `a table of an unknown tool is refused with its columns`() throws {
    #expect(
      try folder(Table.tabs("chromosome position state\n1 1 2")).failure()
        == "cn.txt:1:1: error: this table of copy numbers is of no tool that is known: its columns "
        + "are chromosome, position, state; expected \(Self.readable)")
  }
}
