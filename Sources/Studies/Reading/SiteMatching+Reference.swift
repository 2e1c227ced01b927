import GenomicFiles

/// Reads at sites of other samples, by records that say that a sample has the reference alone.
extension SiteMatching {
  /// Adds to each sample the sites of the patient's tumours at which it has none but reads of the
  /// reference.
  ///
  /// - Parameters:
  ///   - stretches: Where each sample has the reference alone, sorted.
  ///   - lists: The rows of each sample, sorted, also on return.
  ///   - tumors: The places of those whose rows make sites.
  /// - Complexity: O(sites x log(stretches)).
  func addReference(
    _ stretches: [[ReferenceStretch]], to lists: inout [[MutationRow]], tumors: [Int]
  ) {
    let isTold = stretches.contains { !$0.isEmpty }
    guard isTold else { return }
    var sites: [MutationRow] = []
    for tumor in tumors { sites += lists[tumor] }
    MutationRow.sort(&sites)
    sites = Self.firstOfEach(sites)
    for (sample, own) in stretches.enumerated() where !own.isEmpty {
      var added: [MutationRow] = []
      for site in sites {
        guard let depth = depth(at: site, in: own) else { continue }
        var row = MutationRow(
          chromosome: site.chromosome, position: site.position, alleles: site.alleles,
          gene: site.gene, protein: site.protein, classification: site.classification,
          alternate: 0, depth: depth, line: 0)
        row.hasOtherReads = depth < 0
        added.append(row)
      }
      Self.add(added, toSorted: &lists[sample])
    }
  }

  /// The least depth over a site's bases, -1 where one has too many other reads; `nil` where not all of them are in stretches that would
  /// have told the change.
  private func depth(at site: MutationRow, in stretches: [ReferenceStretch]) -> Int32? {
    let pair = store.alleles[Int(site.alleles)]
    var position = Int(site.position)
    let last = position + max(pair.reference.utf8.count, 1) - 1
    var least = Int32.max
    while position <= last {
      let place = UInt64(site.chromosome) << 32 | UInt64(UInt32(truncatingIfNeeded: position))
      var (low, high) = (0, stretches.count)
      while low < high {
        let middle = (low + high) / 2
        if stretches[middle].place <= place { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return nil }
      let stretch = stretches[low - 1]
      guard stretch.chromosome == site.chromosome, Int(stretch.end) >= position,
        stretch.tellsIndels || !pair.isIndel
      else { return nil }
      least = min(least, stretch.depth)
      position = Int(stretch.end) + 1
    }
    return least
  }
}

extension [ReferenceStretch] {
  /// The stretches in order, with chromosomes numbered anew as `VariantStore.rank()` tells.
  func ranked(_ chromosomes: [UInt16]) -> [ReferenceStretch] {
    if isEmpty { return [] }
    var result = self
    for index in result.indices {
      result[index].chromosome = chromosomes[Int(result[index].chromosome)]
    }
    // The deepest of those that begin together last, where it is found.
    result.sort { ($0.place, $0.depth) < ($1.place, $1.depth) }
    return result
  }
}
