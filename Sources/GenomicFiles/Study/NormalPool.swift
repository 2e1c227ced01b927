import TumorModel

/// The reads of a study's normal samples at sites that several patients' normals tell of.
struct NormalPool: Sendable {
  /// A site by its numbers in ``VariantStore``.
  struct Site: Hashable, Sendable {
    let place: UInt64
    let alleles: UInt32

    init(_ row: MutationRow) { (place, alleles) = (row.place, row.alleles) }

    init(chromosome: UInt16, position: Int32, alleles: UInt32) {
      place = UInt64(chromosome) << 32 | UInt64(UInt32(bitPattern: position))
      self.alleles = alleles
    }
  }

  private struct Entry {
    let site: Site
    let patient: Int32
    let alternate: Int32
    let depth: Int32
  }

  /// Fewer normals of a site are not kept: they tell next to nothing.
  static let leastNormals = 5

  private var sites: [Site: [(patient: Int32, counts: ReadCounts)]] = [:]

  /// Whether no site has enough normals.
  var isEmpty: Bool { sites.isEmpty }

  /// Pools the normals of all patients.
  init(_ patients: [Study.Patient]) {
    guard patients.count(where: { $0.normals.contains { !$0.rows.isEmpty } }) >= Self.leastNormals
    else { return }
    var entries: [Entry] = []
    for (index, patient) in patients.enumerated() {
      for normal in patient.normals {
        for row in normal.rows where row.depth > 0 {
          entries.append(
            Entry(
              site: Site(row), patient: Int32(index), alternate: row.alternate, depth: row.depth))
        }
      }
    }
    entries.sort { ($0.site.place, $0.site.alleles) < ($1.site.place, $1.site.alleles) }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].site == entries[start].site { end += 1 }
      if end - start >= Self.leastNormals {
        sites[entries[start].site] = entries[start..<end].compactMap { entry in
          ReadCounts(alternate: Int(entry.alternate), depth: Int(entry.depth))
            .map { (entry.patient, $0) }
        }
      }
      start = end
    }
  }

  /// The reads at a site in the normals of all patients but one.
  func counts(at row: MutationRow, without patient: Int) -> [ReadCounts] {
    (sites[Site(row)] ?? []).filter { Int($0.patient) != patient }.map(\.counts)
  }
}
