import DelimitedText
import Foundation
import Results
import Testing
import TumorModel

@Suite("Reading tables")
struct TableReadingTests {
  /// Calls a closure with a file that holds a text.
  private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/mc-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/sensitivity.tsv"
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try body(path)
  }

  private static let header = PuritySolutionRow.table.header
  private static let rows = [
    "P1\tA\t1\t0.35\t0.31\t0.39\t0.25\t4\t0.26\t\t41\tposterior\tfalse",
    "P1\tA\t2\t0.52\t0.49\t0.55\t0.75\t2\t0.26\t1\t41\tpeak\ttrue",
    "P2\tB\t1\t0.5\t0.3\t0.7\t1\t\t\t\t2\tstated\ttrue",
  ]

  private static func text(_ header: String = header, _ rows: [String] = rows) -> String {
    "# metachron 0\n#note\n" + ([header] + rows).map { $0 + "\n" }.joined()
  }

  private func all(_ path: String) throws -> [PuritySolutionRow] {
    let stream = try RowStream<PuritySolutionRow>(path: path)
    var rows: [PuritySolutionRow] = []
    while stream.hasRow {
      var row = PuritySolutionRow()
      try stream.read(into: &row)
      rows.append(row)
      try stream.advance()
    }
    return rows
  }

  /// What both readers tell of a text.
  private func failures(_ text: String) throws -> Set<String> {
    var found: Set<String> = []
    try withFile(text) { path in
      for read in [
        { try _ = all(path) },
        { try _ = PatientTable<PuritySolutionRow>(path: path).rows() },
      ] {
        do {
          try read()
          found.insert("none")
        } catch let failure as TableFailure {
          found.insert(failure.description.replacing(path, with: "FILE"))
        }
      }
    }
    return found
  }

  @Test func `both readers give the same rows`() throws {
    try withFile(Self.text()) { path in
      let table = try PatientTable<PuritySolutionRow>(path: path)
      #expect(table.patients == ["P1", "P2"])
      #expect(table.comments == ["metachron 0", "note"])
      #expect(try table.rows(of: "P2").map(\.sample) == ["B"])
      #expect(try table.rows(of: "P1", where: \.isChosen).map(\.purity) == [0.52])
      #expect(try table.rows(of: "P3").isEmpty && !table.contains("P3"))
      #expect(try table.rows() == all(path))
      #expect(try all(path).map(\.ploidy) == [4, 2, nil])
    }
  }

  @Test func `columns stand in any order, and others are passed over`() throws {
    let order = [0, 5, 1, 2, 3, 4, 12, 6, 7, 8, 9, 10, 11]
    func moved(_ line: String, _ extra: String) -> String {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return (order.map { String(fields[$0]) } + [extra]).joined(separator: "\t")
    }
    try withFile(Self.text(moved(Self.header, "new"), Self.rows.map { moved($0, "x") })) { path in
      let moved = try all(path)
      #expect(try PatientTable<PuritySolutionRow>(path: path).rows() == moved)
      try withFile(Self.text()) { straight in
        let rows = try all(straight)
        #expect(rows == moved)
      }
    }
  }

  @Test func `only what is asked for is read`() throws {
    try withFile(Self.text(Self.header, ["P1\tA\tx\tx\tx\tx\tx\tx\tx\tx\tx\tpeak\ttrue"])) { path in
      let stream = try RowStream<PuritySolutionRow>(path: path, only: [\.sample, \.isChosen])
      #expect(stream.text(stream.place(of: \.sample)) == "A")
      #expect(try stream.value(stream.place(of: \.isChosen)))
    }
  }

  @Test func `a column that is missing is named`() throws {
    let found = try failures(Self.text("patient\tsample\tpurity", ["P1\tA\t0.5"]))
    #expect(found.count == 1)
    let failure = try #require(found.first)
    #expect(failure.hasPrefix("FILE:3:1: error: the column '"), "\(failure)")
    #expect(failure.contains("is missing; expected the columns of"), "\(failure)")
  }

  @Test func `a column that comes twice is refused`() throws {
    #expect(
      try failures(Self.text(Self.header + "\tsample", Self.rows.map { $0 + "\tA" })) == [
        "FILE:3:1: error: a column comes twice; expected each once"
      ])
  }

  @Test(arguments: ["P2\tB\t1", "P2\tB\t1\t0.5\t0.3\t0.7\t1\t\t\t\t2\tstated\ttrue\tmore"])
  func `a row with another number of fields is refused`(row: String) throws {
    let number = row.split(separator: "\t", omittingEmptySubsequences: false).count
    #expect(
      try failures(Self.text(Self.header, [Self.rows[0], row])) == [
        "FILE:5:1: error: \(number) fields; expected 13, as in the header"
      ])
  }

  @Test func `a file that ends within a line is refused`() throws {
    #expect(
      try failures(String(Self.text().dropLast(3))) == [
        "FILE:6:1: error: the file ends within a line"
      ])
  }

  @Test func `an empty line and an empty file are refused`() throws {
    #expect(
      try failures(Self.text(Self.header, [Self.rows[0], ""])) == [
        "FILE:5:1: error: an empty line; expected a row"
      ])
    for text in ["", "# only a comment\n"] {
      let found = try failures(text)
      #expect(
        found.allSatisfy {
          $0.contains("the file is empty") || $0.contains("no header line")
            || $0.contains("is missing")
        })
      #expect(!found.contains("none"))
    }
  }

  @Test func `a number out of range is told with its place`() throws {
    let wrong = Self.rows[2].replacing("\t0.5\t", with: "\t1.5\t")
    let found = try failures(Self.text(Self.header, [Self.rows[0], wrong]))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("FILE:5:8: error: purity is '1.5'; expected ") == true)
  }

  @Test func `the rows of a patient stand together`() throws {
    try withFile(Self.text(Self.header, [Self.rows[0], Self.rows[2], Self.rows[1]])) { path in
      #expect(
        throws: TableFailure(
          path: path, line: 6,
          "the rows of patient 'P1' are not together; expected each patient's rows in one block")
      ) { try PatientTable<PuritySolutionRow>(path: path) }
    }
  }

  @Test func `a file that is not there is told as such`() {
    let path = "/nowhere/purities.tsv"
    #expect(throws: FileFailure(path: path, action: .read, code: ENOENT)) {
      try RowStream<PuritySolutionRow>(path: path)
    }
    #expect(throws: FileFailure(path: path, action: .read, code: ENOENT)) {
      try PatientTable<PuritySolutionRow>(path: path)
    }
  }

  @Test func `a stream knows the checksum once it has ended`() throws {
    try withFile(Self.text()) { path in
      let stream = try RowStream<PuritySolutionRow>(path: path, only: [\.patient])
      while stream.hasRow { try stream.advance() }
      let checksum = try SHA256.checksum(ofFile: path)
      #expect(stream.checksum == checksum)
    }
  }
}
