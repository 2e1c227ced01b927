import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

/// Tables that were put together, edited or saved by other programs before they came here.
@Suite struct JoinedTableTests {
  private static let columns = Table.plainHeader
  private static let first = "ERBB2 17 37880220 Missense_Mutation T C S1 100 60 40 p.L755S"
  private static let second = "ERBB2 17 37880220 Missense_Mutation T C S2 90 60 30 p.L755S"

  private func folder(_ lines: String...) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(StudyFolder.twoSamples, to: "samples.csv")
    try folder.write(Table.tabs(lines.joined(separator: "\n")), to: "study.maf")
    return folder
  }

  @Test func `header lines and comments between joined tables are no rows`() throws {
    let joined = try folder(
      "#version 2.4", Self.columns, Self.first, "#version 2.4", Self.columns, Self.second)
    let study = try joined.readStrictly()
    #expect(study.patient(at: 0).table == ["17:37880220 T>C 40/100 30/90"])
    #expect(joined.warnings(of: study) == [])
  }

  @Test func `tables with other columns are not read by those of the first`() throws {
    let other = Self.columns.replacing(
      "t_depth t_ref_count t_alt_count", with: "t_alt_count t_depth t_ref_count")
    let row = Self.second.replacing("90 60 30", with: "30 90 60")
    let joined = try folder(Self.columns, Self.first, other, row)
    let words =
      "a second header line, with other columns than the first; expected tables with the same columns "
      + "where several are joined into one"
    #expect(try joined.failure().hasPrefix("study.maf:3:1: error: " + words))
    // It is no row that could be left out.
    #expect(throws: InputErrors.self) { try joined.read() }
  }

  @Test func `a column that is there twice is told`() throws {
    let joined = try folder(Self.columns + " T_ALT_COUNT", Self.first + " 1", Self.second + " 1")
    let study = try joined.readStrictly()
    #expect(study.patient(at: 0).table == ["17:37880220 T>C 40/100 30/90"])
    #expect(
      joined.warnings(of: study) == [
        "study.maf: warning: the header line names t_alt_count twice; the first column is read"
      ])
  }

  @Test func `genes that a spreadsheet made dates are told`() throws {
    func gene(_ name: String) throws -> [String] {
      let joined = try folder(
        Self.columns, Self.first, Self.second,
        "\(name) 1 1000 Missense_Mutation G A S2 90 60 30 p.R1C")
      return joined.warnings(of: try joined.read()).filter { $0.contains("spreadsheets") }
    }
    for name in ["9-Sep", "1-Mar", "Mar-01", "2-SEP", "2009-09-01"] {
      #expect(
        try gene(name) == [
          "samples.csv: warning: 1 gene name looks like a date, into which spreadsheets turn SEPT9, "
            + "MARCH1 and the like: \(name); mutations of these genes are not found under their symbols"
        ])
    }
    for name in ["SEPT9", "NKX2-1", "HLA-A", "MARCH1", "AC-1", "1-2", "9-Sept"] {
      #expect(try gene(name) == [], "\(name)")
    }
  }

  // MARK: - Other encodings

  /// What is said of a sheet with patients whose names are not UTF-8.
  @Test func `names that are no UTF-8 are not taken for one`() throws {
    let joined = try folder(Self.columns, Self.first, Self.second)
    // André and Andrè, as Windows and Excel write them.
    var sheet = Data("patient,sample,role,mutations\nAndr".utf8)
    sheet += [0xE9] + Array(",S1,primary,study.maf\nAndr".utf8) + [0xE8]
    sheet += Array(",S2,metastasis,study.maf\n".utf8)
    try joined.write(sheet, to: "samples.csv")
    let words = "error: the line is not UTF-8; expected UTF-8: save the file as CSV UTF-8"
    let failure = try joined.failure()
    #expect(failure.contains("samples.csv:2:1: \(words)"))
    #expect(failure.contains("samples.csv:3:1: \(words)"))
    let plain =
      "patient,sample,role,mutations\nAndré,S1,primary,study.maf\nAndrè,S2,metastasis,study.maf\n"
    try joined.write(plain, to: "samples.csv")
    #expect(try joined.readStrictly().patientCount == 2)
  }

  @Test func `identifiers of a study folder that are no UTF-8 are refused, and other text is not`()
    throws
  {
    func failure(_ sample: [UInt8], _ site: [UInt8]) throws -> String? {
      let folder = try StudyFolder.portal()
      let header = StudyFolder.portalHeader + "PATIENT_ID SAMPLE_ID SAMPLE_TYPE SITE\n"
      var table = Data(Table.tabs(header + "P1 B Metastatic liver").utf8)
      table += Array("P1\t".utf8) + sample + Array("\tPrimary\t".utf8) + site + Array("\n".utf8)
      try folder.write(table, to: "data_clinical_sample.txt")
      var options = ReadOptions()
      options.rows.isStrict = true
      do {
        _ = try StudyReader.read(sheet: folder.url.path, options: options)
        return nil
      } catch {
        return error.description
      }
    }
    let refusal = try failure([0x41, 0xE9], Array("breast".utf8))
    #expect(
      refusal?.contains("error: SAMPLE_ID is 'A\u{FFFD}'; expected an identifier in UTF-8") == true,
      "\(refusal ?? "")")
    #expect(try failure(Array("A".utf8), [0xE9]) == nil)
  }

  @Test func `other bytes in a table of mutations are text`() throws {
    let joined = try folder(Self.columns, Self.first, Self.second)
    var table = Data(Table.tabs(Self.columns).utf8)
    table += Array(Self.first.replacing(" ", with: "\t").utf8).map {
      $0 == UInt8(ascii: "S") ? 0xE9 : $0
    }
    #expect(table.contains(0xE9))
    table += Array(("\n" + Self.first.replacing(" ", with: "\t") + "\n").utf8)
    try joined.write(table, to: "study.maf")
    #expect(try joined.read().patient(at: 0).mutations.count == 1)
  }

  @Test func `what is no text is refused as a whole`() throws {
    let image = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48])
    let joined = try folder(Self.columns, Self.first, Self.second)
    try joined.write(image, to: "study.maf")
    #expect(
      try joined.failure()
        == "study.maf:1:1: error: the file is not text: it has bytes of zero; expected a MAF, VCF or BCF"
    )
    try joined.write(image, to: "samples.csv")
    #expect(
      try joined.failure()
        == "samples.csv:1:1: error: the file is not text: it has bytes of zero; expected a study sheet"
    )
    try joined.write(Data([0x50, 0x4B, 0x03, 0x04, 0, 0, 0, 0]), to: "samples.csv")
    #expect(
      try joined.failure()
        == "samples.csv: error: the file is packed with zip, as workbooks of spreadsheets (.xlsx, .ods) "
        + "are; expected plain text, gzip or bgzip")
  }

  @Test func `a commented row of a sheet is an error`() throws {
    let joined = try folder(Self.columns, Self.first, Self.second)
    try joined.write(StudyFolder.twoSamples + "#P2,S3,primary,study.maf\n", to: "samples.csv")
    #expect(
      try joined.failure()
        == "samples.csv:4:1: error: a row begins with #; expected comments above the header line alone, "
        + "and identifiers without #")
  }

  // MARK: - Pipes

  @Test func `a pipe is refused before anything waits for it`() throws {
    let joined = try folder(Self.columns, Self.first, Self.second)
    try FileManager.default.removeItem(atPath: joined.path("study.maf"))
    try #require(mkfifo(joined.path("study.maf"), 0o600) == 0)
    #expect(
      try joined.failure()
        == "samples.csv:2:15: error: mutations is 'study.maf': is a pipe, which can be read only once; "
        + "expected a MAF, VCF or BCF saved as a file")
    #expect(try joined.failureCategory() == .noInput)
  }
}
