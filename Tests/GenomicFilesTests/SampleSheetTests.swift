import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

@Suite struct SampleSheetTests {
  private func failure(_ sheet: String) throws -> String {
    let folder = try StudyFolder()
    try folder.write(sheet, to: "samples.csv")
    return try folder.failure()
  }

  @Test func `every column is read`() throws {
    let folder = try StudyFolder()
    try folder.write("chr1\t0\t100\n", to: "t.bed")
    try folder.write(
      """
      Sample,PATIENT,role,day,order,site,specimen,sex,purity,purity_sd,ploidy,error_rate,duplication,targets,mutations,segments,alignment
      S1,P1,primary,-3,1,"breast, left",FFPE,XX,0.55,0.05,2.1,1e-5,1.5,t.bed,,,
      S2,P1,metastasis,400,2,liver,fresh_frozen,,1,,,,,,,,
      N1,P1,normal,,,,,,,,,,,,,,NA

      """, to: "samples.csv")
    let study = try folder.read()
    #expect(study.patientIDs == ["P1"])
    let samples = study.samples(ofPatientAt: 0)
    var first = Sample(id: "S1", patient: "P1", role: .primary)
    first.day = -3
    first.order = 1
    first.site = "breast, left"
    first.specimen = .ffpe
    first.purity = Purity(0.55)
    first.purityDeviation = 0.05
    first.ploidy = 2.1
    first.errorRate = 1e-5
    first.duplication = 1.5
    first.coverage = .panel(
      .init(name: "t.bed", genes: [], coversGenes: false, others: .yes))
    #expect(samples.first == first)
    #expect(samples.map(\.id) == ["S1", "S2"])
    #expect(samples.last?.purity == Purity(1))
    #expect(study.normals(ofPatientAt: 0).map(\.id) == ["N1"])
    #expect(study.patient(at: 0).sex == .female)
    #expect(study.inputs.map(\.role) == [.sheet, .targets])
  }

