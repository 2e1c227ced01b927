import DelimitedText
import GenomicFiles
import TumorModel

/// Findings in the rows of one sample.
struct SampleFindings {
  /// Fewer judged rows than these say nothing of swapped columns.
  private static let leastRows = 8

  let row: SampleSheet.Row
  let data: Study.SampleData
  let tally: RowTally
  let sex: Sex?

  func findings() -> [Finding] {
    var found: [Finding] = []
    func add(_ content: Finding.Content, _ line: Int?) {
      found.append(
        Finding(
          content, of: row,
          at: line.flatMap(data.sources.location)
            ?? data.sources.first ?? row.location))
    }
    let rows = data.rows.count
    if tally.majority.number * 2 > tally.judged, tally.judged >= Self.leastRows {
      add(.mostlyAlternate(tally.majority.number, of: tally.judged), tally.majority.line)
    }
    if tally.high.number > 0, tally.high.number * 50 >= tally.judged {
      add(.highFraction(tally.high.number, of: tally.judged), tally.high.line)
    }
    if tally.zeroDepth.number > 0 {
      add(.zeroDepth(tally.zeroDepth.number, of: rows), tally.zeroDepth.line)
    }
    if tally.onY.number > 0, sex != .male {
      add(.onY(mutations: tally.onY.number, sex: sex), tally.onY.line)
    }
    if tally.otherContigs.number > 0 {
      add(
        .otherContigs(
          mutations: tally.otherContigs.number, names: tally.contigNames.sorted()),
        tally.otherContigs.line)
    }
    if tally.outsideTargets.number * 10 > rows, let targets = row.targets {
      add(
        .outsideTargets(tally.outsideTargets.number, of: rows, file: targets.written),
        tally.outsideTargets.line)
    }
    return found
  }
}
