import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

/// Tables saved in ways that are not read: every reader says which way it is.
@Suite struct TableFormTests {
  private static let semicolons =
    "error: semicolons separate the fields, as spreadsheets write them in much of Europe; expected "

  @Test func `quotes and row names of R are named`() throws {
    var table = TwoBiopsies()
    let quoted = { (row: [String]) in row.map { "\"\($0)\"" } }
    table.header = quoted(table.header)
    table.rows = table.rows.map(quoted)
    #expect(
      try table.folder().failure()
        == "study.maf:1:1: error: the fields are in double quotes, as R's write.table makes them; "
        + "expected fields without quotes, as with quote = FALSE, row.names = FALSE")
    var named = TwoBiopsies()
    named.rows = named.rows.enumerated().map { ["\($0 + 1)"] + $1 }
    #expect(
      try named.folder().failure()
        == "study.maf: error: rows have one field more than the header line, as where R writes row "
        + "names; expected a name for every field, as with row.names = FALSE")
    let folder = try named.folder()
    let error = try #require(throws: InputErrors.self) {
      _ = try MutationListing.read([folder.path("study.maf")], options: ReadOptions())
    }
    #expect(error.errors[0].reason == HeaderForm.rowNames)
  }

  @Test(
    "what Git put in a file's place is named",
    arguments: [
      (
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "Git LFS",
        "git lfs pull"
      ), ("/annex/objects/SHA256E-s12--ab.maf\n", "git-annex", "git annex get"),
    ])
  func pointer(text: String, system: String, command: String) throws {
    let folder = try TwoBiopsies().folder()
    let words =
      ":1:1: error: this is a pointer of \(system) and not the file it stands for; expected "
    try folder.write(text, to: "study.maf")
    #expect(
      try folder.failure() == "study.maf" + words
        + "the file, which '\(command)' fetches into the clone")
    try folder.write(text, to: "samples.csv")
    #expect(try folder.failure().hasPrefix("samples.csv" + words))
    let portal = try StudyFolder.portal()
    try portal.write(text, to: "data_clinical_sample.txt")
    #expect(try portal.failure(reading: "").hasPrefix("data_clinical_sample.txt" + words))
  }

  @Test(
    "UTF-16 is named",
    arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16])
  func sixteenBit(encoding: String.Encoding) throws {
    let table = TwoBiopsies()
    let folder = try table.folder()
    try folder.write(try #require(table.text.data(using: encoding)), to: "study.maf")
    let words = "error: the file is UTF-16; expected UTF-8: save it as CSV UTF-8 or as plain text"
    #expect(try folder.failure() == "study.maf:1:1: \(words)")
    #expect(throws: InputErrors.self) {
      _ = try MutationListing.read([folder.path("study.maf")], options: ReadOptions())
    }
    let sheet = "patient,sample,role\nP1,S1,primary\n"
    try folder.write(try #require(sheet.data(using: encoding)), to: "samples.csv")
    #expect(try folder.failure() == "samples.csv:1:1: \(words)")
  }

  @Test func `semicolons and commas are named`() throws {
    let table = TwoBiopsies()
    for (mark, words) in [
      (";", Self.semicolons), (",", "error: commas separate the fields; expected "),
    ] {
      let other = try table.folder()
      try other.write(table.text.replacingOccurrences(of: "\t", with: mark), to: "study.maf")
      #expect(try other.failure() == "study.maf:1:1: \(words)tabs")
    }
  }

  @Test func `lines that end in CR alone are named by every reader`() throws {
    let table = TwoBiopsies()
    let folder = try table.folder()
    try folder.write(table.text.replacingOccurrences(of: "\n", with: "\r"), to: "study.maf")
    let words = "study.maf:1:1: error: lines end in CR alone; expected LF or CR LF"
    #expect(try folder.failure() == words)
    let error = try #require(throws: InputErrors.self) {
      _ = try MutationListing.read([folder.path("study.maf")], options: ReadOptions())
    }
    #expect(folder.relative(error.errors[0].message) == words)
  }

  // MARK: - Names

  @Test
  func `a sample that differs in case is an error, one that differs by a letter is suggested`()
    throws
  {
    var table = TwoBiopsies()
    table.samples = ["P1-PRIM", "P1-met"]
    #expect(
      try table.folder().failure()
        == "study.maf: error: no row is of P1-PRIM, and rows are of P1-prim, which differs in case "
        + "only; expected one spelling in the sheet and in the table")
    table.samples = ["P1-prm", "P1-met"]
    let folder = try table.folder()
    #expect(
      try folder.warnings(of: folder.read()).contains {
        $0.hasSuffix("; a mistyped name, P1-prim for P1-prm?")
      })
    // Numbered names differ on purpose.
    table.samples = ["P2-prim", "P1-met"]
    let other = try table.folder()
    #expect(try !other.warnings(of: other.read()).contains { $0.contains("mistyped") })
  }

  @Test(
    "a column of the sheet that is one letter off is an error",
    arguments: [("dya", "day"), ("purit", "purity"), ("mutation", "mutations")])
  func column(written: String, meant: String) throws {
    let folder = try StudyFolder()
    try folder.write("patient,sample,role,\(written)\nP1,S1,primary,\n", to: "samples.csv")
    #expect(
      try folder.failure()
        == "samples.csv:1:21: error: unknown column \(written); expected \(meant), if that is meant"
    )
  }
}
