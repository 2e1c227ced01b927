import DelimitedText
import GenomicFiles
import TumorModel

/// Makes the rows of a patient's samples comparable.
extension StudyReader {
  /// Sorts and matches rows patient by patient and returns the sheet's rows of each patient.
  mutating func matchSites() throws(InputErrors) -> [[Int]] {
    var patients: [[Int]] = []
    var places: [String: Int] = [:]
    for (index, row) in sheet.rows.enumerated() {
      if let place = places[row.sample.patient] {
        patients[place].append(index)
      } else {
        places[row.sample.patient] = patients.count
        patients.append([index])
      }
    }
    let ranks = store.rank()
    let matching = SiteMatching(store: store)
    var merged: [String: Int] = [:]
    var conflicts: [(index: Int, conflict: SiteMatching.Conflict)] = []
    var joinings: [(index: Int, joining: SiteMatching.Joining)] = []
    var twins: [(index: Int, twin: SiteMatching.RepeatTwin)] = []
    for indices in patients {
      var lists: [[MutationRow]] = []
      for index in indices { lists.append(MutationRow.ranked(&rows[index], ranks)) }
      for index in indices { lists.append(MutationRow.ranked(&extras[index], ranks)) }
      var normals = matched.isEmpty ? [] : matched.take(indices)
      for place in normals.indices { lists.append(MutationRow.ranked(&normals[place].rows, ranks)) }
      matching.unifyIndels(&lists)
      joinings += matching.joinParts(&lists, samples: indices.count)
        .filter { $0.sample < indices.count }.map { (indices[$0.sample], $0) }
      let tumors = indices.indices.filter { sheet.rows[indices[$0]].sample.role != .normal }
      for place in normals.indices {
        normals[place].rows = MatchedNormals.merged(lists[2 * indices.count + place])
      }
      SiteMatching.addExtras(&lists, samples: indices.count, tumors: tumors)
      matching.addReference(
        indices.map { references[$0].ranked(ranks.chromosomes) }, to: &lists, tumors: tumors)
      for index in indices { references[index] = [] }
      twins += matching.addRepeatTwins(to: &lists).map { (indices[$0.sample], $0) }
      keep(normals, of: indices, in: &lists)
      for (place, index) in indices.enumerated() {
        let found = SiteMatching.mergeDuplicates(&lists[place])
        conflicts += found.conflicts.map { (index, $0) }
        if found.merged > 0, let path = firstFile(of: index) {
          merged[path, default: 0] += found.merged
        }
        rows[index] = lists[place]
        lists[place] = []
      }
    }
    func file(_ found: (index: Int, conflict: SiteMatching.Conflict)) -> String? {
      sources[found.index].location(of: found.conflict.second.line)?.path
    }
    while let path = conflicts.first.flatMap(file) {
      let here = conflicts.filter { file($0) == path }
      do throws(InputErrors) {
        warnings += try tell(here, of: path)
      } catch { try keep(error) }
      conflicts.removeAll { file($0) == path }
    }
    warnings += warnings(of: joinings) + warnings(of: twins)
    for file in inputs where file.role == .mutations {
      guard let count = merged[file.path] else { continue }
      warnings.append(
        Warning(
          "\(counted(count, "duplicate row")) merged", at: TextLocation(path: file.path)))
    }
    return patients
  }

  /// The first file that a sample's rows are from.
  private func firstFile(of index: Int) -> String? { sheet.rows[index].mutations.first?.path }

  /// Tells changes of several bases that a sample has in parts, once per file and outcome.
  private func warnings(of joinings: [(index: Int, joining: SiteMatching.Joining)]) -> [Warning] {
    var paths: [String] = []
    for (index, _) in joinings {
      guard let path = firstFile(of: index), !paths.contains(path) else { continue }
      paths.append(path)
    }
    return paths.flatMap { path in
      [true, false].compactMap { isJoined in
        let here = joinings.filter {
          firstFile(of: $0.index) == path && $0.joining.isJoined == isJoined
        }
        guard let (index, joining) = here.first else { return nil }
        let example = store.variant(of: joining.whole).map(SiteText.words) ?? ""
        let changes = counted(here.count, "change") + " of several bases"
        return Warning(
          isJoined
            ? "\(changes), written base by base here and whole elsewhere, read as one each, the first "
              + "\(example) in \(sheet.rows[index].sample.id)"
            : "\(changes), whole elsewhere, cannot be told from their parts here: reads unknown, "
              + "the first \(example) in \(sheet.rows[index].sample.id)",
          at: TextLocation(path: path))
      }
    }
  }

