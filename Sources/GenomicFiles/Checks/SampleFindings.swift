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
    func add(_ kind: FindingKind, _ line: Int?, _ text: String) {
      found.append(
        Finding(
          kind, of: row,
          at: row.mutations.map { TextLocation(path: $0.path, line: line) } ?? row.location,
          "\(row.sample.id): \(text)"))
    }
    let rows = data.rows.count
    if tally.majority.number * 2 > tally.judged, tally.judged >= Self.leastRows {
      add(
        .swappedCounts, tally.majority.line,
        "\(tally.majority.number) of \(counted(tally.judged, "mutation")) on autosomes have more "
          + "alternate than reference reads: are the two columns swapped?")
    }
    if tally.high.number > 0, tally.high.number * 50 >= tally.judged {
      add(
        .implausibleFrequency, tally.high.line,
        "\(tally.high.number) of \(counted(tally.judged, "mutation")) on autosomes have a share of "
          + "alternate reads above \(RowTally.highShare): germline variants, or counts swapped?")
    }
    if tally.zeroDepth.number > 0 {
      add(
        .zeroDepth, tally.zeroDepth.line,
        "\(tally.zeroDepth.number) of \(counted(rows, "site")) with a depth of 0, which say nothing"
      )
    }
    if tally.onY.number > 0, sex != .male {
      add(
        .unexpectedY, tally.onY.line,
        "\(counted(tally.onY.number, "mutation")) on Y, and the sheet "
          + (sex == nil ? "does not tell the sex" : "says female"))
    }
    if tally.otherContigs.number > 0 {
      add(
        .otherContigs, tally.otherContigs.line,
        "\(counted(tally.otherContigs.number, "mutation")) on "
          + listing(tally.contigNames.sorted(), limit: 5)
          + ", where copies per normal cell are not known: no call there")
    }
    if tally.outsideTargets.number * 10 > rows, let targets = row.targets {
      add(
        .outsideTargets, tally.outsideTargets.line,
        "\(tally.outsideTargets.number) of \(counted(rows, "mutation")) outside the regions of "
          + "\(targets.written): is it the assay's own file?")
    }
    return found
  }
}
