import GenomicFiles
import TumorModel

/// The reads of a study's normal samples at sites that several patients' normals tell of.
struct NormalPool: Sendable {
  private struct Entry {
    let site: MutationSite
    let patient: Int32
    let counts: ReadCounts
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
        let scale = DuplicationScale(normal.sample)
        for row in normal.rows {
          guard let counts = scale.counts(row), counts.depth > 0 else { continue }
          entries.append(
            Entry(site: MutationSite(row), patient: Int32(index), counts: counts))
        }
      }
    }
    entries.sort { $0.site < $1.site }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].site == entries[start].site { end += 1 }
      if end - start >= Self.leastNormals {
        sites[entries[start].site] = entries[start..<end].map { ($0.patient, $0.counts) }
      }
      start = end
    }
  }

  /// The reads at a site in the normals of all patients but one.
  func counts(at row: MutationRow, without patient: Int) -> [ReadCounts] {
    (sites[MutationSite(row)] ?? []).filter { Int($0.patient) != patient }.map(\.counts)
  }
}
