import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

@Suite struct VCFSampleTests {
  private static let records = """
    1 100 . C T . PASS . GT:AD 0/0:50,1 0/1:40,10
    1 200 . C T . PASS . GT:AD 0/0:30,0 0/1:20,20
    """

  private func table(
    _ meta: [String], _ samples: [String], primary: String = "S1", metastasis: String = "S2"
  ) throws -> [String] {
    let text = VCFText.file(meta: meta, samples: samples, Self.records)
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    try folder.write(
      "patient,sample,role,mutations\nP1,\(primary),primary,a.vcf\nP1,\(metastasis),metastasis,b.vcf\n",
      to: "samples.csv")
    return try folder.read().patient(at: 0).table
  }

  private static let second = ["1:100 C>T 10/50 10/50", "1:200 C>T 20/40 20/40"]

  @Test func `a column is found by name and not by its place`() throws {
    #expect(try table([], ["NORMAL", "TUMOR"]) == Self.second)
    #expect(try table([], ["X", "DNA_TUMOR"]) == Self.second)
    #expect(
      try table(["##tumor_sample=B", "##normal_sample=A"], ["A", "B"]) == Self.second)
    // The other way round the normal has the allele, so that the records are germline.
    #expect(try table(["##tumor_sample=A", "##normal_sample=B"], ["A", "B"]).isEmpty)
    #expect(try table(["##tumor_sample=A"], ["A", "B"]) == ["1:100 C>T 1/51 1/51"])
    #expect(
      try table([], ["S2", "S1"], primary: "S1") == [
        "1:100 C>T 10/50 1/51", "1:200 C>T 20/40 0/30",
      ])
  }

  @Test func `other names of a column are the header's`() throws {
    let sample = "##SAMPLE=<ID=TUMOR,SampleName=S1,File=\"a,b\">"
    let text = VCFText.file(meta: [sample], samples: ["NORMAL", "TUMOR"], Self.records)
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    #expect(try folder.read().patient(at: 0).table == Self.second)
    let muse = VCFText.file(
      meta: ["##TUMOR=\"Sample=S1,File=t.bam\"", "##NORMAL=\"Sample=S2,File=n.bam\""],
      samples: ["TUMOR", "NORMAL"], Self.records)
    try folder.write(muse, to: "a.vcf")
    try folder.write(muse, to: "b.vcf")
    #expect(
      try folder.failure() == "samples.csv:3:18: error: S2 is the normal sample of 'b.vcf'; "
        + "expected a sample of role normal, or another file")
  }

  @Test func `a column that cannot be told is asked for`() throws {
    let text = VCFText.file(samples: ["A", "B"], Self.records)
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    #expect(
      try folder.failure()
        == "samples.csv:2:15: error: 'a.vcf' has no column for S1: the sample columns are A, B; "
        + "expected one of them as the sample's name in the sheet, or the sample's name in the file, as "
        + "'bcftools reheader -s' writes it")
    // Two tumour samples cannot share the one column of a tumour.
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,c.vcf\nP1,S2,metastasis,c.vcf\n",
      to: "samples.csv")
    try folder.write(VCFText.file(Self.records), to: "c.vcf")
    #expect(
      try folder.failure().contains("(2 tumour samples name the file, so each needs its own)"))
  }

  @Test func `the only column is the only row's, whatever its name`() throws {
    let text = VCFText.file(samples: ["Sample1"], "1 100 . C T . PASS . GT:AD 0/1:40,10")
    let folder = try StudyFolder.calls(primary: text, metastasis: text)
    let study = try folder.read()
    #expect(study.patient(at: 0).table == ["1:100 C>T 10/50 10/50"])
    #expect(
      folder.warnings(of: study) == [
        "a.vcf: warning: the only sample column, Sample1, is taken for S1, the only sample that names "
          + "the file",
        "b.vcf: warning: the only sample column, Sample1, is taken for S2, the only sample that names "
          + "the file",
      ])
    // Another sample of the sheet, or a normal, is not taken for this one.
    for (name, meta) in [("S2", []), ("NORMAL", []), ("N", ["##normal_sample=N"])] {
      try folder.write(
        VCFText.file(meta: meta, samples: [name], "1 100 . C T . PASS . GT:AD 0/1:40,10"),
        to: "a.vcf")
      #expect(
        try folder.failure().hasPrefix("samples.csv:2:15: error: 'a.vcf' has no column for S1"))
    }
  }

  @Test func `columns that no row names are told`() throws {
    let records = "1 100 . C T . PASS . GT:AD 0/0:50,25 0/1:40,10"
    let folder = try StudyFolder.calls(
      primary: VCFText.file(samples: ["S1_Normal", "S1"], records),
      metastasis: VCFText.file(records))
    #expect(
      folder.warnings(of: try folder.read()) == [
        "a.vcf: warning: 1 sample column not in the sheet left out: S1_Normal; a normal of the patient "
          + "needs a row of role normal that names this file"
      ])
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,a.vcf\nP1,S1_Normal,normal,a.vcf\n",
      to: "samples.csv")
    #expect(try !folder.read().warnings.contains { $0.text.contains("sample column") })
  }

  @Test func `a list of sites is taken where an alignment tells the reads`() throws {
    let folder = try StudyFolder()
    let sheet = "patient,sample,role,mutations,alignment\nP1,S1,primary,sites.vcf,"
    try folder.write(sheet + "one.sam\n", to: "samples.csv")
    var reads = MadeReads(samples: ["S1"])
    for number in 0..<6 { reads.add("r\(number)", at: 101, "10M", "ACGTTCGTAC") }
    try folder.write(reads.text, to: "one.sam")
    let record = "##fileformat=VCFv4.2\n"
    for (columns, end) in [("", ""), (" FORMAT", " GT")] {
      try folder.write(
        record
          + Table.tabs("#CHROM POS ID REF ALT QUAL FILTER INFO\(columns)\n1 105 . A T . . .\(end)"),
        to: "sites.vcf")
      let study = try folder.read()
      #expect(study.patient(at: 0).table == ["1:105 A>T 6/6"])
      #expect(study.warnings.allSatisfy { $0.text.contains("nothing to compare") })
    }
    try folder.write(sheet + "\n", to: "samples.csv")
    #expect(
      try folder.failure().contains(
        "the file has no sample column, so no reads; expected FORMAT and a column for each sample, as "
          + "the caller wrote them, or DP4 in INFO; or the sample's alignment in the sheet"))
  }

  @Test func `a normal sample's reads are looked up at the tumours' sites`() throws {
    let folder = try StudyFolder.calls(primary: "", metastasis: "")
    try folder.write(
      VCFText.file(
        meta: ["##tumor_sample=A", "##normal_sample=B"], samples: ["B", "A"], Self.records),
      to: "a.vcf")
    try folder.write(VCFText.file("1 100 . C T . PASS . GT:AD 0/0:9,0 0/1:5,5"), to: "b.vcf")
    try folder.write(
      """
      patient,sample,role,mutations
      P1,N1,normal,a.vcf
      P1,S1,primary,a.vcf
      P1,S2,metastasis,b.vcf

      """, to: "samples.csv")
    let patient = try folder.read().patient(at: 0)
    #expect(patient.table == ["1:100 C>T 10/50 5/10", "1:200 C>T 20/40 uncalled"])
    #expect(
      try patient.supporting.normalObservations == [
        [
          .counted(#require(ReadCounts(alternate: 1, depth: 51))),
          .counted(#require(ReadCounts(alternate: 0, depth: 30))),
        ]
      ])
  }

  @Test func `a file of several samples gives each its reads`() throws {
    let text = VCFText.file(
      samples: ["S2", "other", "S1"],
      """
      1 100 . C T . PASS . GT:AD 0/1:40,10 0/0:9,0 0/0:60,0
      1 200 . C T . PASS . GT:AD 0/0:30,0 0/1:5,5 0/0:30,0
      """)
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,a.vcf\nP1,S2,metastasis,a.vcf\n",
      to: "samples.csv")
    try folder.write(text, to: "a.vcf")
    // The second record is of a sample that the sheet does not have.
    #expect(try folder.read().patient(at: 0).table == ["1:100 C>T 0/60 10/50"])
  }

  @Test func `in a cohort's file a patient has the sites that its samples carry`() throws {
    let text = VCFText.file(
      samples: ["A1", "A2", "B1", "B2"],
      """
      1 100 . C T . PASS . GT:AD 0/0:59,1 0/1:40,10 0/0:58,2 0/0:60,0
      1 200 . C T . PASS . GT:AD ./.:. ./.:. 0/1:5,5 ./.:.
      """)
    let folder = try StudyFolder()
    try folder.write(
      """
      patient,sample,role,mutations
      A,A1,primary,a.vcf
      A,A2,metastasis,a.vcf
      B,B1,primary,a.vcf
      B,B2,metastasis,a.vcf

      """, to: "samples.csv")
    try folder.write(text, to: "a.vcf")
    let study = try folder.read()
    #expect(study.patient(at: 0).table == ["1:100 C>T 1/60 10/50"])
    #expect(study.patient(at: 1).table == ["1:200 C>T 5/10 uncalled"])
    #expect(study.warnings.isEmpty)
  }

  @Test func `outside the targets a site is not assayed`() throws {
    let folder = try StudyFolder.calls(
      primary: VCFText.file(Self.records),
      metastasis: VCFText.file("1 300 . C T . PASS . GT:AD 0/0:9,0 0/1:5,5"))
    try folder.write("1\t150\t250\n", to: "panel.bed")
    try folder.write(
      """
      patient,sample,role,mutations,targets
      P1,S1,primary,a.vcf,
      P1,S2,metastasis,b.vcf,panel.bed

      """, to: "samples.csv")
    let patient = try folder.read().patient(at: 0)
    #expect(
      patient.table == [
        "1:100 C>T 10/50 notAssayed", "1:200 C>T 20/40 uncalled", "1:300 C>T uncalled 5/10",
      ])
    #expect(patient.depths == [[40, 50], [10]])
  }

  @Test func `the build is that of the contigs and must be one`() throws {
    let folder = try StudyFolder.calls(
      primary: VCFText.file(
        meta: ["##contig=<ID=chr1,length=248956422>", "##reference=file:///hg19.fa"], Self.records),
      metastasis: VCFText.file(meta: ["##reference=file:///data/GRCh37.fa"], Self.records))
    #expect(
      try folder.failure() == "samples.csv:3:18: error: mutations is 'b.vcf', a file of hg19; "
        + "expected one build in a study, and a.vcf is of hg38")
    try folder.write(
      VCFText.file(meta: ["##contig=<ID=21,assembly=\"x\",length=46709983>"], Self.records),
      to: "b.vcf")
    #expect(try folder.read().build == .hg38)
  }
}
