import GenomicFiles
import TumorModel

/// The reads of a study's normal samples at sites that several patients' normals tell of.
struct NormalPool: Sendable {
  private struct Entry {
    let site: MutationSite
    let patient: Int32
    let alternate: Int32
    let depth: Int32
  }

  /// Fewer normals of a site are not kept: they tell next to nothing.
  static let leastNormals = 5

  private var sites: [MutationSite: [(patient: Int32, counts: ReadCounts)]] = [:]

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
              site: MutationSite(row), patient: Int32(index), alternate: row.alternate,
              depth: row.depth))
        }
      }
    }
    entries.sort { $0.site < $1.site }
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
    (sites[MutationSite(row)] ?? []).filter { Int($0.patient) != patient }.map(\.counts)
  }
}
