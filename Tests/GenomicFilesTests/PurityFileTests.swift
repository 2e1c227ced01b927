import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

@Suite struct PurityFileTests {
  private func folder(_ table: String, purity: String = "", sex: String = "") throws -> StudyFolder
  {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,sex,purity,ploidy,purity_file\n"
        + "P1,S1,primary,\(sex),\(purity),,purity.txt\nP1,N1,normal,,,,none.txt\n",
      to: "samples.csv")
    try folder.write(table, to: "purity.txt")
    return folder
  }

  @Test(
    "each tool's table fills what the sheet leaves blank",
    arguments: [
      (
        "purity normFactor score diploidProportion ploidy gender status polyclonalProportion\n"
          + "0.6 0.6 0.6 0.1 3.1 FEMALE NORMAL 0.1", 3.1
      ),
      (
        "#Purity NormFactor Score DiploidProportion Ploidy Gender Status PolyclonalProportion\n"
          + "0.6 0.6 0.6 0.1 3.1 MALE NORMAL 0.1", 3.1
      ),
      ("purity ploidy dipLogR loglik\n0.6 2.1 -0.05 111", 2.1),
      ("AberrantCellFraction Ploidy\n0.6 2.5", 2.5),
      ("cellularity ploidy.estimate ploidy.mean.cn\n0.5 2 2.2\n0.6 2.1 2.2\n0.7 2.4 2.2", 2.1),
      ("cellularity ploidy SLPP\n0.6 2.1 -9\n0.3 4.1 -12", 2.1),
      ("cellularity ploidy psi\n0.6 2.1 2.2", 2.1),
      (
        "array sample purity ploidy genome_doublings call_status\n"
          + "A1 T 0.9 4 0 called\nS1 U 0.6 3.1 1 called", 3.1
      ),
      ("sample purity ploidy\nT 0.1 2\nS1 0.6 2", 2),
      ("purity\n0.6", nil),
    ])
  func filled(table: String, ploidy: Double?) throws {
    let text = Table.tabs(table).replacingOccurrences(of: "l_s", with: "l s")
      .replacingOccurrences(of: "e_d", with: "e d")
    let study = try folder(text).read()
    let sample = study.samples(ofPatientAt: 0)[0]
    #expect(sample.purity == Purity(0.6))
    #expect(sample.ploidy == ploidy)
    #expect(study.inputs.map(\.role) == [.sheet, .purity])
  }

  private func told(_ folder: StudyFolder) throws -> [String] {
    folder.warnings(of: try folder.read()).filter { $0.contains("purity") || $0.contains(" sex ") }
  }

  @Test func `what the sheet says stands, and differences are told`() throws {
    let folder = try folder(
      Table.tabs(
        "purity ploidy gender status polyclonalProportion\n0.6 3.1 MALE NORMAL 0.1"),
      purity: "0.4", sex: "female")
    #expect(try folder.read().samples(ofPatientAt: 0)[0].purity == Purity(0.4))
    #expect(
      try told(folder) == [
        "samples.csv:2:27: warning: purity is 0.4 here and 0.6 in purity.txt; what is here is used",
        "samples.csv:2:27: warning: sex is female here and male in purity.txt; "
          + "what is here is used",
      ])
    #expect(
      try told(self.folder(Table.tabs("purity ploidy\n0.402 2"), purity: "0.4")).isEmpty)
  }

  @Test func `a check uses the file as an analysis does`() throws {
    let folder = try folder(Table.tabs("purity ploidy\n0.05 3.1"))
    let check = StudyCheck(sheet: folder.path("samples.csv"))
    let facts = try #require(check.samples.first)
    #expect(facts.sample.purity == Purity(0.05) && facts.sample.ploidy == 3.1)
    #expect(facts.sample.purity == check.study?.samples(ofPatientAt: 0)[0].purity)
    #expect(facts.puritySource == "purity.txt")
    #expect(
      check.findings.filter { $0.kind == .unlikelyPurity }
        .map { folder.relative($0.location.description) } == ["purity.txt"])
    let stated = try self.folder(Table.tabs("purity ploidy\n0.6 3.1"), purity: "0.4")
    let own = try #require(StudyCheck(sheet: stated.path("samples.csv")).samples.first)
    #expect(own.sample.purity == Purity(0.4) && own.puritySource == nil)
  }

  @Test func `a check goes on after a file of purities that cannot be read`() throws {
    let folder = try folder(Table.tabs("purity ploidy\nx 3.1"))
    let check = StudyCheck(sheet: folder.path("samples.csv"))
    #expect(check.findings.count { $0.level == .error } == 1)
    #expect(check.samples.first?.faultyFiles == [.purity])
    #expect(check.study?.patientCount == 1)
  }

  @Test func `a purity that was not found is not known`() throws {
    let folder = try folder(Table.tabs("purity ploidy dipLogR loglik\nNA 2.1 0 1"))
    #expect(try folder.read().samples(ofPatientAt: 0)[0].purity == nil)
    #expect(
      try told(folder) == ["purity.txt: warning: no purity was found (NA): left unknown"])
    let none = try self.folder(
      Table.tabs("purity ploidy status polyclonalProportion\n1.0 2.0 NO_TUMOR 0"))
    #expect(try none.read().samples(ofPatientAt: 0)[0].purity == nil)
    #expect(
      try told(none) == [
        "purity.txt: warning: PURPLE found no tumour (status NO_TUMOR): purity left unknown"
      ])
  }

  @Test func `a row that names another sample is told`() throws {
    let folder = try folder(Table.tabs("sample purity ploidy\nT 0.6 2"))
    #expect(try folder.read().samples(ofPatientAt: 0)[0].purity == Purity(0.6))
    #expect(
      try told(folder) == [
        "purity.txt: warning: the only row is of T, and is taken as that of S1"
      ])
    #expect(try told(self.folder(Table.tabs("sample purity ploidy\nS1 0.6 2"))).isEmpty)
  }

  @Test func `several solutions are told`() throws {
    let study = try folder(Table.tabs("cellularity ploidy SLPP\n0.6 2.1 -9\n0.3 4.1 -12")).read()
    #expect(
      study.warnings.map(\.text).contains(
        "2 solutions; the first is used: cellularity 0.6, ploidy 2.1"))
  }

  @Test(
    "wrong tables are told",
    arguments: [
      (
        "purity ploidy\n1.2 2",
        "purity.txt:2:1: error: purity is '1.2'; expected a share above 0 and up to 1"
      ),
      (
        "purity ploidy\n0.5 2\n0.6 2",
        "purity.txt:1:1: error: the table has 2 rows and no column sample; expected one row"
      ),
      (
        "sample purity\nT 0.5\nU 0.6",
        "purity.txt:1:1: error: no row is of sample S1; expected one row per sample"
      ),
      ("purity ploidy", "purity.txt:1:1: error: the table has no row; expected one row per sample"),
      (
        "rho psi ploidy\n0.5 2 2",
        "purity.txt:1:1: error: this is Battenberg's table of rho and psi; "
          + "expected its table of cellularity and ploidy"
      ),
      (
        "chromosome start end major_cn minor_cn\n1 1 2 1 1",
        "purity.txt:1:1: error: this is a table of segments; expected it in the sheet's column "
          + "segments, and purity and ploidy of PURPLE, FACETS, ASCAT, Sequenza, Battenberg or "
          + "ABSOLUTE, or the columns purity and ploidy here"
      ),
      (
        "a b\n1 2",
        "purity.txt:1:1: error: not a purity table: its columns are a, b; expected purity "
          + "and ploidy of PURPLE, FACETS, ASCAT, Sequenza, Battenberg or ABSOLUTE, or the columns "
          + "purity and ploidy"
      ),
    ])
  func wrong(table: String, message: String) throws {
    #expect(try folder(Table.tabs(table)).failure() == message)
  }
}
