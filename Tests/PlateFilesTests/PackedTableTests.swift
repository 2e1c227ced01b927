import DelimitedText
import DrugResponse
import Foundation
import GenomicFiles
import Testing

@testable import PlateFiles

/// Tables come through the one reader of files, which unpacks.
@Suite("Packed tables")
struct PackedTableTests {
  /// `well,cell_line,drug_a,dose_a,unit,time_h,value` with three wells, by `gzip -9n`.
  private static let packed =
    "H4sIAAAAAAACAytPzcnRSQYS8TmZeak6KUWl6fGJOin5xalAqjQvs0SnJDM3NT5Dpy"
    + "wxpzSVy9FQx0cnQsdQJ89Xx9xIx5TL0QgsYAQVMONyNAYKAAGQY8kFADaB5iNeAAAA"

  @Test func `a packed table is read as a plain one is`() throws {
    let data = try #require(Data(base64Encoded: Self.packed))
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv.gz")
    try data.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    var lines = try LineReader(path: url.path, expected: "a table of responses")
    let reading = try TableText(&lines).wells(PlateSettings(plate: "Q"))
    #expect(
      reading.wells.map(\.line) == [
        "Q A01 L/ [X 1.0 nM] sample 72.0 h: 5.0", "Q A02 L/ [X 2.0 nM] sample 72.0 h: 6.0",
        "Q A03 L/ [] vehicle 72.0 h: 9.0",
      ])
  }

  @Test func `a file that is not there is told`() throws {
    let error = try #require(throws: InputErrors.self) {
      var lines = try LineReader(path: "/nowhere/p.csv", expected: "a table of responses")
      _ = try TableText(&lines)
    }
    #expect(
      error.errors.map(\.message) == [
        "/nowhere/p.csv: error: no such file; expected a table of responses"
      ])
  }
}