  /// Tells changes that a sample may have at another place of a repeat, once per file.
  private func warnings(of twins: [(index: Int, twin: SiteMatching.RepeatTwin)]) -> [Warning] {
    Dictionary(grouping: twins) { firstFile(of: $0.index) ?? sheet.path }
      .sorted { $0.key < $1.key }.map { path, here in
        let (index, twin) = here[0]
        let words = [twin.elsewhere, twin.here].map {
          store.variant(of: $0).map(SiteText.words) ?? ""
        }
        return Warning(
          "\(counted(here.count, "insertion or deletion", "insertions and deletions")) of other samples "
            + "may stand here at another place of a repeat: reads unknown, the first \(words[0]) in "
            + "\(sheet.rows[index].sample.id), which has \(words[1]); --reference tells",
          at: TextLocation(path: path))
      }
  }

  /// Gives a normal of the sheet, at sites where it has no row of its own, the counts that tables tell
  /// of it, and keeps the normals that the sheet does not name.
  mutating func keep(
    _ normals: [MatchedNormals.Normal], of indices: [Int], in lists: inout [[MutationRow]]
  ) {
    let known = indices.indices.filter { sheet.rows[indices[$0]].sample.role == .normal }
    for normal in normals {
      let named =
        known.first { sheet.rows[indices[$0]].sample.id == normal.id }
        ?? (known.count == 1 && MatchedNormals.isAnyone(normal.id) ? known.first : nil)
      if let named {
        SiteMatching.add(normal.rows, toSorted: &lists[named])
      } else {
        matchedNormals[indices[0], default: []].append(normal)
      }
    }
  }

  /// Tells a file's rows that contradict one another, with the lines as they stand there.
  func tell(
    _ conflicts: [(index: Int, conflict: SiteMatching.Conflict)], of path: String
  ) throws(InputErrors) -> [Warning] {
    let here = conflicts.map { index, conflict in
      let places = sources[index]
      return (
        index: index, conflict: conflict, other: places.location(of: conflict.first.line),
        line: places.location(of: conflict.second.line)?.line ?? conflict.second.line
      )
    }.sorted { $0.line < $1.line }
    let isText = tables[path]?.isText ?? true
    let lines = !isText ? [:] : try Self.lines(of: path, here.prefix(InputErrors.limit).map(\.line))
    var faults = RowFaults(path: path, policy: options.rows)
    for (index, conflict, other, line) in here {
      let (first, second) = (conflict.first, conflict.second)
      let source = lines[line] ?? ""
      let isHere = (other?.path ?? path) == path
      let variant = store.variant(of: second).map(SiteText.words) ?? ""
      faults.add(
        .malformed(
          problem: "\(sheet.rows[index].sample.id) has \(variant) with "
            + "\(second.alternate) of \(second.depth) reads, and on line "
            + "\(other?.line ?? first.line)\(isHere ? "" : " of \(other?.path ?? "")") with "
            + "\(first.alternate) of \(first.depth)",
          expected: "one row, or rows that agree"),
        .deeperCounts, line: line,
        column: Self.column(tables[path]?.countColumn ?? 0, of: source), source: source)
    }
    return try faults.warnings(ofRows: nil)
  }

  static func lines(of path: String, _ wanted: [Int]) throws(InputErrors) -> [Int: String] {
    let wanted = Set(wanted)
    var found: [Int: String] = [:]
    var reader = try LineReader(path: path, expected: "a MAF")
    while found.count < wanted.count, let line = try reader.next() {
      if wanted.contains(reader.number) { found[reader.number] = line.string }
    }
    return found
  }

  static func column(_ field: Int, of line: String) -> Int {
    line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).prefix(field)
      .reduce(1) { $0 + $1.count + 1 }
  }
}
