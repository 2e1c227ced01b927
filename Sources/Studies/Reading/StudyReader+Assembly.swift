import DelimitedText
import GenomicFiles
import TumorModel

/// Which assembly the positions are of, where they contradict what files say.
extension StudyReader {
  /// Fewer rows beyond the ends of chromosomes decide nothing: they may be wrong themselves.
  private static let leastRows = 3
  /// The share of these rows that the other assembly may lack too.
  private static let largestShare = 0.05

  /// Rows that lie beyond the ends of their chromosomes.
  private struct Beyond {
    var rows: [GenomeBuild: Int] = [:]
    /// The sheet's row and the line in the file of the first of each.
    var first: [GenomeBuild: (index: Int, line: Int)] = [:]
    var both = 0

    /// Whether an assembly lacks positions that the other has.
    func contradicts(_ build: GenomeBuild) -> Bool {
      let other: GenomeBuild = build == .hg19 ? .hg38 : .hg19
      let number = rows[build, default: 0]
      return number - both >= StudyReader.leastRows
        && Double(rows[other, default: 0]) <= StudyReader.largestShare * Double(number)
    }

    /// Whether each assembly lacks positions that the other has.
    var isMixed: Bool {
      GenomeBuild.allCases.allSatisfy { rows[$0, default: 0] - both >= StudyReader.leastRows }
    }
  }

  /// Takes the assembly that has the positions, where the one that files name does not have them, and
  /// none where neither is named.
  ///
  /// - Throws: `InputErrors` where the user chose the assembly, or where rows of both are mixed; not
  ///   while the faults of all files are gathered, when a check says it.
  mutating func settleAssembly() throws(InputErrors) {
    let beyond = beyondEnds()
    let stated = options.build ?? build
    if beyond.isMixed, faults == nil {
      throw refusal(
        beyond, .hg19,
        problem: "\(counted(beyond.rows[.hg19, default: 0], "row")) beyond the chromosome's end in "
          + "hg19, and \(beyond.rows[.hg38, default: 0]) in hg38: assemblies are mixed",
        expected: "positions of one assembly")
    }
    guard let wrong = (stated.map { [$0] } ?? GenomeBuild.allCases).first(where: beyond.contradicts)
    else { return }
    let other: GenomeBuild = wrong == .hg19 ? .hg38 : .hg19
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
    let place = beyond.first[wrong]
    warnings.append(
      Warning(
        words + ": read as \(other.rawValue)"
          + (stated == nil ? "" : ", although \(buildSource) says \(wrong.rawValue)"),
        at: TextLocation(
          path: place.flatMap { sheet.rows[$0.index].mutations?.path } ?? sheet.path,
          line: place?.line)))
    buildSource = "the positions"
  }

  private func refusal(
    _ beyond: Beyond, _ build: GenomeBuild, problem: String, expected: String
  ) -> InputErrors {
    let place = beyond.first[build]
    return ErrorCollector(
      path: place.flatMap { sheet.rows[$0.index].mutations?.path } ?? sheet.path
    ).failure(.malformed(problem: problem, expected: expected), line: place?.line)
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
          found.rows[build, default: 0] += 1
          if found.first[build] == nil { found.first[build] = (index, row.line) }
        }
        if isBeyond == GenomeBuild.allCases.count { found.both += 1 }
      }
    }
    return found
  }
}
