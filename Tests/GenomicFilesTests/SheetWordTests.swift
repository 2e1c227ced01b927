import DelimitedText
import Foundation
import Testing
import TumorModel

@testable import Studies

/// What people write into a sheet in place of the words and numbers of the reference.
@Suite("Usual words in a sheet")
struct SheetWordTests {
  private func samples(_ sheet: String, treatments: String? = nil) throws -> [Sample] {
    let folder = try StudyFolder()
    try folder.write(sheet, to: "samples.csv")
    if let treatments { try folder.write(treatments, to: "treatments.csv") }
    return try folder.read().samples(ofPatientAt: 0)
  }

  private func failure(_ sheet: String, treatments: String? = nil) throws -> String {
    let folder = try StudyFolder()
    try folder.write(sheet, to: "samples.csv")
    if let treatments { try folder.write(treatments, to: "treatments.csv") }
    return try folder.failure()
  }

  @Test(
    "roles",
    arguments: [
      ("metastatic", SampleRole.metastasis), ("metastasis", .metastasis), ("met", .metastasis),
      ("Mets", .metastasis), ("relapse", .recurrence), ("recurrence", .recurrence),
      ("Recurrent", .recurrence), ("local-recurrence", .recurrence), ("primary tumour", .primary),
      ("Primary_Tumor", .primary), ("PRIMARY", .primary), ("ctDNA", .plasma),
      ("liquid biopsy", .plasma),
    ])
  func role(word: String, role: SampleRole) throws {
    let found = try samples("patient,sample,role\nP1,S1,\(word)\nP1,S2,plasma\n")
    #expect(found.first?.role == role)
  }

  @Test(
    "specimens",
    arguments: [
      ("frozen", Specimen.freshFrozen), ("fresh frozen", .freshFrozen),
      ("Fresh-Frozen", .freshFrozen),
      ("FFPE", .ffpe), ("paraffin", .ffpe), ("cfDNA", .plasma), ("FNA", .cytology),
    ])
  func specimen(word: String, specimen: Specimen) throws {
    let found = try samples("patient,sample,role,specimen\nP1,S1,primary,\(word)\n")
    #expect(found.first?.specimen == specimen)
  }

  @Test(
    "shares of cells", arguments: [("55%", 0.55), ("0.55", 0.55), ("100%", 1), ("7.5%", 0.075)])
  func share(text: String, value: Double) throws {
    let found = try samples("patient,sample,role,purity,purity_sd\nP1,S1,primary,\(text),5%\n")
    #expect(found.first?.purity == Purity(value))
    #expect(found.first?.purityDeviation == 0.05)
  }

