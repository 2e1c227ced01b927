import DelimitedText
import GenomicFiles
import TumorModel

/// The reads at inherited variants of all samples of a sheet.
struct GermlineTable {
  var store = GermlineStore()
  /// For each row of the sheet, sorted by variant, each once.
  var entries: [[GermlineStore.Entry]]
  var warnings: [Warning] = []
  /// The files in the order in which the sheet names them.
  var paths: [String] = []

  /// Reads every file that the sheet's column `germline` names, each once.
  ///
  /// - Parameter policy: What becomes of lines that cannot be read.
  init(_ sheet: SampleSheet, policy: RowPolicy) throws(InputErrors) {
    entries = Array(repeating: [], count: sheet.rows.count)
    var samples: [String: [String: Int]] = [:]
    var places: [String: NamedPath] = [:]
    for (index, row) in sheet.rows.enumerated() {
      guard let place = row.germline else { continue }
      if places[place.path] == nil {
        places[place.path] = place
        paths.append(place.path)
      }
      samples[place.path, default: [:]][row.sample.id] = index
    }
    for path in paths {
      guard let place = places[path], let wanted = samples[path] else { continue }
      let summary = try GermlineReader.read(
        place, samples: wanted, policy: policy, into: &store, entries: &entries)
      warnings += summary.warnings
      try checkRepeats(of: wanted, path: path)
    }
    let ranks = store.rank()
    for index in entries.indices {
      for place in entries[index].indices {
        entries[index][place].site = ranks[Int(entries[index][place].site)]
      }
      entries[index].sort { $0.site < $1.site }
    }
  }

  /// Merges lines that say the same of one sample and variant, and refuses those that differ.
  private mutating func checkRepeats(
    of samples: [String: Int], path: String
  ) throws(InputErrors) {
    var errors = ErrorCollector(path: path)
    for (name, index) in samples.sorted(by: { $0.value < $1.value }) {
      var kept: [GermlineStore.Entry] = []
      var known: [Int32: Int] = [:]
      for entry in entries[index] {
        guard let place = known[entry.site] else {
          known[entry.site] = kept.count
          kept.append(entry)
          continue
        }
        let first = kept[place]
        if first.alternate != entry.alternate || first.depth != entry.depth {
          errors.add(
            .malformed(
              problem: "\(name) has this variant with \(entry.alternate) of \(entry.depth) reads, "
                + "and on line \(first.line) with \(first.alternate) of \(first.depth)",
              expected: "one line, or lines that agree"),
            line: Int(entry.line))
        }
      }
      entries[index] = kept
    }
    try errors.throwIfAny()
  }
}
