import DelimitedText
import GenomicFiles
import TumorModel

/// Which assembly the positions are of, where they contradict what files say.
extension StudyReader {
  /// From so many rows on, each assembly's own are no faults of single rows.
  private static let mixedRows = 3
  /// The share of the rows that an assembly lacks which the other may lack too: they may be wrong
  /// themselves.
  private static let largestShare = 0.05

  /// Rows that lie beyond the ends of their chromosomes.
  private struct Beyond {
    /// A row's place: the sheet's row and the line in its file.
    typealias Place = (index: Int, line: Int)

    var rows: [GenomeBuild: Int] = [:]
    /// The first rows of each.
    var first: [GenomeBuild: [Place]] = [:]
    var both = 0

    mutating func add(_ place: Place, to build: GenomeBuild) {
      rows[build, default: 0] += 1
      if first[build, default: []].count < StudyReader.mixedRows {
        first[build, default: []].append(place)
      }
    }

    /// How many rows an assembly lacks and the other has.
    private func lacking(_ build: GenomeBuild) -> Int { rows[build, default: 0] - both }

    /// Whether an assembly lacks positions that the other has, which has nearly all; a single row
    /// tells it where the other has them all.
    func contradicts(_ build: GenomeBuild) -> Bool {
      lacking(build) > 0
        && Double(rows[build.other, default: 0])
          <= StudyReader.largestShare * Double(rows[build, default: 0])
    }

    /// Whether each assembly lacks positions that the other has.
    var isMixed: Bool {
      GenomeBuild.allCases.allSatisfy { lacking($0) >= StudyReader.mixedRows }
    }

    /// Whether an assembly lacks positions, and neither has nearly all of them.
    func isUnclear(_ build: GenomeBuild) -> Bool {
      lacking(build) > 0 && !GenomeBuild.allCases.contains(where: contradicts)
    }
  }

  /// Takes the assembly that has the positions, where the one that files name does not have them, and
  /// none where neither is named.
  ///
  /// - Throws: `InputErrors` where the user chose the assembly, or where neither has the positions; not
  ///   while the faults of all files are gathered, when a check says it.
  mutating func settleAssembly() throws(InputErrors) {
    let beyond = beyondEnds()
    let stated = options.build ?? build
    let candidates = stated.map { [$0] } ?? GenomeBuild.allCases
    if beyond.isMixed || candidates.contains(where: beyond.isUnclear), faults == nil {
      throw refusal(
        beyond, .hg19,
        problem: "\(words(beyond, .hg19)), and \(words(beyond, .hg38)): neither assembly has "
          + "them all",
        expected: "positions of one assembly")
    }
    guard let wrong = candidates.first(where: beyond.contradicts) else { return }
    let other = wrong.other
    let words =
      "\(counted(beyond.rows[wrong, default: 0], "row")) beyond the chromosome's end in \(wrong.rawValue), "
      + "\(beyond.rows[other, default: 0] == 0 ? "none" : "\(beyond.rows[other, default: 0])") in "
      + other.rawValue
    if options.build != nil {
      guard faults == nil else { return }
      throw refusal(
        beyond, wrong, problem: words, expected: "no --build, or --build \(other.rawValue)")
    }
    build = other
    let place = location(beyond.first[wrong]?.first)
    warnings.append(
      Warning(
        words + ": read as \(other.rawValue)"
          + (stated == nil ? "" : ", although \(buildSource) says \(wrong.rawValue)"),
        at: place))
    buildSource = "the positions"
  }

  /// How many rows an assembly lacks, and the first of them.
  private func words(_ beyond: Beyond, _ build: GenomeBuild) -> String {
    let (number, first) = (beyond.rows[build, default: 0], beyond.first[build, default: []])
    let places = first.map { location($0).description }.joined(separator: ", ")
    let rest = number > first.count ? " and \(grouped(number - first.count)) more" : ""
    return "\(counted(number, "row")) beyond the chromosome's end in \(build.rawValue) "
      + "(\(places)\(rest))"
  }

  private func location(_ place: Beyond.Place?) -> TextLocation {
    place.flatMap { sources[$0.index].location(of: $0.line) }
      ?? TextLocation(path: sheet.path, line: place?.line)
  }

  private func refusal(
    _ beyond: Beyond, _ build: GenomeBuild, problem: String, expected: String
  ) -> InputErrors {
    let place = location(beyond.first[build]?.first)
    return ErrorCollector(path: place.path).failure(
      .malformed(problem: problem, expected: expected), line: place.line)
  }

  private func beyondEnds() -> Beyond {
    let ends = GenomeBuild.allCases.map { build in
      store.chromosomes.map { build.length(of: $0) ?? .max }
    }
    var found = Beyond()
    for (index, list) in rows.enumerated() {
      for row in list {
        let (chromosome, position) = (Int(row.chromosome), Int(row.position))
        var isBeyond = 0
        for (place, build) in GenomeBuild.allCases.enumerated()
        where position > ends[place][chromosome] {
          isBeyond += 1
          found.add((index, row.line), to: build)
        }
        if isBeyond == GenomeBuild.allCases.count { found.both += 1 }
      }
    }
    return found
  }
}

extension GenomeBuild {
  fileprivate var other: GenomeBuild { self == .hg19 ? .hg38 : .hg19 }
}
