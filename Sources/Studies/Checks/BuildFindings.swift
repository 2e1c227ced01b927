import DelimitedText
import GenomicFiles
import TumorModel

/// Findings on the reference assembly, from positions that it does not have.
struct BuildFindings {
  /// Rows of one file beyond their chromosomes' ends.
  private struct Beyond {
    var hg19 = RowTally.Count()
    var hg38 = RowTally.Count()
    var both = RowTally.Count()
  }

  /// What is said of some files, and of how many rows of them.
  private struct Statement: Hashable {
    let level: Finding.Level
    let doubt: Finding.AssemblyDoubt
  }

  private var files: [String: Beyond] = [:]

  /// Adds a sample's rows to those of its file, or of the first of its files that has any.
  mutating func add(_ tally: RowTally, of sources: RowSources) {
    let counts: [(part: WritableKeyPath<Beyond, RowTally.Count>, rows: RowTally.Count)] = [
      (\.hg19, tally.beyondHg19), (\.hg38, tally.beyondHg38), (\.both, tally.beyondBoth),
    ]
    for (part, rows) in counts {
      guard let place = rows.line.flatMap(sources.location) ?? sources.first else { continue }
      files[place.path, default: .init()][keyPath: part].add(rows, from: place.line)
    }
  }

  /// One finding for all files of which the same is to be said, at the first of them.
  ///
  /// - Parameter build: The assembly that the files name or the user chose.
  func findings(build: GenomeBuild?) -> [Finding] {
    var said: [Statement: [(path: String, rows: RowTally.Count)]] = [:]
    for (path, beyond) in files.sorted(by: { $0.key < $1.key }) {
      guard let (statement, rows) = Self.judge(beyond, build) else { continue }
      said[statement, default: []].append((path, rows))
    }
    return said.sorted { $0.value[0].path < $1.value[0].path }.map { statement, places in
      let rows = places.reduce(0) { $0 + $1.rows.number }
      return Finding(
        statement.level,
        .beyondEnd(rows: rows, files: places.count, statement.doubt),
        at: TextLocation(path: places[0].path, line: places[0].rows.line))
    }
  }

  private static func judge(
    _ beyond: Beyond, _ build: GenomeBuild?
  ) -> (Statement, RowTally.Count)? {
    let (old, new) = (beyond.hg19, beyond.hg38)
    func say(
      _ level: Finding.Level, _ rows: RowTally.Count, _ doubt: Finding.AssemblyDoubt
    ) -> (Statement, RowTally.Count) {
      (Statement(level: level, doubt: doubt), rows)
    }
    guard let build else {
      if beyond.both.number > 0 { return say(.error, beyond.both, .none([.hg19, .hg38])) }
      if old.number > 0, new.number > 0 { return say(.error, old, .mixed) }
      if old.number > 0 { return say(.warning, old, .suggests(.hg38)) }
      if new.number > 0 { return say(.warning, new, .suggests(.hg19)) }
      return nil
    }
    let other: GenomeBuild = build == .hg19 ? .hg38 : .hg19
    let (here, there) = build == .hg19 ? (old, new) : (new, old)
    guard here.number > 0 else { return nil }
    return say(.error, here, there.number == 0 ? .contradicts(build, fits: other) : .none([build]))
  }
}
