package import Results
import Studies

/// The counts that stand beside results, where a run has made both: they tell what counting left out.
package struct CountedReads: Sendable {
  private let table: PatientTable<CountsRow>?

  /// Opens the counts of a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder of results.
  ///   - record: What was made of what; `nil` for what the folder itself records.
  /// - Throws: `FileFailure` and `TableFailure` where the counts cannot be read. Counts that no run has
  ///   made, or that were changed since, are none of the results.
  package init(folder: String, record: RunRecord? = nil) throws {
    let stages = (record ?? RunRecord(folder: folder)).stages
    guard let stage = stages[RunRecord.counts], stage.isWhole(in: folder) else {
      table = nil
      return
    }
    table = try PatientTable(path: "\(folder)/\(CountsRun.fileName)")
  }

  /// A patient's rows, site by site.
  package func rows(of patient: String) throws -> [CountsRow] {
    try table?.rows(of: patient) ?? []
  }
}

extension [CountsRow] {
  /// The reads of each sample at its sites, in the order of the table.
  var tallies: [(sample: String, tally: ReadTally)] {
    var tallies: [(sample: String, tally: ReadTally)] = []
    var places: [String: Int] = [:]
    for row in self {
      let place = places[row.sample] ?? tallies.count
      if place == tallies.count {
        places[row.sample] = place
        tallies.append((row.sample, ReadTally()))
      }
      tallies[place].tally.add(counted: row.depth, row.leftOut)
    }
    return tallies
  }
}
