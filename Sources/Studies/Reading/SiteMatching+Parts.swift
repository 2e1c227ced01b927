import GenomicFiles

/// Substitutions of several bases, which one caller writes whole and another base by base.
///
/// Where one row of a patient is the whole and others are its parts, they are one change: what is
/// called by parts in one sample would else seem absent there, and the whole acquired.
extension SiteMatching {
  /// What became of a change of several bases in a sample that has its parts.
  struct Joining {
    /// The sample's place among the lists.
    let sample: Int
    /// The whole, as the sample has it now.
    let whole: MutationRow
    /// Whether the parts were put together; else the reads of the whole are not known.
    var isJoined: Bool { whole.depth >= 0 }
  }

  /// Puts the parts of substitutions together where another row of the patient is the whole.
  ///
  /// The whole has no more reads than the rarest of its parts, and those are taken to be its own where
  /// all parts have about as many. Where a part is missing, has no counts, or is clearly more
  /// frequent, the reads of the whole are not known in that sample, and those of the parts are not
  /// known in samples that have the whole.
  ///
  /// - Parameters:
  ///   - lists: Rows of samples, sorted, also on return.
  ///   - samples: How many of the lists, from the first, hold what was called.
  /// - Complexity: O(rows), and for each whole the logarithm of it.
  func joinParts(_ lists: inout [[MutationRow]], samples: Int) -> [Joining] {
    var wholes: [MutationRow] = []
    for list in lists[..<samples] {
      for row in list where isMultiple[Int(row.alleles)] { wholes.append(row) }
    }
    if wholes.isEmpty { return [] }
    // A part of a longer whole is first tried as a part of that.
    wholes.sort {
      length($0) != length($1) ? length($0) > length($1) : MutationRow.precedes($0, $1)
    }
    var joinings: [Joining] = []
    var edits = lists.map { _ in Edit() }
    var kept: [(part: MutationRow, whole: MutationRow)] = []
    var seen: Set<MutationSite> = []
    for whole in wholes where seen.insert(MutationSite(whole)).inserted {
      for sample in lists.indices {
        let parts = parts(of: whole, in: lists[sample])
          .filter { !edits[sample].removed.contains($0) }
        if parts.isEmpty { continue }
        let own = Self.index(of: whole, in: lists[sample])
          .flatMap { edits[sample].removed.contains($0) ? nil : $0 }
        let joined = joined(
          parts.map { lists[sample][$0] }, of: whole, own: own.map { lists[sample][$0] })
        for row in joined.kept where row.depth < 0 || row.alternate != 0 {
          kept.append((row, whole))
        }
        let remaining = Set(joined.kept.map { MutationSite($0) })
        edits[sample].removed.formUnion(
          parts.filter { !remaining.contains(MutationSite(lists[sample][$0])) })
        if let own { edits[sample].removed.insert(own) }
        edits[sample].added.append(joined.whole)
        if own == nil { joinings.append(Joining(sample: sample, whole: joined.whole)) }
      }
    }
    for (sample, edit) in edits.enumerated() where !edit.added.isEmpty {
      lists[sample] =
        lists[sample].indices.filter { !edit.removed.contains($0) }.map { lists[sample][$0] }
        + edit.added
      MutationRow.sort(&lists[sample])
    }
    if !kept.isEmpty { addUnknown(kept, to: &lists) }
    return joinings
  }

  /// What changes in a list.
  private struct Edit {
    var removed: Set<Int> = []
    var added: [MutationRow] = []
  }

  /// Adds parts with unknown reads to lists that have the reads of the whole.
  private func addUnknown(
    _ kept: [(part: MutationRow, whole: MutationRow)], to lists: inout [[MutationRow]]
  ) {
    for sample in lists.indices {
      var unknown: [MutationSite: MutationRow] = [:]
      for (part, whole) in kept {
        guard let place = Self.index(of: whole, in: lists[sample]),
          lists[sample][place].depth >= 0
        else { continue }
        var row = part
        (row.depth, row.alternate, row.support) = (-1, -1, 0)
        unknown[MutationSite(part)] = row
      }
      if !unknown.isEmpty { Self.add(Array(unknown.values), toSorted: &lists[sample]) }
    }
  }

