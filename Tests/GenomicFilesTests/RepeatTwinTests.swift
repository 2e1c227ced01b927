import Foundation
import Studies
import Testing
import TumorModel

/// One insertion or deletion in a repeat, which two callers place at its two ends.
@Suite struct RepeatTwinTests {
  private func read(_ rows: String...) throws -> (table: [String], warnings: [String]) {
    let folder = try StudyFolder.pair(rows.joined(separator: "\n"))
    let study = try folder.read()
    return (study.patient(at: 0).table.sorted(), folder.warnings(of: study))
  }

  private func row(
    _ sample: String, _ position: Int, _ change: (String, String), _ reads: (Int, Int)
  ) -> String {
    "KIT 4 \(position) Frame_Shift_Del \(change.0) \(change.1) \(sample) \(reads.1) \(reads.1 - reads.0) "
      + "\(reads.0) p.K1fs"
  }

  @Test(
    "neither place is said to lack what the other shows",
    arguments: [
      (("A", "-"), 4, ("A", "-")), (("A", "-"), 30, ("A", "-")), (("CA", "-"), 3, ("AC", "-")),
      (("-", "A"), 4, ("-", "A")), (("-", "CAG"), 7, ("-", "AGC")),
    ] as [((String, String), Int, (String, String))])
  func unknown(first: (String, String), distance: Int, second: (String, String)) throws {
    let found = try read(
      row("S1", 1000, first, (40, 100)), row("S2", 1000 + distance, second, (30, 90)))
    #expect(found.table.count == 2)
    #expect(found.table.contains { $0.hasSuffix(" 40/100 without") }, "\(found.table)")
    #expect(found.table.contains { $0.hasSuffix(" without 30/90") }, "\(found.table)")
    #expect(
      found.warnings.contains {
        $0.hasPrefix(
          "study.maf: warning: 2 insertions and deletions of other samples may stand here at another place "
            + "of a repeat: reads unknown, the first ") && $0.hasSuffix("--reference tells")
      }, "\(found.warnings)")
  }

  @Test(
    "changes that no repeat makes one are two",
    arguments: [
      // Other bases; too far apart; bases that no such repeat has; an insertion and a deletion.
      (("A", "-"), 4, ("C", "-")), (("A", "-"), 31, ("A", "-")), (("CA", "-"), 4, ("AC", "-")),
      (("-", "A"), 4, ("A", "-")), (("A", "C"), 4, ("A", "C")),
    ] as [((String, String), Int, (String, String))])
  func apart(first: (String, String), distance: Int, second: (String, String)) throws {
    let found = try read(
      row("S1", 1000, first, (40, 100)), row("S2", 1000 + distance, second, (30, 90)))
    #expect(found.table.contains { $0.hasSuffix(" 40/100 uncalled") }, "\(found.table)")
    #expect(found.table.contains { $0.hasSuffix(" uncalled 30/90") }, "\(found.table)")
    #expect(!found.warnings.contains { $0.contains("repeat") })
  }

  @Test func `reads that a table tells stand`() throws {
    let found = try read(
      row("S1", 1000, ("A", "-"), (40, 100)), row("S2", 1000, ("A", "-"), (0, 80)),
      row("S2", 1004, ("A", "-"), (30, 90)), row("S1", 1004, ("A", "-"), (0, 70)))
    #expect(found.table == ["4:1000 A>- 40/100 0/80", "4:1004 A>- 0/70 30/90"])
    #expect(!found.warnings.contains { $0.contains("repeat") })
  }

  @Test func `a sample that has both has two`() throws {
    let found = try read(
      row("S1", 1000, ("A", "-"), (40, 100)), row("S2", 1000, ("A", "-"), (20, 80)),
      row("S2", 1004, ("A", "-"), (30, 90)))
    #expect(found.table == ["4:1000 A>- 40/100 20/80", "4:1004 A>- uncalled 30/90"])
  }
}