  @Test(arguments: ["55", "0%", "120%", "%", "0,55"])
  func `a share that may mean two things is refused`(text: String) throws {
    #expect(
      try failure("patient,sample,role,purity\nP1,S1,primary,\"\(text)\"\n")
        == "samples.csv:2:15: error: purity is '\(text)'; expected a share above 0 and up to 1, or a "
        + "percentage such as 55%")
  }

  @Test func `dates are counted from the earliest of the patient`() throws {
    let found = try samples(
      "patient,sample,role,day\nP1,S2,metastasis,2021-03-01\nP1,S1,primary,2020-02-28\nP1,S3,plasma,\n",
      treatments: """
        patient,agent,start_day,stop_day
        P1,made,2020-02-29,2020-03-01
        P9,made,2020-02-29,

        """)
    #expect(found.map(\.day) == [367, 0, nil])
  }

  @Test func `treatments are on the same scale`() throws {
    let sheet = "patient,sample,role,day\nP1,S1,primary,2020-02-28\nP1,S2,plasma,2020-06-01\n"
    let folder = try StudyFolder()
    try folder.write(sheet, to: "samples.csv")
    try folder.write(
      "patient;agent;start_day;stop_day\nP1;made;2020-02-27;2020-03-01\n", to: "treatments.csv")
    let treatments = try folder.read().treatments
    #expect(treatments.map(\.start) == [-1] && treatments.map(\.stop) == [2])
    #expect(
      try failure(sheet, treatments: "patient,agent,start_day\nP1,made,12\n").contains(
        "start_day is '12'; expected a date such as 2019-03-14, as the patient's samples have"))
    #expect(
      try failure(
        "patient,sample,role,day\nP1,S1,primary,0\n",
        treatments: "patient,agent,start_day\nP1,made,2020-01-01\n"
      ).contains(
        "expected a whole number of days from diagnosis, for the patient's samples have no"))
  }

  @Test(arguments: [
    "2019-02-29", "2019-13-01", "2019-00-10", "2019-04-31", "14/03/2019", "2019-3-14", "20190314",
    "1019-01-01", "2019-03-14T10:00",
  ])
  func `a date of another form, or of no calendar, is refused`(date: String) throws {
    #expect(CalendarDate(date) == nil)
    #expect(
      try failure("patient,sample,role,day\nP1,S1,primary,\(date)\n").contains("day is '\(date)'"))
  }

  @Test func `days between dates are those of the calendar`() throws {
    func days(_ first: String, _ last: String) throws -> Int {
      try #require(CalendarDate(last)).days(since: try #require(CalendarDate(first)))
    }
    #expect(try days("1970-01-01", "2000-01-01") == 10_957)
    #expect(try days("2000-02-28", "2000-03-01") == 2)
    #expect(try days("1900-02-28", "1900-03-01") == 1)
    #expect(try days("2019-12-31", "2019-01-01") == -364)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let first = try #require(calendar.date(from: DateComponents(year: 1999, month: 7, day: 13)))
    for step in stride(from: 0, to: 20_000, by: 97) {
      let later = try #require(calendar.date(byAdding: .day, value: step, to: first))
      let parts = calendar.dateComponents([.year, .month, .day], from: later)
      let text = [parts.year, parts.month, parts.day].map { part in
        (part ?? 0) < 10 ? "0\(part ?? 0)" : "\(part ?? 0)"
      }.joined(separator: "-")
      #expect(try days("1999-07-13", text) == step)
    }
  }

  @Test func `days and dates of one patient are not mixed`() throws {
    #expect(
      try failure(
        "patient,sample,role,day\nP1,S1,primary,0\nP1,S2,metastasis,2020-01-01\nP2,T,primary,2020-01-01\n"
      )
        == "samples.csv:3:18: error: day is '2020-01-01'; expected days from diagnosis, as in other rows "
        + "of the patient, or dates in all of them")
  }

  @Test func `semicolons separate fields, and then a comma is that of a decimal`() throws {
    let found = try samples(
      "patient;sample;role;purity;ploidy;site\nP1;S1;primary;0,55;2,1;breast, left\nP1;S2;met;70,5%;;\n"
    )
    #expect(found.map(\.purity) == [Purity(0.55), Purity(0.705)])
    #expect(found.first?.ploidy == 2.1 && found.first?.site == "breast, left")
    let folder = try StudyFolder()
    try folder.write("patient;sample;role\nP1;S1;primary\nP1;S2;met\n", to: "samples.csv")
    let check = StudyCheck(sheet: folder.path("samples.csv"), options: ReadOptions())
    #expect(!check.findings.contains { $0.kind == .separators || $0.level == .error })
  }

  @Test func `what a draft leaves open is not read`() throws {
    #expect(
      try failure("patient,sample,role\n?,S1,?\n") == """
        samples.csv:2:1: error: patient is '?'; expected the patient's identifier
        samples.csv:2:6: error: role is '?'; expected primary, recurrence, metastasis, plasma or normal
        """)
  }

  @Test func `no word stands for two values of a column`() {
    func words<Value>(_ words: SheetWords<Value>) -> [String] { words.entries.flatMap(\.words) }
    for list in [words(.roles), words(.specimens), words(.sexes)] {
      let plain = list.map { $0.lowercased().filter { !" -_".contains($0) } }
      #expect(Set(plain).count == plain.count, "\(plain)")
    }
    #expect(Set(SheetWords.roles.entries.map(\.value)) == Set(SampleRole.allCases))
    #expect(Set(SheetWords.specimens.entries.map(\.value)) == Set(Specimen.allCases))
    #expect(Set(SheetWords.sexes.entries.map(\.value)) == Set(Sex.allCases))
    // What results write is read again.
    #expect(SampleRole.allCases.allSatisfy { SheetWords.roles[$0.rawValue] == $0 })
    #expect(Specimen.allCases.allSatisfy { SheetWords.specimens[$0.rawValue] == $0 })
    #expect(Sex.allCases.allSatisfy { SheetWords.sexes[$0.rawValue] == $0 })
  }
}
