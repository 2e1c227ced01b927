import Testing
import _TestSupport

/// Results and their cohort, read by every command while one column holds what no run writes there.
///
/// Checksums are made to fit, so that readers look at the fields. What a column's declaration refuses
/// is refused by its readers; what it takes (a name of many kilobytes, a day of -1) reaches the whole
/// of each command, which must answer or say what is wrong.
@Suite("Folders with a damaged column")
struct FolderSweepTests {
  @Test func `are read by every command, or refused with the place`() async throws {
    try await withTemporaryFolder { folder in
      let swept = try await SweptFolder(folder)
      var problems: [String] = []
      var turn = 0
      for table in SweptFolder.tables {
        for column in table.columns {
          problems += try await swept.problems(of: column, in: table, turn: turn)
          turn += 1
        }
      }
      #expect(turn > 150)
      #expect(problems == [], "\(problems.count): \(problems.prefix(20).joined(separator: "\n"))")
      // Nothing was left damaged, so that each damage was met alone.
      #expect(try await swept.problemsOfWhole() == [])
    }
  }
}
