import Foundation
import Studies
import Testing
import TumorModel

/// One change of several bases, written whole in one place and base by base in another.
@Suite struct PartJoiningTests {
  /// The rows of a patient's samples S1 and S2, and the warnings.
  private func read(_ rows: String) throws -> (table: [String], warnings: [String]) {
    let folder = try StudyFolder.pair(rows)
    let study = try folder.read()
    return (study.patient(at: 0).table, folder.warnings(of: study))
  }

  private func row(
    _ sample: String, _ position: Int, _ change: String, _ reads: (Int, Int)?
  ) -> String {
    let bases = change.split(separator: ">")
    let counts = reads.map { "\($0.1) \($0.1 - $0.0) \($0.0)" } ?? "~ ~ ~"
    return
      "BRAF 7 \(position) Missense_Mutation \(bases[0]) \(bases[1]) \(sample) \(counts) p.V600K\n"
  }

  @Test func `parts of one sample are the whole of another`() throws {
    let found = try read(
      row("S1", 140_453_136, "A>T", (41, 140)) + row("S1", 140_453_137, "C>T", (39, 138))
        + row("S2", 140_453_136, "AC>TT", (50, 150)))
    #expect(found.table == ["7:140453136 AC>TT 39/138 50/150"])
    #expect(
      found.warnings.contains {
        $0.contains("1 change of several bases, written base by base here and whole elsewhere")
      })
  }

  @Test func `a whole in both samples is left alone`() throws {
    let found = try read(
      row("S1", 140_453_136, "AC>TT", (41, 140)) + row("S2", 140_453_136, "AC>TT", (50, 150)))
    #expect(found.table == ["7:140453136 AC>TT 41/140 50/150"])
    #expect(!found.warnings.contains { $0.contains("several bases") })
  }

  @Test(
    "where the parts do not tell the whole, nothing is called",
    arguments: [
      // A part is missing, has no counts, or is on more molecules.
      [("A>T", 136, 41)], [("A>T", 136, 41), ("C>T", 137, nil)],
      [("A>T", 136, 90), ("C>T", 137, 41)],
    ] as [[(String, Int, Int?)]])
  func abstention(parts: [(change: String, place: Int, reads: Int?)]) throws {
    let rows = parts.map { part in
      row("S1", 140_453_000 + part.place, part.change, part.reads.map { ($0, 140) })
    }
    let found = try read(rows.joined() + row("S2", 140_453_136, "AC>TT", (50, 150)))
    #expect(found.table.contains("7:140453136 AC>TT without 50/150"))
    for part in parts {
      let reads = part.reads.map { "\($0)/140" } ?? "without"
      #expect(
        found.table.contains("7:\(140_453_000 + part.place) \(part.change) \(reads) without"),
        "\(found.table)")
    }
    #expect(found.warnings.contains { $0.contains("cannot be told from their parts here") })
  }

  @Test func `without reads of one part there are none of the whole`() throws {
    let found = try read(
      row("S1", 140_453_136, "A>T", (0, 140)) + row("S1", 140_453_137, "C>T", (0, 141))
        + row("S2", 140_453_136, "AC>TT", (50, 150)))
    #expect(found.table == ["7:140453136 AC>TT 0/140 50/150"])
    let one = try read(
      row("S1", 140_453_137, "C>T", (0, 141)) + row("S2", 140_453_136, "AC>TT", (50, 150)))
    #expect(one.table.contains("7:140453136 AC>TT 0/141 50/150"))
  }

  @Test func `two callers of one sample tell one change`() throws {
    let found = try read(
      row("S1", 140_453_136, "A>T", (41, 140)) + row("S1", 140_453_137, "C>T", (41, 140))
        + row("S1", 140_453_136, "AC>TT", (40, 139)) + row("S2", 140_453_136, "A>T", (50, 150))
        + row("S2", 140_453_137, "C>T", (50, 150)))
    #expect(found.table == ["7:140453136 AC>TT 40/139 50/150"])
  }

  @Test func `a whole without reads beside frequent parts abstains`() throws {
    let found = try read(
      row("S1", 140_453_136, "A>T", (41, 140)) + row("S1", 140_453_137, "C>T", (41, 140))
        + row("S1", 140_453_136, "AC>TT", (0, 140)) + row("S2", 140_453_136, "AC>TT", (50, 150)))
    #expect(found.table.contains("7:140453136 AC>TT without 50/150"))
    #expect(found.table.count == 3)
  }

  @Test func `longer wholes have parts of several bases`() throws {
    let found = try read(
      row("S1", 100, "AC>TT", (41, 140)) + row("S1", 103, "G>A", (41, 140))
        + row("S2", 100, "ACTG>TTTA", (50, 150)) + row("S1", 104, "C>A", (30, 140)))
    #expect(found.table.sorted() == ["7:100 ACTG>TTTA 41/140 50/150", "7:104 C>A 30/140 uncalled"])
  }
}