  /// The place of the first row of a site in sorted rows.
  private static func index(of site: MutationRow, in rows: [MutationRow]) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      let row = rows[middle]
      let isBefore = row.place != site.place ? row.place < site.place : row.alleles < site.alleles
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].isSameSite(as: site) ? low : nil
  }

  /// The whole as a sample has it, and those of the parts that stay beside it.
  private func joined(
    _ parts: [MutationRow], of whole: MutationRow, own: MutationRow?
  ) -> (whole: MutationRow, kept: [MutationRow]) {
    if var own, own.depth >= 0 {
      let more = parts.filter { isMoreFrequent($0, than: own) }
      // Reads of all parts that the whole does not have: on other molecules, or counted otherwise.
      if isComplete(more, of: whole) { (own.depth, own.alternate) = (-1, -1) }
      own.isMerged = true
      return (own, more)
    }
    var result = whole
    result.isMerged = true
    let rarest = parts.min { share($0) < share($1) } ?? whole
    result.support = rarest.support
    (result.depth, result.alternate) = (rarest.depth, rarest.alternate)
    let isCounted = parts.allSatisfy { $0.depth >= 0 }
    let isAlike = !parts.contains { isMoreFrequent($0, than: rarest) }
    if isCounted, isAlike, isComplete(parts, of: whole) { return (result, []) }
    // Without reads of one part there are none of the whole.
    if let absent = parts.first(where: { $0.depth > 0 && $0.alternate == 0 }) {
      (result.depth, result.alternate, result.support) = (absent.depth, 0, absent.support)
      return (result, parts)
    }
    (result.depth, result.alternate, result.support) = (-1, -1, 0)
    return (result, parts)
  }

  // MARK: - Parts

  private func length(_ row: MutationRow) -> Int {
    store.alleles[Int(row.alleles)].reference.utf8.count
  }

  /// The places of rows that replace some of the bases of a whole by the same bases.
  private func parts(of whole: MutationRow, in rows: [MutationRow]) -> [Int] {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].place < whole.place { low = middle + 1 } else { high = middle }
    }
    let end = whole.place + UInt64(length(whole))
    return rows[low...].indices.prefix { rows[$0].place < end }
      .filter { isPart(rows[$0], of: whole) }
  }

  private func isPart(_ row: MutationRow, of whole: MutationRow) -> Bool {
    if row.alleles == whole.alleles { return false }
    let (part, pair) = (store.alleles[Int(row.alleles)], store.alleles[Int(whole.alleles)])
    let offset = Int(row.position - whole.position)
    let (length, all) = (part.reference.utf8.count, pair.reference.utf8.count)
    guard length == part.alternate.utf8.count, offset + length <= all else { return false }
    return part.reference.utf8.elementsEqual(pair.reference.utf8.dropFirst(offset).prefix(length))
      && part.alternate.utf8.elementsEqual(pair.alternate.utf8.dropFirst(offset).prefix(length))
  }

  /// Whether parts replace every base that a whole does.
  private func isComplete(_ parts: [MutationRow], of whole: MutationRow) -> Bool {
    let pair = store.alleles[Int(whole.alleles)]
    var made = Array(pair.reference.utf8)
    for part in parts {
      let offset = Int(part.position - whole.position)
      for (place, base) in store.alleles[Int(part.alleles)].alternate.utf8.enumerated() {
        made[offset + place] = base
      }
    }
    return made.elementsEqual(pair.alternate.utf8)
  }

  private func share(_ row: MutationRow) -> Double {
    row.depth > 0 ? Double(row.alternate) / Double(row.depth) : 0
  }

  /// Whether the share of reads of one row is higher than that of another by more than three standard
  /// errors; never where counts are missing.
  private func isMoreFrequent(_ row: MutationRow, than other: MutationRow) -> Bool {
    guard row.depth > 0, other.depth > 0 else { return false }
    let (first, second) = (Double(row.depth), Double(other.depth))
    let pooled = (Double(row.alternate) + Double(other.alternate)) / (first + second)
    let variance = pooled * (1 - pooled) * (1 / first + 1 / second)
    return share(row) - share(other) > 3 * variance.squareRoot()
  }
}
