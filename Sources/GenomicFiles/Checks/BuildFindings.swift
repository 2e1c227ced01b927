import TumorModel

/// Findings on the reference assembly, from positions that it does not have.
struct BuildFindings {
  private var beyondHg19: [String: RowTally.Count] = [:]
  private var beyondHg38: [String: RowTally.Count] = [:]
  private var beyondBoth: [String: RowTally.Count] = [:]

  /// Adds a sample's rows to those of its file.
  mutating func add(_ tally: RowTally, path: String) {
    beyondHg19[path, default: .init()].add(tally.beyondHg19)
    beyondHg38[path, default: .init()].add(tally.beyondHg38)
    beyondBoth[path, default: .init()].add(tally.beyondBoth)
  }

  /// - Parameter build: The assembly that the files name or the user chose.
  func findings(build: GenomeBuild?) -> [Finding] {
    var found: [Finding] = []
    for path in beyondHg19.keys.sorted() {
      let (old, new) = (beyondHg19[path] ?? .init(), beyondHg38[path] ?? .init())
      func add(_ level: Finding.Level, _ kind: FindingKind, _ count: RowTally.Count, _ text: String)
      {
        found.append(
          Finding(
            level, kind, at: TextLocation(path: path, line: count.line),
            "\(counted(count.number, "row")) \(text)"))
      }
      guard let build else {
        let both = beyondBoth[path] ?? .init()
        if both.number > 0 {
          add(.error, .beyondChromosome, both, "beyond the chromosome's end in hg19 and in hg38")
        } else if old.number > 0, new.number > 0 {
          add(
            .error, .otherBuild, old,
            "beyond the chromosome's end in hg19, and others in hg38: are assemblies mixed?")
        } else if old.number > 0 {
          add(
            .warning, .otherBuild, old,
            "beyond the chromosome's end in hg19, none in hg38: give --build hg38")
        } else if new.number > 0 {
          add(
            .warning, .otherBuild, new,
            "beyond the chromosome's end in hg38, none in hg19: give --build hg19")
        }
        continue
      }
      let other: GenomeBuild = build == .hg19 ? .hg38 : .hg19
      let (here, there) = build == .hg19 ? (old, new) : (new, old)
      guard here.number > 0 else { continue }
      if there.number == 0 {
        add(
          .error, .otherBuild, here,
          "beyond the chromosome's end in \(build.rawValue), none in \(other.rawValue): the "
            + "positions are of \(other.rawValue)")
      } else {
        add(
          .error, .beyondChromosome, here, "beyond the chromosome's end in \(build.rawValue)")
      }
    }
    return found
  }
}
