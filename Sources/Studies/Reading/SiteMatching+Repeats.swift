import GenomicFiles

/// Insertions and deletions that may be one change, placed at two ends of a repeat.
///
/// Which bases stand between them only a reference genome tells. Where a sample has the one and
/// another sample the other, neither shows that its own is absent from the other sample.
extension SiteMatching {
  /// A change whose reads are not known in a sample that has another which may be the same.
  struct RepeatTwin {
    /// The sample's place among the lists.
    let sample: Int
    /// The change as other samples have it.
    let elsewhere: MutationRow
    /// The change that the sample has.
    let here: MutationRow
  }

  /// How far apart two places may be, in bases: repeats in and around exons are shorter. Of the five
  /// that are typed for the instability of microsatellites the longest have 25 and 26 bases.
  ///
  /// Source: C. R. Boland *et al.*, *Cancer Research* 58, 5248–5257 (1998).
  private static let longestRepeat = 30

  /// Adds rows without counts for changes that a sample may have under another place.
  ///
  /// A change is judged as before where a sample has a row of it, be it of no read, and where one
  /// sample has both, which then are two.
  ///
  /// - Parameter lists: The rows of each sample of the patient, sorted, also on return.
  /// - Complexity: O(rows), and for each insertion and deletion those within 30 bases of it.
  func addRepeatTwins(to lists: inout [[MutationRow]]) -> [RepeatTwin] {
    var carriers: [MutationSite: (row: MutationRow, samples: Set<Int>)] = [:]
    for (sample, list) in lists.enumerated() {
      for row in list where row.isUnaligned && row.alternate != 0 {
        carriers[MutationSite(row), default: (row, [])].samples.insert(sample)
      }
    }
    let changes = carriers.values.sorted { MutationRow.precedes($0.row, $1.row) }
    var twins: [RepeatTwin] = []
    for (index, first) in changes.enumerated() {
      for second in changes[(index + 1)...] {
        guard second.row.place - first.row.place <= Self.longestRepeat else { break }
        guard mayBeOne(first.row, second.row), first.samples.isDisjoint(with: second.samples)
        else { continue }
        twins += first.samples.sorted()
          .map { RepeatTwin(sample: $0, elsewhere: second.row, here: first.row) }
        twins += second.samples.sorted()
          .map { RepeatTwin(sample: $0, elsewhere: first.row, here: second.row) }
      }
    }
    return twins.filter { twin in
      var row = twin.elsewhere
      (row.depth, row.alternate, row.support) = (-1, -1, 0)
      let before = lists[twin.sample].count
      Self.add([row], toSorted: &lists[twin.sample])
      return lists[twin.sample].count > before
    }
  }

  /// Whether two changes are the same one where the bases between their places repeat the changed ones.
  ///
  /// What is inserted or deleted `d` bases further on begins with its base `d`.
  private func mayBeOne(_ first: MutationRow, _ second: MutationRow) -> Bool {
    let (left, right) = (store.alleles[Int(first.alleles)], store.alleles[Int(second.alleles)])
    guard left.isIndel, right.isIndel, left.reference.isEmpty == right.reference.isEmpty,
      left.length == right.length, first.chromosome == second.chromosome
    else { return false }
    let bases = Array((left.reference + left.alternate).utf8)
    let shift = Int(second.position - first.position) % bases.count
    return (bases[shift...] + bases[..<shift]).elementsEqual(
      (right.reference + right.alternate).utf8)
  }
}
