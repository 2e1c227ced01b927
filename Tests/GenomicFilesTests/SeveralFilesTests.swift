import DelimitedText
import Testing
import TumorModel

@testable import Studies

/// Samples whose calls are in several files.
@Suite("Several files of one sample")
struct SeveralFilesTests {
  /// A folder with two samples, of which the first has two files.
  private func folder(
    _ first: String = "a.maf;b.maf", _ second: String = "b.maf", a: String, b: String
  ) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,\(first)\nP1,S2,metastasis,\(second)\n",
      to: "samples.csv")
    try folder.write(Table.maf(a), to: "a.maf")
    try folder.write(Table.maf(b), to: "b.maf")
    return folder
  }

  private static func row(_ position: Int, _ sample: String, _ alternate: Int = 40) -> String {
    "TP53 17 \(position) Missense_Mutation C T \(sample) 100 \(100 - alternate) \(alternate) p.A1B"
  }

  @Test func `Strelka's substitutions and indels are read together`() throws {
    let folder = try StudyFolder()
    try folder.write(
      """
      patient,sample,role,mutations
      P1,P1-T,primary,t.somatic.snvs.vcf; t.somatic.indels.vcf
      P1,P1-M,metastasis,m.somatic.snvs.vcf;m.somatic.indels.vcf

      """, to: "samples.csv")
    for (name, alternate) in [("t", 4), ("m", 9)] {
      try folder.write(
        VCFText.file(
          "17 100 . C G . PASS SOMATIC DP:FDP:SDP:SUBDP:AU:CU:GU:TU "
            + "12:0:0:0:0,0:12,12:0,0:0,0 20:0:0:0:0,0:11,11:\(alternate),5:0,0"),
        to: "\(name).somatic.snvs.vcf")
      try folder.write(
        VCFText.file(
          "17 90 . C CTAT . PASS SOMATIC DP:DP2:TAR:TIR:TOR "
            + "28:28:26,26:0,0:2,2 20:20:10,11:\(alternate),9:2,2"),
        to: "\(name).somatic.indels.vcf")
    }
    let study = try folder.readStrictly()
    #expect(study.patient(at: 0).table == ["17:90 ->TAT 4/14 9/19", "17:100 C>G 4/15 9/20"])
    #expect(study.inputs.filter { $0.role == .mutations }.count == 4)
    // Lines of two files are no lines of one.
    let found = study.calls(ofPatientAt: 0, sample: 0, mutations: study.patient(at: 0).mutations)
    #expect(found == nil)
  }

  @Test func `rows of two files that disagree are told with both places`() throws {
    let folder = try folder(
      a: Self.row(100, "S1") + "\n" + Self.row(200, "S1"),
      b: Self.row(300, "S1") + "\n" + Self.row(200, "S1", 50) + "\n" + Self.row(300, "S2"))
    #expect(
      try folder.failure().hasPrefix(
        "b.maf:3:45: error: S1 has 17:200 C>T with 50 of 100 reads, and on line 3 of a.maf with 40 of "
          + "100"))
    #expect(try folder.read().patient(at: 0).table.count == 3)
  }

  @Test func `a sample is absent where no file of it has a row`() throws {
    let both = try folder(a: Self.row(100, "S1"), b: Self.row(100, "S2"))
    #expect(try both.read().entries[0].samples.map(\.isCalled) == [true, true])
    let turned = try folder("b.maf;a.maf", a: Self.row(100, "S1"), b: Self.row(100, "S2"))
    #expect(try turned.read().entries[0].samples.map(\.isCalled) == [true, true])
    let none = try folder(
      "a.maf;b.maf", "a.maf;b.maf", a: Self.row(100, "S2"), b: Self.row(200, "S2"))
    #expect(try none.read().entries[0].samples.map(\.isCalled) == [false, true])
  }

  @Test func `a finding is at the line of its own file`() throws {
    let folder = try folder(
      a: Self.row(100, "S1") + "\n" + Self.row(200, "S1"),
      b: Self.row(100, "S2") + "\n" + Self.row(82_000_000, "S1"))
    let study = try folder.read()
    #expect(study.build == .hg38)
    #expect(
      folder.warnings(of: study).contains {
        $0.hasPrefix("b.maf:3: warning: 1 row beyond the chromosome's end in hg19")
      })
    let check = StudyCheck(
      sheet: folder.path("samples.csv"), options: ReadOptions(build: .hg19))
    #expect(
      check.findings.contains { finding in
        finding.level == .error && folder.relative("\(finding.location)") == "b.maf:3"
      })
  }

  @Test(
    "faults of the field",
    arguments: [
      (
        "b.maf;b.maf",
        "samples.csv:2:15: error: mutations is 'b.maf;b.maf'; expected each file once"
      ),
      (";", "samples.csv:2:15: error: mutations is ';'; expected a MAF"),
      ("b.maf;c.maf", "samples.csv:2:15: error: mutations is 'c.maf'"),
    ])
  func faults(field: String, message: String) throws {
    let folder = try folder(field, a: Self.row(100, "S1"), b: Self.row(100, "S1"))
    #expect(try folder.failure().contains(message))
  }

  @Test func `a check reads on where a sample names a file twice`() throws {
    let folder = try folder("b.maf;b.maf", a: Self.row(100, "S1"), b: Self.row(100, "S1"))
    let check = StudyCheck(sheet: folder.path("samples.csv"))
    #expect(check.findings.contains { $0.text.contains("expected each file once") })
  }

  @Test func `semicolons between the fields leave quotes for files`() throws {
    let folder = try folder(a: Self.row(100, "S1"), b: Self.row(200, "S1"))
    try folder.write(
      "patient;sample;role;mutations\nP1;S1;primary;\"a.maf;b.maf\"\n", to: "samples.csv")
    #expect(try folder.readStrictly().patient(at: 0).table.count == 2)
  }
}