  @Test func `tabs, a byte order mark, CR LF and comment lines do no harm`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "\u{FEFF}# synthetic data\r\nrole\tsample\tpatient\r\nPrimary\tS 1\tP1\r\n\r\nplasma\tS2\tP1",
      to: "samples.csv")
    let study = try folder.read()
    #expect(study.samples(ofPatientAt: 0).map(\.id) == ["S 1", "S2"])
    #expect(study.samples(ofPatientAt: 0).map(\.role) == [.primary, .plasma])
  }

  @Test func `unknown columns and single samples are told`() throws {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,batch,Note\nP1,S1,primary,7,x\nP2,S2,normal,,\n", to: "samples.csv")
    let study = try folder.read()
    #expect(
      folder.warnings(of: study) == [
        "samples.csv:1: warning: unknown columns not used: batch, Note",
        "samples.csv: warning: patient P1 has one sample: nothing to compare",
        "samples.csv: warning: no tumour sample, left out: P2",
        "samples.csv: warning: no mutation table named, sites not assayed: S1",
      ])
    #expect(study.patientCount == 1)
  }

  @Test func `many single samples share a line`() throws {
    let folder = try StudyFolder()
    let rows = (1...12).map { "P\($0),S\($0),primary\n" }.joined()
    try folder.write("patient,sample,role\n" + rows, to: "samples.csv")
    let warning = try #require(folder.warnings(of: folder.read()).first)
    #expect(
      warning
        == "samples.csv: warning: 12 patients have one sample, nothing to compare: "
        + "P1, P2, P3, P4, P5, P6, P7, P8, P9, P10 and 2 more")
  }

  @Test(
    "a wrong field is told with its place",
    arguments: [
      (
        "purity", "0",
        "samples.csv:2:15: error: purity is '0'; expected a share above 0 and up to 1, "
          + "or a percentage such as 55%"
      ),
      (
        "purity", "1.2",
        "samples.csv:2:15: error: purity is '1.2'; expected a share above 0 and up to 1, "
          + "or a percentage such as 55%"
      ),
      (
        "purity", "inf",
        "samples.csv:2:15: error: purity is 'inf'; expected a share above 0 and up to 1, "
          + "or a percentage such as 55%"
      ),
      (
        "purity_sd", "-0.1",
        "samples.csv:2:15: error: purity_sd is '-0.1'; expected 0 to 1, or a percentage"
      ),
      (
        "day", "12.5",
        "samples.csv:2:15: error: day is '12.5'; expected a whole number of days from diagnosis, "
          + "or a date such as 2019-03-14"
      ),
      ("order", "late", "samples.csv:2:15: error: order is 'late'; expected a whole number"),
      (
        "duplication", "0.5",
        "samples.csv:2:15: error: duplication is '0.5'; expected 1 or more copies per molecule"
      ),
      (
        "error_rate", "0.5",
        "samples.csv:2:15: error: error_rate is '0.5'; expected a rate from 0 to below 0.5"
      ),
      ("sex", "yes", "samples.csv:2:15: error: sex is 'yes'; expected female or male"),
      (
        "specimen", "dried",
        "samples.csv:2:15: error: specimen is 'dried'; "
          + "expected fresh_frozen, ffpe, plasma or cytology"
      ),
      (
        "ploidy", "-2", "samples.csv:2:15: error: ploidy is '-2'; expected copies per cell above 0"
      ),
    ])
  func wrongField(column: String, value: String, message: String) throws {
    #expect(
      try failure("patient,sample,role,\(column)\nP1,S1,primary,\(value)\n") == message)
  }

  @Test func `missing columns are told together`() throws {
    #expect(
      try failure("patient,name\nP1,S1\n") == """
        samples.csv:1:1: error: no column sample; expected it in the header line
        samples.csv:1:1: error: no column role; expected it in the header line
        """)
  }

  @Test func `a role must be known`() throws {
    #expect(
      try failure("patient,sample,role\nP1,S1,tumor\nP1,,primary\n") == """
        samples.csv:2:7: error: role is 'tumor'; expected primary, recurrence, metastasis, plasma or normal
        samples.csv:3:4: error: sample is ''; expected the sample's identifier
        """)
  }

  @Test func `no sample has the name that results give to several together`() throws {
    #expect(
      try failure("patient,sample,role\nP1,*,primary\n")
        == "samples.csv:2:4: error: a sample is named '*'; expected a name; results write '*' for several "
        + "samples together")
  }

  @Test func `a sample is named once`() throws {
    #expect(
      try failure("patient,sample,role\nP1,S1,primary\nP2,S1,primary\n")
        == "samples.csv:3:4: error: sample is 'S1'; "
        + "expected a unique name: line 2 already uses it")
  }

  @Test func `a patient has one sex`() throws {
    #expect(
      try failure("patient,sample,role,sex\nP1,S1,primary,XX\nP1,S2,plasma,male\n")
        == "samples.csv:3:14: error: sex is 'male'; expected female, as on line 2")
  }

  @Test func `an empty sheet and one of a header alone are told apart`() throws {
    #expect(
      try failure("")
        == "samples.csv: error: the file is empty; expected a study sheet with a header line")
    #expect(
      try failure("patient,sample,role\n\n,,\n")
        == "samples.csv:1:1: error: the sheet has no sample; "
        + "expected one row per biopsy below the header")
  }

  @Test func `what a line has too much, and open quotes, are told`() throws {
    #expect(
      try failure("patient,sample,role\nP1,S1,primary,,7\n\"P1,S2,plasma\n") == """
        samples.csv:3:1: error: a quote is not closed; expected '"' before the line's end
        samples.csv:2:16: error: the line has 5 fields; expected at most 3, as in the header line
        """)
    #expect(
      try failure("patient,sample,role,Role\nP1,S1,primary,\n")
        == "samples.csv:1:21: error: the column Role is there twice; expected each column once")
    #expect(
      try failure("patient,sample,role\rP1,S1,primary\r")
        == "samples.csv:1:1: error: lines end in CR alone; expected LF or CR LF")
  }

  @Test func `no more than twenty errors are shown`() throws {
    let folder = try StudyFolder()
    let rows = (1...25).map { "P1,S\($0),tumor\n" }.joined()
    try folder.write("patient,sample,role\n" + rows, to: "samples.csv")
    let error = try #require(throws: InputErrors.self) { _ = try folder.read() }
    #expect(error.errors.count == 20)
    #expect(error.omitted == 5)
    #expect(error.description.hasSuffix("\nand 5 more"))
    #expect(error.category == .badData)
  }

  @Test func `the line and the place are shown below a message`() throws {
    let folder = try StudyFolder()
    try folder.write("patient,sample,role,day\nP1,S1,primary,soon\n", to: "samples.csv")
    let error = try #require(throws: InputErrors.self) { _ = try folder.read() }
    #expect(
      folder.relative(error.description) == """
        samples.csv:2:15: error: day is 'soon'; expected a whole number of days from diagnosis, or a date such as 2019-03-14
        P1,S1,primary,soon
                      ^
        """)
  }
}
