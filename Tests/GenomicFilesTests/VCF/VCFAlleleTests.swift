import Foundation
import GenomicFiles
import Studies
import Testing
import TumorModel

@Suite struct VCFAlleleTests {
  /// A chromosome `GGACACACATTTTCAGC`, whose index is written beside it.
  private static func reference(_ folder: StudyFolder) throws -> ReadOptions {
    try folder.write(">chr1 made\nGGACACACAT\nTTTCAGC\n", to: "made.fa")
    try folder.write("chr1\t17\t11\t10\t11\n", to: "made.fa.fai")
    return ReadOptions(reference: folder.path("made.fa"))
  }

  private static let elsewhere = VCFText.file("1 1 . G T . PASS . GT:AD 0/0:9,0 0/1:5,5")

  @Test func `records of several alleles are split and trimmed`() throws {
    let text = VCFText.file(
      """
      1 100 . CAG TAG,CA,C,* . PASS . GT:AD 0/0:9,0,0,0,0 0/1:10,1,2,3,4
      1 300 . CA TG . PASS . GT:AD 0/0:9,0 0/1:10,1
      1 400 . c t . PASS . GT:AD 0/0:9,0 0/1:10,1
      1 500 . N <DEL>,<INS>,A . PASS . GT:AD 0/0:9,0,0,0 0/1:10,1,2,3
      1 600 . G G]17:198982],A. . PASS . GT:AD 0/0:9,0,0 0/1:10,1,2
      1 700 . G . . PASS . GT 0/0 0/0
      1 750 . G <*> . PASS . GT:DP 0/0:9 0/0:.
      1 800 . M A . PASS . GT:AD 0/0:9,0 0/1:10,1
      1 900 . A A/T . PASS . GT:AD 0/0:9,0 0/1:10,1
      """)
    let folder = try StudyFolder.calls(primary: text, metastasis: Self.elsewhere)
    let study = try folder.read()
    let patient = study.patient(at: 0)
    #expect(
      patient.table.dropFirst() == [
        "1:100 C>T 1/20 uncalled", "1:101 AG>- 3/20 uncalled", "1:102 G>- 2/20 uncalled",
        "1:300 CA>TG 1/11 uncalled", "1:400 C>T 1/11 uncalled", "1:500 N>A 3/16 uncalled",
      ])
    #expect(
      patient.flags.dropFirst() == [[], .notLeftAligned, .notLeftAligned, [], [], []])
    #expect(
      folder.warnings(of: study) == [
        "a.vcf: warning: alternate alleles that are not read: 1 without an alternate allele, "
          + "1 <*> or <NON_REF>, 1 '*', 2 symbolic such as <DEL>, 2 breakends, 2 other letters than ACGTN"
      ])
  }

  @Test func `indels move left by the reference and are then one site`() throws {
    let folder = try StudyFolder.calls(
      primary: VCFText.file(
        """
        1 7 . ACA A . PASS . GT:AD 0/0:9,0 0/1:10,1
        1 13 . T TT . PASS . GT:AD 0/0:9,0 0/1:10,2
        1 16 . G GTTT . PASS . GT:AD 0/0:9,0 0/1:10,3
        """),
      metastasis: VCFText.file(
        """
        chr1 2 . GAC G . PASS . GT:AD 0/0:9,0 0/1:10,4
        chr1 9 . A AT . PASS . GT:AD 0/0:9,0 0/1:10,5
        """))
    let options = try Self.reference(folder)
    let study = try folder.read(options)
    let patient = study.patient(at: 0)
    #expect(
      patient.table == ["1:3 AC>- 1/11 4/14", "1:9 ->T 2/12 5/15", "1:16 ->TTT 3/13 uncalled"])
    #expect(patient.flags == [[], [], []])
    #expect(study.inputs.contains(InputFile(path: folder.path("made.fa"), role: .reference)))
    // Without the reference the deletions are matched all the same, and the insertions are not.
    let plain = try folder.read().patient(at: 0)
    #expect(plain.mutations.count == 5)
    #expect(plain.flags.allSatisfy { $0 == .notLeftAligned })
  }

  @Test func `a table's indels move too`() throws {
    let folder = try StudyFolder.pair(
      """
      G 1 8 Frame_Shift_Del CA - S1 9 5 4 ~
      G 1 3 Frame_Shift_Del AC - S2 9 5 4 ~
      G 1 13 Frame_Shift_Ins - T S1 9 5 4 ~
      """)
    let options = try Self.reference(folder)
    let patient = try folder.read(options).patient(at: 0)
    #expect(patient.table == ["1:3 AC>- 4/9 4/9", "1:9 ->T 4/9 uncalled"])
    #expect(patient.flags == [[], []])
    try folder.write(Table.maf("G 1 8 Frame_Shift_Del CC - S1 9 5 4 ~"), to: "study.maf")
    #expect(
      try folder.failure(options)
        == "study.maf:2:23: error: Reference_Allele is 'CC'; "
        + "expected CA, the bases of the reference genome")
  }

  @Test func `bases that are not the reference's are refused by record`() throws {
    let folder = try StudyFolder.calls(
      primary: VCFText.file(
        """
        1 3 . G T . PASS . GT:AD 0/0:9,0 0/1:10,1
        1 17 . CA C . PASS . GT:AD 0/0:9,0 0/1:10,1
        2 3 . G GT . PASS . GT:AD 0/0:9,0 0/1:10,1
        """), metastasis: Self.elsewhere)
    let options = try Self.reference(folder)
    #expect(
      try folder.failure(options) == """
        a.vcf:3:7: error: REF is 'G'; expected A, the reference genome's at 1:3
        a.vcf:4:8: error: REF is 'CA'; expected C, the reference genome's at 1:17
        """)
    try folder.write(
      VCFText.file("2 3 . G GT . PASS . GT:AD 0/0:9,0 0/1:10,1"), to: "a.vcf")
    let study = try folder.read(options)
    #expect(study.patient(at: 0).flags == [[], .notLeftAligned])
    #expect(
      folder.warnings(of: study) == [
        "a.vcf: warning: 1 record on chromosomes that the reference genome lacks: not left-aligned"
      ])
  }

  @Test func `a reference without an index, or none, is told`() throws {
    let folder = try StudyFolder.calls(primary: Self.elsewhere, metastasis: Self.elsewhere)
    let options = ReadOptions(reference: folder.path("made.fa"))
    #expect(
      try folder.failure(options)
        == "made.fa: error: no such file; expected an indexed FASTA file")
    try folder.write(">1\nACGT\n", to: "made.fa")
    #expect(
      try folder.failure(options) == "made.fa: error: has no index made.fa.fai; "
        + "'samtools faidx' writes one; expected an indexed FASTA file")
  }

  // MARK: - Names of genes

  @Test func `genes come from SnpEff, VEP or PURPLE`() throws {
    let snpEff =
      "##INFO=<ID=ANN,Number=.,Type=String,Description=\"Functional annotations: 'Allele | Annotation'\">"
    let vep =
      "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Consequence annotations from Ensembl VEP. "
      + "Format: Allele|Consequence|SYMBOL|HGVSp|PICK\">"
    let purple = "##INFO=<ID=IMPACT,Number=10,Type=String,Description=\"x\">"
    let text = VCFText.file(
      meta: [snpEff, vep, purple],
      """
      1 100 . C T . PASS DP=1;ANN=T|missense_variant&x|MODERATE|ERBB2|E|t|T|c|1/2|c.1|p.Leu755Ser|,T|b GT:AD 0/0:9,0 0/1:5,5
      1 200 . CT C . PASS CSQ=-|intron_variant|AAA|p.X|,-|frameshift_variant|TP53|ENSP1:p.Arg2Ter|1 GT:AD 0/0:9,0 0/1:5,5
      1 300 . C T,A . PASS CSQ=T|synonymous_variant|T3|p.Arg2%3D|,A|stop_gained|A3|p.Arg2Ter| GT:AD 0/0:9,0,0 0/1:5,5,5
      1 400 . C T . PASS IMPACT=NOC2L,ENST1,synonymous_variant,SYNONYMOUS,false,c.1,p.Leu552=,,SYNONYMOUS,1 GT:AD 0/0:9,0 0/1:5,5
      1 500 . C T . PASS ANNX=1;XANN=T|a GT:AD 0/0:9,0 0/1:5,5
      """)
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    let mutations = try folder.read().patient(at: 0).mutations
    #expect(
      mutations.map { "\($0.gene) \($0.proteinChange) \($0.classification)" } == [
        "ERBB2 p.L755S Missense_Mutation", "TP53 p.R2* Frame_Shift_Del",
        "A3 p.R2* Nonsense_Mutation", "T3 p.R2= Silent", "NOC2L p.L552= Silent", "  ",
      ])
  }
}
